"""What is known of the projects of a list, of which a selection is made."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pmo.colours import Colour
from pmo.portfolio import Phase, Project, Rag
from pmo.reports import StatusReport

CODE_ENDS = "\n"
"""Stands behind the code where words are looked for in a code and a name: nobody types it."""


class Flag(StrEnum):
    """What may be the matter with a project.

    It is expected to end after its first promised end; its last status is older than its rhythm allows; its last
    question is due and unanswered; the reader manages or owns it, or its program; they manage it; they own it. On time
    is what is not late.
    """

    LATE = "late"
    ON_TIME = "on time"
    STALE = "stale"
    MISSING = "missing"
    MINE = "mine"
    MANAGED = "managed"
    OWNED = "owned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A project as it stands in a list.

    Attributes:
        report: the last one; its status is `rag`, None before the first.
        computed: as the reader of the list may know it.
        text: code, name and program, folded: what free words are looked for in.
        manager, owner, program, post: folded names and codes of each, what keyed words are looked for in.
        rank: red, amber, never reported, green, by the worse of both statuses: silence is no good sign.
    """

    project: Project
    report: StatusReport | None = None
    computed: Colour | None = None
    text: str = ""
    name: str = ""
    manager: str = ""
    owner: str = ""
    program: str = ""
    post: str = ""
    key: str = field(init=False)
    rag: Rag | None = field(init=False)
    is_closed: bool = field(init=False)
    rank: tuple[int, int, str] = field(init=False)

    def __post_init__(self) -> None:
        rag, key = self.report.rag if self.report else None, self.project.key
        declared = 2 * rag.severity if rag else 1
        computed = 2 * self.computed.severity if self.computed else 0
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "rag", rag)
        object.__setattr__(self, "is_closed", self.project.phase is Phase.CLOSED)
        object.__setattr__(self, "rank", (-max(declared, computed), -declared, key))

    @property
    def code(self) -> str:
        """Of the project."""
        return self.project.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of projects beyond that, by project key: only what a selection asks about is looked up.

    Attributes:
        flagged: the projects with which something is the matter.
        values: latest value of a project's indicators by folded code.
        ends: when it is expected to end.
        days: on which its status was said.
    """

    flagged: Mapping[Flag, Collection[str]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    ends: Mapping[str, date] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)
