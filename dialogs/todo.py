"""Somebody asks what waits for them: check-ins, help that is wanted; for the PMO also what needs a decision."""

from cards.plain import joined
from cards.todo import TodoGroup, todo_card
from dialogs import todo_of_pmo
from dialogs.access import approves, reads, ties_of
from dialogs.asked import cards_of
from dialogs.assistance import answers_help
from dialogs.checkin_views import waiting_for
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.discreet import to_themselves
from dialogs.questions import reply, stranger
from dialogs.respondents import is_asked_about
from dialogs.turn import Reply, Turn
from dialogs.words import bare, typed_by
from pmo.actions import Action, ActionKind, ActionState
from pmo.logs import pressing_first
from pmo.portfolio import code_key

conversation = Conversation()
_HELP_SHOWN = 120


@conversation.command("todo")
async def todo(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What waits for this person, and for nobody else."""
    if person.member is None:
        return stranger(person)
    groups = [await part(person, desk) for part in (_checkins, _actions, _help, _approvals, _entries)]
    if person.is_of_the_pmo:
        groups += await todo_of_pmo.groups(person, desk)
    found = tuple(group for group in groups if group.lines)
    shown = todo_card(found, desk.now, person.say, narrowed=bare(typed_by(turn).rest) != "")
    return await to_themselves(reply(shown, "todo"), turn, person, desk)


async def _checkins(person: Person, desk: Desk) -> TodoGroup:
    say, lines = person.say, []
    told: set[str] = set()
    for card in await cards_of(person.id, desk):
        if card.side:
            continue
        waiting = [ask for ask in await waiting_for(card, person, desk) if ask.asked and ask.key not in told]
        told |= {ask.key for ask in waiting}
        if waiting:
            codes = list(dict.fromkeys(ask.project or ask.indicator for ask in waiting))
            period, deadline = say.period(waiting[0].period), say.moment(card.deadline)
            lines.append(
                say("{codes}, {period}: until {deadline}", codes=say.listing(codes), period=period, deadline=deadline)
            )
    return TodoGroup(title=say("Check-ins to answer: type “checkin”"), lines=tuple(lines))


async def _help(person: Person, desk: Desk) -> TodoGroup:
    say, lines = person.say, []
    for action in await _open_actions(person, desk):
        if action.kind is ActionKind.HELP:
            name, day = await desk.name_of(action.asked_by), say.date(action.asked_at)
            asked = say("{project}: {name} asks since {day}", project=action.project, name=name, day=day)
            lines.append(f"{asked} · {action.text[:_HELP_SHOWN]}")
    return TodoGroup(title=say("Help that is asked for"), lines=tuple(lines))


async def _actions(person: Person, desk: Desk) -> TodoGroup:
    say, lines = person.say, []
    for action in await _open_actions(person, desk):
        if action.due is not None:
            wanted = say("{project}: by {day}", project=action.project, day=say.date(action.due))
            lines.append(f"{wanted} · {action.text[:_HELP_SHOWN]}")
    return TodoGroup(title=say("Actions and decisions that are wanted"), lines=tuple(lines))


async def _approvals(person: Person, desk: Desk) -> TodoGroup:
    """What waits for the approval of those who decide on it by their part in the project or its program."""
    lines = []
    for entry in await desk.records.log.find("waiting"):
        project = await desk.records.projects.get(code_key(entry.project))
        if project is None or not is_asked_about(project) or not await ties_of(person, project, desk):
            continue
        if await approves(person, project, entry.kind, desk):
            lines.append(joined(f"{entry.project} {entry.code}", entry.title[:_HELP_SHOWN]))
    return todo_of_pmo.bounded(person.say("Risks and changes that wait for your approval: type their code"), lines)


async def _entries(person: Person, desk: Desk) -> TodoGroup:
    """What of the logs the person looks after, what is overdue first."""
    say, today = person.say, person.calendar.local(desk.now).date()
    lines = []
    for entry in pressing_first(await desk.records.log.find("owner", code_key(person.id)), today):
        project = await desk.records.projects.get(code_key(entry.project))
        if project is None or not is_asked_about(project) or not await reads(person, project, desk):
            continue
        overdue = say("overdue") if entry.is_overdue(today) else ""
        due = say("by {day}", day=say.date(entry.due)) if entry.due else ""
        lines.append(joined(f"{entry.project} {entry.code}", entry.title[:_HELP_SHOWN], due, overdue))
    return todo_of_pmo.bounded(say("Risks, issues and changes that you look after"), lines)


async def _open_actions(person: Person, desk: Desk) -> list[Action]:
    found = await desk.records.actions.find("state", ActionState.OPEN.value)
    return [action for action in found if await answers_help(person, action, desk)]
