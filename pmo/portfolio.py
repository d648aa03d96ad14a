"""What a portfolio consists of: posts, members, programs, projects and what is followed about them.

The attributes bear the names of the import columns (CONTRACT §4). Codes keep the spelling they came with and are
compared case-insensitively; `code_key` gives the form used as a key.
"""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum


class Rag(StrEnum):
    """A declared status, from good to bad."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    @property
    def severity(self) -> int:
        """0 green, 1 amber, 2 red."""
        return _SEVERITY[self]


_SEVERITY = {Rag.GREEN: 0, Rag.AMBER: 1, Rag.RED: 2}


class Phase(StrEnum):
    """The PM² phases of a project, and `closed` after the last."""

    INITIATING = "initiating"
    PLANNING = "planning"
    EXECUTING = "executing"
    CLOSING = "closing"
    CLOSED = "closed"


class Role(StrEnum):
    """What a member is in the portfolio as a whole."""

    MEMBER = "member"
    MANAGEMENT = "management"
    PMO = "pmo"


class Classification(StrEnum):
    """Who may hear of a project or indicator at all."""

    INTERNAL = "internal"
    RESTRICTED = "restricted"


def code_key(code: str) -> str:
    """The form of a code under which it is unique."""
    return code.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Daily working hours in local wall time; `start` before `end`, both on the same day."""

    start: time
    end: time

    @property
    def are_enough(self) -> bool:
        """Whether they last an hour at least: less is a slip of the keyboard, and nobody could be asked in it."""
        return 60 * (self.end.hour - self.start.hour) + self.end.minute - self.start.minute >= 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An embassy, a consulate or headquarters: a place with a calendar.

    Attributes:
        country: ISO 3166-1 alpha-2.
        timezone: IANA name.
        workweek: ISO weekdays worked, Monday is 1.
        holidays: ISO countries whose public holidays it keeps; empty for none.
        closed, open: extra days off, and days worked although listed as holidays.
        headquarters: the first post of the list; its calendar is the default.
    """

    code: str
    name: str
    country: str
    timezone: str
    workweek: tuple[int, ...] = (1, 2, 3, 4, 5)
    hours: Hours = Hours(start=time(9), end=time(17))
    holidays: tuple[str, ...] = ()
    closed: tuple[date, ...] = ()
    open: tuple[date, ...] = ()
    headquarters: bool = False
    archived: bool = False

    @property
    def key(self) -> str:
        """Unique among all posts."""
        return code_key(self.code)


HEADQUARTERS = Post(
    code="HQ", name="Headquarters", country="BE", timezone="Europe/Brussels", holidays=("BE",), headquarters=True
)
"""The built-in post of a store that has none yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person who takes part.

    Attributes:
        id: the code of the person in the portfolio's own lists.
        entra_id: Entra object id, lower case; empty until known.
        post: code of the post; empty for headquarters.
        language: `en`, `fr`, `nl`, `de`; empty until known.
        timezone, workweek: the person's own, where they differ from the post's.
    """

    id: str
    name: str
    email: str = ""
    entra_id: str = ""
    post: str = ""
    language: str = ""
    role: Role = Role.MEMBER
    external: bool = False
    timezone: str = ""
    workweek: tuple[int, ...] = ()
    archived: bool = False

    @property
    def key(self) -> str:
        """Unique among all members."""
        return code_key(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A group of projects with a common goal, a channel and a rhythm of reporting.

    Attributes:
        manager, owner: member ids; empty for nobody.
        post: whose calendar the program's channel keeps; empty for headquarters.
        languages: of the channel, first one first; empty for the default language.
        checkin_rule, digest_rule: RRULE text (WEEKLY, MONTHLY or YEARLY, once a period).
        ask_at, digest_at: local wall times.
        answer_within: `Nd` working days or `Nh` working hours.
        channel: Teams channel id; empty when unlinked.
        costs: check-ins ask for planned and actual costs, too.
    """

    code: str
    name: str
    description: str = ""
    manager: str = ""
    owner: str = ""
    post: str = ""
    languages: tuple[str, ...] = ()
    checkin_rule: str = "FREQ=WEEKLY;BYDAY=TH"
    ask_at: time = time(10)
    answer_within: str = "1d"
    digest_rule: str = "FREQ=WEEKLY;BYDAY=FR"
    digest_at: time = time(14)
    channel: str = ""
    costs: bool = False
    archived: bool = False

    @property
    def key(self) -> str:
        """Unique among all programs."""
        return code_key(self.code)

    @property
    def works_in(self) -> str:
        """The channel that it works in; one that has left works in none."""
        return "" if self.archived else self.channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project.

    Attributes:
        end: the first promised end; never moved by a forecast.
        forecast_end: the latest forecast of the end.
        budget: in units of `currency` (ISO 4217).
        checkin_rule: RRULE text; empty for the program's.
    """

    code: str
    program: str
    name: str
    manager: str = ""
    owner: str = ""
    phase: Phase = Phase.EXECUTING
    start: date | None = None
    end: date | None = None
    forecast_end: date | None = None
    budget: Decimal | None = None
    currency: str = ""
    classification: Classification = Classification.INTERNAL
    checkin_rule: str = ""
    description: str = ""
    archived: bool = False

    @property
    def key(self) -> str:
        """Unique among all projects."""
        return code_key(self.code)


class Assigned(StrEnum):
    """How a member takes part in a project; manager and owner stand in the project itself."""

    CONTRIBUTOR = "contributor"
    STEERING = "steering"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A member's part in a project; `deputy` is a member id or empty."""

    project: str
    member: str
    role: Assigned
    deputy: str = ""
    archived: bool = False

    @property
    def key(self) -> str:
        """Unique among all assignments."""
        return code_key(f"{self.project}/{self.member}/{self.role}")
