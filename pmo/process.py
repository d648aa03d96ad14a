"""How the asking itself goes: who answers when, by program, post and question, and which questions tell nothing new.

What is counted is what was asked: an ask that was skipped, that found nobody at work, that reached nobody or that came
too late to be put is told apart, for nobody could be late with it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import TypeVar

from pmo.asks import Ask
from pmo.periods import period
from pmo.portfolio import code_key

K = TypeVar("K", bound=Hashable)

SAME = 6
"""From so many equal answers in a row on a question is said to tell nothing new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """What became of questions, in numbers.

    Attributes:
        on_time, late: answered by the deadline, or after it.
        never: the deadline has passed without an answer.
        open: the deadline is still to come.
        excused: skipped, absent, not reached or put too late.
        took: from the question to its answer, in working time of who answered: the median; None without an answer.
    """

    on_time: int = 0
    late: int = 0
    never: int = 0
    open: int = 0
    excused: int = 0
    took: timedelta | None = None

    @property
    def due(self) -> int:
        """Questions whose answer was due: answered or not."""
        return self.on_time + self.late + self.never

    @property
    def share(self) -> float | None:
        """Of those, what was answered on time, 0 to 1; None when nothing was due."""
        return self.on_time / self.due if self.due else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A question that was put, and how long its answer took in working time; None while there is none.

    Attributes:
        post: code of the post of who was asked; empty for headquarters.
        after: how long after the deadline it was answered, in working time; None when it was not late.
        weekday: ISO weekday on which it was answered, by the answerer's clock; 0 while it was not.
        put_off: a card that shows it was put off.
    """

    ask: Ask
    post: str = ""
    took: timedelta | None = None
    after: timedelta | None = None
    weekday: int = 0
    put_off: bool = False


def answering(puts: Iterable[Put], now: datetime) -> Answering:
    """What became of these questions by an instant (UTC)."""
    counts: Counter[str] = Counter()
    times: list[timedelta] = []
    for put in puts:
        counts[fate_of(put.ask, now)] += 1
        if put.took is not None:
            times.append(put.took)
    middle = timedelta(seconds=median(time.total_seconds() for time in times)) if times else None
    return Answering(**counts, took=middle)


def fate_of(ask: Ask, now: datetime) -> str:
    """The field of `Answering` that counts it."""
    if ask.answered_version:
        return "late" if ask.is_late else "on_time"
    if ask.skipped_at is not None or ask.absent or ask.too_late or (ask.undelivered and ask.sent_at is None):
        return "excused"
    return "open" if now <= ask.deadline else "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """How many people take part.

    Attributes:
        asked: people who were asked something whose deadline has passed.
        answered: those of them who answered anything.
        unreached: those whom none of it reached.
    """

    asked: int
    answered: int
    unreached: int


def taking_part(puts: Iterable[Put], now: datetime) -> Taking:
    """How many of the people who were asked take part, by an instant (UTC)."""
    due = [put.ask for put in puts if fate_of(put.ask, now) != "open" and not (put.ask.absent or put.ask.too_late)]
    asked = {code_key(ask.member) for ask in due}
    answered = {code_key(ask.member) for ask in due if ask.answered_version}
    reached = {code_key(ask.member) for ask in due if ask.sent_at is not None}
    return Taking(asked=len(asked), answered=len(answered), unreached=len(asked - answered - reached))


def by(key: Callable[[Put], K], puts: Iterable[Put], now: datetime) -> Mapping[K, Answering]:
    """The same for each group, in the order of the keys' first questions."""
    groups: defaultdict[K, list[Put]] = defaultdict(list)
    for put in puts:
        groups[key(put)].append(put)
    return {name: answering(group, now) for name, group in groups.items()}


def by_period(puts: Iterable[Put], now: datetime) -> Mapping[str, Answering]:
    """The same for each period, in their order."""
    found = by(lambda put: put.ask.period, puts, now)
    return {name: found[name] for name in sorted(found, key=period)}


def in_a_row(answers: Sequence[Hashable]) -> int:
    """How many of the latest answers are equal; 0 without any.

    Args:
        answers: oldest first.
    """
    same = 0
    for answer in reversed(answers):
        if answer != answers[-1]:
            break
        same += 1
    return same
