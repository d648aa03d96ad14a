"""Keeps the due instants right: what each project and program has coming next, recomputed when something changes."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from dialogs.access import answers_for
from dialogs.desk import Desk, Person
from pmo.cadence import Cadence, PlannedAsk, current_period, moved, next_ask, occurrences, span_of
from pmo.calendars import WorkingCalendar
from pmo.periods import period, period_of
from pmo.portfolio import Phase, Program, Project, code_key
from pmo.schedule import Due, DueKind, due_key


def cadence_of(project: Project, program: Program) -> Cadence:
    """The project's own rule, else its program's; hours and window are the program's."""
    return Cadence(rule=project.checkin_rule or program.checkin_rule, at=program.ask_at, within=program.answer_within)


async def asked_of(project: Project, program: Program, desk: Desk) -> Person | None:
    """Who reports the status: the project's manager, else the program's if they may, else nobody (DESIGN §5)."""
    manager = await desk.member(project.manager) or await desk.member(program.manager)
    return manager if manager and await answers_for(manager, project, desk) else None


def is_asked_about(project: Project) -> bool:
    """Whether the project takes part in check-ins."""
    return not project.archived and project.phase is not Phase.CLOSED


SLICE = 100
"""Projects planned in one transaction while the bot runs."""

Work = Callable[[Callable[[Desk], Awaitable[int]]], Awaitable[int]]


async def replan(desk: Desk) -> int:
    """Bring every due instant up to date; return how many changed. Doing it twice changes nothing."""
    projects = [project.code for project in await desk.records.projects.all()]
    return await _plan_asks(projects, desk) + await _plan_digests(desk)


async def replan_in_slices(work: Work) -> int:
    """The same in many short transactions, so that nobody waits for it."""
    codes: list[str] = []

    async def look(desk: Desk) -> int:
        codes.extend(project.code for project in await desk.records.projects.all())
        return 0

    await work(look)
    changed = await work(_plan_digests)
    for start in range(0, len(codes), SLICE):
        changed += await work(partial(_plan_asks, codes[start : start + SLICE]))
        await asyncio.sleep(0)
    return changed


async def _plan_asks(codes: Sequence[str], desk: Desk) -> int:
    found = [await desk.records.projects.get(code_key(code)) for code in codes]
    return sum([await plan_ask(project, desk) for project in found if project])


async def _plan_digests(desk: Desk) -> int:
    return sum([await plan_digest(program, desk) for program in await desk.records.programs.all()])


async def plan_ask(project: Project, desk: Desk, after: str = "") -> bool:
    """Put the project's next ask into the due instants; tell whether that changed anything.

    Args:
        after: name of a period that has had its turn, asked or not; later ones are looked at only.
    """
    program = await desk.records.programs.get(code_key(project.program))
    person = await asked_of(project, program, desk) if program else None
    if program is None or person is None or person.member is None or not is_asked_about(project):
        return await _put(DueKind.ASK, project.code, None, desk)
    me, done = code_key(person.member.id), period(after) if after else None
    asks = await desk.records.asks.find("project", code_key(project.code))
    asked = {ask.period for ask in asks if ask.answered_version or code_key(ask.member) == me}
    known = await desk.records.due.get(due_key(DueKind.ASK, project.code))
    if known is not None and known.at <= desk.now and code_key(known.member) == me and known.period not in asked:
        return False  # its instant has come: the tick that missed it is still to ask, or to note that it is too late
    ask = next_ask(
        cadence_of(project, program),
        person.calendar,
        desk.now,
        lambda name: name in asked or (done is not None and period(name) <= done),
    )
    return await _put(DueKind.ASK, project.code, None if ask is None else _due(project, person.member.id, ask), desk)


def _due(project: Project, member: str, ask: PlannedAsk) -> Due:
    return Due(
        kind=DueKind.ASK,
        subject=project.code,
        at=ask.at,
        period=ask.period,
        member=member,
        deadline=ask.deadline,
        moved_from=ask.moved_from,
        made_up=ask.made_up,
    )


async def plan_digest(program: Program, desk: Desk) -> bool:
    """Put the program's next digest into the due instants; tell whether that changed anything."""
    if program.archived:
        return await _put(DueKind.DIGEST, program.code, None, desk)
    calendar = await desk.calendar_of_program(program)
    posted = await desk.records.due.get(due_key(DueKind.DIGEST, program.code))
    at = next_digest(program, calendar, desk.now)
    if posted is not None and posted.at <= desk.now:
        at = posted.at
    if at is None:
        return await _put(DueKind.DIGEST, program.code, None, desk)
    due = Due(kind=DueKind.DIGEST, subject=program.code, at=at, period=spoken_of(program, calendar, at))
    return await _put(DueKind.DIGEST, program.code, due, desk)


def spoken_of(program: Program, calendar: WorkingCalendar, at: datetime) -> str:
    """A digest speaks of the last period whose regular asking instant is before it."""
    found = current_period(_program_cadence(program), at, calendar)
    return found.name if found else ""


def _program_cadence(program: Program) -> Cadence:
    return Cadence(rule=program.checkin_rule, at=program.ask_at, within=program.answer_within)


def own_period(project: Project, program: Program, calendar: WorkingCalendar, at: datetime) -> str:
    """The period a project of another rhythm than its program's was last to report about; empty for the others."""
    if not project.checkin_rule or project.checkin_rule == program.checkin_rule:
        return ""
    found = current_period(cadence_of(project, program), at, calendar)
    return found.name if found else ""


def last_digest(program: Program, calendar: WorkingCalendar, at: datetime, now: datetime) -> datetime:
    """The last digest instant from `at` to `now`: after a long silence only the latest digest is worth posting."""
    while (following := next_digest(program, calendar, at)) is not None and following <= now:
        at = following
    return at


def next_digest(program: Program, calendar: WorkingCalendar, after: datetime) -> datetime | None:
    """The first digest instant after `after` (UTC); a day off moves like an ask, an hour outside work to its start."""
    span = span_of(program.digest_rule)
    inside = calendar.hours.start <= program.digest_at < calendar.hours.end
    wall = program.digest_at if inside else calendar.hours.start
    for day in occurrences(program.digest_rule, period_of(calendar.local(after).date(), span).first):
        worked = moved(day, span, calendar)
        if worked is not None and calendar.at(worked, wall) > after:
            return calendar.at(worked, wall)
    return None


async def _put(kind: DueKind, subject: str, due: Due | None, desk: Desk) -> bool:
    """Write the due instant only where it differs, so that planning twice writes nothing."""
    known = await desk.records.due.get(due_key(kind, subject))
    if known == due:
        return False
    if due is None:
        await desk.records.due.remove(due_key(kind, subject))
    elif known is None or not _same_make_up(known, due):
        await desk.records.due.put(due)
    else:
        return False
    return True


def _same_make_up(known: Due, due: Due) -> bool:
    """A made-up instant is "now" each time it is computed: the first one stands."""
    return known.made_up and due.made_up and replace(known, at=due.at) == due
