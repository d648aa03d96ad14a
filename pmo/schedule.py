"""Due instants: what the ticker looks at to know what is due now."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pmo.calendars import DayOff
from pmo.portfolio import code_key


class DueKind(StrEnum):
    """What becomes due."""

    ASK = "ask"
    INDICATOR = "indicator"
    REMINDER = "reminder"
    HELP = "help"
    DIGEST = "digest"
    CLOSING = "closing"
    JUDGEMENT = "judgement"
    ALERT = "alert"
    TRIAL = "trial"
    RULE = "rule"
    LIMITS = "limits"
    OFFICE = "office"
    OVERVIEW = "overview"
    PROCESS = "process"
    PROPOSAL = "proposal"
    WATCH = "watch"
    CALENDAR = "calendar"


ASKING = frozenset((DueKind.ASK, DueKind.INDICATOR))
"""The kinds that put a question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The next instant at which something is to be done about a subject.

    Attributes:
        subject: code of the project (ask, judgement), indicator, program (digest, closing) or rule (trial, rule), id of
            the card (reminder), key of the action (help) or of the alert, scope of limits, code of the
            post (calendar), member id (overview, office), key of the proposal or of the watch; `all` (process).
        at: UTC.
        period: what it is about; empty where that says nothing.
        member: who is asked or reminded; empty for a digest.
        deadline: until when an answer is on time; None for a digest.
        stands_for, moved, absent, made_up: see `cadence.PlannedAsk`.
        silently: what comes of it is no news, because an import brought it.
    """

    kind: DueKind
    subject: str
    at: datetime
    period: str = ""
    member: str = ""
    deadline: datetime | None = None
    stands_for: str = ""
    moved: DayOff | None = None
    absent: bool = False
    made_up: bool = False
    silently: bool = False

    @property
    def key(self) -> str:
        """Unique among all due instants."""
        return due_key(self.kind, self.subject)


def due_key(kind: DueKind, subject: str) -> str:
    """A subject has one next instant of each kind."""
    return f"{kind.value}/{code_key(subject)}"
