"""The overview: how the projects of one person stand, told to them alone now and then, with what changed since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from pmo.colours import Colour, severity_of
from pmo.portfolio import Member, Program, Rag, Role, code_key


class Often(StrEnum):
    """How often somebody is told."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    NEVER = "off"


RULES: Mapping[Often, str] = {
    Often.WEEKLY: "FREQ=WEEKLY;BYDAY=MO",
    Often.FORTNIGHTLY: "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
    Often.MONTHLY: "FREQ=MONTHLY;BYDAY=1MO",
    Often.QUARTERLY: "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO",
}
AT = time(9)
"""By the clock of the person; a day off moves as the day of a question does."""


def often(member: Member, chosen: Often | None, *, leads: bool) -> Often:
    """What they chose, else what their role gets.

    Management is told monthly, whoever manages or owns a program weekly, everybody else when they want it.

    Args:
        leads: they manage or own a program.
    """
    if chosen is not None:
        return chosen
    if member.role is Role.MANAGEMENT and not member.external:
        return Often.MONTHLY
    return Often.WEEKLY if leads else Often.NEVER


def leaders(programs: Iterable[Program]) -> frozenset[str]:
    """The keys of the members who manage or own one of these programs."""
    return frozenset(
        code_key(name) for one in programs if not one.archived for name in (one.manager, one.owner) if name
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewLine:
    """How a project stood: declared, and by its figures where they were judged."""

    project: str
    name: str
    rag: Rag | None = None
    computed: Colour | None = None

    @property
    def severity(self) -> int:
        """Of the worse of both statuses: 0 green or unknown, 1 amber, 2 red."""
        return severity_of(self.rag, self.computed)

    @property
    def standing(self) -> tuple[int, int]:
        """What is worse is more: by the worse of both statuses, then by the declared one."""
        return self.severity, self.rag.severity if self.rag else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What somebody was told last: the instant (UTC), and how each project stood."""

    member: str
    at: datetime
    lines: tuple[OverviewLine, ...]

    @property
    def key(self) -> str:
        """One a member."""
        return code_key(self.member)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """A project that stands otherwise than last time: `before` is None for a new one, `after` for one that is gone."""

    before: OverviewLine | None
    after: OverviewLine | None

    @property
    def rank(self) -> int:
        """What got worse comes first, then what got better, what is new and what is gone."""
        if self.before is None or self.after is None:
            return 3 if self.after is None else 2
        return 0 if self.after.standing > self.before.standing else 1


def turned(before: Overview | None, now: Iterable[OverviewLine]) -> tuple[Turned, ...]:
    """What changed since last time, the worst first; nothing when there was no last time."""
    if before is None:
        return ()
    known = {code_key(line.project): line for line in before.lines}
    found = []
    for line in now:
        old = known.pop(code_key(line.project), None)
        if old is None or (old.rag, old.severity) != (line.rag, line.severity):
            found.append(Turned(before=old, after=line))
    found += [Turned(before=old, after=None) for old in known.values()]
    return tuple(sorted(found, key=lambda one: one.rank))
