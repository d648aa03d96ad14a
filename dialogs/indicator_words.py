"""What is told of an indicator beside its field: the last value, the target and the limits."""

from decimal import Decimal

from locales import Say
from pmo.indicators import Direction, Indicator, Measurement


def value_words(value: Decimal, indicator: Indicator, say: Say) -> str:
    """`99.2 %`: the value with its unit, written as the language writes it."""
    return _with_unit(say.number(value, indicator.decimals), indicator.unit, say)


def figure_words(figure: Decimal, decimals: int, unit: str, say: Say) -> str:
    """The same of a figure that is reckoned from several values."""
    return _with_unit(say.number(figure, decimals), unit, say)


def _with_unit(number: str, unit: str, say: Say) -> str:
    return say("{number} {unit}", number=number, unit=unit) if unit else number


def target_words(variance: Decimal | None, indicator: Indicator, say: Say) -> str:
    """`target 2 %, exceeded by 10`: the target and how far a value is from it; empty without a target."""
    if variance is None or indicator.target is None:
        return ""
    target, by = value_words(indicator.target, indicator, say), say.number(abs(variance), indicator.decimals)
    if not variance:
        return say("target {target}, met", target=target)
    match indicator.direction, variance > 0:
        case Direction.BAND, _:
            return say("target {target}, off by {by}", target=target, by=by)
        case Direction.LOWER, True:
            return say("target {target}, better by {by}", target=target, by=by)
        case Direction.LOWER, False:
            return say("target {target}, exceeded by {by}", target=target, by=by)
        case _, True:
            return say("target {target}, beaten by {by}", target=target, by=by)
        case _:
            return say("target {target}, missed by {by}", target=target, by=by)


def last_words(last: Measurement | None, indicator: Indicator, say: Say) -> str:
    """The last value and its period; empty when there is none."""
    if last is None:
        return ""
    return say("Last: {value}, {period}", value=value_words(last.value, indicator, say), period=say.period(last.period))


def limit_words(indicator: Indicator, say: Say) -> str:
    """Target and limits, as far as they are set."""
    parts = []
    if indicator.target is not None:
        parts.append(say("target {value}", value=value_words(indicator.target, indicator, say)))
    if indicator.amber is not None:
        parts.append(_amber(say.number(indicator.amber, indicator.decimals), indicator.direction, say))
    if indicator.red is not None:
        parts.append(_red(say.number(indicator.red, indicator.decimals), indicator.direction, say))
    return " · ".join(parts)


def _amber(limit: str, direction: Direction, say: Say) -> str:
    match direction:
        case Direction.HIGHER:
            return say("amber below {limit}", limit=limit)
        case Direction.LOWER:
            return say("amber above {limit}", limit=limit)
        case Direction.BAND:
            return say("amber beyond ±{limit}", limit=limit)


def _red(limit: str, direction: Direction, say: Say) -> str:
    match direction:
        case Direction.HIGHER:
            return say("red below {limit}", limit=limit)
        case Direction.LOWER:
            return say("red above {limit}", limit=limit)
        case Direction.BAND:
            return say("red beyond ±{limit}", limit=limit)
