"""Other limits hold when two of the PMO want them, or one of them still does a day later: as with rules."""

from dataclasses import dataclass

from pmo.limits import LimitChoice
from pmo.two_people import Pending


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitState(Pending[LimitChoice]):
    """What waits to be decided for a scope.

    Attributes:
        scope: code of a project or program; empty for the whole portfolio.
    """

    scope: str = ""

    @property
    def key(self) -> str:
        """One a scope."""
        return self.scope.casefold()
