"""When what people watch is looked at: on their days, or soon after something of it has changed."""

from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta

from dialogs.desk import Desk, Person
from dialogs.filtering.understanding import understood
from pmo.calendars import WorkingCalendar
from pmo.listed import Flag
from pmo.overviews import RULES, Often
from pmo.portfolio import Project, code_key
from pmo.rhythms import next_by
from pmo.schedule import Due, DueKind, due_key
from pmo.watches import AT, PAUSE, Pace, Watch, Watched

TOGETHER = timedelta(minutes=5)
"""So long the changes of an import are waited for: its projects are judged one by one."""


async def plan(watch: Watch, person: Person, desk: Desk) -> None:
    """Put the next look at a watch into the due instants; one that only waits for a change has none."""
    at = _next_look(watch, person, desk.now)
    if at is None:
        await desk.records.due.remove(due_key(DueKind.WATCH, watch.key))
    else:
        await desk.records.due.put(Due(kind=DueKind.WATCH, subject=watch.key, at=at))


def _next_look(watch: Watch, person: Person, now: datetime) -> datetime | None:
    calendar = person.calendar
    match watch.pace:
        case Pace.AT_ONCE:
            return _next_morning(calendar, now, time.min) if _goes_by_days(watch) else None
        case Pace.DAILY:
            return _next_morning(calendar, now, AT)
        case Pace.WEEKLY:
            return next_by(RULES[Often.WEEKLY], AT, calendar, now)


def _next_morning(calendar: WorkingCalendar, now: datetime, at: time) -> datetime:
    return calendar.next_working(calendar.at(calendar.local(now).date() + timedelta(days=1), at))


def _goes_by_days(watch: Watch) -> bool:
    """Whether time alone may change what is watched."""
    return bool({Flag.STALE, Flag.MISSING}.intersection(_flags(watch)))


def _flags(watch: Watch) -> Collection[Flag]:
    """What may be the matter with the projects that are watched, or must not be."""
    if watch.of is not Watched.PORTFOLIO:
        return ()
    return understood(watch.subject).selection.asked.flags


async def plan_all_of(person: Person, desk: Desk) -> None:
    """Plan anew what somebody watches, after something about their time has changed."""
    for watch in await desk.records.watches.find("member", code_key(person.id)):
        if watch.pace is not Pace.AT_ONCE:
            await plan(watch, person, desk)


async def stir(project: Project, desk: Desk, *, with_others: bool = False) -> None:
    """A project may stand otherwise: those who want to be told at once are, a few minutes after the last time.

    Args:
        with_others: an import has changed it, among many: all that it has changed is looked at together.
    """
    wait = TOGETHER if with_others else timedelta()
    for of, subject in (
        (Watched.PROJECT, project.key),
        (Watched.PROGRAM, code_key(project.program)),
        (Watched.PORTFOLIO, ""),
    ):
        for watch in await desk.records.watches.find("at_once", of.value, subject):
            await look_soon(watch, desk, wait)


async def stir_left(projects: Mapping[str, Project], desk: Desk) -> None:
    """Those who watch a program want to know what an import has taken out of it: `projects` as they were, by key."""
    left = set[str]()
    for key, before in projects.items():
        now = await desk.records.projects.get(key)
        if now is not None and code_key(now.program) != code_key(before.program):
            left.add(code_key(before.program))
    for program in sorted(left):
        for watch in await desk.records.watches.find("at_once", Watched.PROGRAM.value, program):
            await look_soon(watch, desk, TOGETHER)


async def stir_missing(desk: Desk) -> None:
    """Questions were put or need no answer any more: those who want to be told at once who is missing are."""
    for watch in await desk.records.watches.find("at_once", Watched.PORTFOLIO.value, ""):
        if Flag.MISSING in _flags(watch):
            await look_soon(watch, desk)


async def look_soon(watch: Watch, desk: Desk, wait: timedelta = timedelta()) -> None:
    """Look at a watch as soon as its person may be told again; one that has its days keeps them.

    Args:
        wait: for so long more may change that is told together.
    """
    known = await desk.records.due.get(due_key(DueKind.WATCH, watch.key))
    at = max(desk.now + wait, watch.told_at + PAUSE) if watch.told_at else desk.now + wait
    if known is None or (watch.pace is Pace.AT_ONCE and at < known.at):
        await desk.records.due.put(Due(kind=DueKind.WATCH, subject=watch.key, at=at))
