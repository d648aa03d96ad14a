"""Puts the table of rights to the records: who is tied to what, who stands in for whom, what a place may show."""

from collections.abc import Callable, Iterable

from dialogs.desk import Desk, Person
from dialogs.turn import Place
from pmo.indicators import Indicator
from pmo.logs import LogKind
from pmo.portfolio import Assignment, Classification, Member, Program, Project, code_key
from pmo.reach import Bonds, Reach, bonds, ties
from pmo.rights import (
    NOTHING,
    PRIVATE,
    Audience,
    Tie,
    View,
    may_answer,
    may_approve,
    may_handle_alert,
    may_log,
    may_measure,
    may_read,
    may_see_people,
    may_set_deputies,
    may_set_rhythm,
    program_ties,
)

_REFUSED_SHOWN = 80
"""Characters of a refused attempt that the audit keeps."""


async def ties_of(person: Person, project: Project, desk: Desk) -> frozenset[Tie]:
    """How the person is tied to the project; a stranger is not."""
    return await _ties(person.member, project, desk) if person.member else frozenset()


async def _ties(member: Member, project: Project, desk: Desk) -> frozenset[Tie]:
    program = await desk.records.programs.get(code_key(project.program))
    assignments = await desk.records.assignments.find("project", code_key(project.code), code_key(member.id))
    return ties(member, project, program, assignments)


async def reach_of(person: Person, project: Project, desk: Desk) -> frozenset[Tie]:
    """The ties the person has, and those of everybody they stand in for now: for reading and answering only."""
    reach = await _reach(person, project, desk)
    return reach.ties(project) if reach else frozenset()


async def _reach(person: Person, project: Project, desk: Desk) -> Reach | None:
    """What the person gets of this one project; None for a stranger."""
    if person.member is None:
        return None
    program = await desk.records.programs.get(code_key(project.program))
    assignments = await desk.records.assignments.find("project", project.key)
    programs = (program,) if program else ()
    absent = await stands_in_for(person, desk, project)
    own, *others = [bonds(one, programs, assignments) for one in (person.member, *absent)]
    return Reach(member=person.member, own=own, absent=tuple(others))


async def stands_in_for(person: Person, desk: Desk, project: Project | None = None) -> list[Member]:
    """Who is away now and has named this person as deputy, for everything or for an assignment in this project.

    The deputy of an absence goes before the deputy of an assignment (CONTRACT §8).
    """
    if person.member is None:
        return []
    me, found = code_key(person.member.id), []
    for absence in await desk.records.absences.find("deputy", me):
        absent = await desk.records.members.get(code_key(absence.member))
        if absent is not None and not absence.archived and await is_away(absent, desk) == absence.deputy:
            found.append(absent)
    rows = await desk.records.assignments.find("project", code_key(project.code)) if project else ()
    for row in rows:
        absent = await _absent_without_deputy(row, desk) if code_key(row.deputy) == me else None
        if absent is not None:
            found.append(absent)
    return found


async def _absent_without_deputy(row: Assignment, desk: Desk) -> Member | None:
    """Whom the deputy of an assignment stands in for now."""
    member = None if row.archived else await desk.records.members.get(code_key(row.member))
    return member if member is not None and await is_away(member, desk) == "" else None


async def is_away(member: Member, desk: Desk) -> str | None:
    """The deputy of the absence a member has now, empty for one without; None for somebody who is not away."""
    person = await desk.member(member.id)
    absence = person.absence_at(desk.now) if person else None
    return absence.deputy if absence else None


async def answers_for(person: Person, project: Project, desk: Desk) -> bool:
    """Whether the person may declare the project's status."""
    return await _may(may_answer, person, project, desk)


async def _may(right: Callable[[Member, frozenset[Tie]], bool], person: Person, project: Project, desk: Desk) -> bool:
    """Whether the person has a right by their office or, looked up only then, by an assignment or for somebody away."""
    if person.member is None:
        return False
    program = await desk.records.programs.get(code_key(project.program))
    if right(person.member, ties(person.member, project, program, ())):
        return True
    return right(person.member, await reach_of(person, project, desk))


async def measures(person: Person, indicator: Indicator, desk: Desk) -> bool:
    """Whether the person may give the value of the indicator."""
    if person.member is None:
        return False
    project = await desk.records.projects.get(code_key(indicator.project)) if indicator.project else None
    program = await desk.records.programs.get(code_key(indicator.program)) if indicator.program else None
    reach, tied = await _reach(person, project, desk) if project else None, frozenset[Tie]()
    if reach and project:
        tied = reach.money_ties(project) if indicator.is_money else reach.ties(project)
    if program is not None:
        tied |= program_ties(person.member, program)
    absent = [one for one in await stands_in_for(person, desk, project) if not (one.external and indicator.is_money)]
    mine = {code_key(one.id) for one in (person.member, *absent)}
    reports = code_key(indicator.reporter) in mine
    return may_measure(person.member, tied, reports=reports, in_project=project is not None, money=indicator.is_money)


async def reads(person: Person, project: Project, desk: Desk) -> bool:
    """Whether the person may read the project, in private."""
    return await _may(may_read, person, project, desk)


