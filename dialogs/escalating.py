"""An alert that nobody takes goes up, step by step, and one that was put off comes back (DESIGN §6)."""

from dialogs import respondents
from dialogs.access import handles_alerts_of
from dialogs.alert_keeping import ESCALATED, WOKEN, keep, plan, tell_all
from dialogs.alert_people import entitled, may_see, people, program_of, to_act, with_deputies
from dialogs.desk import Desk, Person
from pmo.alerts import Alert, AlertState, Cause, What, alert_key
from pmo.ladder import Rung, next_rung, rungs
from pmo.portfolio import Project, code_key
from pmo.rights import PRIVATE
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
    """Who had put it off hears of it; when they have nothing to do with it any more, those who have."""
    awake = alert.woken(desk.now)
    await keep(awake, project, desk)
    person = await desk.member(alert.by)
    if person is not None and await handles_alerts_of(person, project, desk):
        told = await with_deputies([person], desk)
    else:
        told = await to_act(awake, project, await program_of(project, desk), desk)
    await tell_all(told, awake, project, desk, WOKEN)


async def _tell_above(alert: Alert, rung: Rung, project: Project, desk: Desk) -> None:
    """Whoever of the next office may have it; they need not be told who have it already."""
    program = await program_of(project, desk)
    waited_for = [*await people(rung.waits_for, project, program, desk), *await to_act(alert, project, program, desk)]
    knows = {code_key(one.id) for one in waited_for if await may_see(one, alert, project, PRIVATE, desk)}
    above = await entitled(alert, project, program, desk, rung.tells, Whom.PROGRAM_OWNER, Whom.PMO)
    above = [person for person in above if code_key(person.id) not in knows]
    if rung.tells is Whom.OWNER and await _is_asked_about(alert, desk):
        above = []
    higher = alert.escalated(";".join(person.id for person in above), desk.now)
    await keep(higher, project, desk)
    await tell_all(above, higher, project, desk, ESCALATED)
    detail = {"rung": str(higher.climbed), "to": ";".join(person.id for person in above)}
    await desk.note("rapporteur", "alert.escalated", alert.key, detail)


async def tell_successors(alert: Alert, project: Project, desk: Desk) -> None:
    """Whoever holds an office now that was told before hears of it, too."""
    if not alert.is_waiting or alert.waiting_since is None:
        return
    program = await program_of(project, desk)
    steps = [step for step in alert.past if step.what is What.ESCALATED and step.at >= alert.waiting_since]
    told = {code_key(member) for step in steps for member in step.by.split(";")}
    offices = [rung.tells for rung in rungs(alert)[: alert.climbed]]
    found = [person for whom in offices for person in await entitled(alert, project, program, desk, whom)]
    new = [person for person in found if told and code_key(person.id) not in told]
    if new:
        current = alert.told(What.ESCALATED, desk.now, ";".join(person.id for person in new))
        await keep(current, project, desk)
        await tell_all(new, current, project, desk, ESCALATED)


async def _is_asked_about(alert: Alert, desk: Desk) -> bool:
    """Whether the same figures go the same way as a question to the manager, so that the owner hears of them once."""
    conflict = await desk.records.alerts.get(alert_key(alert.project, Cause.CONFLICT))
    return (
        alert.cause is Cause.COMPUTED and conflict is not None and conflict.is_waiting and conflict.told_at is not None
    )


async def replan_for(person: Person, desk: Desk) -> None:
    """Look anew at when alerts that wait for this person go up: their working time has changed.

    Who stands in for them from now on hears of what waits for them.
    """
    absence = person.absence_at(desk.now)
    deputy = await desk.member(absence.deputy) if absence else None
    for alert, project in await replan(desk):
        if deputy is not None and alert.told_at is not None:
            asked = await to_act(alert, project, await program_of(project, desk), desk)
            if code_key(person.id) in {code_key(one.id) for one in asked}:
                await tell_all([deputy], alert, project, desk)


async def replan(desk: Desk) -> list[tuple[Alert, Project]]:
    """Look anew at when every alert that waits for somebody goes up; those alerts, with their projects."""
    waiting = []
    for alert in await desk.records.alerts.all():
        project = await desk.records.projects.get(code_key(alert.project)) if alert.is_waiting else None
        if project is None or project.archived:
            continue
        if next_rung(alert) is not None:
            await plan(alert, project, desk)
        waiting.append((alert, project))
    return waiting
