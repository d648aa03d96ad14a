"""When somebody is away, and who stands in."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LONGEST = timedelta(days=400)
"""The longest absence that a person can enter, its first and last day counted."""
EARLIEST = timedelta(days=60)
"""How far back an absence may begin that a person enters."""
LATEST = timedelta(days=3650)
"""How far ahead; further away the year is a slip of the finger, and the absence would be listed for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Days on which a member is not asked.

    Attributes:
        member: member id.
        first, last: the inclusive days, in the member's own calendar (columns `from` and `to`).
        deputy: member id of who is asked instead; empty for nobody.
    """

    member: str
    first: date
    last: date
    deputy: str = ""
    archived: bool = False

    @property
    def key(self) -> str:
        """Unique among all absences."""
        return absence_key(self.member, self.first)


def absence_key(member: str, first: date) -> str:
    """The key of the absence that begins on a day."""
    return f"{member.casefold()}/{first.isoformat()}"


class Impossible(StrEnum):
    """Why an absence cannot be entered."""

    BACKWARDS = "backwards"
    OVER = "over"
    TOO_EARLY = "too early"
    TOO_LATE = "too late"
    TOO_LONG = "too long"
    OWN_DEPUTY = "own deputy"


def impossible(absence: Absence, today: date) -> Impossible | None:
    """Why somebody cannot enter this absence today; None when they can."""
    if absence.last < absence.first:
        return Impossible.BACKWARDS
    if absence.last < today:
        return Impossible.OVER
    if absence.first < today - EARLIEST:
        return Impossible.TOO_EARLY
    if absence.first > today + LATEST:
        return Impossible.TOO_LATE
    if absence.last - absence.first >= LONGEST:
        return Impossible.TOO_LONG
    if absence.deputy and absence.deputy.casefold() == absence.member.casefold():
        return Impossible.OWN_DEPUTY
    return None
