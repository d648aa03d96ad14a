"""Reads the form of a risk, an issue or a change: what did not come along stays as it is, what is empty is cleared."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from dialogs.access import reads
from dialogs.desk import Desk
from dialogs.hearers import hearer_named, nobody_named
from dialogs.problem_words import sentence
from locales import Say
from locales.folding import legible
from pmo.forms import NAME_LIMIT, TITLE_LIMIT, Field, Kind, day_of, problem_of
from pmo.logs import SCALE, SCALES, STATES, Category, LogEntry, LogKind, LogState, Strategy, follows
from pmo.portfolio import Project

RESPONSE = "response"
"""The field for what is done about an entry."""
_TEXTS = {
    "title": ("title", Field(kind=Kind.TEXT, longest=TITLE_LIMIT)),
    "action": (RESPONSE, Field(kind=Kind.TEXT)),
    "description": ("description", Field(kind=Kind.TEXT)),
}
"""By what the entry calls it: the id of the field, and what it may hold."""
_DAY, _NAME = Field(kind=Kind.DATE), Field(kind=Kind.TEXT, longest=NAME_LIMIT)
_E = TypeVar("_E", bound=StrEnum)


def typed_of(entry: LogEntry, owner: str) -> dict[str, str]:
    """What stands in the form of an entry whose owner has this name."""
    graded = {scale.value: str(entry.told(scale) or "") for scale in SCALES[entry.kind]}
    return graded | {
        "title": entry.title,
        RESPONSE: entry.action,
        "description": entry.description,
        "owner": owner,
        "due": entry.due.isoformat() if entry.due else "",
        "category": entry.category or "",
        "strategy": entry.strategy or "",
        "state": entry.state,
    }


def states_for(entry: LogEntry, *, approves: bool) -> list[LogState]:
    """The states that somebody may give an entry: past a decision, or back on one, it goes by those who approve."""
    kind = entry.kind
    return [one for one in STATES[kind] if approves or follows(kind, entry.state, one)]


@dataclass(slots=True)
class LogForm:
    """What was typed about an entry, with what is wrong with a field beside it.

    Attributes:
        problems: field name to the sentence shown at that field.
    """

    say: Say
    today: date
    problems: dict[str, str] = field(default_factory=dict)

    async def read(self, values: Mapping[str, str], entry: LogEntry, project: Project, desk: Desk) -> LogEntry:
        """The entry with what was typed, but its state; only without problems it may be kept."""
        said: dict[str, Any] = {
            name: self._checked(field_id, values.get(field_id, getattr(entry, name)), wanted)
            for name, (field_id, wanted) in _TEXTS.items()
        }
        if not legible(said["title"]):
            self.problems["title"] = self.say("Say in a few words what it is.")
        said |= {scale.value: _grade(values.get(scale.value), entry.told(scale)) for scale in SCALES[entry.kind]}
        return replace(
            entry,
            **said,
            category=_one_of(Category, values.get("category"), entry.category),
            strategy=_one_of(Strategy, values.get("strategy"), entry.strategy) if entry.kind is LogKind.RISK else None,
            due=self._due(values.get("due"), entry.due),
            owner=await self._owner(values.get("owner"), entry.owner, project, desk),
        )

    def _checked(self, name: str, text: str, wanted: Field) -> str:
        if (wrong := problem_of(wanted, text, self.today, self.say.read_number)) is not None:
            self.problems[name] = sentence(wrong, self.say)
        return text

    def _due(self, text: str | None, before: date | None) -> date | None:
        if text is None:
            return before
        return day_of(self._checked("due", text, _DAY))

    async def _owner(self, typed: str | None, before: str, project: Project, desk: Desk) -> str:
        """The member id of who is named; whoever is named already stays, whatever they may see."""
        if typed is None or (before and typed == await desk.name_of(before)):
            return before
        self._checked("owner", typed, _NAME)
        if not typed or "owner" in self.problems:
            return ""
        owner = await hearer_named(typed, project, desk, reads)
        if owner is None:
            self.problems["owner"] = await nobody_named(typed, project, self.say, desk, reads)
        return owner.id if owner else ""


def _grade(text: str | None, before: int | None) -> int | None:
    """A step of a scale, none for an empty field; what cannot be chosen changes nothing."""
    steps = {str(one): one for one in SCALE}
    return None if text == "" else steps.get(text or "", before)


def _one_of(choices: type[_E], text: str | None, before: _E | None) -> _E | None:
    if text == "":
        return None
    return choices(text) if text in set(choices) else before


def state_said(values: Mapping[str, str], entry: LogEntry) -> LogState:
    """The state that was chosen; what cannot be chosen changes nothing."""
    text = values.get("state", "")
    return LogState(text) if text in set(STATES[entry.kind]) else entry.state
