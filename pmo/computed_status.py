"""The status that the figures of a project give, in each dimension and overall (DESIGN §6).

It stands beside the declared status and is never overridden, only answered with a reason.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from pmo.colours import Colour, worst
from pmo.earned_value import Earned, EarnedValue, NotAvailable
from pmo.indicator_status import colour_of
from pmo.indicators import Indicator, Measurement
from pmo.limits import DEFAULT, Limits
from pmo.milestones import Milestone
from pmo.periods import Period, period
from pmo.promises import WorkingDays
from pmo.reasons import Computed, Dimension, Judged, Reason, Why
from pmo.reports import StatusReport
from pmo.staleness import is_stale


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """An open risk: level 1 to 25 (likelihood times impact), and whether an action is under way."""

    code: str
    level: int
    has_action: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What is known of an indicator.

    Attributes:
        indicator: the version that held for the latest value.
        measurements: one a period, in their order, at least one.
        since: the day on which the latest was given.
        stale: the latest is older than one and a half of its intervals.
    """

    indicator: Indicator
    measurements: tuple[Measurement, ...]
    since: date
    stale: bool = False

    @property
    def latest(self) -> Decimal:
        """The latest value, in the indicator's unit."""
        return self.measurements[-1].value

    @property
    def series(self) -> tuple[tuple[Period, Decimal], ...]:
        """Periods and values, in their order."""
        return tuple([(period(one.period), one.value) for one in self.measurements])


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was known of a project on a day; nothing in it is of a later one.

    Attributes:
        end, forecast_end: the first promised end and the latest forecast.
        milestones: as they stood that day.
        earned: earned value, or why there is none.
        costs_stale: the costs that it rests on are too old.
        reports: the last version of each period's report, in the order of periods.
        values: of each indicator.
        reported: the day of the last valid status report; None when there was none.
        interval: how often a report comes; None when nobody knows.
    """

    project: str
    as_of: date
    end: date | None = None
    forecast_end: date | None = None
    milestones: tuple[Milestone, ...] = ()
    earned: Earned | NotAvailable = NotAvailable.NO_COSTS
    costs_stale: bool = False
    reports: tuple[StatusReport, ...] = ()
    values: tuple[Value, ...] = ()
    risks: tuple[Risk, ...] = ()
    reported: date | None = None
    interval: timedelta | None = None


def computed_status(facts: Facts, working_days: WorkingDays, limits: Limits = DEFAULT) -> Computed:
    """The status that the facts give: the worst dimension, and grey, never green, when the report is stale.

    Args:
        working_days: by the calendar of the project's program.
    """
    judge = _Judge(facts, working_days, limits)
    dimensions = tuple(_judged(dimension, judge.by(dimension)) for dimension in Dimension)
    return Computed(
        project=facts.project,
        as_of=facts.as_of,
        colour=overall({judged.dimension: judged.colour for judged in dimensions}, limits, clouded=judge.is_clouded),
        dimensions=dimensions,
    )


def overall(colours: dict[Dimension, Colour], limits: Limits = DEFAULT, *, clouded: bool = False) -> Colour:
    """The worst of the dimensions; so many ambers as the limits say make red.

    What is not reported is not green, and a report alone, without figures, makes nothing green either.

    Args:
        clouded: what was amber or red is too old to be known, so that nobody can say that it is green.
    """
    found = worst(colour for dimension, colour in colours.items() if dimension is not Dimension.REPORTING)
    if found is Colour.AMBER and limits.ambers and list(colours.values()).count(Colour.AMBER) >= limits.ambers:
        return Colour.RED
    unknown = clouded or not colours[Dimension.REPORTING].is_known
    return Colour.GREY if found is Colour.GREEN and unknown else found


def _judged(dimension: Dimension, reasons: Iterator[Reason]) -> Judged:
    ordered: Sequence[Reason] = sorted(reasons, key=lambda reason: -reason.colour.severity)
    colour = worst(reason.colour for reason in ordered)
    return Judged(dimension=dimension, colour=colour, reasons=tuple(ordered))


@dataclass(frozen=True, slots=True)
class _Judge:
    """Holds the facts against the limits."""

    facts: Facts
    working_days: WorkingDays
    limits: Limits

    def by(self, dimension: Dimension) -> Iterator[Reason]:
        """The reasons of one dimension, good ones too."""
        ways: dict[Dimension, Callable[[], Iterator[Reason]]] = {
            Dimension.SCHEDULE: self._schedule,
            Dimension.COST: self._cost,
            Dimension.RISK: self._risk,
            Dimension.INDICATORS: self._indicators,
            Dimension.REPORTING: self._reporting,
        }
        return ways[dimension]()

    def _schedule(self) -> Iterator[Reason]:
        facts = self.facts
        yield from self._end()
        for milestone in facts.milestones:
            yield self._milestone(milestone)
        if isinstance(facts.earned, Earned) and not facts.costs_stale:
            yield from self._index(Why.BEHIND_PLAN, facts.earned.value.spi)

    def _end(self) -> Iterator[Reason]:
        """The end of a project that goes on is missed like a milestone when its date has passed without a new one."""
        facts = self.facts
        expected = facts.forecast_end or facts.end
        if expected is not None and expected < facts.as_of:
            late = self.working_days(expected, facts.as_of)
            yield Reason(why=Why.END_PASSED, colour=Colour.RED, days=late, day=expected)
        elif facts.end is not None and facts.forecast_end is not None:
            yield self._slip(Why.END_SLIPS, "", facts.end, facts.forecast_end)

    def _milestone(self, milestone: Milestone) -> Reason:
        """Missed when its date has passed without a new one; else by how far its date has slipped."""
        code, expected = milestone.code, milestone.expected
        if milestone.actual_date is not None:
            return Reason(why=Why.IN_ORDER, colour=Colour.GREEN, subject=code, day=milestone.actual_date)
        if expected < self.facts.as_of:
            late = self.working_days(expected, self.facts.as_of)
            return Reason(why=Why.MILESTONE_MISSED, colour=Colour.RED, subject=code, days=late, day=expected)
        return self._slip(Why.MILESTONE_SLIPS, code, milestone.baseline_date, expected)

    def _slip(self, why: Why, subject: str, baseline: date, forecast: date) -> Reason:
        """Working days of delay against those that were left until the baseline; past the baseline any delay is red."""
        days, left = self.working_days(baseline, forecast), self.working_days(self.facts.as_of, baseline)
        if days <= 0:
            return Reason(why=Why.IN_ORDER, colour=Colour.GREEN, subject=subject, days=days, day=forecast)
        share = Decimal(days) / left if left > 0 else None
        colour, limit = _above(share, self.limits.slip_amber, self.limits.slip_red)
        return Reason(why=why, colour=colour, subject=subject, figure=share, limit=limit, days=days, day=forecast)

    def _index(self, why: Why, index: Decimal | None) -> Iterator[Reason]:
        """SPI or CPI against their limits; one that is not available says nothing."""
        if index is not None:
            colour, limit = _above(-index, -self.limits.index_amber, -self.limits.index_red)
            yield Reason(why=_or_in_order(why, colour), colour=colour, figure=index, limit=-limit)

    def _cost(self) -> Iterator[Reason]:
        if not isinstance(self.facts.earned, Earned):
            return
        if self.facts.costs_stale:
            yield Reason(why=Why.COSTS_STALE, colour=Colour.GREY, day=self.facts.earned.day)
            return
        yield from self._money(self.facts.earned.value)

    def _money(self, value: EarnedValue) -> Iterator[Reason]:
        yield from self._index(Why.OVER_COST, value.cpi)
        if value.eac is not None:
            over = value.eac / value.bac - 1
            colour, limit = _above(over, self.limits.budget_amber, self.limits.budget_red)
            yield Reason(why=_or_in_order(Why.OVER_BUDGET, colour), colour=colour, figure=over, limit=limit)

    @property
    def is_clouded(self) -> bool:
        """Whether something was amber or red when it was last known, and is too old now."""
        stale = [value for value in self.facts.values if value.stale]
        if any(colour_of(value.latest, value.indicator).severity for value in stale):
            return True
        earned = self.facts.earned
        if not (self.facts.costs_stale and isinstance(earned, Earned)):
            return False
        reasons = [*self._money(earned.value), *self._index(Why.BEHIND_PLAN, earned.value.spi)]
        return any(reason.colour.severity for reason in reasons)

    def _risk(self) -> Iterator[Reason]:
        for risk in self.facts.risks:
            level, colour, limit = Decimal(risk.level), Colour.GREEN, self.limits.risk_amber
            if level >= self.limits.risk_red:
                colour, limit = Colour.RED, self.limits.risk_red
            elif level >= limit and not risk.has_action:
                colour = Colour.AMBER
            why = _or_in_order(Why.RISK_LEVEL, colour)
            yield Reason(why=why, colour=colour, subject=risk.code, figure=level, limit=limit)

    def _indicators(self) -> Iterator[Reason]:
        """Each value by the limits that held for it; a stale one is grey."""
        for value in self.facts.values:
            indicator, figure = value.indicator, value.latest
            colour = Colour.GREY if value.stale else colour_of(figure, indicator)
            why = Why.VALUE_STALE if value.stale else _or_in_order(Why.BEYOND_LIMIT, colour)
            if value.stale or colour.is_known:
                limit = indicator.red if colour is Colour.RED else indicator.amber
                yield Reason(why=why, colour=colour, subject=indicator.code, figure=figure, limit=limit)

    def _reporting(self) -> Iterator[Reason]:
        facts = self.facts
        if facts.reported is None:
            yield Reason(why=Why.NOT_REPORTED, colour=Colour.GREY)
        elif is_stale(facts.reported, facts.interval, facts.as_of):
            yield Reason(why=Why.REPORT_STALE, colour=Colour.GREY, day=facts.reported)
        else:
            yield Reason(why=Why.IN_ORDER, colour=Colour.GREEN, day=facts.reported)


def _above(figure: Decimal | None, amber: Decimal, red: Decimal) -> tuple[Colour, Decimal]:
    """The colour of a figure that must stay low, and the limit it was held against; None is beyond every limit."""
    if figure is None or figure > red:
        return Colour.RED, red
    return (Colour.AMBER if figure > amber else Colour.GREEN), amber


def _or_in_order(why: Why, colour: Colour) -> Why:
    return why if colour.severity else Why.IN_ORDER
