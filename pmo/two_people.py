"""What one member of the PMO wants waits for another, or for a day where there is none (DESIGN §5)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Generic, Self, TypeVar

WAIT = timedelta(hours=24)
"""So long a change waits where only one member of the PMO can want it."""

C = TypeVar("C")


def is_wanted_still(by: str, pmo: Collection[str]) -> bool:
    """Whether somebody wants it who is of the PMO; ids in any spelling, empty for nobody."""
    return by.casefold() in {one.casefold() for one in pmo}


def holds_at(until: datetime | None, pmo: Collection[str], now: datetime) -> datetime | None:
    """When what somebody of these people wants holds by itself; None where another of them is there to agree.

    Args:
        until: when it would so far (UTC).
        pmo: member ids.
    """
    return (until or now + WAIT) if len(pmo) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Who wants something, and what that waits for.

    Attributes:
        asked_by: member id of who wants it first; empty while nobody does. `asked_at` when (UTC).
        goes_live_at: UTC; when it holds by itself, because nobody else of the PMO is there.
        version: counts changes, so that cards can be told apart.
    """

    asked_by: str = ""
    asked_at: datetime | None = None
    goes_live_at: datetime | None = None
    version: int = 1

    @property
    def key(self) -> str:
        """What it is kept under."""
        raise NotImplementedError

    def is_wanted_by(self, member_id: str) -> bool:
        """Whether this is the member who wants what waits."""
        return self.asked_by != "" and self.asked_by.casefold() == member_id.casefold()

    def asked(self, by: str, at: datetime, *, alone: bool) -> Self:
        """Somebody of the PMO wants it: it waits for another, or for a day when they are alone."""
        until = at + WAIT if alone else None
        return replace(self, asked_by=by, asked_at=at, goes_live_at=until, version=self.version + 1)

    def among(self, pmo: Collection[str], at: datetime) -> Self:
        """The same when these decide: somebody who does not any more wants nothing, who is alone waits a day.

        Args:
            pmo: member ids.
        """
        if not self.asked_by:
            return self
        if not is_wanted_still(self.asked_by, pmo):
            return self.dropped()
        until = holds_at(self.goes_live_at, pmo, at)
        return self if until == self.goes_live_at else replace(self, goes_live_at=until, version=self.version + 1)

    def dropped(self) -> Self:
        """Nobody wants it any more."""
        return replace(self, asked_by="", asked_at=None, goes_live_at=None, version=self.version + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending(Wish, Generic[C]):
    """A change that is wanted for something, one at a time.

    Attributes:
        proposed: what would be decided; None while nothing waits.
    """

    proposed: C | None = None

    def is_agreed(self, change: C, by: str) -> bool:
        """Whether somebody else wants the very same already."""
        return self.proposed == change and not self.is_wanted_by(by)

    def wanted(self, change: C, by: str, at: datetime, *, alone: bool) -> Self:
        """Somebody of the PMO wants this, instead of what waited."""
        return replace(self.asked(by, at, alone=alone), proposed=change)

    def dropped(self) -> Self:
        """Nothing waits any more: it was decided, or nobody wants it."""
        return replace(Wish.dropped(self), proposed=None)
