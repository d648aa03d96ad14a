"""What hangs on the calendar of a post: whose questions, digests and reminders it moves, and planning them anew."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from dialogs import escalating, judging, reminding, schedule, unanswered, watch_due
from dialogs.asked import asks_on, cards_of
from dialogs.checkin_views import waiting_for
from dialogs.desk import Desk, Person
from pmo.cadence import PlannedAsk
from pmo.indicators import Indicator
from pmo.portfolio import Member, Post, Program, Project, code_key
from pmo.rhythms import next_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """Who and what goes by the calendar of a post.

    Attributes:
        members: who work there.
        projects, indicators: about which somebody there, or somebody they stand in for, may be asked.
        programs: whose channel keeps the calendar.
    """

    members: tuple[Member, ...]
    projects: tuple[Project, ...]
    indicators: tuple[Indicator, ...]
    programs: tuple[Program, ...]


async def members_of(post: Post, desk: Desk) -> list[Member]:
    """Who works by the calendar of a post; nobody's post is headquarters."""
    return [one for one in await desk.records.members.all() if not one.archived and is_at(one.post, post)]


def is_at(code: str, post: Post) -> bool:
    """Whether the code of somebody's or something's post means this one; empty for headquarters."""
    return code_key(code) == post.key if code else post.headquarters


async def concerned(post: Post, desk: Desk) -> Concerned:
    """Who and what goes by this calendar."""
    members = await members_of(post, desk)
    asked = {one.key for one in members} | await _stood_in_for({one.key for one in members}, desk)
    programs = {one.key: one for one in await desk.records.programs.all()}
    managed = {key for key, one in programs.items() if code_key(one.manager) in asked}
    projects = {one.key: one for one in await desk.records.projects.all()}
    led = {
        key
        for key, one in projects.items()
        if not one.archived and (code_key(one.manager) in asked or code_key(one.program) in managed)
    }
    indicators = [
        one
        for one in await desk.records.indicators.all()
        if not one.archived
        and (code_key(one.reporter) in asked or code_key(one.project) in led or code_key(one.program) in managed)
    ]
    return Concerned(
        members=tuple(members),
        projects=tuple(projects[key] for key in sorted(led)),
        indicators=tuple(indicators),
        programs=tuple(one for one in programs.values() if not one.archived and is_at(one.post, post)),
    )


async def _stood_in_for(members: Collection[str], desk: Desk) -> set[str]:
    """The keys of those for whom these members are to stand in."""
    absences = [one for one in await desk.records.absences.all() if not one.archived]
    found = {code_key(one.member) for one in absences if code_key(one.deputy) in members}
    for key in {code_key(one.member) for one in absences} - found:
        rows = await desk.records.assignments.find("member", key)
        if any(not row.archived and code_key(row.deputy) in members for row in rows):
            found.add(key)
    return found


async def asks_ahead(found: Concerned, until: datetime, desk: Desk) -> dict[str, list[PlannedAsk]]:
    """What is asked next about each project and indicator, up to an instant."""
    ahead = {}
    for project in found.projects:
        ahead[project.code] = await schedule.asks_ahead(project, until, desk)
        await asyncio.sleep(0)
    for indicator in found.indicators:
        ahead[indicator.code] = await schedule.values_ahead(indicator, until, desk)
        await asyncio.sleep(0)
    return ahead


async def digests_ahead(found: Concerned, until: datetime, desk: Desk) -> dict[str, list[datetime]]:
    """When the digest of each program comes next, up to an instant (UTC)."""
    ahead = {}
    for program in found.programs:
        calendar, at, instants = await desk.calendar_of_program(program), desk.now, list[datetime]()
        while (following := next_digest(program, calendar, at)) is not None and following < until:
            instants.append(following)
            at = following
        ahead[program.code] = instants
    return ahead


async def replan(post: Post, desk: Desk) -> None:
    """Plan anew everything that the calendar of a post decides, after it has changed.

    Questions that were put keep the deadline that was told with them (DESIGN §5).
    """
    found = await concerned(post, desk)
    for member in found.members:
        person = await desk.member(member.id)
        if person is not None:
            await schedule.plan_overview(member, desk)
            await watch_due.plan_all_of(person, desk)
            await _plan_reminders(person, desk)
        await asyncio.sleep(0)
    for project in found.projects:
        await schedule.plan_ask(project, desk)
        await asyncio.sleep(0)
    for indicator in found.indicators:
        await schedule.plan_indicator(indicator, desk)
        await asyncio.sleep(0)
    for program in found.programs:
        await schedule.plan_digest(program, desk)
        await unanswered.plan_closing(program, desk)
        for project in await desk.records.projects.find("program", program.key):
            await judging.ask_for(project.code, desk, silently=True)
    if post.headquarters:
        await schedule.plan_look(desk)
    await escalating.replan(desk)


async def _plan_reminders(person: Person, desk: Desk) -> None:
    for card in await cards_of(person.id, desk):
        if await waiting_for(card, person, desk):
            await reminding.plan_next(card, await asks_on(card, desk), person, desk)
