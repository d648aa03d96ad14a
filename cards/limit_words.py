"""Limits in words: what each is held against, how it is written, and who decided it."""

from decimal import Decimal

from locales import Say
from pmo.limits import AMBERS, UNITS, Limits, Measure, Origin, Unit

_LOWER = (Measure.INDEX.amber, Measure.INDEX.red)
_FROM = (Measure.RISK.amber, Measure.RISK.red)
_HUNDRED = Decimal(100)


def measure_words(measure: Measure, say: Say) -> str:
    """What is held against the limits."""
    match measure:
        case Measure.SLIP:
            return say("Delay, as a share of the working days left")
        case Measure.INDEX:
            return say("Earned value: SPI and CPI")
        case Measure.BUDGET:
            return say("Forecast over budget")
        case Measure.RISK:
            return say("Level of an open risk, 1 to 25")


def ambers_words(say: Say) -> str:
    """What the limit is that stands for itself."""
    return say("Amber dimensions that make red together")


def number_words(name: str, value: Decimal, say: Say) -> str:
    """`5 %`, `0.95`, `10`: a limit as it is read."""
    if UNITS[name] is Unit.SHARE:
        return say.percent((value * _HUNDRED).normalize())
    if name == AMBERS and not value:
        return say("never")
    return say.number(value)


def field_number(name: str, value: Decimal, say: Say) -> str:
    """The same as it is typed: the sign stands in the label."""
    return say.number((value * _HUNDRED).normalize() if UNITS[name] is Unit.SHARE else value)


def colour_words(name: str, value: Decimal, say: Say) -> str:
    """`amber above 5 %`: from where on."""
    limit = number_words(name, value, say)
    if name == AMBERS:
        return limit if not value else say("from {limit} on", limit=limit)
    amber = name.endswith("_amber")
    if name in _LOWER:
        return say("amber below {limit}", limit=limit) if amber else say("red below {limit}", limit=limit)
    if name in _FROM:
        return say("amber from {limit}", limit=limit) if amber else say("red from {limit}", limit=limit)
    return say("amber above {limit}", limit=limit) if amber else say("red above {limit}", limit=limit)


def label_words(name: str, say: Say) -> str:
    """The label of its field."""
    amber = name.endswith("_amber")
    if name == AMBERS:
        return say("From how many on (0: never)")
    if name in _LOWER:
        return say("Amber below") if amber else say("Red below")
    if name in _FROM:
        return say("Amber from") if amber else say("Red from")
    return say("Amber above (%)") if amber else say("Red above (%)")


def origin_words(origin: Origin, say: Say) -> str:
    """Who decided it."""
    match origin:
        case Origin.OURS:
            return say.meaning("limit", "default")
        case Origin.PORTFOLIO:
            return say.meaning("limit", "portfolio")
        case Origin.PROGRAM:
            return say.meaning("limit", "program")
        case Origin.PROJECT:
            return say.meaning("limit", "project")


def limit_of(limits: Limits, name: str) -> Decimal:
    """The limit of a name."""
    return Decimal(getattr(limits, name))


def subject_words(name: str, say: Say) -> str:
    """What the limit of a name is held against."""
    found = next((one for one in Measure if name in (one.amber, one.red)), None)
    return ambers_words(say) if found is None else measure_words(found, say)
