"""Help that was asked for in a check-in: the named person is asked, and whoever asked hears the answer (DESIGN §6)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from dialogs import assistance_cards
from dialogs.access import may_hear_of
from dialogs.alert_people import people, pmo_members
from dialogs.desk import Desk, Person
from dialogs.respondents import is_asked_about
from pmo.actions import Action, ActionKind, ActionState, action_key
from pmo.checkins import Posted
from pmo.forms import PMO
from pmo.naming import mentioned, named
from pmo.portfolio import Project, code_key
from pmo.reports import StatusReport
from pmo.schedule import Due, DueKind, due_key
from pmo.whom import Whom
from pmo.working_time import days_later
from storage.outbox import Letter, LetterKind

PATIENCE_DAYS = 2
"""Working days of who was asked, after which the program manager hears of it."""


async def follow(report: StatusReport, project: Project, asked_at: datetime, desk: Desk) -> None:
    """Ask for the help a report asks for, withdraw what it does not ask for any more, and ask nothing twice.

    Args:
        asked_at: when the report was asked for: the same words about what was answered before that are a new request.
    """
    known = await desk.records.actions.get(action_key(project.code, report.period))
    if not report.help:
        if known is not None and known.is_open:
            await changed(known.withdrawn(desk.now), desk)
        return
    owner = await _owner(report, project, desk)
    before = await _latest(project, desk)
    if before is not None and (before.text, before.owner) == (report.help, owner):
        answered_before = before.answered_at is not None and before.answered_at < asked_at
        if not answered_before or before.period == report.period:
            return
    if known is not None:
        await ask(known.asked_again(report.help, owner, desk.now), desk)
        return
    action = Action(
        project=project.code,
        period=report.period,
        asked_by=report.reporter,
        asked_at=desk.now,
        text=report.help,
        owner=owner,
    )
    await ask(action, desk)


async def _latest(project: Project, desk: Desk) -> Action | None:
    found = await desk.records.actions.find("project", code_key(project.code), backwards=True)
    latest = next((action for action in found if action.kind is ActionKind.HELP), None)
    return latest if latest is not None and latest.state is not ActionState.WITHDRAWN else None


async def _owner(report: StatusReport, project: Project, desk: Desk) -> str:
    """The member who is asked; empty for the PMO. Nobody hears of a project in this way who must not know of it."""
    if code_key(report.help_from) == PMO:
        return ""
    members = await desk.records.members.all()
    found = named(report.help_from, members) if report.help_from else mentioned(report.help, members)
    if found is None or code_key(found.id) == code_key(report.reporter):
        return ""
    person = await desk.member(found.id)
    return found.id if person is not None and await may_hear_of(person, project, desk) else ""


async def withdraw_all(project: Project, desk: Desk) -> None:
    """Nothing is wanted any more of anybody for a project that is over."""
    for action in await desk.records.actions.find("project", code_key(project.code)):
        if action.is_open:
            await changed(action.withdrawn(desk.now), desk)


async def ask(action: Action, desk: Desk) -> None:
    """Keep the action, tell those who are to answer, and look after it in two working days or when its day is over."""
    await changed(action, desk)
    owners = await owners_of(action, desk)
    for person in owners:
        await tell(person, action, desk)
    at = _looked_after(action, owners[0], desk) if owners else desk.now
    waits_for = owners[0].id if owners else ""
    await desk.records.due.put(Due(kind=DueKind.HELP, subject=action.key, at=at, member=waits_for))
    await desk.note(action.asked_by, f"{action.kind}.asked", action.key, {"of": action.owner or PMO})


def _looked_after(action: Action, owner: Person, desk: Desk) -> datetime:
    """When somebody looks whether it was answered."""
    if action.due is not None:
        return owner.calendar.next_working(owner.calendar.at(action.due + timedelta(days=1), time()))
    return days_later(owner.calendar, owner.calendar.next_working(desk.now), PATIENCE_DAYS)


async def owners_of(action: Action, desk: Desk) -> list[Person]:
    """Who is to answer: the one it was put to, or everybody of the PMO; of these who may know of the project."""
    project = await desk.records.projects.get(code_key(action.project))
    named_one = await desk.member(action.owner) if action.owner else None
    found = ([named_one] if named_one else []) if action.owner else await pmo_members(desk)
    return [one for one in found if project is not None and await may_hear_of(one, project, desk)]


async def tell(person: Person, action: Action, desk: Desk, what: str = "") -> None:
    """The request as it stands, or with `what` its answer, to somebody in their working time."""
    await desk.write(
        Letter(
            key=f"help/{action.key}/{action.version}/{what or 'request'}/{person.id}",
            kind=LetterKind.HELP,
            subject=action.key,
            member=person.id,
            written=desk.now,
            not_before=person.calendar.next_working(desk.now),
            detail=(what,) if what else (),
        )
    )


async def changed(action: Action, desk: Desk, besides: Posted | None = None) -> None:
    """Keep the action and bring every message that shows it up to date."""
    await desk.records.actions.put(action)
    if not action.is_open:
        await desk.records.due.remove(due_key(DueKind.HELP, action.key))
    await assistance_cards.redraw(action, desk, besides)


async def escalate(due: Due, desk: Desk) -> None:
    """Nobody has answered for two working days: somebody above hears of it (DESIGN §6).

    An action or decision whose day has passed is put to its owner once more first. Somebody above hears at once when
    there is nobody who could be asked.
    """
    await desk.records.due.remove(due.key)
    action = await desk.records.actions.get(due.subject)
    project = await desk.records.projects.get(code_key(action.project)) if action else None
    if action is None or project is None or not action.is_open or action.escalated or not is_asked_about(project):
        return
    owners = await owners_of(action, desk)
    if owners and action.due is not None and not action.reminded:
        await _remind(action, owners, desk)
        return
    above = await _above(action, project, desk)
    escalated = replace(action, escalated=True, version=action.version + 1)
    await changed(escalated, desk)
    if above is not None and await may_hear_of(above, project, desk):
        await tell(above, escalated, desk)
    await desk.note("rapporteur", "help.escalated", action.key)


async def _remind(action: Action, owners: Sequence[Person], desk: Desk) -> None:
    overdue = replace(action, reminded=True, version=action.version + 1)
    await changed(overdue, desk)
    for person in owners:
        await tell(person, overdue, desk)
    at = days_later(owners[0].calendar, owners[0].calendar.next_working(desk.now), PATIENCE_DAYS)
    await desk.records.due.put(Due(kind=DueKind.HELP, subject=action.key, at=at, member=owners[0].id))


async def _above(action: Action, project: Project, desk: Desk) -> Person | None:
    """For help the program manager; for what an alert led to the owner, who chairs the steering committee."""
    program = await desk.records.programs.get(code_key(project.program))
    if action.kind is ActionKind.HELP:
        return await desk.member(program.manager) if program else None
    return next(iter(await people(Whom.OWNER, project, program, desk)), None)


async def answers_help(person: Person, action: Action, desk: Desk) -> bool:
    """Who was asked, the PMO, and whoever was told that nobody has answered; while they may know of the project."""
    project = await desk.records.projects.get(code_key(action.project))
    if person.member is None or project is None or not await may_hear_of(person, project, desk):
        return False
    if person.is_of_the_pmo or code_key(person.id) == code_key(action.owner or PMO):
        return True
    above = await _above(action, project, desk) if action.escalated else None
    return above is not None and above.id == person.id
