"""What one can do about an alert: take it, put it off, end it; of a conflict, agree or say why not."""

from dataclasses import dataclass

from cards.actions import execute, reveal
from cards.elements import Strict, action_set, container, text
from cards.inputs import date_input, line_input, text_input
from cards.status import NAME_LENGTH, status_word
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
        acts: the reader may do something about it.
        asks_why: the reader is asked to agree with the figures or to say why not.
        is_explained: somebody has said why not.
    """

    id: str
    version: int
    state: AlertState
    rag: Rag
    acts: bool = True
    asks_why: bool = False
    is_explained: bool = False


def alert_buttons(view: AlertButtons, say: Say) -> list[Strict]:
    """The buttons, and behind two of them what is to be filled in; none for an alert that has ended."""
    if view.state is AlertState.RESOLVED:
        return []
    ids: Ids = {"alert": view.id, "version": view.version}
    if view.asks_why:
        return _of_a_conflict(view, ids, say)
    if not view.acts:
        return []
    buttons = [
        reveal(say("Later…"), "later"),
        reveal(say("Action…"), "action-form"),
        reveal(say("Resolve…"), "resolve"),
    ]
    if view.state is not AlertState.ACKNOWLEDGED:
        buttons.insert(0, execute(say("I have it"), "alert.acknowledge", ids, main=True, with_inputs=False))
    return [action_set(*buttons), _later(ids, say), _action(ids, say), _resolution(ids, say)]


def _of_a_conflict(view: AlertButtons, ids: Ids, say: Say) -> list[Strict]:
    status = status_word(view.rag, say)
    agree = execute(say("I agree: report {status}", status=status), "conflict.agree", ids, main=True, with_inputs=False)
    if view.is_explained:
        return [action_set(agree)]
    reason = text_input("reason", say("Why do the figures not tell the truth?"), max_length=TEXT_LENGTH)
    send = action_set(execute(say("Send the reason"), "conflict.explain", ids))
    readers = text(say("Everybody who sees the project reads it."), subtle=True, size="Small")
    explanation = container([reason, readers, send], id="explain", visible=False)
    return [action_set(agree, reveal(say("Say why not…"), "explain")), explanation]


def _later(ids: Ids, say: Say) -> Strict:
    choices = (
        (say("Tomorrow"), "1d"),
        (say("In three working days"), "3d"),
        (say("In a week"), "5d"),
    )
    buttons = [execute(title, "alert.snooze", {**ids, "for": days}, with_inputs=False) for title, days in choices]
    return container([action_set(*buttons)], id="later", visible=False)


def _action(ids: Ids, say: Say) -> Strict:
    """An action for somebody, or a decision of the owner, by a day."""
    fields = [
        text_input("action", say("What is to be done or decided?"), max_length=TEXT_LENGTH),
        line_input("owner", say("Who does it"), max_length=NAME_LENGTH),
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
