"""Everything that the figures of a project say on a day: its computed status, and what each indicator does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pmo.colours import Colour
from pmo.computed_status import Value
from pmo.control_charts import Signal, latest_signals
from pmo.facts import History
from pmo.indicator_status import colour_of, variance
from pmo.indicators import Indicator
from pmo.limits import DEFAULT, Limits
from pmo.periods import Period
from pmo.portfolio import Rag
from pmo.promises import OutOfOrder, WorkingDays
from pmo.seen import Seen, seen_on
from pmo.trends import Trend, trend


class Condition(StrEnum):
    """How an indicator stands, the worst first: what is not known is no good sign."""

    RED = "red"
    AMBER = "amber"
    TOO_OLD = "too old"
    NO_VALUE = "no value"
    GREEN = "green"
    NOT_JUDGED = "not judged"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Condition).index(self)

    @property
    def rag(self) -> Rag | None:
        """The status of the same colour; None for what is not known."""
        return Rag(self.value) if self.value in set(Rag) else None


def condition(value: Value | None) -> Condition:
    """How an indicator of this latest value stands; not judged is one without limits."""
    if value is None:
        return Condition.NO_VALUE
    return Condition.TOO_OLD if value.stale else condition_of(colour_of(value.latest, value.indicator))


def condition_of(colour: Colour) -> Condition:
    """How a figure of this colour stands."""
    return Condition(colour.value) if colour.is_known else Condition.NOT_JUDGED


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the latest value of an indicator means.

    Attributes:
        period: of the value.
        variance: from the target, above 0 is good; None without a target.
        signals: Nelson's rules that the latest value breaks.
        stale: the value is too old to be taken for known; its colour is grey then.
    """

    indicator: Indicator
    period: Period
    value: Decimal
    colour: Colour
    variance: Decimal | None
    trend: Trend
    signals: frozenset[Signal]
    stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A project as its figures show it."""

    seen: Seen
    readings: tuple[Reading, ...]


def assessment(
    history: History,
    as_of: date,
    working_days: WorkingDays,
    limits: Limits = DEFAULT,
    out_of_order: Sequence[OutOfOrder] = (),
) -> Assessment:
    """Judge a project as it was known on a day."""
    seen = seen_on(history, as_of, working_days, limits, out_of_order)
    return Assessment(seen=seen, readings=tuple([reading(value) for value in seen.facts.values]))


def reading(value: Value) -> Reading:
    """What the latest value of an indicator means, with what its series does."""
    indicator, series = value.indicator, value.series
    return Reading(
        indicator=indicator,
        period=series[-1][0],
        value=value.latest,
        colour=Colour.GREY if value.stale else colour_of(value.latest, indicator),
        variance=variance(value.latest, indicator),
        trend=trend([(when.last, figure) for when, figure in series], indicator.direction, indicator.target),
        signals=latest_signals([figure for _, figure in series]),
        stale=value.stale,
    )
