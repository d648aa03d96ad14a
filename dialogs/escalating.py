"""An alert that nobody takes goes up, step by step, and one that was put off comes back (DESIGN §6)."""

from dialogs import respondents
from dialogs.alert_keeping import ESCALATED, WOKEN, keep, plan, program_of, tell_all
from dialogs.alert_people import people, to_act
from dialogs.desk import Desk, Person
from pmo.alerts import Alert, AlertState, Cause, alert_key
from pmo.ladder import Rung, next_rung
from pmo.portfolio import Project, code_key
from pmo.schedule import Due
from pmo.whom import Whom


async def climb(due: Due, desk: Desk) -> None:
    """Do the next step of an alert, unless somebody has taken it or is found to have been away meanwhile."""
    await desk.records.due.remove(due.key)
    alert = await desk.records.alerts.get(due.subject)
    project = await desk.records.projects.get(code_key(alert.project)) if alert else None
    if alert is None or project is None or not respondents.is_asked_about(project):
        return
    at = await plan(alert, project, desk)
    if at is None or at > desk.now:
        return
    if alert.state is AlertState.SNOOZED:
        await _wake(alert, project, desk)
        return
    rung = next_rung(alert)
    assert rung is not None, "planned"
    await _tell_above(alert, rung, project, desk)


async def _wake(alert: Alert, project: Project, desk: Desk) -> None:
    awake = alert.woken(desk.now)
    await keep(awake, project, desk)
    person = await desk.member(alert.by)
    await tell_all([person] if person else [], awake, project, desk, WOKEN)


async def _tell_above(alert: Alert, rung: Rung, project: Project, desk: Desk) -> None:
    program = await program_of(project, desk)
    told = [*await people(rung.waits_for, project, program, desk), *await to_act(alert, project, program, desk)]
    silent = {code_key(person.id) for person in told}
    found = await people(rung.tells, project, program, desk)
    above = [person for person in found if code_key(person.id) not in silent]
    if rung.tells is Whom.OWNER and await _is_asked_about(alert, desk):
        above = []
    higher = alert.escalated(";".join(person.id for person in above), desk.now)
    await keep(higher, project, desk)
    await tell_all(above, higher, project, desk, ESCALATED)
    detail = {"rung": str(higher.climbed), "to": ";".join(person.id for person in above)}
    await desk.note("rapporteur", "alert.escalated", alert.key, detail)


async def _is_asked_about(alert: Alert, desk: Desk) -> bool:
    """Whether the same figures go the same way as a question to the manager, so that the owner hears of them once."""
    conflict = await desk.records.alerts.get(alert_key(alert.project, Cause.CONFLICT))
    return (
        alert.cause is Cause.COMPUTED and conflict is not None and conflict.is_waiting and conflict.told_at is not None
    )


async def replan_for(person: Person, desk: Desk) -> None:
    """Look anew at when alerts that wait for this person go up: their working time has changed."""
    for alert in await desk.records.alerts.all():
        if not alert.is_waiting or next_rung(alert) is None:
            continue
        project = await desk.records.projects.get(code_key(alert.project))
        if project is not None and not project.archived:
            await plan(alert, project, desk)
