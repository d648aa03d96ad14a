"""Asks: one question each, put to one person about one period, and what became of it."""

from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from pmo.calendars import DayOff
from pmo.portfolio import code_key


class Fate(StrEnum):
    """What became of a question; every ask has exactly one, so they add up to the roster (DESIGN §3)."""

    SENT = "sent"
    ABSENT = "absent"
    UNREACHABLE = "unreachable"
    SKIPPED = "skipped"
    EARLY = "answered early"
    TOO_LATE = "too late"
    WAITING = "waiting"


class Ask(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One question: the status of a project, or the value of an indicator, in a period, put to a member.

    Thousands are made, kept and read back at the same instant, which a `Struct` does several times faster.

    Attributes:
        project: code of the project asked about; empty for an indicator that belongs to none.
        program: code of the program of the project or indicator; empty for an indicator of the whole portfolio.
        indicator: its code; empty when the status is asked.
        member: member id of who is asked.
        stands_for: member id of the absent person in whose place; empty for nobody.
        at, deadline: UTC.
        moved: the rule's own day and why it is not worked, when the ask was moved from it.
        made_up: its instant had passed when it became known.
        asked: its instant has come and it was put; not yet for one the person opened before.
        absent: nobody was asked, because the person works on no day up to the rule's own.
        too_late: nobody was asked, because its window had closed when the service could have done so.
        cards: ids of the check-in cards that show it.
        sent_at: when a card with it was delivered; None before.
        undelivered: why it could not be delivered; empty otherwise.
        answered_version: version of the latest answer for this subject and period; 0 while there is none.
        answered_by, answered_at: of that answer; `first_at` is when the first one came, which is late or not.
        skipped_at, skipped_by, skip_reason: the person said that there will be no answer this time, and why.
        follow_up: the answer was amber or red, and what is done about it has not been told yet.
    """

    project: str
    period: str
    member: str
    at: datetime
    deadline: datetime
    program: str = ""
    indicator: str = ""
    stands_for: str = ""
    moved: DayOff | None = None
    made_up: bool = False
    asked: bool = True
    absent: bool = False
    too_late: bool = False
    cards: tuple[str, ...] = ()
    sent_at: datetime | None = None
    undelivered: str = ""
    answered_version: int = 0
    answered_by: str = ""
    answered_at: datetime | None = None
    first_at: datetime | None = None
    skipped_at: datetime | None = None
    skipped_by: str = ""
    skip_reason: str = ""
    follow_up: bool = False

    @property
    def subject(self) -> str:
        """Key of what is asked about."""
        return subject_of(self.project, self.indicator)

    @property
    def key(self) -> str:
        """Natural key: asking twice is asking once."""
        return ask_key(self.subject, self.period, self.member)

    @property
    def group(self) -> str:
        """Key of the part of a card that it belongs to."""
        return group_of(self.project, self.program)

    @property
    def first_answered_at(self) -> datetime | None:
        """When it was answered first (UTC): whoever mends an answer in time later on has not answered late."""
        return self.first_at or self.answered_at

    @property
    def is_late(self) -> bool:
        """Whether the first answer came after the deadline."""
        first = self.first_answered_at
        return bool(self.answered_version) and first is not None and first > self.deadline

    @property
    def is_settled(self) -> bool:
        """Whether nothing is waited for: it was answered or skipped, or nobody was asked."""
        return bool(self.answered_version or self.skipped_at or self.absent or self.too_late)

    @property
    def fate(self) -> Fate:
        """What became of it."""
        if self.absent:
            return Fate.ABSENT
        if self.too_late:
            return Fate.TOO_LATE
        if self.skipped_at is not None:
            return Fate.SKIPPED
        if self.sent_at is not None:
            return Fate.SENT
        if self.undelivered:
            return Fate.UNREACHABLE
        return Fate.EARLY if self.answered_version else Fate.WAITING

    def answered(self, version: int, by: str, at: datetime | None, *, follow_up: bool = False) -> "Ask":
        """With its latest answer; an answer takes the place of a skip."""
        return replace(
            self,
            answered_version=version,
            answered_by=by,
            answered_at=at,
            first_at=self.first_answered_at if self.answered_version else at,
            skipped_at=None,
            skipped_by="",
            skip_reason="",
            follow_up=follow_up,
        )


@lru_cache(maxsize=4096)
def subject_of(project: str, indicator: str = "") -> str:
    """The key of what is asked about: a project's status, or an indicator; codes in any spelling."""
    return f"*{code_key(indicator)}" if indicator else code_key(project)


@lru_cache(maxsize=4096)
def ask_key(subject: str, period: str, member: str) -> str:
    """The key of an ask."""
    return f"{subject}/{period}/{code_key(member)}"


def group_of(project: str, program: str = "") -> str:
    """The key of a part of a card: a project, else a program, else the portfolio as a whole."""
    return code_key(project) if project else f"@{code_key(program)}"
