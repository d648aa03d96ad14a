"""Who is asked to act on an alert, and who hears of it when they do not (DESIGN §6)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dialogs.access import answers_for, handles_alerts_of, seen_by
from dialogs.desk import Desk, Person
from pmo.alerts import Alert, Cause
from pmo.calendars import WorkingCalendar
from pmo.portfolio import Assigned, Program, Project, Rag, code_key
from pmo.rights import PRIVATE, Audience, is_of_the_pmo
from pmo.whom import Whom


async def program_of(project: Project, desk: Desk) -> Program | None:
    """The project's program."""
    return await desk.records.programs.get(code_key(project.program))


async def to_act(alert: Alert, project: Project, program: Program | None, desk: Desk) -> list[Person]:
    """Who is asked to act: the manager and whom the rule names that raised it, for a budget the owner too.

    About a conflict it is also whoever declared it. Who stands in for somebody that is away hears of it with them.
    """
    found = await people(Whom.MANAGER, project, program, desk)
    match alert.cause:
        case Cause.RULE:
            state = await desk.records.rule_states.get(alert.subject.casefold())
            role = state.live.rule.owner_role if state and state.live else Whom.MANAGER
            named = await people(Whom(role) if role in set(Whom) else Whom.MANAGER, project, program, desk)
            found = [*named, *(found if alert.rag is Rag.RED else ())]
        case Cause.BUDGET:
            found = [*found, *await people(Whom.OWNER, project, program, desk)]
        case Cause.CONFLICT:
            standing = await desk.records.standings.get(code_key(project.code))
            found = [*found, *await _known([standing.report.reporter] if standing else [], desk)]
    return await with_deputies(found, desk)


async def who_acts(alert: Alert, project: Project, program: Program | None, desk: Desk) -> list[Person]:
    """Who is to act and may have the alert; where that is nobody, the first above them who may."""
    found = await to_act(alert, project, program, desk)
    if not alert.is_private:
        return found
    found = [person for person in found if await may_see(person, alert, project, PRIVATE, desk)]
    return found or await entitled(alert, project, program, desk, Whom.OWNER, Whom.PROGRAM_OWNER, Whom.PMO)


async def with_deputies(found: Sequence[Person], desk: Desk) -> list[Person]:
    """These people, and who stands in for those of them that are away now."""
    absences = [person.absence_at(desk.now) for person in found]
    return [*found, *await _known([absence.deputy for absence in absences if absence], desk)]


def clock_of(person: Person) -> WorkingCalendar:
    """The working time that counts when something waits for a person.

    It goes on while somebody stands in for them, and stands still while they are away and nobody does.
    """
    away = tuple([(absence.first, absence.last) for absence in person.absences if not absence.deputy])
    return replace(person.calendar, away=away)


async def entitled(alert: Alert, project: Project, program: Program | None, desk: Desk, *offices: Whom) -> list[Person]:
    """The people of the first of these offices in which somebody may have the alert, and who stands in for them."""
    for whom in offices:
        found = await with_deputies(await people(whom, project, program, desk), desk)
        found = [person for person in found if await may_see(person, alert, project, PRIVATE, desk)]
        if found:
            return found
    return []


async def may_see(person: Person, alert: Alert, project: Project, audience: Audience, desk: Desk) -> bool:
    """Whether these readers may have the alert.

    A private one is for no channel and for those alone who can do something about it, one on money for those who see
    that.
    """
    view = await seen_by(person, project, audience, desk)
    if not view.readable or (alert.money and not view.money):
        return False
    if not alert.is_private:
        return True
    acts = await handles_alerts_of(person, project, desk) or await answers_for(person, project, desk)
    return audience.private and acts


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
    ids = [member.id for member in await desk.records.members.all() if is_of_the_pmo(member)]
    return await _known(ids, desk)


async def _known(member_ids: Iterable[str], desk: Desk) -> list[Person]:
    found = [await desk.member(member_id) for member_id in member_ids if member_id]
    return [person for person in found if person is not None]


async def deciders(desk: Desk) -> list[Person]:
    """Everybody who decides on rules and limits."""
    return [one for one in await pmo_members(desk) if one.may_decide]
