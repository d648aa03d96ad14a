"""An alert: what went wrong, since when, why we think so, and what one can do about it."""

from dataclasses import dataclass
from datetime import datetime

from cards.actions import execute, reveal
from cards.elements import Strict, action_set, container, facts, heading, text
from cards.inputs import text_input
from cards.plain import clipped
from cards.rendered import Rendered, rendered
from cards.status import container_style, status_word, title_of, titled_status
from locales import Say
from pmo.alerts import AlertState
from pmo.portfolio import Rag

TEXT_LENGTH = 1000
"""Characters of the reporter's words, of blockers and of a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertView:
    """An alert about a declared status.

    Attributes:
        id, version: what the buttons send back.
        since: when the project got this status.
        period: the period whose answer raised or last confirmed the alert.
        count: how many reports have said so, from 1.
        summary, blockers: the reporter's words.
        reasons: why this is an alert, with figures, in the reader's language.
        project, name: code and name of the project.
        asked: the name of who is asked to act; empty when nobody is.
        by, at: who acknowledged or resolved it, and when.
        note: what was said when it was resolved.
        closed_itself: a report of green ended it, nobody pressed anything.
    """

    id: str
    version: int
    project: str
    name: str
    program: str
    rag: Rag
    since: datetime
    period: str
    count: int = 1
    summary: str = ""
    blockers: str = ""
    reasons: tuple[str, ...] = ()
    asked: str = ""
    state: AlertState = AlertState.OPEN
    by: str = ""
    at: datetime | None = None
    note: str = ""
    closed_itself: bool = False


def alert_card(view: AlertView, say: Say) -> Rendered:
    """The project and its status, the reporter's words, the reasons, who is asked, and the buttons."""
    body = [_head(view, say)]
    if view.state is not AlertState.OPEN:
        body.append(text(_state_words(view, say), weight="Bolder"))
    if view.note:
        body.append(text(clipped(view.note, TEXT_LENGTH), spacing="Small"))
    if view.summary:
        body.append(text(clipped(view.summary, TEXT_LENGTH)))
    body.append(facts(_facts(view, say)))
    return rendered([*body, *_answers(view, say)], summary=_summary(view, say), say=say)


def _head(view: AlertView, say: Say) -> Strict:
    if view.state is AlertState.RESOLVED:
        title, style = "✓ " + say("Resolved"), "good"
    else:
        title, style = titled_status(view.rag, say), container_style(view.rag)
    project = text(title_of(view.project, view.name), weight="Bolder", spacing="Small")
    return container([heading(title), project], style=style, bleed=True)


def _facts(view: AlertView, say: Say) -> list[tuple[str, str]]:
    return [
        (say("Since"), say.date(view.since)),
        (say("Reported"), say.plural("{n} time", "{n} times", view.count) if view.count > 1 else ""),
        (say("Blockers"), clipped(view.blockers, TEXT_LENGTH)),
        (say("Why"), "\n".join(view.reasons)),
        (say("Program"), view.program),
        (say("Asked to act"), "" if view.state is AlertState.RESOLVED else view.asked),
    ]


def _state_words(view: AlertView, say: Say) -> str:
    when = say.moment(view.at) if view.at else ""
    if view.closed_itself:
        return say("Reported green again, {when}.", when=when)
    if view.state is AlertState.RESOLVED:
        return say("Resolved by {name}, {when}.", name=view.by, when=when)
    return say("{name} has taken it, {when}.", name=view.by, when=when)


def _answers(view: AlertView, say: Say) -> list[Strict]:
    if view.state is AlertState.RESOLVED:
        return []
    ids: dict[str, str | int] = {"alert": view.id, "version": view.version}
    buttons = [reveal(say("Resolve…"), "resolve")]
    if view.state is AlertState.OPEN:
        buttons.insert(0, execute(say("I have it"), "alert.acknowledge", ids, main=True, with_inputs=False))
    return [action_set(*buttons), _resolution(ids, say)]


def _resolution(ids: dict[str, str | int], say: Say) -> Strict:
    note = text_input("note", say("How was it resolved?"), max_length=TEXT_LENGTH)
    return container(
        [note, action_set(execute(say("Mark as resolved"), "alert.resolve", ids))], id="resolve", visible=False
    )


def _summary(view: AlertView, say: Say) -> str:
    if view.closed_itself:
        return say("{project} is green again.", project=title_of(view.project, view.name))
    if view.state is AlertState.RESOLVED:
        return say("{project}: alert resolved by {name}.", project=title_of(view.project, view.name), name=view.by)
    status = status_word(view.rag, say)
    if view.state is AlertState.ACKNOWLEDGED:
        return say("{project} is {status}; {name} has taken it.", project=view.project, status=status, name=view.by)
    return say("{project} is {status}.", project=title_of(view.project, view.name), status=status)
