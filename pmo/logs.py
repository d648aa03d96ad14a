"""The logs of a project after the PM² Guide 3.0.1, Monitor & Control: risks, issues and changes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from pmo.colours import Colour
from pmo.computed_status import Risk
from pmo.portfolio import code_key

SCALE = (1, 2, 3, 4, 5)
"""What likelihood, impact, urgency, size and priority are told in, from very low to very high."""


class LogKind(StrEnum):
    """Which log."""

    RISK = "risk"
    ISSUE = "issue"
    CHANGE = "change"


class Scale(StrEnum):
    """What is told from 1 to 5."""

    LIKELIHOOD = "likelihood"
    IMPACT = "impact"
    URGENCY = "urgency"
    SIZE = "size"
    PRIORITY = "priority"


class LogState(StrEnum):
    """Where an entry is on its way."""

    PROPOSED = "proposed"
    SUBMITTED = "submitted"
    OPEN = "open"
    ASSESSING = "assessing"
    WAITING = "waiting for approval"
    APPROVED = "approved"
    POSTPONED = "postponed"
    REJECTED = "rejected"
    MERGED = "merged"
    IMPLEMENTED = "implemented"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Category(StrEnum):
    """What an entry is about."""

    BUSINESS = "business"
    IT = "it"
    PEOPLE = "people and organisation"
    EXTERNAL = "external"
    LEGAL = "legal"


class Strategy(StrEnum):
    """What is done about a threat."""

    AVOID = "avoid"
    REDUCE = "reduce"
    ACCEPT = "accept"
    TRANSFER = "transfer or share"


SCALES: Mapping[LogKind, tuple[Scale, Scale]] = {
    LogKind.RISK: (Scale.LIKELIHOOD, Scale.IMPACT),
    LogKind.ISSUE: (Scale.URGENCY, Scale.IMPACT),
    LogKind.CHANGE: (Scale.PRIORITY, Scale.SIZE),
}
STATES: Mapping[LogKind, tuple[LogState, ...]] = {
    LogKind.RISK: (
        LogState.PROPOSED,
        LogState.ASSESSING,
        LogState.WAITING,
        LogState.APPROVED,
        LogState.REJECTED,
        LogState.CLOSED,
    ),
    LogKind.ISSUE: (LogState.OPEN, LogState.POSTPONED, LogState.RESOLVED, LogState.CLOSED),
    LogKind.CHANGE: (
        LogState.SUBMITTED,
        LogState.ASSESSING,
        LogState.WAITING,
        LogState.APPROVED,
        LogState.POSTPONED,
        LogState.REJECTED,
        LogState.MERGED,
        LogState.IMPLEMENTED,
    ),
}
"""The states of each log, the first one that of a new entry."""
_ENDED = frozenset((LogState.REJECTED, LogState.MERGED, LogState.IMPLEMENTED, LogState.RESOLVED, LogState.CLOSED))
_DECIDED: Mapping[LogKind, frozenset[LogState]] = {
    LogKind.RISK: frozenset((LogState.APPROVED, LogState.REJECTED)),
    LogKind.ISSUE: frozenset(),
    LogKind.CHANGE: frozenset((LogState.APPROVED, LogState.POSTPONED, LogState.REJECTED, LogState.MERGED)),
}
_BEFORE_A_DECISION = frozenset((LogState.PROPOSED, LogState.SUBMITTED, LogState.ASSESSING, LogState.WAITING))
_AFTER_APPROVAL = frozenset((LogState.IMPLEMENTED, LogState.CLOSED))
"""What an approved change or risk becomes, whoever of those who take part sees to it."""
_SUBSTANCE = ("title", "description", "likelihood", "impact", "urgency", "size", "priority", "strategy")
"""What a decision is about; who looks after it, what is done and until when may change afterwards."""
_LETTERS = {LogKind.RISK: "R", LogKind.ISSUE: "I", LogKind.CHANGE: "C"}
_RED_FROM, _GREEN_TO = 20, 2
"""Levels of a risk in the colours of the PM² matrix: green to 2, amber to 16, red from 20 (17 to 19 do not occur)."""


def is_decided(kind: LogKind, state: LogState) -> bool:
    """Whether those who approve bring an entry into this state (PM² knows four decisions on a change)."""
    return state in _DECIDED[kind]


def follows(kind: LogKind, before: LogState, after: LogState) -> bool:
    """Whether an entry may go from one state into another without those who approve: past no decision, back on none.

    An issue has none; a risk is closed and a change implemented once it is approved.
    """
    if before is after or not _DECIDED[kind]:
        return True
    if before is LogState.APPROVED:
        return after in _AFTER_APPROVAL
    return before in _BEFORE_A_DECISION and after in _BEFORE_A_DECISION


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """A risk, an issue or a change of a project.

    Attributes:
        project: code; `number` counts its entries of this kind from 1.
        likelihood, impact, urgency, size, priority: 1 to 5; None where it was not told or is none of this log's.
        strategy: of a risk.
        owner: member id of who looks after it; empty for nobody.
        action: what is done about it, until `due`.
        raised_by, raised_at: member id and UTC; `form` is the form it came by, so that it does not come twice.
        decided_by, decided_at: who took the decision that holds, and when.
        ended_at: when nothing was to come of it any more; None while it is open.
        version: counts what was kept of it, from 1.
    """

    project: str
    kind: LogKind
    number: int
    title: str
    state: LogState
    raised_by: str
    raised_at: datetime
    form: str = ""
    description: str = ""
    category: Category | None = None
    likelihood: int | None = None
    impact: int | None = None
    urgency: int | None = None
    size: int | None = None
    priority: int | None = None
    strategy: Strategy | None = None
    owner: str = ""
    action: str = ""
    due: date | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    ended_at: datetime | None = None
    changed_by: str = ""
    changed_at: datetime | None = None
    version: int = 1

    @property
    def key(self) -> str:
        """`visa/risk/3`."""
        return log_key(self.project, self.kind, self.number)

    @property
    def code(self) -> str:
        """`R3`: how people name it within its project."""
        return f"{_LETTERS[self.kind]}{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether something is still to come of it."""
        return self.state not in _ENDED

    @property
    def level(self) -> int | None:
        """Of a risk its likelihood times its impact, 1 to 25; None before both are told, and of other entries."""
        if self.kind is not LogKind.RISK or self.likelihood is None or self.impact is None:
            return None
        return self.likelihood * self.impact

    @property
    def colour(self) -> Colour:
        """Of a risk the colour of its level in the PM² matrix; grey where it has none."""
        level = self.level
        if level is None:
            return Colour.GREY
        return Colour.RED if level >= _RED_FROM else Colour.AMBER if level > _GREEN_TO else Colour.GREEN

    @property
    def version_key(self) -> str:
        """Of this version among all that were kept."""
        return f"{self.key}/{self.version}"

    def becomes(self, after: "LogEntry", by: str, at: datetime) -> "LogEntry":
        """The next version, as somebody wants it at an instant; a decision and an end bear who and when."""
        decides = after.state is not self.state and is_decided(self.kind, after.state)
        mends = after.state is self.state and is_decided(self.kind, self.state) and self.says_else(after)
        goes_on = after.state not in _BEFORE_A_DECISION
        decision = (by, at) if decides or mends else (self.decided_by, self.decided_at) if goes_on else ("", None)
        ended = None if after.is_open else self.ended_at if after.state is self.state and self.ended_at else at
        return replace(
            after,
            decided_by=decision[0],
            decided_at=decision[1],
            ended_at=ended,
            version=self.version + 1,
            changed_by=by,
            changed_at=at,
        )

    def says_else(self, after: "LogEntry") -> bool:
        """Whether the next version is about something else than what was decided."""
        return any(getattr(self, name) != getattr(after, name) for name in _SUBSTANCE)

    def needs_approval(self, after: "LogEntry") -> bool:
        """Whether those who approve must have a hand in the next version."""
        if not follows(self.kind, self.state, after.state):
            return True
        return is_decided(self.kind, self.state) and self.says_else(after)

    def told(self, scale: Scale) -> int | None:
        """What was told on this scale."""
        value: int | None = getattr(self, scale.value)
        return value

    def is_overdue(self, today: date) -> bool:
        """Whether something should have been done about it before this day."""
        return self.is_open and self.due is not None and self.due < today


