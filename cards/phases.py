"""The phases of a project in words."""

from locales import Say
from pmo.portfolio import Phase


def phase_word(phase: Phase, say: Say) -> str:
    """The phase by its name in the PM² Guide."""
    match phase:
        case Phase.INITIATING:
            return say.meaning("phase", "initiating")
        case Phase.PLANNING:
            return say.meaning("phase", "planning")
        case Phase.EXECUTING:
            return say.meaning("phase", "executing")
        case Phase.CLOSING:
            return say.meaning("phase", "closing")
        case Phase.CLOSED:
            return say.meaning("phase", "closed")
