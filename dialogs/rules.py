"""The PMO looks at rules, has them tried on the past, and lets them go live, two of them together."""

from cards.notice import notice_card
from cards.rule import RulesView, rule_card, rules_card
from dialogs import rule_keeping
from dialogs.conversation import Conversation, Drawn, Post, Withdrawn
from dialogs.deciding import WANTED, is_old, others_than
from dialogs.desk import Desk, Person, Refused
from dialogs.discreet import to_themselves
from dialogs.projects import CODE_SHOWN
from dialogs.questions import reply
from dialogs.rule_views import view_of
from dialogs.turn import Mark, Reply, Turn
from dialogs.words import bare, typed_by
from pmo.rule_changes import RuleState
from storage.outbox import Letter, LetterKind

conversation = Conversation()


@conversation.command("rules")
async def rules(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Every rule and how it stands, or one of them by its code."""
    _require(person, turn)
    typed = typed_by(turn).rest
    known = desk.records.rule_states
    state = await known.get(typed.casefold()) or await known.get(bare(typed).casefold())
    if state is not None:
        return await to_themselves(await _shown(state, person, desk), turn, person, desk)
    if typed:
        unknown = person.say("There is no rule {code}. Type “rules” for the list.", code=typed[:CODE_SHOWN])
        return await to_themselves(Reply.toast(unknown), turn, person, desk)
    found = [await view_of(one, person, desk) for one in await desk.records.rule_states.all()]
    shown = rules_card(RulesView(rules=tuple([one for one in found if one]), as_of=desk.now), person.say)
    return await to_themselves(reply(shown, "rules"), turn, person, desk)


@conversation.verb("rule.show")
async def show(turn: Turn, person: Person, desk: Desk) -> Reply:
    """One rule, as it stands."""
    return await _shown(await _state(turn, person, desk), person, desk)


@conversation.verb("rule.try")
async def try_out(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Have what waits tried on the last year."""
    state = await _state(turn, person, desk)
    being_tried = state.trial is not None and not state.tried
    if state.proposed is not None and not state.proposed.rule.archived and not being_tried:
        state = await rule_keeping.begin_trial(state, person.id, desk)
        await desk.note(person.mark, turn.verb, state.code)
    return (await _shown(state, person, desk)).as_redraw()


@conversation.verb("rule.want")
async def want(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The person wants what waits to go live: at once when another has wanted it before, else it waits for one."""
    state = await _state(turn, person, desk)
    say = person.say
    if state.proposed is None or is_old(turn, state.version):
        return (await _shown(state, person, desk)).as_redraw()
    if state.needs_trial:
        raise Refused(say("Have the rule tried on the last year first; then you see what it would do."))
    if state.needs_confirmation and str(turn.values.get("sure")) != "true":
        raise Refused(say("The rule would raise alerts for more than a tenth of the portfolio. Tick that you know it."))
    others = await others_than(person, desk)
    if state.is_wanted_by(person.id):
        return (await _shown(state, person, desk)).as_redraw()
    after = state.wanted(person.id, desk.now, alone=not others)
    await desk.note(person.mark, turn.verb, state.code)
    if after.proposed is None:
        await rule_keeping.run(after, state, desk)
    else:
        await rule_keeping.keeping.keep(after, desk)
        await rule_keeping.keeping.tell(others, after, WANTED, desk)
    return (await _shown(after, person, desk)).as_redraw()


@conversation.verb("rule.drop")
async def drop(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What somebody wanted does not go live for now."""
    state = await _state(turn, person, desk)
    if state.asked_by or state.is_by_hand:
        state = state.dropped()
        await rule_keeping.keeping.keep(state, desk)
        await desk.note(person.mark, turn.verb, state.code)
    return (await _shown(state, person, desk)).as_redraw()


@conversation.verb("rule.off")
async def turn_off(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The person wants a rule to stop; that is a change which another must want too."""
    state = await _state(turn, person, desk)
    stops = state.proposed is not None and state.proposed.rule.archived
    if state.live is not None and not stops and not is_old(turn, state.version):
        state = state.turned_off()
        await rule_keeping.keeping.keep(state, desk)
        await desk.note(person.mark, turn.verb, state.code)
    return (await _shown(state, person, desk)).as_redraw()


async def _state(turn: Turn, person: Person, desk: Desk) -> RuleState:
    _require(person, turn)
    state = await desk.records.rule_states.get(str(turn.values.get("rule", "")).casefold())
    if state is None:
        raise Refused(person.say("There is no such rule any more. Type “rules” for the list."))
    return state


def _require(person: Person, turn: Turn) -> None:
    if not person.may_decide:
        raise Refused(person.say("Rules are decided on by the PMO."), attempt=turn.verb or "rules")


async def _shown(state: RuleState, person: Person, desk: Desk) -> Reply:
    view = await view_of(state, person, desk)
    if view is None:
        gone = notice_card(person.say("Rule {code}", code=state.code), (person.say("Does not run."),), person.say)
        return reply(gone, "rules")
    return reply(rule_card(view, person.say), "rules")


async def _draw(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    """The rule as it stands, unless what the letter is about has been decided meanwhile."""
    person = await desk.member(letter.member)
    state = await desk.records.rule_states.get(letter.subject)
    view = await view_of(state, person, desk) if state and person else None
    if person is None or not person.may_decide or state is None or view is None:
        return Withdrawn("gone")
    if letter.detail == (WANTED,) and not state.asked_by:
        return Withdrawn("decided")
    shown = rule_card(view, person.say)
    return Drawn(card=shown.card, summary=shown.summary, mark=Mark(kind="notice", key=letter.key))


conversation.letter(LetterKind.RULE, Post(draw=_draw))
