"""When what people watch is looked at: on their days, or soon after something of it has changed."""

from datetime import datetime, timedelta

from dialogs.desk import Desk, Person
from pmo.overviews import RULES, Often
from pmo.portfolio import Project, code_key
from pmo.rhythms import next_by
from pmo.schedule import Due, DueKind, due_key
from pmo.watches import AT, PAUSE, Pace, Watch, Watched


async def plan(watch: Watch, person: Person, desk: Desk) -> None:
    """Put the next look at a watch into the due instants; one that waits for a change has none."""
    at = _next_look(watch, person, desk.now)
    if at is None:
        await desk.records.due.remove(due_key(DueKind.WATCH, watch.key))
    else:
        await desk.records.due.put(Due(kind=DueKind.WATCH, subject=watch.key, at=at))


def _next_look(watch: Watch, person: Person, now: datetime) -> datetime | None:
    calendar = person.calendar
    match watch.pace:
        case Pace.AT_ONCE:
            return None
        case Pace.DAILY:
            return calendar.next_working(calendar.at(calendar.local(now).date() + timedelta(days=1), AT))
        case Pace.WEEKLY:
            return next_by(RULES[Often.WEEKLY], AT, calendar, now)


async def plan_all_of(person: Person, desk: Desk) -> None:
    """Plan anew what somebody watches, after something about their time has changed."""
    for watch in await desk.records.watches.find("member", code_key(person.id)):
        if watch.pace is not Pace.AT_ONCE:
            await plan(watch, person, desk)


async def stir(project: Project, desk: Desk) -> None:
    """A project may stand otherwise: those who want to be told at once are, a few minutes after the last time."""
    for of, subject in (
        (Watched.PROJECT, project.key),
        (Watched.PROGRAM, code_key(project.program)),
        (Watched.PORTFOLIO, ""),
    ):
        for watch in await desk.records.watches.find("at_once", of.value, subject):
            await look_soon(watch, desk)


async def look_soon(watch: Watch, desk: Desk) -> None:
    """Look at a watch as soon as its person may be told again."""
    if await desk.records.due.get(due_key(DueKind.WATCH, watch.key)) is None:
        at = max(desk.now, watch.told_at + PAUSE) if watch.told_at else desk.now
        await desk.records.due.put(Due(kind=DueKind.WATCH, subject=watch.key, at=at))
