"""What somebody is in the portfolio as a whole, and how two of the PMO decide on it (DESIGN §7)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pmo.portfolio import Member, Role
from pmo.rights import is_of_the_pmo
from pmo.two_people import Pending, is_wanted_still


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
class OfficeState(Pending[Office]):
    """What waits to be decided on somebody's office; for oneself nobody decides alone, however long it waits.

    Attributes:
        member: member id.
        before: the office they had when it was wanted; once they have another, it is not wanted any more.
    """

    member: str
    before: Office = Office()

    @property
    def key(self) -> str:
        """One a member."""
        return self.member.casefold()

    @property
    def is_about_themselves(self) -> bool:
        """Whether somebody wants it for themselves: nobody decides on that alone."""
        return self.is_wanted_by(self.key)

    def asked(self, by: str, at: datetime, *, alone: bool) -> "OfficeState":
        """Somebody of the PMO wants it: it waits for another, or for a day when they are alone and it is not theirs."""
        return Pending.asked(self, by, at, alone=alone and by.casefold() != self.key)

    def still_wanted(self, now: Office | None) -> "OfficeState":
        """The state of a member who has this office; None for somebody who has left.

        What was wanted of another is wanted no more.
        """
        return self if self.proposed is None or now == self.before else self.dropped()

    def among(self, pmo: Collection[str], at: datetime) -> "OfficeState":
        """The state when these decide: somebody who does not any more wants nothing, who is alone waits a day."""
        if self.is_about_themselves and is_wanted_still(self.asked_by, pmo):
            return self
        return Pending.among(self, pmo, at)
