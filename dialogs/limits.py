"""The PMO looks at the limits of the computed status and decides on others, two of them together."""

from dataclasses import replace

from cards.limits import limits_card, preview_card
from cards.rendered import Rendered
from dialogs import limit_keeping
from dialogs.access import audience_of
from dialogs.codes import code_meant
from dialogs.conversation import Conversation, Drawn, Post, Withdrawn
from dialogs.deciding import WANTED, dropped_words, is_old, others_than
from dialogs.desk import Desk, Person, Refused
from dialogs.discreet import to_themselves
from dialogs.limit_form import LimitForm
from dialogs.limit_scopes import Scope, kept_in, scope_of, state_of
from dialogs.limit_views import preview_of, view_of
from dialogs.questions import reply
from dialogs.rhythm_form import values_of
from dialogs.scopes import unknown_scope
from dialogs.turn import Mark, Reply, Turn
from dialogs.words import typed_by
from pmo.limits import UNITS, LimitChoice
from storage.outbox import Letter, LetterKind

conversation = Conversation()


@conversation.command("limits")
async def limits(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The limits of the portfolio, a program or a project, with the form to change them."""
    _require(person, turn)
    typed = typed_by(turn).rest
    scope = await scope_of(await code_meant(typed, desk), desk)
    if scope is None:
        return await to_themselves(Reply.toast(unknown_scope(typed, person)), turn, person, desk)
    return await to_themselves(await _shown(scope, person, desk), turn, person, desk)


@conversation.verb("limits.show")
async def show(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The limits as they stand."""
    return (await _shown(await _scope(turn, person, desk), person, desk)).as_redraw()


@conversation.verb("limits.preview")
async def preview(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What would change by what is typed, or by what waits; nothing is changed."""
    scope = await _scope(turn, person, desk)
    state = await state_of(scope, desk)
    if state.proposed is not None:
        return _answer(preview_card(await preview_of(state.proposed, scope, person, desk), person.say))
    form = LimitForm(person.say)
    choice = await _read(form, turn, scope, desk)
    if form.problems:
        typed = {name: text for name, text in values_of(turn).items() if name in UNITS}
        view = replace(await view_of(scope, person, desk, typed), problems=form.problems)
        return _answer(limits_card(view, person.say))
    return _answer(preview_card(await preview_of(choice, scope, person, desk), person.say))


@conversation.verb("limits.save")
async def save(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The person wants these limits: they hold when another wants them too, or after a day when there is none."""
    scope = await _scope(turn, person, desk)
    state, kept = await state_of(scope, desk), await kept_in(scope, desk)
    form = LimitForm(person.say)
    choice = await _read(form, turn, scope, desk)
    done = choice == (state.proposed or kept) and not state.is_agreed(choice, person.id)
    if is_old(turn, state.version) or done:
        return (await _shown(scope, person, desk)).as_redraw()
    if form.problems:
        raise Refused(next(iter(form.problems.values())))
    await desk.note(person.mark, turn.verb, scope.code or limit_keeping.EVERYTHING, limit_keeping.changes(kept, choice))
    if state.is_agreed(choice, person.id):
        await limit_keeping.let_hold(state, choice, (state.asked_by, person.id), desk)
    else:
        others = await others_than(person, desk)
        after = state.wanted(choice, person.id, desk.now, alone=not others)
        await limit_keeping.keeping.keep(after, desk)
        await limit_keeping.keeping.tell(others, after, WANTED, desk)
    return (await _shown(scope, person, desk)).as_redraw()


@conversation.verb("limits.drop")
async def drop(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What somebody wanted does not hold for now."""
    scope = await _scope(turn, person, desk)
    state = await state_of(scope, desk)
    if state.proposed is not None and not is_old(turn, state.version):
        await limit_keeping.drop(state, person.mark, desk)
    return (await _shown(scope, person, desk)).as_redraw()


async def _read(form: LimitForm, turn: Turn, scope: Scope, desk: Desk) -> LimitChoice:
    choice = form.read(values_of(turn), scope)
    if not form.problems:
        await form.check(choice, scope, desk)
    return choice


async def _scope(turn: Turn, person: Person, desk: Desk) -> Scope:
    """The scope of the button, for somebody who may decide on it, in their own chat."""
    _require(person, turn)
    code = str(turn.values.get("scope", ""))
    scope = await scope_of(code, desk)
    if scope is None:
        raise Refused(unknown_scope(code, person))
    if not (await audience_of(turn.place, desk)).private:
        raise Refused(person.say("Type “limits” in our personal chat: what it tells is for the PMO alone."))
    return scope


def _require(person: Person, turn: Turn) -> None:
    if not person.may_decide:
        raise Refused(person.say("Limits are decided on by the PMO."), attempt=turn.verb or "limits")


async def _shown(scope: Scope, person: Person, desk: Desk) -> Reply:
    return reply(limits_card(await view_of(scope, person, desk), person.say), "limits")


def _answer(shown: Rendered) -> Reply:
    return reply(shown, "limits").as_redraw()


async def _draw(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    """The limits as they stand, unless what the letter is about has been decided meanwhile."""
    person, scope = await desk.member(letter.member), await scope_of(letter.subject, desk)
    if person is None or not person.may_decide or scope is None:
        return Withdrawn("gone")
    state = await state_of(scope, desk)
    if letter.detail == (WANTED,) and (state.proposed is None or state.is_wanted_by(person.id)):
        return Withdrawn("decided")
    news = await dropped_words(letter, person.say, desk)
    shown = limits_card(replace(await view_of(scope, person, desk), news=news), person.say)
    return Drawn(card=shown.card, summary=shown.summary, mark=Mark(kind="notice", key=letter.key))


conversation.letter(LetterKind.LIMITS, Post(draw=_draw))
