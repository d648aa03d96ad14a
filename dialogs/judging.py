"""The figures of a project are judged after every answer and every day, and what they say is kept (DESIGN §6)."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial

from dialogs import figure_alerts, respondents, watch_due
from dialogs.desk import Desk
from dialogs.histories import counter_of, history_of, limits_of
from pmo.judgements import Judgement, judgement, seen_in_public
from pmo.limits import Limits
from pmo.milestones import Milestone, milestone_key
from pmo.portfolio import Project, code_key
from pmo.promises import OutOfOrder, out_of_order
from pmo.schedule import Due, DueKind, due_key
from pmo.seen import Seen, seen_on
from pmo.sightings import Shown
from storage.instants import instant

_SLICE = 100
"""Projects that one transaction asks for."""
PUT_OFF = timedelta(hours=1)
"""How long a project waits whose figures we failed to judge."""


async def ask_for(project: str, desk: Desk, *, silently: bool = False) -> None:
    """Let a project be judged as soon as this is kept; what an import changes is judged silently."""
    key = due_key(DueKind.JUDGEMENT, project)
    known = await desk.records.due.get(key)
    if known is not None and known.at <= desk.now and known.silently <= silently:
        return
    due = Due(kind=DueKind.JUDGEMENT, subject=code_key(project), at=desk.now, silently=silently)
    await desk.records.due.put(due)


async def judge_overdue(desk: Desk) -> None:
    """Judge what should have been judged by now, before an import changes it and is judged silently."""
    for due in await desk.records.due.range("judging", high=(instant(desk.now) + 1,)):
        await _judge_due(due, desk)


async def ask_for_all(desk: Desk) -> int:
    """Let all projects be judged that are not waiting for it: after an import, and at the first start."""
    asked = 0
    for project in await desk.records.projects.all():
        if await desk.records.due.get(due_key(DueKind.JUDGEMENT, project.code)) is None:
            await ask_for(project.code, desk, silently=True)
            asked += 1
    return asked


async def ask_for_all_again(work: Callable[[Callable[[Desk], Awaitable[None]]], Awaitable[None]]) -> None:
    """Let every project be judged once more, silently, after an import; in many short transactions."""
    codes: list[str] = []

    async def look(desk: Desk) -> None:
        codes.extend(project.code for project in await desk.records.projects.all())

    async def ask(some: Sequence[str], desk: Desk) -> None:
        for code in some:
            await ask_for(code, desk, silently=True)

    await work(look)
    for first in range(0, len(codes), _SLICE):
        await work(partial(ask, codes[first : first + _SLICE]))


async def ask_for_those_after(project: str, milestone: str, desk: Desk) -> None:
    """Let the projects be judged whose milestones must wait for this one."""
    key = milestone_key(project, milestone)
    for one in await desk.records.milestones.all():
        if not one.archived and key in (name.casefold() for name in one.after):
            await ask_for(one.project, desk)


async def next_instant(desk: Desk) -> datetime | None:
    """When the next project is to be judged, after now."""
    dues = await desk.records.due.range("judging", low=(instant(desk.now) + 1,), limit=1)
    return dues[0].at if dues else None


async def judge_next(desk: Desk) -> bool:
    """Judge one project whose time has come; False when there is none."""
    due = await _first(desk)
    if due is not None:
        await _judge_due(due, desk)
    return due is not None


async def _judge_due(due: Due, desk: Desk) -> None:
    project = await desk.records.projects.get(code_key(due.subject))
    if project is None or not respondents.is_asked_about(project):
        await desk.records.due.remove(due.key)
        await desk.records.judgements.remove(code_key(due.subject))
        if project is not None:
            await figure_alerts.end_all(project, desk)
    else:
        await desk.records.due.put(replace(due, at=await _next_day(project, desk), silently=False))
        await _judge(project, desk, silently=due.silently)
    if project is not None:
        await watch_due.stir(project, desk, with_others=due.silently)


async def put_off(desk: Desk) -> bool:
    """Let the first project wait that we failed to judge, so that the others need not."""
    due = await _first(desk)
    if due is not None:
        await desk.records.due.put(replace(due, at=desk.now + PUT_OFF))
        await desk.note("rapporteur", "due.put_off", due.key)
    return due is not None


async def _first(desk: Desk) -> Due | None:
    dues = await desk.records.due.range("judging", high=(instant(desk.now) + 1,), limit=1)
    return dues[0] if dues else None


async def current(project: Project, desk: Desk) -> Judgement | None:
    """What the figures of a project say now; None of one that is not judged any more."""
    if not respondents.is_asked_about(project):
        return None
    due = await desk.records.due.get(due_key(DueKind.JUDGEMENT, project.code))
    known = await desk.records.judgements.get(code_key(project.code))
    if known is not None and due is not None and due.at > desk.now:
        return known
    limits = await limits_of(project, desk)
    seen = await seen_today(project, limits, desk)
    return judgement(seen, seen_in_public(seen, limits), limits)


async def _judge(project: Project, desk: Desk, *, silently: bool) -> None:
    limits = await limits_of(project, desk)
    seen = await seen_today(project, limits, desk)
    discreet = seen_in_public(seen, limits)
    found = judgement(seen, discreet, limits)
    before = await desk.records.judgements.get(found.key)
    if found != before:
        await desk.records.judgements.put(found)
    await figure_alerts.follow(Shown(found, seen, discreet), desk, silently=silently)
    if before is None or found.discreet.colour is not before.discreet.colour:
        await figure_alerts.redraw_all(project, desk)


async def seen_today(project: Project, limits: Limits, desk: Desk) -> Seen:
    """The project as its figures show it now, by the calendar of its program."""
    history = await history_of(project, desk, money=True)
    return seen_on(
        history,
        desk.now.astimezone(history.zone).date(),
        await counter_of(project, desk),
        limits,
        await _out_of_order(history.milestones, desk),
    )


async def _out_of_order(milestones: Sequence[Milestone], desk: Desk) -> list[OutOfOrder]:
    """The project's milestones that are expected before what must come first, here or in another project."""
    mine = {milestone.key: milestone for milestone in milestones}
    first = {name.casefold() for milestone in milestones for name in milestone.after} - mine.keys()
    others = [await desk.records.milestones.get(key) for key in sorted(first)]
    found = out_of_order(mine | {other.key: other for other in others if other})
    return [one for one in found if one.milestone.key in mine]


async def _next_day(project: Project, desk: Desk) -> datetime:
    """The start of the next day where the program works: then dates have passed and values grown old."""
    program = await desk.records.programs.get(code_key(project.program))
    calendar = await (desk.calendar_of_program(program) if program else desk.calendar_of_headquarters())
    return calendar.at(calendar.local(desk.now).date() + timedelta(days=1), time())
