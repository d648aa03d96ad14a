"""What another calendar moves: questions and digests before and after, side by side."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pmo.cadence import PlannedAsk
from pmo.calendars import DayOff

Ahead = Mapping[str, Sequence[PlannedAsk]]
"""What is asked next about each subject, by its code and in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who is asked when (UTC).

    Attributes:
        made_up: as soon as the change holds, because the instant has passed by then.
    """

    member: str
    at: datetime
    made_up: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Questions that go from one instant to another; None where nobody is asked.

    Attributes:
        codes: of the projects and indicators.
        off: the day and the reason for which the question is moved, after the change or else before it; None for none.
    """

    period: str
    before: Asked | None
    after: Asked | None
    codes: tuple[str, ...]
    off: DayOff | None = None

    @property
    def first(self) -> datetime:
        """The earlier of its instants."""
        return min(one.at for one in (self.before, self.after) if one is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Everything that goes elsewhere, by the instant.

    Attributes:
        later: questions that stay and have another deadline.
    """

    moved: tuple[Move, ...] = ()
    later: int = 0


def moves(before: Ahead, after: Ahead, until: datetime) -> Moves:
    """The questions that were or would be put before an instant and go elsewhere; those of one card together."""
    found: defaultdict[tuple[str, Asked | None, Asked | None, DayOff | None], list[str]] = defaultdict(list)
    later = 0
    for code in sorted({*before, *after}):
        was = {one.period: one for one in before.get(code, ())}
        becomes = {one.period: one for one in after.get(code, ())}
        for period in dict.fromkeys((*was, *becomes)):
            old, new = was.get(period), becomes.get(period)
            asked = _asked(old), _asked(new)
            if not any(one is not None and one.at < until for one in asked):
                continue
            if asked[0] != asked[1]:
                found[(period, *asked, _off(old, new))].append(code)
            elif old is not None and new is not None and old.deadline != new.deadline:
                later += 1
    rows = [
        Move(period=period, before=old, after=new, codes=tuple(codes), off=off)
        for (period, old, new, off), codes in found.items()
    ]
    return Moves(moved=tuple(sorted(rows, key=lambda one: (one.first, one.codes))), later=later)


def _asked(ask: PlannedAsk | None) -> Asked | None:
    if ask is None or ask.absent:
        return None
    return Asked(member=ask.member, at=ask.at, made_up=ask.made_up)


def _off(old: PlannedAsk | None, new: PlannedAsk | None) -> DayOff | None:
    return (new.moved if new else None) or (old.moved if old else None)
