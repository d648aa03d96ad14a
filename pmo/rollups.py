"""Indicators of several projects or programs as one figure, by the rule that they declare (CONTRACT §4, `aggregate`).

Indicators belong together when their codes end the same: after the code of their project or program and a dot
(`VISA.UP` of `VISA` ends with `UP`), else after the first dot. So whatever belongs together is also what a rule means
by `*.UP`. A code without an end belongs with no other.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction

from pmo.colours import Colour
from pmo.computed_status import Value
from pmo.indicator_status import colour_of
from pmo.indicators import Aggregate, Direction, Indicator
from pmo.periods import Period, in_order, period

_DIGITS = 50
"""Significant digits of a figure that does not end; stored values have 33 at most."""
_TOGETHER = (Aggregate.SUM, Aggregate.MEAN, Aggregate.WEIGHTED)
"""Rules by which every value takes part in the figure."""


class NoFigure(StrEnum):
    """Why a group has no figure."""

    NO_RULE = "no rule"
    DIFFERENT_RULES = "different rules"
    DIFFERENT_UNITS = "different units"
    DIFFERENT_SCOPES = "different scopes"
    DIFFERENT_FREQUENCIES = "different frequencies"
    DIFFERENT_DIRECTIONS = "different directions"
    NO_TARGET = "no target"
    NO_WEIGHT = "no weight"
    NO_VALUES = "no values"
    ZERO_WEIGHT = "zero weight"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollup:
    """What the indicators of a group say together.

    Attributes:
        suffix: the common end of their codes, as the first of them writes it.
        members: the indicators, by code; at least one.
        figure: in `unit`, with up to 50 significant digits; None where there is none.
        why: there is no figure; None where there is one.
        made_of: the values that were looked at for the figure, by code of their indicators; none of them stale.
        stale: codes of the members whose value is too old; left out.
        unmeasured: codes of the members of which there is no value at all.
        chosen: code of the member whose value the figure is, for `worst` and `latest`; empty for the other rules.
        period: the newest that the figure speaks of; None without a figure.
        oldest: the oldest that it speaks of.
        colour: by the limits, where all values of `made_of` are judged by the same ones; else grey. A sum is grey:
            limits are set for one scope.
        decimals: digits after the point that are worth showing, 0 or more: the most that a member shows or has.
        money: a unit of the group contains a currency, so the figure is only for those who may see money.
    """

    suffix: str
    members: tuple[Indicator, ...]
    figure: Decimal | None = None
    why: NoFigure | None = None
    made_of: tuple[Value, ...] = ()
    stale: tuple[str, ...] = ()
    unmeasured: tuple[str, ...] = ()
    chosen: str = ""
    period: Period | None = None
    oldest: Period | None = None
    colour: Colour = Colour.GREY
    decimals: int = 0
    money: bool = False

    @property
    def unit(self) -> str:
        """Of the figure."""
        return self.members[0].unit

    def name_in(self, language: str) -> str:
        """The name that all members bear in a language, else the end of their codes."""
        names = {member.name_in(language) for member in self.members}
        return names.pop() if len(names) == 1 else self.suffix


def suffix_of(indicator: Indicator) -> str:
    """The end of a code by which indicators of several scopes belong together; empty where there is none."""
    code, scope = indicator.code, indicator.project or indicator.program
    if scope and code.casefold().startswith(f"{scope.casefold()}."):
        return code[len(scope) + 1 :]
    return code.partition(".")[2]


def grouped(indicators: Iterable[Indicator]) -> dict[str, tuple[Indicator, ...]]:
    """Indicators that belong together, by the case-folded end of their codes, all in order; archived ones are left out.

    A group may have a single member.
    """
    found: defaultdict[str, list[Indicator]] = defaultdict(list)
    for indicator in sorted(indicators, key=lambda one: one.key):
        if not indicator.archived and (suffix := suffix_of(indicator)):
            found[suffix.casefold()].append(indicator)
    return {suffix: tuple(found[suffix]) for suffix in sorted(found)}


def rollups(indicators: Iterable[Indicator], values: Iterable[Value]) -> tuple[Rollup, ...]:
    """The figure of every group, in the order of their ends.

    Args:
        indicators: as they are defined now, of the projects of a program or of a portfolio. Whoever sees a figure may
            guess what it is made of: leave out what the reader may not see.
        values: what is known of them on a day, in any order.
    """
    known = {value.indicator.key: value for value in values}
    return tuple([rolled_up(members, known) for members in grouped(indicators).values()])


def rolled_up(members: Sequence[Indicator], values: Mapping[str, Value]) -> Rollup:
    """The figure of one group by its declared rule, or why there is none.

    `sum` and `mean` are those of the values, `weighted` is their mean by `weight`, `worst` is the value that is worst
    by its direction (of a band the one that is farthest from its target), `latest` the value of the newest period: of
    several the one that was given last. Of equals the first by code is chosen.

    Never put together are different rules, and different units, also where a value was measured in a unit that its
    indicator had before. A sum adds only what is measured equally often: what a week counts is not what a quarter
    counts. And what every value takes part in holds no project beside a program, which may have counted it already.

    Args:
        members: as `grouped` gives them, at least one.
        values: by key of the indicator, as known on a day; others may be among them.
    """
    known = [values[member.key] for member in members if member.key in values]
    fresh = [value for value in known if not value.stale]
    rollup = Rollup(
        suffix=suffix_of(members[0]),
        members=tuple(members),
        stale=tuple([value.indicator.code for value in known if value.stale]),
        unmeasured=tuple([member.code for member in members if member.key not in values]),
        decimals=max((_decimals(value) for value in fresh), default=0),
        money=any(one.is_money for one in (*members, *(value.indicator for value in known))),
    )
    why = _why_not(members, fresh)
    return replace(rollup, why=why) if why else _figured(rollup, fresh)


def _why_not(members: Sequence[Indicator], fresh: Sequence[Value]) -> NoFigure | None:
    """What is wrong with the definitions, however old the values are; then what is wrong with the values."""
    rules = {member.aggregate for member in members}
    if len(rules) > 1:
        return NoFigure.DIFFERENT_RULES
    rule = members[0].aggregate
    if rule is None:
        return NoFigure.NO_RULE
    defined = [*members, *(value.indicator for value in fresh)]
    faults = {
        NoFigure.DIFFERENT_UNITS: _differ(one.unit for one in defined),
        NoFigure.DIFFERENT_SCOPES: rule in _TOGETHER and _differ(_level(member) for member in members),
        NoFigure.DIFFERENT_FREQUENCIES: rule is Aggregate.SUM and _differ(member.frequency for member in members),
        NoFigure.DIFFERENT_DIRECTIONS: rule is Aggregate.WORST and _differ(one.direction for one in defined),
        NoFigure.NO_TARGET: rule is Aggregate.WORST and any(_lacks_target(one) for one in defined),
        NoFigure.NO_WEIGHT: rule is Aggregate.WEIGHTED and any(member.weight is None for member in members),
        NoFigure.NO_VALUES: not fresh,
        NoFigure.ZERO_WEIGHT: rule is Aggregate.WEIGHTED and not any(_weights(members, fresh)),
    }
    return next((why for why, found in faults.items() if found), None)


def _differ(terms: Iterable[object]) -> bool:
    return len(set(terms)) > 1


def _level(indicator: Indicator) -> tuple[bool, bool]:
    """Of a project, of a program, or of the portfolio as a whole."""
    return bool(indicator.project), bool(indicator.program) and not indicator.project


def _lacks_target(indicator: Indicator) -> bool:
    return indicator.direction is Direction.BAND and indicator.target is None


def _weights(members: Sequence[Indicator], fresh: Sequence[Value]) -> list[Decimal]:
    """Of the values, in their order, as they are defined now."""
    weights = {member.key: member.weight or Decimal(0) for member in members}
    return [weights[value.indicator.key] for value in fresh]


def _figured(rollup: Rollup, fresh: Sequence[Value]) -> Rollup:
    """The group with its figure; nothing stands against one."""
    chosen = _chosen(rollup.members[0].aggregate, fresh)
    spoken_of = [_period(value) for value in ([chosen] if chosen else fresh)]
    figure = chosen.latest if chosen else _reckoned(rollup.members, fresh)
    return replace(
        rollup,
        figure=figure,
        made_of=tuple(fresh),
        chosen=chosen.indicator.code if chosen else "",
        period=max(spoken_of, key=in_order),
        oldest=min(spoken_of, key=in_order),
        colour=_colour(figure, rollup.members[0].aggregate, fresh),
    )


def _chosen(rule: Aggregate | None, fresh: Sequence[Value]) -> Value | None:
    """The value that stands for all, the first of equals; None where the rule reckons with every one."""
    if rule is Aggregate.WORST:
        return min(fresh, key=_goodness)
    if rule is Aggregate.LATEST:
        return max(fresh, key=lambda value: (*in_order(_period(value)), value.since))
    return None


def _goodness(value: Value) -> Fraction:
    """The latest value so that higher is better; a fraction, so that it is not rounded."""
    figure = Fraction(value.latest)
    match value.indicator.direction:
        case Direction.HIGHER:
            return figure
        case Direction.LOWER:
            return -figure
        case Direction.BAND:
            return -abs(figure - Fraction(value.indicator.target or 0))


def _period(value: Value) -> Period:
    return period(value.measurements[-1].period)


def _reckoned(members: Sequence[Indicator], fresh: Sequence[Value]) -> Decimal:
    """The sum or a mean, reckoned in fractions: nothing is rounded before the end."""
    rule = members[0].aggregate
    weights = [Fraction(weight) for weight in _weights(members, fresh)]
    factors = weights if rule is Aggregate.WEIGHTED else [Fraction(1)] * len(fresh)
    total = sum((Fraction(value.latest) * by for value, by in zip(fresh, factors, strict=True)), start=Fraction(0))
    return _decimal(total if rule is Aggregate.SUM else total / sum(factors))


def _decimal(figure: Fraction) -> Decimal:
    with localcontext(prec=_DIGITS):
        return Decimal(figure.numerator) / Decimal(figure.denominator)


def _colour(figure: Decimal, rule: Aggregate | None, fresh: Sequence[Value]) -> Colour:
    if rule is Aggregate.SUM or _differ(_limits(value.indicator) for value in fresh):
        return Colour.GREY
    return colour_of(figure, fresh[0].indicator)


def _limits(indicator: Indicator) -> tuple[object, ...]:
    """What a colour depends on; a target only of a band."""
    target = indicator.target if indicator.direction is Direction.BAND else None
    return indicator.direction, indicator.amber, indicator.red, target


def _decimals(value: Value) -> int:
    if value.indicator.decimals is not None:
        return value.indicator.decimals
    exponent = value.latest.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
