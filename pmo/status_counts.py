"""How many projects stand how at the end of each period, for the chart beside the counts of today."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pmo.periods import Period, Span, in_order, period, period_of
from pmo.portfolio import Rag
from pmo.reports import Standing

PERIODS = 12
"""So many periods of declared statuses are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A status that was declared of a project.

    Attributes:
        period: the name of what it is about.
        said: the day on which it was declared; None where that is not known, or not asked for.
    """

    period: str
    rag: Rag
    said: date | None = None

    def since(self, usual: Span) -> date:
        """From when it stands: about a period of the usual kind from its last day, also when it was told late.

        About another, as a month among weeks, from the day on which it was said.
        """
        about = period(self.period)
        return about.last if about.span is usual or self.said is None else self.said


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many projects were declared what in a period."""

    period: str
    green: int = 0
    amber: int = 0
    red: int = 0

    def of(self, rag: Rag) -> int:
        """How many had this status."""
        return {Rag.GREEN: self.green, Rag.AMBER: self.amber, Rag.RED: self.red}[rag]


def counted(
    histories: Sequence[Sequence[Declared]], now: Iterable[Rag | None], about: str, today: date
) -> tuple[Counted, ...]:
    """How many stood how at the end of each of the latest periods of the usual kind, and stand now.

    No period is left out; of days only those that something was reported about are told, as most portfolios that
    report about days do so on a few a year. A project stands as it was declared last: one that was not reported in a
    period, or reports less often, is counted with its status from before. The last period is counted as `now`, so that
    it cannot differ from what is told of now.

    Args:
        histories: what was declared of each project, in any order; of those about one period the last one counts.
        now: how each project stands now; None for those that were never reported.
        about: the period that is told of, else empty.
        today: where `about` is of another kind or empty, the latest reported period is the last one, or that of this
            day if a status has changed since.
    """
    usual = usual_span(histories)
    if usual is None:
        return ()
    told = period(about) if about else None
    known = [_stood(history, usual) for history in histories]
    named = {when for history in histories for one in history if (when := period(one.period)).span is usual}
    reported = sorted(named, key=in_order)
    last = told if told and told.span is usual else reported[-1]
    now = tuple(now)
    if last is not told and Counter(_on(last.last, known)) != Counter(rag for rag in now if rag):
        last = max(last, period_of(today, usual), key=in_order)
    before = _of_days(reported, last) if usual is Span.DAY else _without_a_gap(reported[0], last)
    return (*[counted_in(when.name, _on(when.last, known)) for when in before], counted_in(last.name, now))


def _of_days(reported: Sequence[Period], last: Period) -> Sequence[Period]:
    """Those before the last that were reported."""
    return [when for when in reported if when.first < last.first][1 - PERIODS :]


def _without_a_gap(first: Period, last: Period) -> Sequence[Period]:
    """Those before the last, from the first on, oldest first."""
    before: list[Period] = []
    while len(before) < PERIODS - 1 and (earlier := _before(before[-1] if before else last)) >= first:
        before.append(earlier)
    return before[::-1]


def usual_span(histories: Iterable[Iterable[Declared]]) -> Span | None:
    """The kind of period that is reported most; None where nothing was reported."""
    spans = Counter(period(one.period).span for history in histories for one in history)
    return spans.most_common(1)[0][0] if spans else None


def _before(when: Period) -> Period:
    return period_of(when.first - timedelta(days=1), when.span)


def _stood(history: Sequence[Declared], usual: Span) -> list[tuple[date, Rag]]:
    """From when on it stood how, in the order of periods."""
    return [(one.since(usual), one.rag) for one in sorted(history, key=lambda one: in_order(period(one.period)))]


def _on(day: date, known: Sequence[Sequence[tuple[date, Rag]]]) -> list[Rag]:
    """How each project that was reported by the end of a day stood then."""
    return [said[-1] for history in known if (said := [rag for since, rag in history if since <= day])]


def counted_in(name: str, statuses: Iterable[Rag | None]) -> Counted:
    """How many of these were declared what, as a point of the chart; None for those that were never reported."""
    found = Counter(statuses)
    return Counted(period=name, green=found[Rag.GREEN], amber=found[Rag.AMBER], red=found[Rag.RED])


def history_of(standing: Standing | None) -> tuple[tuple[str, Rag], ...]:
    """Periods and declared statuses that a standing remembers, oldest first."""
    if standing is None:
        return ()
    return (*reversed(standing.earlier), (standing.report.period, standing.report.rag))
