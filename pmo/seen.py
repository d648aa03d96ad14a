"""A project as it was known on a day, and the figures that rules find in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pmo.computed_status import Facts, Value, computed_status
from pmo.earned_value import Earned
from pmo.facts import SHORTEST, History, facts_on, known_reports, known_since
from pmo.indicators import Indicator, Measurement
from pmo.limits import DEFAULT, Limits
from pmo.periods import Period, period
from pmo.promises import OutOfOrder, Promise, WorkingDays, promised
from pmo.reasons import Computed
from pmo.reports import StatusReport
from pmo.rule_terms import EVERY, Figure, colour_number

Series = Sequence[tuple[Period, Decimal]]
"""The values of a figure, one a period, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A project as it was known on a day.

    Attributes:
        reports: the last version of each period's report, in order.
        out_of_order: its milestones that are expected before what must come first.
    """

    history: History
    as_of: date
    reports: tuple[StatusReport, ...]
    facts: Facts
    computed: Computed
    working_days: WorkingDays
    out_of_order: tuple[OutOfOrder, ...] = ()


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
        reports=tuple(known_reports(history.reports, as_of, history.zone)),
        facts=facts,
        computed=computed_status(facts, working_days, limits),
        working_days=working_days,
        out_of_order=tuple(out_of_order),
    )


def promises_of(key: str, seen: Seen) -> list[Promise]:
    """What was promised for a milestone by then."""
    return [one for one in promised(seen.history.forecasts.get(key, ())) if one.period.first <= seen.as_of]


def series(name: str, seen: Seen) -> Iterator[tuple[str, Series]]:
    """The figures of a name: of an indicator, of every one that ends so, or one of the project's own."""
    plain = name.casefold()
    if plain not in set(Figure):
        yield from ((indicator.code, values) for indicator, values in indicators(name, seen))
        return
    today = period(seen.as_of.isoformat())
    match Figure(plain):
        case Figure.STATUS:
            yield "", [(period(one.period), colour_number(one.rag)) for one in seen.reports]
        case Figure.COMPUTED:
            yield "", [(today, colour_number(seen.computed.colour))]
        case Figure.PROGRESS:
            told = [(period(one.period), one.progress) for one in seen.reports if one.progress is not None]
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


def indicators(name: str, seen: Seen) -> Iterator[tuple[Indicator, Series]]:
    """Indicators with all values known by then, the last version a period."""
    plain = name.casefold()
    for value in seen.facts.values:
        key = value.indicator.key
        if key == plain or (plain.startswith(EVERY) and key.endswith(plain.removeprefix("*"))):
            yield value.indicator, _known(value, seen)


def is_news(indicator: Indicator, seen: Seen) -> bool:
    """Whether the last value of an indicator was given since the one before could have been expected."""
    last = next(value.measurement for value in seen.facts.values if value.indicator.key == indicator.key)
    return seen.as_of - known_since(last, seen.history) < SHORTEST[indicator.frequency]


def _known(value: Value, seen: Seen) -> Series:
    newest = period(value.measurement.period)
    last: dict[Period, Measurement] = {}
    for one in seen.history.measurements.get(value.indicator.key, ()):
        when = period(one.period)
        if when <= newest and (when not in last or last[when].version < one.version):
            last[when] = one
    return [(when, last[when].value) for when in sorted(last)]
