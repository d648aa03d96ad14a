"""Somebody asks what waits for them: check-ins, help that is wanted; for the PMO also what hinders delivery."""

from cards.people_words import office_words
from cards.proposal import title_words
from cards.todo import TodoGroup, todo_card
from dialogs import proposals, respondents
from dialogs.asked import cards_of
from dialogs.assistance import answers_help
from dialogs.checkin_views import waiting_for
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.discreet import to_themselves
from dialogs.outcome_words import reason_words
from dialogs.questions import reply, stranger
from dialogs.rule_words import rule_text
from dialogs.turn import Reply, Turn
from pmo.actions import Action, ActionKind, ActionState
from pmo.portfolio import code_key
from pmo.rights import is_of_the_pmo

conversation = Conversation()
_HELP_SHOWN = 120


@conversation.command("todo")
async def todo(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What waits for this person, and for nobody else."""
    if person.member is None:
        return stranger(person)
    groups = [await _checkins(person, desk), await _actions(person, desk), await _help(person, desk)]
    if is_of_the_pmo(person.member):
        groups += [await _rules(person, desk), await _limits(person, desk), await _calendars(person, desk)]
        groups += [await _roles(person, desk), await _proposals(person, desk)]
        groups += [await _unreachable(person, desk), await _unled(person, desk), await _unlinked(person, desk)]
    shown = todo_card(tuple(group for group in groups if group.lines), desk.now, person.say)
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


async def _open_actions(person: Person, desk: Desk) -> list[Action]:
    found = await desk.records.actions.find("state", ActionState.OPEN.value)
    return [action for action in found if await answers_help(person, action, desk)]


async def _rules(person: Person, desk: Desk) -> TodoGroup:
    states = [state for state in await desk.records.rule_states.all() if state.proposed is not None]
    lines = [f"{one.code} · {rule_text(one.proposed.rule, person.say)}" for one in states if one.proposed]
    return TodoGroup(title=person.say("Rules that wait for the PMO: type “rules”"), lines=tuple(lines))


async def _limits(person: Person, desk: Desk) -> TodoGroup:
    say, lines = person.say, []
    for state in await desk.records.limit_states.all():
        if state.proposed is not None:
            code, name = state.scope or say("Portfolio"), await desk.name_of(state.asked_by)
            lines.append(say("{code}: {name} wants others", code=code, name=name))
    return TodoGroup(title=say("Limits that wait for the PMO: type “limits CODE”"), lines=tuple(lines))


async def _roles(person: Person, desk: Desk) -> TodoGroup:
    say, lines = person.say, []
    for state in await desk.records.office_states.all():
        if state.proposed is not None:
            role = office_words(state.proposed.role, state.proposed.external, say)
            name, by = await desk.name_of(state.member), await desk.name_of(state.asked_by)
            lines.append(say("{name}: {by} wants the role “{role}”", name=name, by=by, role=role))
    return TodoGroup(title=say("Roles that wait for the PMO: type “people NAME”"), lines=tuple(lines))


async def _calendars(person: Person, desk: Desk) -> TodoGroup:
    say = person.say
    waiting = [state for state in await desk.records.calendar_states.all() if state.proposed is not None]
    named = [(state.post, await desk.name_of(state.asked_by)) for state in waiting]
    lines = tuple(say("{code}: {name} wants another", code=code, name=name) for code, name in named)
    return TodoGroup(title=say("Calendars that wait for the PMO: type “calendar CODE”"), lines=lines)


async def _proposals(person: Person, desk: Desk) -> TodoGroup:
    views = [await proposals.view_of(one, person, desk) for one in await desk.records.proposals.all() if one.waits]
    lines = tuple(title_words(view, person.say) for view in views)
    return TodoGroup(title=person.say("Proposals that wait for the PMO: type “propose”"), lines=lines)


async def _unreachable(person: Person, desk: Desk) -> TodoGroup:
    """People who are asked but not reached, each once with the reason."""
    found: dict[str, str] = {}
    for ask in await desk.records.asks.all():
        if ask.undelivered and ask.sent_at is None and not ask.is_settled:
            found[ask.member] = ask.undelivered
    lines = [
        person.say("{name}: {reason}", name=await desk.name_of(member), reason=reason_words(reason, person.say))
        for member, reason in sorted(found.items())
    ]
    return TodoGroup(title=person.say("People I cannot reach"), lines=tuple(lines))


async def _unled(person: Person, desk: Desk) -> TodoGroup:
    lines = []
    for project in await desk.records.projects.all():
        program = await desk.records.programs.get(code_key(project.program))
        if not respondents.is_asked_about(project):
            continue
        if await respondents.asked_about_project(project, program, desk) is None:
            lines.append(f"{project.code} · {project.name}")
    return TodoGroup(title=person.say("Projects nobody reports about"), lines=tuple(lines))


async def _unlinked(person: Person, desk: Desk) -> TodoGroup:
    programs = [
        program for program in await desk.records.programs.all() if not program.archived and not program.channel
    ]
    lines = tuple(f"{program.code} · {program.name}" for program in programs)
    return TodoGroup(title=person.say("Programs without a channel"), lines=lines)
