"""The words of rules: what they compare, and with what."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}
_COLOURS = {"grey": Decimal(-1), "green": Decimal(0), "amber": Decimal(1), "red": Decimal(2)}
EVERY = "*."
"""Before the end of a code: every indicator of the project whose code ends so."""


class Figure(StrEnum):
    """What a rule can look at besides indicators."""

    STATUS = "status"
    COMPUTED = "computed"
    PROGRESS = "progress"
    SPI = "spi"
    CPI = "cpi"
    OVER_BUDGET = "over_budget"


WORDED = (Figure.STATUS, Figure.COMPUTED)
"""Figures whose value is a colour."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a figure is compared with; `share` when it was written as a percentage."""

    number: Decimal
    share: bool = False

    def is_met(self, comparison: str, figure: Decimal) -> bool:
        """Whether the figure, a share for a share, is so compared."""
        return COMPARISONS[comparison](figure, self.number)


def threshold(text: str) -> Threshold | None:
    """`12`, `-0.5`, `10%` or a colour; None for anything else."""
    plain = text.strip().casefold()
    if plain in _COLOURS:
        return Threshold(_COLOURS[plain])
    try:
        number = Decimal(plain.removesuffix("%").strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or "_" in plain:
        return None
    return Threshold(number / 100, share=True) if plain.endswith("%") else Threshold(number)


def colour_number(colour: str) -> Decimal:
    """A colour as it is compared: grey, green, amber, red, from low to high."""
    return _COLOURS[colour]
