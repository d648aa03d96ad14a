"""Due instants: what the ticker looks at to know what is due now."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pmo.portfolio import code_key


class DueKind(StrEnum):
    """What becomes due."""

    ASK = "ask"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The next instant at which something is to be done about a subject.

    Attributes:
        subject: code of the project (an ask) or program (a digest).
        at: UTC.
        period: what it is about.
        member: who is asked; empty for a digest.
        deadline: until when an answer is on time; None for a digest.
        moved_from, made_up: see `cadence.PlannedAsk`.
    """

    kind: DueKind
    subject: str
    at: datetime
    period: str
    member: str = ""
    deadline: datetime | None = None
    moved_from: date | None = None
    made_up: bool = False

    @property
    def key(self) -> str:
        """Unique among all due instants."""
        return due_key(self.kind, self.subject)


def due_key(kind: DueKind, subject: str) -> str:
    """A subject has one next instant of each kind."""
    return f"{kind.value}/{code_key(subject)}"
