"""How much a digest tells: all of it where a card can hold that, else less and less until it fits."""

from dataclasses import dataclass

from cards.status import NAME_LENGTH

_AMENDED = 5
"""So many of the latest amendments are told one by one, so that what needs attention stays on the first screen."""


@dataclass(frozen=True, slots=True)
class Detail:
    """How much a digest tells: characters of a summary and a name, rows of lists, reasons, the chart, amendments."""

    summary: int
    name: int
    attention: int
    others: int
    reasons: int = 0
    chart: bool = False
    amended: int = _AMENDED


_EVERYTHING = 120
"""Rows of a list that a card could hold at most, were there nothing else in it."""

WHOLE = Detail(400, NAME_LENGTH, 1_000_000, 1_000_000, reasons=2, chart=True, amended=1_000_000)
"""What the pages tell: everything."""
DETAILS = (
    Detail(400, NAME_LENGTH, _EVERYTHING, _EVERYTHING, reasons=2, chart=True),
    Detail(120, NAME_LENGTH, _EVERYTHING, _EVERYTHING, reasons=1, chart=True),
    Detail(120, NAME_LENGTH, _EVERYTHING, _EVERYTHING),
    Detail(120, 60, _EVERYTHING, 30),
    Detail(60, 60, _EVERYTHING, 15),
    Detail(40, 40, _EVERYTHING, 10),
    Detail(0, 40, _EVERYTHING, 10),
    Detail(0, 40, 60, 10),
    Detail(0, 40, 30, 8),
    Detail(0, 40, 20, 5),
    Detail(0, 40, 20, 3),
)
