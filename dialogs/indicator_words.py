"""What is told of an indicator beside its field: the last value, the target and the limits."""

from decimal import Decimal

from locales import Say
from pmo.indicators import Direction, Indicator, Measurement


def value_words(value: Decimal, indicator: Indicator, say: Say) -> str:
    """`99.2 %`: the value with its unit, written as the language writes it."""
    number = say.number(value, indicator.decimals)
    return say("{number} {unit}", number=number, unit=indicator.unit) if indicator.unit else number


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
