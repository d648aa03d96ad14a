"""When somebody is away, and who stands in."""

from dataclasses import dataclass
from datetime import date


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
        return f"{self.member.casefold()}/{self.first.isoformat()}"
