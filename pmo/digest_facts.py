"""What a digest keeps of a project besides what it tells, so that it can be said later what was edited."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The last value of an indicator; `indicator` is its code."""

    indicator: str
    value: Decimal
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """When a milestone is expected, or was reached; `milestone` is its key."""

    milestone: str
    name: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was said of a project by the time of a digest.

    Attributes:
        end: the promised end; `progress` is in per cent.
        figures: of indicators that everybody may see, by code.
    """

    summary: str = ""
    blockers: str = ""
    progress: int | None = None
    end: date | None = None
    figures: tuple[Figure, ...] = ()
    milestones: tuple[Expected, ...] = ()


class What(StrEnum):
    """What was edited."""

    FIGURE = "figure"
    SUMMARY = "summary"
    BLOCKERS = "blockers"
    PROGRESS = "progress"
    END = "end"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Something that is said otherwise now.

    Attributes:
        of: code of the indicator, or name of the milestone.
        value: of the indicator, or the progress in per cent; `day` is the date. None where it was taken back.
    """

    what: What
    of: str = ""
    value: Decimal | None = None
    day: date | None = None


def edits(before: Facts | None, now: Facts | None) -> tuple[Edit, ...]:
    """What is said otherwise, new figures first; nothing where it was not kept what was said before."""
    return () if before is None or now is None else tuple(_edits(before, now))


def _edits(before: Facts, now: Facts) -> Iterator[Edit]:
    for figure in now.figures:
        if figure not in before.figures:
            yield Edit(what=What.FIGURE, of=figure.indicator, value=figure.value)
    if now.summary != before.summary:
        yield Edit(what=What.SUMMARY)
    if now.blockers != before.blockers:
        yield Edit(what=What.BLOCKERS)
    if now.progress != before.progress:
        yield Edit(what=What.PROGRESS, value=None if now.progress is None else Decimal(now.progress))
    if now.end != before.end:
        yield Edit(what=What.END, day=now.end)
    days = {one.milestone: one.day for one in before.milestones}
    for one in now.milestones:
        if days.get(one.milestone, one.day) != one.day:
            yield Edit(what=What.MILESTONE, of=one.name, day=one.day)