_NAMED = re.compile(r"(?P<project>.+?)[\s\-/]+(?P<letter>[ric])(?P<number>[1-9][0-9]{0,4})", re.IGNORECASE)


def entry_named(text: str) -> str:
    """The key of the entry that a text names as people do, `VISA R3` or `visa-r3`; empty where it names none."""
    found = _NAMED.fullmatch(text.strip())
    if found is None:
        return ""
    kind = next(kind for kind, letter in _LETTERS.items() if letter == found["letter"].upper())
    return log_key(found["project"], kind, int(found["number"]))


def log_key(project: str, kind: LogKind, number: int) -> str:
    """The key of an entry."""
    return f"{code_key(project)}/{kind}/{number}"


def pressing_first(entries: Iterable[LogEntry], today: date) -> list[LogEntry]:
    """Open entries, the most pressing first: what is overdue, then by level or scales, the oldest of equals first."""
    listed = [one for one in entries if one.is_open]
    return sorted(listed, key=lambda one: (not one.is_overdue(today), *_weight(one), code_key(one.project), one.number))


def _weight(entry: LogEntry) -> tuple[int, int]:
    """The heavier, the less; what was not told weighs least."""
    if entry.kind is LogKind.RISK:
        return -(entry.level or 0), -(entry.impact or 0)
    first, second = [entry.told(scale) or 0 for scale in SCALES[entry.kind]]
    return (-second, -first) if entry.kind is LogKind.ISSUE else (-first, -second)


def ended_last(entries: Iterable[LogEntry]) -> list[LogEntry]:
    """Entries of which nothing is to come, what ended last first."""
    ended = [one for one in entries if not one.is_open]
    return sorted(ended, key=lambda one: (one.ended_at or one.raised_at, one.number), reverse=True)


def risks_of(entries: Iterable[LogEntry]) -> tuple[Risk, ...]:
    """The open risks as the computed status weighs them: those whose level is known."""
    open_ones = [one for one in entries if one.kind is LogKind.RISK and one.is_open]
    return tuple([Risk(code=one.code, level=one.level, has_action=bool(one.action)) for one in open_ones if one.level])