async def may_hear_of(person: Person, project: Project, desk: Desk) -> bool:
    """Whether something about the project may be asked of the person: anybody of the house, of an internal one."""
    if person.member is None or person.member.archived:
        return False
    if project.classification is Classification.INTERNAL and not person.member.external:
        return True
    return await reads(person, project, desk)


async def handles_alerts_of(person: Person, project: Project, desk: Desk) -> bool:
    """Whether the person may acknowledge and resolve the project's alerts."""
    return person.member is not None and may_handle_alert(person.member, await ties_of(person, project, desk))


def sets_rhythm(person: Person, program: Program | None) -> bool:
    """Whether the person may change when this program and its projects are asked."""
    return person.member is not None and program is not None and may_set_rhythm(person.member, program)


async def sees_people_of(person: Person, project: Project, desk: Desk) -> bool:
    """Whether the person may know who takes part in the project, for themselves or for somebody away."""
    return await _may(may_see_people, person, project, desk)


async def sets_deputies(person: Person, project: Project, desk: Desk) -> bool:
    """Whether the person says who stands in for others in the project."""
    return person.member is not None and may_set_deputies(person.member, await ties_of(person, project, desk))


async def logs_for(person: Person, project: Project, desk: Desk) -> bool:
    """Whether the person may add to the project's logs."""
    return person.member is not None and may_log(person.member, await ties_of(person, project, desk))


async def approves(person: Person, project: Project, kind: LogKind, desk: Desk) -> bool:
    """Whether the person may decide on what stands in this log of the project."""
    return person.member is not None and may_approve(person.member, await ties_of(person, project, desk), kind)


async def seen_by(person: Person, project: Project, audience: Audience, desk: Desk) -> View:
    """What the person gets of the project before this audience."""
    reach = await _reach(person, project, desk)
    return reach.view(project, audience) if reach else NOTHING


async def sees_money_of(person: Person, project: Project, desk: Desk) -> bool:
    """Whether the person may see the project's money, in private."""
    return (await seen_by(person, project, PRIVATE, desk)).money


async def reach_over_all(person: Person, desk: Desk) -> Reach:
    """What `reach_of` gives for one project, for any; only for a member."""
    assert person.member is not None
    absent = [await _bonds(one, desk) for one in await stands_in_for(person, desk)]
    in_projects: dict[str, tuple[Bonds, ...]] = {}
    for row in await desk.records.assignments.find("deputy", code_key(person.member.id)):
        if (one := await _absent_without_deputy(row, desk)) is not None:
            key = code_key(row.project)
            in_projects[key] = (*in_projects.get(key, ()), await _bonds(one, desk))
    own = await _bonds(person.member, desk)
    return Reach(member=person.member, own=own, absent=tuple(absent), in_projects=in_projects)


async def _bonds(member: Member, desk: Desk) -> Bonds:
    assignments = await desk.records.assignments.find("member", code_key(member.id))
    return bonds(member, await desk.records.programs.all(), assignments)


async def note_reading(person: Person, projects: Iterable[Project], desk: Desk) -> None:
    """Audit that restricted projects were read (DESIGN §7)."""
    for project in projects:
        if project.classification is Classification.RESTRICTED:
            await desk.note(person.mark, "restricted.read", project.code)


async def note_refused(person: Person, what: str, code: str, desk: Desk) -> None:
    """Audit that somebody asked about what they may not see (DESIGN §7); there is nothing to refuse of what is not.

    Args:
        what: the command or verb.
        code: of a project or a program.
    """
    key = code_key(code)
    if key and (await desk.records.projects.get(key) or await desk.records.programs.get(key)):
        await desk.note(person.mark, "refused", f"{what} {code}"[:_REFUSED_SHOWN])


async def linked_program(place: Place, desk: Desk) -> Program | None:
    """The program whose channel this is, of several the first by code; None for other channels and chats."""
    channel = place.channel or place.conversation
    if place.kind != "channel":
        return None
    found = await desk.records.programs.find("channel", channel, limit=1)
    return found[0] if found else None


async def audience_of(place: Place, desk: Desk) -> Audience:
    """Who reads what is answered in this place."""
    if place.is_private:
        return PRIVATE
    program = await linked_program(place, desk)
    return Audience(private=False, program=code_key(program.code) if program else "")


async def works_in(program: Program, channel: str, desk: Desk) -> bool:
    """Whether the channel shows this program; of several that have one channel it shows the first by code alone."""
    found = await desk.records.programs.find("channel", channel, limit=1) if channel else ()
    return bool(found) and found[0].key == program.key


async def open_channel(program: Program, desk: Desk) -> str:
    """The program's channel, if it has one of its own that can be reached; else empty."""
    works = await works_in(program, program.channel, desk)
    return program.channel if works and await is_reachable(program.channel, desk) else ""


async def is_reachable(channel: str, desk: Desk) -> bool:
    """Whether nothing is known that keeps posts from the channel."""
    address = await desk.records.addresses.get(channel)
    return address is None or not address.unreachable
