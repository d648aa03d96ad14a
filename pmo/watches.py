"""Watches: what somebody wants to be told of when it changes, and how it stood when they were told last."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from pmo.colours import Colour
from pmo.overviews import OverviewLine
from pmo.portfolio import Phase, Rag, code_key

MOST = 20
"""Watches of one person."""
MOST_PROJECTS = 200
"""Projects that one watch can be of."""
PAUSE = timedelta(minutes=15)
"""What is told at once is told at most so often: several changes of the same minutes are one message."""
AT = time(9)
"""When what is told daily or weekly is looked at, by the clock of the person."""


class Watched(StrEnum):
    """What a watch is of."""

    PROJECT = "project"
    PROGRAM = "program"
    PORTFOLIO = "portfolio"


class Pace(StrEnum):
    """How soon somebody wants to be told."""

    AT_ONCE = "at once"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(OverviewLine):
    """How a project stood.

    Attributes:
        end: when it was expected to end.
        by: whose report (member id) said so last.
        left: it was not among what is watched any more.
    """

    phase: Phase = Phase.EXECUTING
    end: date | None = None
    by: str = ""
    left: bool = False

    @property
    def stands(self) -> tuple[Rag | None, Colour | None, date | None, Phase]:
        """What a change is a change of."""
        return self.rag, self.computed, self.end, self.phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Somebody's wish to be told.

    Attributes:
        subject: code of the project or program; of the portfolio the filters as typed, empty for all of it.
        essence: of filters, the same however they are typed; None of a project or program, and where it is not known.
        since: when the person asked for it; `told_at` is when they were told last, None before. UTC.
        told: how the projects stood then, and those that left by then; `before` the same of the time before that.
        shown: how they stand in the message that is on its way.
    """

    member: str
    of: Watched
    subject: str
    pace: Pace
    since: datetime
    told_at: datetime | None = None
    told: tuple[Line, ...] = ()
    before: tuple[Line, ...] = ()
    shown: tuple[Line, ...] = ()
    essence: str | None = None

    @property
    def key(self) -> str:
        """One a member and subject."""
        return self.key_as_typed if self.essence is None else watch_key(self.member, self.of, self.essence)

    @property
    def key_as_typed(self) -> str:
        """Its key while filters that select the same were several watches; buttons of that time bear it."""
        return watch_key(self.member, self.of, self.subject)

    def joined(self, other: "Watch") -> "Watch":
        """Both in one: the older of them, told as soon as either."""
        older = min(self, other, key=lambda one: one.since)
        return replace(older, pace=min(self.pace, other.pace, key=list(Pace).index))


def watch_key(member: str, of: Watched, subject: str) -> str:
    """The key of a watch; filters can be long and hold any sign, so that a digest stands for the subject."""
    digest = hashlib.sha256(f"{of.value}/{subject.casefold()}".encode()).hexdigest()[:16]
    return f"{code_key(member)}/{digest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A project that stands otherwise: `before` is None for one that is new among them, `after` for one that left.

    Attributes:
        now: how one stands that left, where that is known.
    """

    before: Line | None
    after: Line | None
    now: Line | None = None

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """What got worse comes first, then what is new or otherwise, what got better, and what left; the worst of each.

        Either status may get worse, whatever the other does; what is not known any more got neither worse nor better.
        What left is among the last only where it stands as it stood.
        """
        severity, declared = self.line.standing
        return self._turn(), -severity, -declared, code_key(self.line.project)

    @property
    def line(self) -> Line:
        """How the project stands, as far as that is known."""
        line = self.stands or self.before
        assert line is not None, "one of both is there"
        return line

    @property
    def stands(self) -> Line | None:
        """How it stands now, among what is watched or not; None where that is not known."""
        return self.after or self.now

    def _turn(self) -> int:
        before, after = self.before, self.stands
        if before is None or after is None:
            return 3 if after is None else 1
        if self.after is None and before.stands == after.stands:
            return 3
        declared = _severity(after.rag) - _severity(before.rag)
        computed = _severity(after.computed) - _severity(before.computed)
        if declared > 0 or computed > 0:
            return 0
        got_better = declared < 0 or (computed < 0 and after.computed is not Colour.GREY)
        return 2 if got_better else 1


def _severity(status: Rag | Colour | None) -> int:
    return status.severity if status else 0


def changes(
    before: Iterable[Line], now: Iterable[Line], seen: Collection[str], watcher: str = ""
) -> tuple[Change, ...]:
    """What changed, the worst first.

    Args:
        now: how they stand, those that left among them.
        seen: keys of all projects that the person may see now; one that is not among them is not spoken of.
        watcher: member id of the person, to whom what they have reported themselves is no news; empty for nobody.
    """
    known, found = {code_key(line.project): line for line in before if not line.left}, list[Change]()
    left = dict[str, Line]()
    for line in now:
        if line.left:
            left[code_key(line.project)] = line
            continue
        old = known.pop(code_key(line.project), None)
        if old is None or (old.stands != line.stands and not _said_by(watcher, old, line)):
            found.append(Change(before=old, after=line))
    found += [Change(before=old, after=None, now=left.get(key)) for key, old in known.items() if key in seen]
    return tuple(sorted(found, key=lambda one: one.rank))


def told_last(watch: Watch, seen: Collection[str]) -> tuple[Change, ...]:
    """The changes that the person was told last, of the projects that they may see now (`seen`, their keys)."""
    found = changes(watch.before, watch.told, seen, watch.member)
    return tuple([one for one in found if one.after is None or code_key(one.after.project) in seen])


def _said_by(member: str, before: Line, now: Line) -> bool:
    """Whether all that has changed is what the member has reported: not what the figures make of it."""
    own = member != "" and code_key(now.by) == code_key(member)
    return own and (before.computed, before.phase) == (now.computed, now.phase)
