"""Colours that the rules compute: those of a declared status, and grey for what is not known."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from pmo.portfolio import Rag

PERIODS_TO_LEAVE_RED = 2
"""So many periods in a row must be better before red is left."""


class Colour(StrEnum):
    """A computed status; grey is neither good nor bad."""

    GREY = "grey"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    @property
    def rag(self) -> Rag | None:
        """The declared status of the same colour; None for grey."""
        return None if self is Colour.GREY else Rag(self.value)

    @property
    def severity(self) -> int:
        """0 green or grey, 1 amber, 2 red, as of a declared status."""
        return self.rag.severity if self.rag else 0

    @property
    def is_known(self) -> bool:
        """Whether it says anything."""
        return self is not Colour.GREY


def severity_of(declared: Rag | None, computed: Colour | None) -> int:
    """Of the worse of a declared and a computed status: 0 green or unknown, 1 amber, 2 red."""
    return max(declared.severity if declared else 0, computed.severity if computed else 0)


def worst(colours: Iterable[Colour]) -> Colour:
    """The worst of the known ones; grey when none is known."""
    return max((one for one in colours if one.is_known), key=lambda one: one.severity, default=Colour.GREY)


def steadied(raw: Sequence[Colour]) -> Colour:
    """The colour after the latest of these, one a period in their order: red is left after two better periods only.

    Periods of which nothing is known neither keep red nor end it.
    """
    shown, better = Colour.GREY, 0
    for now in raw:
        if shown is not Colour.RED or now is Colour.RED:
            shown, better = now, 0
        elif now.is_known:
            better += 1
            shown, better = (now, 0) if better >= PERIODS_TO_LEAVE_RED else (shown, better)
    return shown
