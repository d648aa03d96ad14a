"""Who is asked to act on an alert, and who hears of it when they do not (DESIGN §6)."""

from collections.abc import Iterable

from dialogs.desk import Desk, Person
from pmo.portfolio import Assigned, Program, Project, Role, code_key
from pmo.whom import Whom


async def people(whom: Whom, project: Project, program: Program | None, desk: Desk) -> list[Person]:
    """The people of a rung; where a project has nobody for it, the program's, and for the committee then the PMO."""
    match whom:
        case Whom.MANAGER:
            return await _first(project.manager, program.manager if program else "", desk=desk)
        case Whom.OWNER:
            wider = (program.owner, program.manager) if program else ()
            return await _first(project.owner, *wider, desk=desk)
        case Whom.STEERING:
            return await _steering(project, program, desk)
        case Whom.PROGRAM_MANAGER:
            return await _first(program.manager if program else "", desk=desk)
        case Whom.PROGRAM_OWNER:
            return await _first(program.owner if program else "", desk=desk)
        case Whom.PMO:
            return await pmo_members(desk)


async def _first(*member_ids: str, desk: Desk) -> list[Person]:
    for member_id in member_ids:
        person = await desk.member(member_id)
        if person is not None:
            return [person]
    return []


async def _steering(project: Project, program: Program | None, desk: Desk) -> list[Person]:
    rows = await desk.records.assignments.find("project", code_key(project.code))
    found = await _known((row.member for row in rows if row.role is Assigned.STEERING and not row.archived), desk)
    return found or await _first(program.owner if program else "", desk=desk) or await pmo_members(desk)


async def pmo_members(desk: Desk) -> list[Person]:
    """Everybody of the PMO."""
    ids = [member.id for member in await desk.records.members.all() if member.role is Role.PMO and not member.archived]
    return await _known(ids, desk)


async def _known(member_ids: Iterable[str], desk: Desk) -> list[Person]:
    found = [await desk.member(member_id) for member_id in member_ids]
    return [person for person in found if person is not None]
