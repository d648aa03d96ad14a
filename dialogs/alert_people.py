"""Who is asked to act on an alert, and who hears of it when they do not (DESIGN §6)."""

from collections.abc import Iterable

from dialogs.desk import Desk, Person
from pmo.alerts import Alert, Cause
from pmo.portfolio import Assigned, Program, Project, Rag, Role, code_key
from pmo.whom import Whom


async def to_act(alert: Alert, project: Project, program: Program | None, desk: Desk) -> list[Person]:
    """Who is asked to act: the manager and whom the rule names that raised it, for a budget the owner too.

    About a conflict it is also whoever declared it, and who stands in for a manager that is away.
    """
    found = await people(Whom.MANAGER, project, program, desk)
    match alert.cause:
        case Cause.RULE:
            state = await desk.records.rule_states.get(alert.subject.casefold())
            role = state.live.rule.owner_role if state and state.live else Whom.MANAGER
            named = await people(Whom(role) if role in set(Whom) else Whom.MANAGER, project, program, desk)
            return [*named, *(found if alert.rag is Rag.RED else ())]
        case Cause.BUDGET:
            return [*found, *await people(Whom.OWNER, project, program, desk)]
        case Cause.CONFLICT:
            standing = await desk.records.standings.get(code_key(project.code))
            absences = [(one, one.absence_at(desk.now)) for one in found]
            others = [absence.deputy for _, absence in absences if absence]
            others += [standing.report.reporter] if standing else []
            return [*found, *await _known([one for one in others if one], desk)]
    return found


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
