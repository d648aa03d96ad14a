"""What the value of an indicator means: its colour by the limits, and how far it is from the target."""

from decimal import Decimal

from pmo.colours import Colour
from pmo.indicators import Direction, Indicator


def colour_of(value: Decimal, indicator: Indicator) -> Colour:
    """The colour of a value; a limit itself is still within it. Grey for an indicator without limits."""
    if indicator.amber is None and indicator.red is None:
        return Colour.GREY
    if _is_beyond(indicator.red, value, indicator):
        return Colour.RED
    return Colour.AMBER if _is_beyond(indicator.amber, value, indicator) else Colour.GREEN


def _is_beyond(limit: Decimal | None, value: Decimal, indicator: Indicator) -> bool:
    if limit is None:
        return False
    match indicator.direction:
        case Direction.HIGHER:
            return value < limit
        case Direction.LOWER:
            return value > limit
        case Direction.BAND:
            return indicator.target is not None and abs(value - indicator.target) > limit


def variance(value: Decimal, indicator: Indicator) -> Decimal | None:
    """How far the value is from the target, in the indicator's unit: above 0 is good, below bad; None without a target.

    Of a band it is minus the distance.
    """
    if indicator.target is None:
        return None
    match indicator.direction:
        case Direction.HIGHER:
            return value - indicator.target
        case Direction.LOWER:
            return indicator.target - value
        case Direction.BAND:
            return -abs(value - indicator.target)


def is_believable(value: Decimal, indicator: Indicator) -> bool:
    """Whether a value lies within the valid range."""
    return (indicator.min is None or value >= indicator.min) and (indicator.max is None or value <= indicator.max)
