"""The memory of a milestone: every date that was ever promised for it, and what that tells.

After milestone trend analysis: report dates against forecast dates. A level line is on plan, a rising one slips, one
that rises as fast as time passes never arrives.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from pmo.milestones import Forecast, Milestone
from pmo.periods import Period, in_order, period
from pmo.trends import slope

WorkingDays = Callable[[date, date], int]
"""Counts the working days after one day up to another; negative backwards."""
_FEWEST_TO_JUDGE, _MOST_TO_JUDGE = 3, 5
"""Promises that tell whether a date slips as fast as time passes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A date that a period's report promised."""

    period: Period
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is remembered of a milestone.

    Attributes:
        given: every version of every promise, in order.
        promises: one a period, in order; the first is the first date that was ever promised in a report.
        slips: working days from the baseline to each promise.
        slip: working days from the baseline to the date that stands; negative when it is earlier.
        slip_since_first: the same from the first promise; None without one.
        consecutive: how many of the latest promises were each later than the one before.
        never_arrives: over its latest promises it slips as fast as time passes.
    """

    milestone: Milestone
    given: tuple[Forecast, ...]
    promises: tuple[Promise, ...]
    slips: tuple[int, ...]
    slip: int
    slip_since_first: int | None
    consecutive: int
    never_arrives: bool

    @property
    def trend(self) -> tuple[tuple[date, int], ...]:
        """Each promise as a point: the last day of its period, and the working days from the baseline."""
        return tuple(zip([promise.period.last for promise in self.promises], self.slips, strict=True))

    def stood(self, at: datetime) -> date | None:
        """The date that was promised at an instant (UTC); None when that is not known."""
        by_then = [one for one in self.given if one.known_from <= at]
        if by_then:
            return by_then[-1].forecast_date
        return self.given[0].instead_of if self.given else None


def memory(milestone: Milestone, forecasts: Iterable[Forecast], working_days: WorkingDays) -> Memory:
    """Everything that is remembered of one milestone.

    Args:
        forecasts: of this milestone, in any order, every version; the last version of a period counts.
        working_days: by the calendar of the project's program.
    """
    given = sorted(forecasts, key=_place)
    promises = promised(given)
    first = promises[0].day if promises else None
    reached = milestone.actual_date is not None
    return Memory(
        milestone=milestone,
        given=tuple(given),
        promises=promises,
        slips=tuple([working_days(milestone.baseline_date, promise.day) for promise in promises]),
        slip=working_days(milestone.baseline_date, milestone.expected),
        slip_since_first=None if first is None else working_days(first, milestone.expected),
        consecutive=0 if reached else _consecutive(promises),
        never_arrives=not reached and _keeps_its_distance(promises),
    )


def _place(forecast: Forecast) -> tuple[tuple[date, date], int]:
    return in_order(period(forecast.period)), forecast.version


def promised(forecasts: Iterable[Forecast]) -> tuple[Promise, ...]:
    """The promises of one milestone, one a period, in the order of periods."""
    last: dict[Period, Forecast] = {}
    for forecast in forecasts:
        when = period(forecast.period)
        if when not in last or last[when].version < forecast.version:
            last[when] = forecast
    return tuple(Promise(period=when, day=last[when].forecast_date) for when in sorted(last, key=in_order))


def known_promises(forecasts: Iterable[Forecast], as_of: date) -> tuple[Promise, ...]:
    """The promises that had been made by a day; one counts from the first day of its period."""
    return tuple([one for one in promised(forecasts) if one.period.first <= as_of])


def _consecutive(promises: Sequence[Promise]) -> int:
    slips = 0
    for before, after in pairwise(promises):
        slips = slips + 1 if after.day > before.day else 0
    return slips


def _keeps_its_distance(promises: Sequence[Promise]) -> bool:
    """Whether the latest promises moved a day or more with every day that passed between them."""
    latest = promises[-_MOST_TO_JUDGE:]
    if len(latest) < _FEWEST_TO_JUDGE:
        return False
    moved = slope([(one.period.last, Decimal(one.day.toordinal())) for one in latest])
    return moved is not None and moved >= 1


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfOrder:
    """A milestone is expected before one that must come first."""

    milestone: Milestone
    before: Milestone


def out_of_order(milestones: Mapping[str, Milestone]) -> list[OutOfOrder]:
    """Milestones expected before something they depend on, across projects; those that were reached are past that.

    Args:
        milestones: by key; archived ones, and names of none, count for nothing.
    """
    found = []
    for one in milestones.values():
        if one.archived or one.actual_date is not None:
            continue
        first = [milestones[name.casefold()] for name in one.after if name.casefold() in milestones]
        found += [OutOfOrder(milestone=one, before=before) for before in first if _must_wait(one, before)]
    return found


def _must_wait(one: Milestone, before: Milestone) -> bool:
    return not before.archived and before.expected > one.expected
