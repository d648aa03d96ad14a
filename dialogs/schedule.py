"""Keeps the due instants right: what everything and everybody has coming next, planned anew on changes."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, time
from functools import partial

from dialogs import judging, posted_digests, respondents, unanswered, watch_due, watch_joining
from dialogs.asks_ahead import Plan, Subject, put_due
from dialogs.desk import Desk, Person
from pmo.asks import subject_of
from pmo.cadence import PlannedAsk
from pmo.calendars import WorkingCalendar
from pmo.digests import Digest
from pmo.indicators import Indicator
from pmo.overviews import AT, RULES, Often, leaders, often
from pmo.periods import Span, period_of
from pmo.portfolio import Member, Program, Project, code_key
from pmo.rhythms import cadence_of, cadence_of_indicator, next_by, next_digest, spoken_of
from pmo.schedule import Due, DueKind, due_key

LOOKS_AT = time(9)
"""When the asking itself is looked at, by the clock of headquarters; `_LOOKS` says on which days."""
_LOOKS, _EVERYTHING = "FREQ=WEEKLY;BYDAY=MO", "all"
SLICE = 100
"""Projects or indicators planned in one transaction while the bot runs."""

Work = Callable[[Callable[[Desk], Awaitable[int]]], Awaitable[int]]


async def replan(desk: Desk) -> int:
    """Bring every due instant up to date; return how many changed. Doing it twice changes nothing."""
    projects = [project.code for project in await desk.records.projects.all()]
    indicators = [indicator.code for indicator in await desk.records.indicators.all()]
    asks = await _plan_asks(projects, desk) + await _plan_indicators(indicators, desk)
    rest = await _plan_digests(desk) + await _plan_overviews(desk) + await plan_look(desk)
    return asks + rest + await watch_joining.join_all(desk) + await judging.ask_for_all(desk)


async def replan_in_slices(work: Work) -> int:
    """The same in many short transactions, so that nobody waits for it."""
    projects: list[str] = []
    indicators: list[str] = []

    async def look(desk: Desk) -> int:
        projects.extend(project.code for project in await desk.records.projects.all())
        indicators.extend(indicator.code for indicator in await desk.records.indicators.all())
        return 0

    await work(look)
    whole = (_plan_digests, _plan_overviews, plan_look, watch_joining.join_all, judging.ask_for_all)
    changed = sum([await work(plan) for plan in whole])
    for plan, codes in ((_plan_asks, projects), (_plan_indicators, indicators)):
        for start in range(0, len(codes), SLICE):
            changed += await work(partial(plan, codes[start : start + SLICE]))
            await asyncio.sleep(0)
    return changed


async def replan_for(person: Person, desk: Desk) -> int:
    """Plan anew what this person is asked, after something about their time has changed; return how many changed."""
    me = code_key(person.id)
    if person.member is not None:
        await plan_overview(person.member, desk)
        await watch_due.plan_all_of(person, desk)
    mine = [due for due in await desk.records.due.all() if me in (code_key(due.member), code_key(due.stands_for))]
    projects = {due.subject for due in mine if due.kind is DueKind.ASK}
    projects |= {project.code for project in await desk.records.projects.find("manager", me)}
    indicators = {due.subject for due in mine if due.kind is DueKind.INDICATOR}
    indicators |= {indicator.code for indicator in await desk.records.indicators.find("reporter", me)}
    return await _plan_asks(sorted(projects), desk) + await _plan_indicators(sorted(indicators), desk)


async def replan_program(program: Program, desk: Desk) -> int:
    """Plan anew what a program's rhythm decides; return how many due instants changed."""
    found = await desk.records.projects.find("program", code_key(program.code))
    projects = {code_key(project.code) for project in found}
    indicators = [
        indicator.code
        for indicator in await desk.records.indicators.all()
        if code_key(indicator.program) == code_key(program.code) or code_key(indicator.project) in projects
    ]
    asks = await _plan_asks([project.code for project in found], desk) + await _plan_indicators(indicators, desk)
    return asks + await plan_digest(program, desk) + await unanswered.plan_closing(program, desk)


async def _plan_asks(codes: Sequence[str], desk: Desk) -> int:
    found = [await desk.records.projects.get(code_key(code)) for code in codes]
    return sum([await plan_ask(project, desk) for project in found if project])


async def _plan_indicators(codes: Sequence[str], desk: Desk) -> int:
    found = [await desk.records.indicators.get(code_key(code)) for code in codes]
    return sum([await plan_indicator(indicator, desk) for indicator in found if indicator])


async def _plan_digests(desk: Desk) -> int:
    programs = await desk.records.programs.all()
    digests = [await plan_digest(program, desk) for program in programs]
    return sum(digests) + sum([await unanswered.plan_closing(program, desk) for program in programs])


async def plan_ask(project: Project, desk: Desk, after: str = "") -> bool:
    """Put the project's next ask into the due instants; tell whether that changed anything.

    Args:
        after: name of a period that has had its turn, asked or not; later ones are looked at only.
    """
    plan = await _of_project(project, desk, after)
    return await plan.put(desk) if plan else await put_due(DueKind.ASK, project.code, None, desk)


async def plan_indicator(indicator: Indicator, desk: Desk, after: str = "") -> bool:
    """The same for an indicator."""
    plan = await _of_indicator(indicator, desk, after)
    return await plan.put(desk) if plan else await put_due(DueKind.INDICATOR, indicator.code, None, desk)


