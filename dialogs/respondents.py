"""Who is asked about what: the manager or reporter, and who stands in while they are away (DESIGN §5 "Who")."""

from dialogs.access import answers_for, measures
from dialogs.desk import Desk, Person
from pmo.indicators import Indicator
from pmo.portfolio import Phase, Program, Project, code_key
from pmo.respondents import Respondent, StandIn
from pmo.rights import may_stand_in


def is_asked_about(project: Project) -> bool:
    """Whether the project takes part in check-ins."""
    return not project.archived and project.phase is not Phase.CLOSED


async def asked_about_project(project: Project, program: Program | None, desk: Desk) -> Person | None:
    """Who reports the status: the project's manager, else the program's if they may, else nobody."""
    manager = await desk.member(project.manager) or (await desk.member(program.manager) if program else None)
    return manager if manager and await answers_for(manager, project, desk) else None


async def asked_about_indicator(indicator: Indicator, desk: Desk) -> Person | None:
    """Who measures it: its reporter, else the manager of its scope, if they may; else nobody."""
    project = await desk.records.projects.get(code_key(indicator.project)) if indicator.project else None
    program_code = project.program if project else indicator.program
    program = await desk.records.programs.get(code_key(program_code)) if program_code else None
    managers = (project.manager if project else "", program.manager if program else "")
    for member_id in (indicator.reporter, *managers):
        person = await desk.member(member_id)
        if person is not None and await measures(person, indicator, desk):
            return person
    return None


async def respondent(person: Person, desk: Desk, project: Project | None = None) -> Respondent:
    """The person with everybody who stands in for them, the deputies of absences before those of assignments."""
    assert person.member is not None, "only members are asked"
    deputy = await _assigned_deputy(person, project, desk) if project and person.absences else ""
    stand_ins = []
    for absence in person.absences:
        other = await desk.member(absence.deputy or deputy)
        if other is None or other.member is None or other.id == person.id:
            continue
        if project is None or may_stand_in(other.member, project):
            stand_ins.append(
                StandIn(first=absence.first, last=absence.last, member=other.member.id, calendar=other.calendar)
            )
    return Respondent(member=person.member.id, calendar=person.calendar, stand_ins=tuple(stand_ins))


async def _assigned_deputy(person: Person, project: Project, desk: Desk) -> str:
    """The deputy of a contributor; a manager's deputy comes from absences only (CONTRACT §8)."""
    if code_key(project.manager) == code_key(person.id):
        return ""
    rows = await desk.records.assignments.find("project", code_key(project.code), code_key(person.id))
    return next((row.deputy for row in rows if row.deputy and not row.archived), "")
