"""What one can do about an alert: take it, put it off, end it; of a conflict, agree or say why not."""

from dataclasses import dataclass

from cards.actions import execute, reveal
from cards.elements import Strict, action_set, container, text
from cards.inputs import date_input, sought_input, text_input
from cards.status import status_word
from locales import Say
from pmo.alerts import AlertState
from pmo.portfolio import Rag

TEXT_LENGTH = 1000
"""Characters of a note, of a reason, of the reporter's words and of blockers."""

Ids = dict[str, str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertButtons:
    """What the buttons of an alert depend on.

    Attributes:
        id, version: what they send back.
        code: of the project.
        acts: the reader may do something about it.
        is_conflict: the status was declared greener than the figures.
        answers: the reader may agree with the figures.
        is_explained: somebody has said why not; `money`: what they say is for those who may see money.
    """

    id: str
    version: int
    code: str
    state: AlertState
    rag: Rag
    acts: bool = True
    is_conflict: bool = False
    answers: bool = False
    is_explained: bool = False
    money: bool = False


def alert_buttons(view: AlertButtons, say: Say) -> list[Strict]:
    """The buttons, and behind two of them what is to be filled in; none for an alert that has ended."""
    if view.state is AlertState.RESOLVED:
        return []
    ids: Ids = {"alert": view.id, "version": view.version}
    if view.is_conflict and view.answers:
        return _of_who_declares(view, ids, say)
    if not view.acts:
        return []
    buttons = [reveal(say("Later…"), "later"), reveal(say("Action…"), "action-form"), _ending(view, say)]
    if view.state is not AlertState.ACKNOWLEDGED:
        buttons.insert(0, execute(say("I have it"), "alert.acknowledge", ids, main=True, with_inputs=False))
    ending = _explanation(view, ids, say) if view.is_conflict else _resolution(ids, say)
    return [action_set(*buttons), _later(ids, say), _action(view.code, ids, say), ending]


def _ending(view: AlertButtons, say: Say) -> Strict:
    """A conflict is not resolved: both statuses stand, with the reason."""
    return reveal(say("Say why not…"), "explain") if view.is_conflict else reveal(say("Resolve…"), "resolve")


def _of_who_declares(view: AlertButtons, ids: Ids, say: Say) -> list[Strict]:
    status = status_word(view.rag, say)
    agree = execute(say("I agree: report {status}", status=status), "conflict.agree", ids, main=True, with_inputs=False)
    if view.is_explained:
        return [action_set(agree)]
    return [action_set(agree, reveal(say("Say why not…"), "explain")), _explanation(view, ids, say)]


def _explanation(view: AlertButtons, ids: Ids, say: Say) -> Strict:
    reason = text_input("reason", say("Why do the figures not tell the truth?"), max_length=TEXT_LENGTH)
    send = action_set(execute(say("Send the reason"), "conflict.explain", ids))
    everybody = say("Everybody who sees the project reads it.")
    readers = say("Everybody who sees the project’s costs reads it.") if view.money else everybody
    return container([reason, text(readers, subtle=True, size="Small"), send], id="explain", visible=False)


def _later(ids: Ids, say: Say) -> Strict:
    choices = (
        (say("Tomorrow"), "1d"),
        (say("In three working days"), "3d"),
        (say("In a week"), "5d"),
    )
    buttons = [execute(title, "alert.snooze", {**ids, "for": days}, with_inputs=False) for title, days in choices]
    return container([action_set(*buttons)], id="later", visible=False)


def _action(code: str, ids: Ids, say: Say) -> Strict:
    """An action for somebody, or a decision of the owner, by a day."""
    labels = say("Who does it"), say("Or a name")
    fields = [
        text_input("action", say("What is to be done or decided?"), max_length=TEXT_LENGTH),
        sought_input(("person", "owner"), labels, f"people/{code}", (), say=say),
        text(say("Left empty: the project manager; for a decision the owner."), subtle=True, size="Small"),
        date_input("by", say("By when")),
    ]
    act = execute(say("Ask for the action"), "alert.action", ids)
    decide = execute(say("Ask for a decision"), "alert.decision", ids)
    return container([*fields, action_set(act, decide)], id="action-form", visible=False)


def _resolution(ids: Ids, say: Say) -> Strict:
    note = text_input("note", say("How was it resolved?"), max_length=TEXT_LENGTH)
    return container(
        [note, action_set(execute(say("Mark as resolved"), "alert.resolve", ids))], id="resolve", visible=False
    )
