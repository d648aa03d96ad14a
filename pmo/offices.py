"""What somebody is in the portfolio as a whole, and how two of the PMO decide on it (DESIGN §7)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from pmo.portfolio import Member, Role
from pmo.rights import is_of_the_pmo
from pmo.two_people import WAIT, holds_at, is_wanted_still


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A role, and whether it is somebody external who has it."""

    role: Role = Role.MEMBER
    external: bool = False

    @property
    def opens(self) -> Role:
        """The role by what it opens: that of somebody external opens nothing."""
        return Role.MEMBER if self.external else self.role

    def needs_another(self, after: "Office") -> bool:
        """Whether two must want the change: it gives or takes what opens everything."""
        return self.opens is not after.opens


def office_of(member: Member) -> Office:
    """The office somebody has."""
    return Office(role=member.role, external=member.external)


class Barred(StrEnum):
    """Why nobody can have an office."""

    EXTERNAL = "external"
    LAST = "last"


def barred(member: Member, after: Office, members: Iterable[Member]) -> Barred | None:
    """Why the member cannot have this office; None when they can.

    Somebody external is neither of the PMO nor of management, and the PMO never loses its last member.

    Args:
        members: everybody.
    """
    if after.external and after.role is not Role.MEMBER and after != office_of(member):
        return Barred.EXTERNAL
    leaves = is_of_the_pmo(member) and after.opens is not Role.PMO
    if leaves and not any(is_of_the_pmo(one) and one.key != member.key for one in members):
        return Barred.LAST
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeState:
    """What waits to be decided on somebody's office.

    Attributes:
        member: member id.
        before: the office they had when it was wanted; once they have another, it is not wanted any more.
        proposed: the one they would have; None while nothing waits.
        asked_by: member id of who wants it; `asked_at` when (UTC).
        goes_live_at: UTC; when it holds by itself, because nobody else of the PMO is there; never for one's own.
        version: counts changes, so that cards and letters can be told apart.
    """

    member: str
    before: Office = Office()
    proposed: Office | None = None
    asked_by: str = ""
    asked_at: datetime | None = None
    goes_live_at: datetime | None = None
    version: int = 1

    @property
    def key(self) -> str:
        """One a member."""
        return self.member.casefold()

    @property
    def is_about_themselves(self) -> bool:
        """Whether somebody wants it for themselves: nobody decides on that alone."""
        return self.asked_by.casefold() == self.key

    def is_wanted_by(self, member_id: str) -> bool:
        """Whether this is the member who wants what waits."""
        return self.proposed is not None and self.asked_by.casefold() == member_id.casefold()

    def is_agreed(self, after: Office, by: str) -> bool:
        """Whether somebody else wants the very same already."""
        return self.proposed == after and not self.is_wanted_by(by)

    def wanted(self, before: Office, after: Office, by: str, at: datetime, *, alone: bool) -> "OfficeState":
        """Somebody of the PMO wants this: it waits for another, or for a day when they are alone."""
        state = replace(self, before=before, proposed=after, asked_by=by, asked_at=at, version=self.version + 1)
        return replace(state, goes_live_at=at + WAIT if alone and not state.is_about_themselves else None)

    def among(self, pmo: Collection[str], now: Office | None, at: datetime) -> "OfficeState":
        """The state when these decide: somebody who does not any more wants nothing, who is alone waits a day.

        Args:
            pmo: member ids.
            now: the office the member has; None for somebody who has left.
        """
        if self.proposed is None:
            return self
        if now != self.before or not is_wanted_still(self.asked_by, pmo):
            return self.settled()
        until = None if self.is_about_themselves else holds_at(self.goes_live_at, pmo, at)
        return self if until == self.goes_live_at else replace(self, goes_live_at=until, version=self.version + 1)

    def settled(self) -> "OfficeState":
        """Nothing waits any more: it was decided, or nobody wants it."""
        return replace(self, proposed=None, asked_by="", asked_at=None, goes_live_at=None, version=self.version + 1)
