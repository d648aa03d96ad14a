"""A project as it was known on a day, and the figures that rules find in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pmo.computed_status import Facts, Value, computed_status
from pmo.earned_value import Earned
from pmo.facts import History, facts_on
from pmo.indicators import Indicator
from pmo.limits import DEFAULT, Limits
from pmo.milestones import Milestone
from pmo.periods import Period, period
from pmo.promises import OutOfOrder, Promise, WorkingDays, known_promises
from pmo.reasons import Computed
from pmo.rule_terms import EVERY, Figure, colour_number

Series = Sequence[tuple[Period, Decimal]]
"""The values of a figure, one a period, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A milestone, or with an empty code the end of the project, as it stood on a day."""

    code: str
    baseline: date | None
    expected: date | None
    promises: tuple[Promise, ...]
    reached: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A project as it was known on a day.

    Attributes:
        out_of_order: its milestones that are expected before what must come first.
    """

    history: History
    as_of: date
    facts: Facts
    computed: Computed
    working_days: WorkingDays
    out_of_order: tuple[OutOfOrder, ...] = ()

    @property
    def dated(self) -> tuple[Dated, ...]:
        """Everything a date was promised for."""
        ends = [(period(one.period), one.forecast_end) for one in self.facts.reports]
        told = tuple([Promise(period=when, day=day) for when, day in ends if day is not None])
        end = Dated(code="", baseline=self.facts.end, expected=self.facts.forecast_end, promises=told)
        return (*(self._dated(milestone) for milestone in self.facts.milestones), end)

    def _dated(self, milestone: Milestone) -> Dated:
        known = known_promises(self.history.forecasts.get(milestone.key, ()), self.as_of)
        return Dated(
            code=milestone.code,
            baseline=milestone.baseline_date,
            expected=milestone.expected,
            promises=known,
            reached=milestone.actual_date is not None,
        )


def seen_on(
    history: History,
    as_of: date,
    working_days: WorkingDays,
    limits: Limits = DEFAULT,
    out_of_order: Sequence[OutOfOrder] = (),
) -> Seen:
    """What rules look at, as of a day."""
    facts = facts_on(history, as_of)
    return Seen(
        history=history,
        as_of=as_of,
        facts=facts,
        computed=computed_status(facts, working_days, limits),
        working_days=working_days,
        out_of_order=tuple(out_of_order),
    )


def was_there(seen: Seen) -> bool:
    """Whether a project had begun by then, or something was known of it; before that no rule holds of it."""
    start, facts = seen.history.project.start, seen.facts
    known = facts.reports or facts.values or any(dated.promises for dated in seen.dated)
    return start is None or start <= seen.as_of or bool(known)


def series(name: str, seen: Seen) -> Iterator[tuple[str, Series]]:
    """The figures of a name: of an indicator, of every one that ends so, or one of the project's own."""
    plain = name.casefold()
    if plain not in set(Figure):
        yield from ((value.indicator.code, value.series) for value in indicators(name, seen))
        return
    today = period(seen.as_of.isoformat())
    match Figure(plain):
        case Figure.STATUS:
            yield "", [(period(one.period), colour_number(one.rag)) for one in seen.facts.reports]
        case Figure.COMPUTED:
            yield "", [(today, colour_number(seen.computed.colour))]
        case Figure.PROGRESS:
            told = [(period(one.period), one.progress) for one in seen.facts.reports if one.progress is not None]
            yield "", [(when, Decimal(progress)) for when, progress in told]
        case own:
            figure = _earned(own, seen)
            yield "", [] if figure is None else [(today, figure)]


def _earned(name: Figure, seen: Seen) -> Decimal | None:
    earned = seen.facts.earned
    if not isinstance(earned, Earned):
        return None
    value = earned.value
    if name is Figure.OVER_BUDGET:
        return None if value.eac is None else value.eac / value.bac - 1
    return value.spi if name is Figure.SPI else value.cpi


def indicators(name: str, seen: Seen) -> Iterator[Value]:
    """What is known of the indicators of a name: of one, or of every one that ends so."""
    yield from (value for value in seen.facts.values if _is_named(value.indicator.key, name))


def unmeasured(name: str, seen: Seen) -> Iterator[Indicator]:
    """The indicators of a name of which there was no value by then."""
    measured = {value.indicator.key for value in seen.facts.values}
    for key, versions in seen.history.indicators.items():
        if _is_named(key, name) and key not in measured and not versions[-1][1].archived:
            yield versions[-1][1]


def _is_named(key: str, name: str) -> bool:
    plain = name.casefold()
    return key == plain or (plain.startswith(EVERY) and key.endswith(plain.removeprefix("*")))
