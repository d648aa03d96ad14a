"""Somebody answers what was put to them: help, an action, a decision; whoever asked hears it (DESIGN §6)."""

from cards.help_request import help_request_card
from dialogs import assistance_cards, digest_amending
from dialogs.alert_keeping import keep
from dialogs.assistance import answers_help, changed, tell
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.problem_words import sentence
from dialogs.replies import message_of
from dialogs.turn import Reply, Turn
from pmo.actions import Action, ActionKind
from pmo.alerts import What
from pmo.checkins import Posted
from pmo.forms import REASON_FIELD, TEXT_LIMIT, Problem, Wrong, written
from pmo.portfolio import code_key
from storage.outbox import LetterKind

conversation = Conversation()


@conversation.verb("action.done")
@conversation.verb("decision.record")
async def done(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The person answers a request for help; who asked hears it, and everybody who was asked sees it is done."""
    action = await desk.records.actions.get(str(turn.values.get("action", "")))
    if action is None or not await answers_help(person, action, desk):
        raise Refused(person.say("This request was put to somebody else. Nothing was changed."), attempt=turn.verb)
    clicked = clicked_on(turn, action)
    if action.is_open:
        answer = written(turn.values.get("answer")) or ""
        if not answer:
            raise Refused(person.say("Write your answer first."))
        if len(answer) > TEXT_LIMIT:
            raise Refused(sentence(Wrong(problem=Problem.TOO_LONG, field=REASON_FIELD), person.say))
        action = action.done(person.id, desk.now, answer)
        await changed(action, desk, besides=clicked)
        await _show_elsewhere(action, person, desk)
        await desk.note(person.mark, turn.verb, action.key)
        asker = await desk.member(action.asked_by)
        if asker is not None and asker.id != person.id:
            await tell(asker, action, desk, assistance_cards.ANSWER)
    shown = help_request_card(await assistance_cards.view_of(action, desk), person.say)
    return Reply(
        form="redraw",
        card=shown.card,
        summary=shown.summary,
        mark=assistance_cards.mark_of(action),
        redraws=(message_of(clicked),) if clicked else (),
    )


async def _show_elsewhere(action: Action, person: Person, desk: Desk) -> None:
    """The alert it came of shows that it was done, and the digest that it is not wanted any more."""
    project = await desk.records.projects.get(code_key(action.project))
    if project is None:
        return
    await digest_amending.follow(project, desk)
    alert = await desk.records.alerts.get(action.alert) if action.alert else None
    if alert is not None:
        what = What.DECIDED if action.kind is ActionKind.DECISION else What.DONE
        await keep(alert.told(what, desk.now, person.id), project, desk)


def clicked_on(turn: Turn, action: Action) -> Posted | None:
    """The message that was clicked, as we know it."""
    here = (posted for posted in action.messages if posted.activity == turn.message)
    return next((posted for posted in here if posted.conversation == turn.place.conversation), None)


conversation.letter(LetterKind.HELP, assistance_cards.POST)
