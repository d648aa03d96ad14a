"""Help that was asked for in a check-in: the named person is asked, and whoever asked hears the answer (DESIGN §6)."""

from dataclasses import replace
from datetime import datetime

from cards.help_request import help_request_card
from dialogs import assistance_cards
from dialogs.access import reads
from dialogs.alert_people import pmo_members
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.problem_words import sentence
from dialogs.replies import message_of
from dialogs.turn import Reply, Turn
from pmo.actions import Action, ActionState, action_key
from pmo.checkins import Posted
from pmo.forms import PMO, REASON_FIELD, TEXT_LIMIT, Problem, Wrong, written
from pmo.naming import mentioned, named
from pmo.portfolio import Classification, Member, Project, Role, code_key
from pmo.reports import StatusReport
from pmo.schedule import Due, DueKind, due_key
from pmo.working_time import days_later
from storage.outbox import Letter, LetterKind

conversation = Conversation()
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
            await _changed(known.withdrawn(desk.now), desk)
        return
    owner = await _owner(report, project, desk)
    before = await _latest(project, desk)
    if before is not None and (before.text, before.owner) == (report.help, owner):
        answered_before = before.answered_at is not None and before.answered_at < asked_at
        if not answered_before or before.period == report.period:
            return
    if known is not None:
        await _ask(known.asked_again(report.help, owner, desk.now), project, desk)
        return
    action = Action(
        project=project.code,
        period=report.period,
        asked_by=report.reporter,
        asked_at=desk.now,
        text=report.help,
        owner=owner,
    )
    await _ask(action, project, desk)


async def _latest(project: Project, desk: Desk) -> Action | None:
    found = await desk.records.actions.find("project", code_key(project.code), limit=1, backwards=True)
    return found[0] if found and found[0].state is not ActionState.WITHDRAWN else None


async def _owner(report: StatusReport, project: Project, desk: Desk) -> str:
    """The member who is asked; empty for the PMO. Nobody hears of a project in this way who must not know of it."""
    if code_key(report.help_from) == PMO:
        return ""
    members = await desk.records.members.all()
    found = named(report.help_from, members) if report.help_from else mentioned(report.help, members)
    if found is None or code_key(found.id) == code_key(report.reporter):
        return ""
    return found.id if await _may_hear(found, project, desk) else ""


async def _may_hear(member: Member, project: Project, desk: Desk) -> bool:
    person = await desk.member(member.id)
    if person is None:
        return False
    if project.classification is Classification.INTERNAL and not member.external:
        return True
    return await reads(person, project, desk)


async def _ask(action: Action, project: Project, desk: Desk) -> None:
    """Keep the action, tell those who are to answer, and look after it in two working days."""
    await _changed(action, desk)
    owners = await _owners(action, desk)
    for person in owners:
        await _tell(person, action, desk)
    if owners:
        at = days_later(owners[0].calendar, owners[0].calendar.next_working(desk.now), PATIENCE_DAYS)
        await desk.records.due.put(Due(kind=DueKind.HELP, subject=action.key, at=at, member=owners[0].id))
    await desk.note(action.asked_by, "help.asked", action.key, {"of": action.owner or PMO})


async def _owners(action: Action, desk: Desk) -> list[Person]:
    if action.owner:
        person = await desk.member(action.owner)
        return [person] if person else []
    return await pmo_members(desk)


async def _tell(person: Person, action: Action, desk: Desk, what: str = "") -> None:
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


async def _changed(action: Action, desk: Desk, besides: Posted | None = None) -> None:
    """Keep the action and bring every message that shows it up to date."""
    await desk.records.actions.put(action)
    if not action.is_open:
        await desk.records.due.remove(due_key(DueKind.HELP, action.key))
    await assistance_cards.redraw(action, desk, besides)


async def escalate(due: Due, desk: Desk) -> None:
    """Nobody has answered for two working days: the program manager hears of it (DESIGN §6)."""
    await desk.records.due.remove(due.key)
    action = await desk.records.actions.get(due.subject)
    project = await desk.records.projects.get(code_key(action.project)) if action else None
    if action is None or project is None or not action.is_open or action.escalated:
        return
    program = await desk.records.programs.get(code_key(project.program))
    manager = await desk.member(program.manager) if program else None
    escalated = replace(action, escalated=True, version=action.version + 1)
    await _changed(escalated, desk)
    if manager is not None and await _may_hear_of(manager, project, desk):
        await _tell(manager, escalated, desk)
    await desk.note("rapporteur", "help.escalated", action.key)


async def _may_hear_of(person: Person, project: Project, desk: Desk) -> bool:
    return person.member is not None and await _may_hear(person.member, project, desk)


@conversation.verb("action.done")
async def done(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The person answers a request for help; who asked hears it, and everybody who was asked sees it is done."""
    action = await desk.records.actions.get(str(turn.values.get("action", "")))
    if action is None or not await answers_help(person, action, desk):
        raise Refused(person.say("This request was put to somebody else. Nothing was changed."), attempt="action.done")
    clicked = _clicked(turn, action)
    if action.is_open:
        answer = written(turn.values.get("answer")) or ""
        if not answer:
            raise Refused(person.say("Write your answer first."))
        if len(answer) > TEXT_LIMIT:
            raise Refused(sentence(Wrong(problem=Problem.TOO_LONG, field=REASON_FIELD), person.say))
        action = action.done(person.id, desk.now, answer)
        await _changed(action, desk, besides=clicked)
        await desk.note(person.mark, "action.done", action.key)
        asker = await desk.member(action.asked_by)
        if asker is not None and asker.id != person.id:
            await _tell(asker, action, desk, assistance_cards.ANSWER)
    shown = help_request_card(await assistance_cards.view_of(action, desk), person.say)
    return Reply(
        form="redraw",
        card=shown.card,
        summary=shown.summary,
        mark=assistance_cards.mark_of(action),
        redraws=(message_of(clicked),) if clicked else (),
    )


async def answers_help(person: Person, action: Action, desk: Desk) -> bool:
    """Who was asked, the PMO, and after two working days the program manager."""
    if person.member is None:
        return False
    if person.member.role is Role.PMO or code_key(person.id) == code_key(action.owner or PMO):
        return True
    project = await desk.records.projects.get(code_key(action.project))
    program = await desk.records.programs.get(code_key(project.program)) if project else None
    return action.escalated and program is not None and code_key(program.manager) == code_key(person.id)


def _clicked(turn: Turn, action: Action) -> Posted | None:
    here = (posted for posted in action.messages if posted.activity == turn.message)
    return next((posted for posted in here if posted.conversation == turn.place.conversation), None)


conversation.letter(LetterKind.HELP, assistance_cards.POST)
