"""What became of the questions of a period, for those who follow them up (DESIGN §5 "tells apart")."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pmo.asks import Ask, Fate
from pmo.portfolio import code_key


class Missing(StrEnum):
    """Why there is no answer, the most urgent first."""

    NOT_ANSWERED = "not answered"
    OPEN = "open"
    UNREACHABLE = "unreachable"
    NO_MANAGER = "no manager"
    TOO_LATE = "too late"
    SKIPPED = "skipped"
    ABSENT = "absent"


def missing(ask: Ask, now: datetime, *, away: bool) -> Missing | None:
    """Why this question has no answer; None when it has one.

    Args:
        away: the person is absent now.
    """
    if ask.answered_version:
        return None
    if ask.skipped_at is not None:
        return Missing.SKIPPED
    if ask.absent or away:
        return Missing.ABSENT
    if ask.too_late:
        return Missing.TOO_LATE
    if ask.undelivered and ask.sent_at is None:
        return Missing.UNREACHABLE
    return Missing.OPEN if now <= ask.deadline else Missing.NOT_ANSWERED


def waited_for(asks: Sequence[Ask], responsible: str) -> Sequence[Ask]:
    """Of the asks about one subject and period those that somebody waits for: not what was put to a predecessor.

    Args:
        responsible: key of the member who is asked now; empty for nobody. Without a question to them, or to who stands
            in for them, it is still whoever was asked before.
    """
    mine = [ask for ask in asks if responsible in (code_key(ask.member), code_key(ask.stands_for))]
    settled = [ask for ask in asks if ask not in mine and (ask.answered_version or ask.skipped_at)]
    return [*settled, *mine] if mine and responsible else asks


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the asks of a roster, in numbers that add up to it.

    Attributes:
        counts: asks by their fate; those that do not occur are left out.
        answered: how many of them have an answer by now.
    """

    counts: tuple[tuple[Fate, int], ...]
    answered: int

    @property
    def roster(self) -> int:
        """All asks."""
        return sum(count for _, count in self.counts)


def tally(asks: Iterable[Ask]) -> Tally:
    """Count the asks by what became of them."""
    listed = list(asks)
    counts = Counter(ask.fate for ask in listed)
    return Tally(
        counts=tuple((fate, counts[fate]) for fate in Fate if counts[fate]),
        answered=sum(1 for ask in listed if ask.answered_version),
    )
