"""Other limits hold when two of the PMO want them, or one of them still does a day later: as with rules."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from pmo.limits import LimitChoice
from pmo.two_people import WAIT, holds_at, is_wanted_still


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitState:
    """What waits to be decided for a scope.

    Attributes:
        scope: code of a project or program; empty for the whole portfolio.
        proposed: what would be decided; None while nothing waits.
        asked_by: member id of who wants it; `asked_at` when (UTC).
        goes_live_at: UTC; when it holds by itself, because nobody else of the PMO is there.
        version: counts changes, so that cards can be told apart.
    """

    scope: str = ""
    proposed: LimitChoice | None = None
    asked_by: str = ""
    asked_at: datetime | None = None
    goes_live_at: datetime | None = None
    version: int = 1

    @property
    def key(self) -> str:
        """One a scope."""
        return self.scope.casefold()

    def is_wanted_by(self, member_id: str) -> bool:
        """Whether this is the member who wants what waits."""
        return self.proposed is not None and self.asked_by.casefold() == member_id.casefold()

    def is_agreed(self, choice: LimitChoice, by: str) -> bool:
        """Whether somebody else wants the very same already."""
        return self.proposed == choice and not self.is_wanted_by(by)

    def wanted(self, choice: LimitChoice, by: str, at: datetime, *, alone: bool) -> "LimitState":
        """Somebody of the PMO wants this: it waits for another, or for a day when they are alone."""
        until = at + WAIT if alone else None
        return replace(self, proposed=choice, asked_by=by, asked_at=at, goes_live_at=until, version=self.version + 1)

    def among(self, pmo: Collection[str], at: datetime) -> "LimitState":
        """The state when these decide: somebody who does not any more wants nothing, who is alone waits a day.

        Args:
            pmo: member ids.
        """
        if self.proposed is None:
            return self
        if not is_wanted_still(self.asked_by, pmo):
            return self.settled()
        until = holds_at(self.goes_live_at, pmo, at)
        return self if until == self.goes_live_at else replace(self, goes_live_at=until, version=self.version + 1)

    def settled(self) -> "LimitState":
        """Nothing waits any more: it was decided, or nobody wants it."""
        return replace(self, proposed=None, asked_by="", asked_at=None, goes_live_at=None, version=self.version + 1)
