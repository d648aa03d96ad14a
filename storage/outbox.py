"""What waits to be sent, and what became of it.

A letter says to whom, which kind and the ids it speaks of; its card is drawn when it is sent, so it is current. Its key
is natural: writing the same letter twice is writing it once.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class LetterKind(StrEnum):
    """What a letter is."""

    ASK = "ask"
    REMINDER = "reminder"
    ALERT = "alert"
    DIGEST = "digest"
    NOTICE = "notice"
    HELP = "help"
    RULE = "rule"
    LIMITS = "limits"
    OFFICE = "office"
    EXPORT = "export"
    OVERVIEW = "overview"
    PROPOSAL = "proposal"
    WATCH = "watch"
    IMPORT = "import"
    CALENDAR = "calendar"


ANSWERS = frozenset((LetterKind.EXPORT, LetterKind.IMPORT))
"""What was asked for a moment ago and waits neither for working hours nor for another day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message on its way.

    Attributes:
        key: unique for ever, e.g. `ask/<card>`.
        subject: id of what it speaks of: a card, an alert, a digest, a notice.
        member: member id whose personal chat it goes to; empty for a channel.
        channel: Teams channel id it is posted to as a new message; empty for a person.
        conversation, activity, service_url: the message to redraw, for a redraw; `only_for` the Entra object id
            of the one person who sees it where others write, too.
        written, not_before, not_after: UTC on the rules' clock; not_after None for no end.
        asked_at: real UTC instant at which a redraw was asked for, else None: one that is asked for while another is on
            its way is another letter, also where the rules' clock stands still.
        tries, timeouts: sends that failed and were to be tried again, and those of them that may have arrived.
        mishaps: tries that a fault of our own ended.
        failing_since: real UTC instant of the first of them; None before.
        retry_at: real UTC instant before which it is not tried again; None for at once.
        detail: what a notice says, by its own code.
        held: it waited for another day because the person has had the messages of a day.
    """

    key: str
    kind: LetterKind
    subject: str
    written: datetime
    not_before: datetime
    not_after: datetime | None = None
    asked_at: datetime | None = None
    member: str = ""
    channel: str = ""
    conversation: str = ""
    activity: str = ""
    service_url: str = ""
    only_for: str = ""
    tries: int = 0
    timeouts: int = 0
    mishaps: int = 0
    failing_since: datetime | None = None
    retry_at: datetime | None = None
    detail: tuple[str, ...] = ()
    held: bool = False


class Outcome(StrEnum):
    """How a letter ended."""

    SENT = "sent"
    UNREACHABLE = "unreachable"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """The outcome of a letter.

    Attributes:
        reason: for all but `sent`: for a person `not installed`, `blocked`, `removed` or `unknown`, `answered`, an HTTP
            code of a channel …
        timeouts: tries that timed out and may have arrived, so that the person may have it twice.
        activity: message id that Teams gave.
    """

    key: str
    kind: LetterKind
    subject: str
    member: str
    channel: str
    at: datetime
    outcome: Outcome
    reason: str = ""
    tries: int = 0
    timeouts: int = 0
    activity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageCount:
    """How many messages of those the PMO limits a member got on a day.

    Attributes:
        day: date where the member is.
    """

    member: str
    day: date
    count: int