async def asks_ahead(project: Project, until: datetime, desk: Desk) -> list[PlannedAsk]:
    """The project's asks before an instant, one after the other, as they will become due if nothing changes."""
    plan = await _of_project(project, desk)
    return await plan.ahead(until, desk) if plan else []


async def values_ahead(indicator: Indicator, until: datetime, desk: Desk) -> list[PlannedAsk]:
    """The same for an indicator."""
    plan = await _of_indicator(indicator, desk)
    return await plan.ahead(until, desk) if plan else []


async def _of_project(project: Project, desk: Desk, after: str = "") -> Plan | None:
    program = await desk.records.programs.get(code_key(project.program))
    person = await respondents.asked_about_project(project, program, desk)
    if program is None or person is None or not respondents.is_asked_about(project):
        return None
    who = await respondents.respondent(person, desk, project)
    asked = Subject(DueKind.ASK, project.code, subject_of(project.code), cadence_of(project, program))
    return Plan(asked, who, after)


async def _of_indicator(indicator: Indicator, desk: Desk, after: str = "") -> Plan | None:
    person = None if indicator.archived else await respondents.asked_about_indicator(indicator, desk)
    project = await desk.records.projects.get(code_key(indicator.project)) if indicator.project else None
    if person is None or (project is not None and not respondents.is_asked_about(project)):
        return None
    program_code = project.program if project else indicator.program
    program = await desk.records.programs.get(code_key(program_code)) if program_code else None
    who = await respondents.respondent(person, desk, project)
    cadence = cadence_of_indicator(indicator, project, program)
    return Plan(Subject(DueKind.INDICATOR, indicator.code, subject_of("", indicator.code), cadence), who, after)


async def plan_digest(program: Program, desk: Desk) -> bool:
    """Put the program's next digest into the due instants; tell whether that changed anything."""
    return await put_due(DueKind.DIGEST, program.code, await digest_ahead(program, desk), desk)


async def digest_ahead(program: Program, desk: Desk) -> Due | None:
    """The program's next digest as it becomes due if nothing changes.

    After another rhythm was chosen, what has been asked about is told neither never nor twice.
    """
    if program.archived:
        return None
    calendar = await desk.calendar_of_program(program)
    known = await desk.records.due.get(due_key(DueKind.DIGEST, program.code))
    last = await posted_digests.last(program, desk)
    if known is not None and known.at <= desk.now:
        return _digest_at(known.at, program, calendar)
    at = next_digest(program, calendar, desk.now)
    due = _digest_at(at, program, calendar) if at else None
    while due is not None and last is not None and _tells_again(due, last, calendar):
        at = next_digest(program, calendar, due.at)
        due = _digest_at(at, program, calendar) if at else None
    asked = spoken_of(program, calendar, desk.now)
    is_told = last is not None and last.period == asked
    if known is not None and known.period == asked and not is_told and (due is None or due.period != asked):
        return known  # what was asked about by the rhythm of then is told by it
    return due


def _digest_at(at: datetime, program: Program, calendar: WorkingCalendar) -> Due:
    return Due(kind=DueKind.DIGEST, subject=program.code, at=at, period=spoken_of(program, calendar, at))


def _tells_again(due: Due, last: Digest, calendar: WorkingCalendar) -> bool:
    """Whether a digest would follow another one about the same within a week of the calendar."""
    weeks = {period_of(calendar.local(at).date(), Span.WEEK) for at in (due.at, last.at)}
    return due.period == last.period and len(weeks) == 1


async def plan_overview(member: Member, desk: Desk, leading: frozenset[str] | None = None) -> bool:
    """Put the next overview of a member into the due instants; tell whether that changed anything.

    Args:
        leading: the keys of those who lead programs, where they are known already.
    """
    known = await desk.records.due.get(due_key(DueKind.OVERVIEW, member.id))
    if known is not None and known.at <= desk.now:
        return False  # its instant has come: the tick that missed it is still to tell it
    preferences = await desk.records.preferences.get(member.key)
    leading = leaders(await desk.records.programs.all()) if leading is None else leading
    wanted = often(member, preferences.overview if preferences else None, leads=member.key in leading)
    person = await desk.member(member.id) if wanted is not Often.NEVER else None
    at = next_by(RULES[wanted], AT, person.calendar, desk.now) if person else None
    due = Due(kind=DueKind.OVERVIEW, subject=member.id, at=at) if at else None
    return await put_due(DueKind.OVERVIEW, member.id, due, desk)


async def _plan_overviews(desk: Desk) -> int:
    leading = leaders(await desk.records.programs.all())
    return sum([await plan_overview(member, desk, leading) for member in await desk.records.members.all()])


async def plan_look(desk: Desk) -> bool:
    """Put the next look at how the asking goes into the due instants; tell whether that changed anything."""
    known = await desk.records.due.get(due_key(DueKind.PROCESS, _EVERYTHING))
    if known is not None and known.at <= desk.now:
        return False  # its instant has come: the tick that missed it is still to look
    at = next_by(_LOOKS, LOOKS_AT, await desk.calendar_of_headquarters(), desk.now)
    due = Due(kind=DueKind.PROCESS, subject=_EVERYTHING, at=at) if at else None
    return await put_due(DueKind.PROCESS, _EVERYTHING, due, desk)
