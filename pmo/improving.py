"""What could be asked better: proposals that the figures of the asking itself make, each with its evidence.

A rhythm is questioned when its last periods were answered too seldom on time, and when the answers show what would
suit those who give them; a question when its answers tell nothing new. One change at a time is proposed of a rhythm, so
that its effect can be told.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pmo.periods import period
from pmo.portfolio import Program
from pmo.process import Answering, Put, by_period, fate_of
from pmo.recurrence import span_of
from pmo.rhythm_choices import Choice, choice_of, rule_of

FEW = 0.6
"""A period of which less than this share was answered on time was answered too seldom."""
PERIODS = 3
"""So many of the last periods in a row must have been."""
MOST = 0.5
"""What more than this share of the answers show, most of them show."""
ENOUGH = 5
"""From so many answers on something can be read from them."""
SOON_AFTER = timedelta(hours=8)
"""Working time after the deadline in which a longer window would have taken an answer in."""
_LONGEST_DAYS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When something is asked: the RRULE, and how long there is to answer (`1d`, `6h`)."""

    rule: str
    within: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why something is proposed.

    Attributes:
        periods: those that were answered too seldom, oldest first, and what became of their questions; all else that
            is told of answers is of these.
        weekday: ISO weekday on which most answers came; 0 where that says nothing.
        count, of: so many of so many answers, projects or alerts show it.
    """

    periods: tuple[tuple[str, Answering], ...] = ()
    weekday: int = 0
    count: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Better:
    """A better rhythm, and why."""

    rhythm: Rhythm
    evidence: Evidence


def rhythm_of(program: Program) -> Rhythm:
    """When a program asks."""
    return Rhythm(rule=program.checkin_rule, within=program.answer_within)


def answered_seldom(puts: Sequence[Put], rule: str, now: datetime) -> tuple[tuple[str, Answering], ...]:
    """The last periods of a rule, when each was answered too seldom on time; nothing when one of them was not.

    Periods whose questions are still open do not count, nor do those in which nothing was due, nor others than the rule
    asks about, as those of monthly indicators among weeks.
    """
    of_rule = [put for put in puts if period(put.ask.period).span is span_of(rule)]
    ended = [(name, of) for name, of in by_period(of_rule, now).items() if of.due and not of.open]
    last = ended[-PERIODS:]
    few = len(last) == PERIODS and all(of.share is not None and of.share < FEW for _, of in last)
    return tuple(last) if few else ()


def _in(periods: Sequence[tuple[str, Answering]], puts: Iterable[Put]) -> list[Put]:
    """The questions of these periods, which are the evidence."""
    names = {name for name, _ in periods}
    return [put for put in puts if put.ask.period in names]


def longer_window(puts: Sequence[Put], rhythm: Rhythm, now: datetime) -> Better | None:
    """A day more to answer, when most of what did not come on time came within a working day after the deadline."""
    seldom, longer = answered_seldom(puts, rhythm.rule, now), _longer(rhythm.within)
    if not seldom or longer is None:
        return None
    missed = [put for put in _in(seldom, puts) if fate_of(put.ask, now) in ("late", "never")]
    soon = sum(put.after is not None and put.after <= SOON_AFTER for put in missed)
    if soon < ENOUGH or soon <= MOST * len(missed):
        return None
    evidence = Evidence(periods=seldom, count=soon, of=len(missed))
    return Better(rhythm=Rhythm(rule=rhythm.rule, within=longer), evidence=evidence)


def another_day(puts: Sequence[Put], rhythm: Rhythm, now: datetime) -> Better | None:
    """The weekday on which most answers come, when they seldom come in time for the day on which is asked."""
    seldom, known = answered_seldom(puts, rhythm.rule, now), choice_of(rhythm.rule)
    answers = Counter(put.weekday for put in _in(seldom, puts) if put.weekday)
    if not seldom or known is None or not answers:
        return None
    choice, asked_on = known
    day, count = answers.most_common(1)[0]
    if day == asked_on or count < ENOUGH or count <= MOST * answers.total():
        return None
    evidence = Evidence(periods=seldom, weekday=day, count=count, of=answers.total())
    return Better(rhythm=Rhythm(rule=rule_of(choice, day), within=rhythm.within), evidence=evidence)


def less_often(same: int, of: int, rhythm: Rhythm) -> Better | None:
    """Every second week instead of every week, when most projects say the same again and again.

    Args:
        same: projects of which that is so, of all (`of`) that are asked about.
    """
    known = choice_of(rhythm.rule)
    if known is None or known[0] is not Choice.WEEKLY or of < ENOUGH or same <= MOST * of:
        return None
    rhythm = Rhythm(rule=rule_of(Choice.FORTNIGHTLY, known[1]), within=rhythm.within)
    return Better(rhythm=rhythm, evidence=Evidence(count=same, of=of))


def untaken(ended: Mapping[str, tuple[int, int]]) -> dict[str, Evidence]:
    """The rules most of whose alerts ended by themselves without anybody having taken them, by code.

    Args:
        ended: of each rule how many of its alerts ended so, and how many ended at all.
    """
    return {
        code: Evidence(count=count, of=of) for code, (count, of) in ended.items() if of >= ENOUGH and count > MOST * of
    }


def _longer(within: str) -> str | None:
    """A working day more; None for a window that is long enough already."""
    found = re.fullmatch(r"(\d+)([dh])", within.strip().lower())
    if found is None:
        return None
    days = int(found[1]) + 1 if found[2] == "d" else 1
    return f"{days}d" if days <= _LONGEST_DAYS else None
