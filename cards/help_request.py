"""Help, an action or a decision: the request with room for an answer, and the answer for the one who asked."""

from dataclasses import dataclass
from datetime import date, datetime

from cards.actions import execute
from cards.elements import Strict, action_set, heading, rich, text
from cards.inputs import text_input
from cards.plain import clipped
from cards.rendered import Rendered, rendered
from cards.status import project_run, status_run, title_of
from locales import Say
from pmo.actions import ActionKind
from pmo.forms import TEXT_LIMIT
from pmo.portfolio import Rag


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpRequest:
    """A request for help and how it stands.

    Attributes:
        action, version: what the button sends back.
        rag: the status the project had when help was asked for.
        asked_by: name; `asked_of` likewise, empty for the PMO.
        kind: what is wanted; `due` by when, None for help.
        overdue: nobody has answered for two working days, or by the day.
        answer, answered_by, answered_at: empty and None while it is open.
        withdrawn: the one who asked needs it no more.
    """

    action: str
    version: int
    project: str
    name: str
    rag: Rag | None
    text: str
    asked_by: str
    asked_at: datetime
    asked_of: str = ""
    kind: ActionKind = ActionKind.HELP
    due: date | None = None
    overdue: bool = False
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    withdrawn: bool = False


def help_request_card(view: HelpRequest, say: Say) -> Rendered:
    """Who needs what, and room for an answer; once answered, the answer."""
    title = _title(view, say)
    body = [heading(title), _project(view, say)]
    body.append(text(clipped(view.text, TEXT_LIMIT)))
    body.append(text(_asked_words(view, say), subtle=True, spacing="Small"))
    if view.answered_at is not None or view.withdrawn:
        return rendered([*body, *_end(view, say)], summary=title, say=say)
    return rendered([*body, *_room(view, say)], summary=title, say=say)


def _room(view: HelpRequest, say: Say) -> list[Strict]:
    """Room for the answer, in the words of what is wanted."""
    ids: dict[str, str | int] = {"action": view.action, "version": view.version}
    match view.kind:
        case ActionKind.HELP:
            label, title, verb = say("Your answer"), say("Answer"), "action.done"
        case ActionKind.ACTION:
            label, title, verb = say("What was done"), say("Done"), "action.done"
        case ActionKind.DECISION:
            label, title, verb = say("Your decision"), say("Record the decision"), "decision.record"
    return [text_input("answer", label, max_length=TEXT_LIMIT), action_set(execute(title, verb, ids, main=True))]


def help_answer_card(view: HelpRequest, say: Say) -> Rendered:
    """The answer, for the one who asked."""
    title = _answer_title(view, say)
    body = [heading(title), _project(view, say), text(clipped(view.text, TEXT_LIMIT), subtle=True)]
    body.append(text(clipped(view.answer, TEXT_LIMIT)))
    return rendered(body, summary=f"{title}: {clipped(view.answer, 150)}", say=say)


def _answer_title(view: HelpRequest, say: Say) -> str:
    match view.kind:
        case ActionKind.HELP:
            return say("{name} answers your request for help", name=view.answered_by)
        case ActionKind.ACTION:
            return say("{name} has acted on {project}", name=view.answered_by, project=view.project)
        case ActionKind.DECISION:
            return say("{name} has decided on {project}", name=view.answered_by, project=view.project)


def _title(view: HelpRequest, say: Say) -> str:
    late = view.overdue and view.answered_at is None
    match view.kind:
        case ActionKind.ACTION if late:
            return say("An action on {project} is overdue", project=view.project)
        case ActionKind.ACTION:
            return say("{name} asks for an action on {project}", name=view.asked_by, project=view.project)
        case ActionKind.DECISION if late:
            return say("A decision on {project} is overdue", project=view.project)
        case ActionKind.DECISION:
            return say("{name} asks for a decision on {project}", name=view.asked_by, project=view.project)
        case ActionKind.HELP:
            return _help_title(view, say)


def _help_title(view: HelpRequest, say: Say) -> str:
    if view.withdrawn:
        return say("{name} does not need this help any more", name=view.asked_by)
    if view.overdue and view.answered_at is None:
        return say("{name} still waits for help with {project}", name=view.asked_by, project=view.project)
    return say("{name} asks for help with {project}", name=view.asked_by, project=view.project)


def _project(view: HelpRequest, say: Say) -> Strict:
    if view.rag is None:
        return text(title_of(view.project, view.name), weight="Bolder", spacing="None")
    return rich(status_run(view.rag, say), project_run(view.project, view.name), spacing="None")


def _asked_words(view: HelpRequest, say: Say) -> str:
    when = say.moment(view.asked_at)
    if view.due is not None:
        return say("Asked of {name}, {when}, by {day}", name=view.asked_of, when=when, day=say.date(view.due))
    if view.asked_of:
        return say("Asked of {name}, {when}", name=view.asked_of, when=when)
    return say("Asked of the PMO, {when}", when=when)


def _end(view: HelpRequest, say: Say) -> list[Strict]:
    if view.withdrawn or view.answered_at is None:
        return []
    when = say.moment(view.answered_at)
    told = say("Answered by {name}, {when}", name=view.answered_by, when=when)
    return [text(clipped(view.answer, TEXT_LIMIT), separator=True), text(told, subtle=True, spacing="Small")]
