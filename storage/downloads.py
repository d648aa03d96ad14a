"""Files that are made for somebody who asked for them, and can be fetched by a link for a while."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pmo.checkins import Posted
from pmo.files import FileKind


class Making(StrEnum):
    """How far a file has come."""

    ASKED = "asked"
    BEGUN = "begun"
    READY = "ready"
    FAILED = "failed"
    NO_ADDRESS = "no address"
    GONE = "gone"


TIMES = 3
"""How often each file can be fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file that somebody asked for.

    Attributes:
        id: of the request; its files bear it.
        code: what a report is about, empty for the portfolio; of an export its filters.
        language: of a report.
        forms: the suffixes of the files that were made; empty before.
        member: member id of who asked, and who alone is told the link.
        asked_at: real UTC instant.
        share: how far it has come, 0 to 100.
        token: what the link is found by; empty before it is ready.
        link: the whole address; empty before it is ready.
        until: real UTC instant until when it can be fetched.
        left: how often anything of it can be fetched still; `taken` is how often each file was, by its suffix.
        rows: how many rows an export has.
        posted: the message that tells of it.
    """

    id: str
    member: str
    asked_at: datetime
    kind: FileKind = FileKind.EXPORT
    code: str = ""
    language: str = ""
    forms: tuple[str, ...] = ()
    state: Making = Making.ASKED
    share: int = 0
    token: str = ""
    link: str = ""
    until: datetime | None = None
    left: int = 0
    taken: Mapping[str, int] = field(default_factory=dict)
    rows: int = 0
    posted: Posted | None = None

    def asks_for_the_same(self, other: "Download") -> bool:
        """Whether somebody who waits for the one has what the other would bring."""
        return (self.kind, self.code, self.language) == (other.kind, other.code, other.language)

    @property
    def is_under_way(self) -> bool:
        """Whether it is still to be made."""
        return self.state in (Making.ASKED, Making.BEGUN)

    def can_give(self, form: str) -> bool:
        """Whether this one of its files was not fetched too often yet."""
        return self.taken.get(form, 0) < TIMES

    def can_be_fetched(self, at: datetime) -> bool:
        """Whether the link still serves at a real instant (UTC)."""
        return (
            self.state is Making.READY
            and bool(self.forms)
            and self.left > 0
            and self.until is not None
            and at < self.until
        )
