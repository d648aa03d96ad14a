"""An alert: what went wrong, since when, why we think so, what was done about it, and what one can do."""

from dataclasses import dataclass
from datetime import datetime

from cards.alert_buttons import TEXT_LENGTH, AlertButtons, alert_buttons
from cards.elements import Strict, container, facts, heading, text
from cards.mentions import Named
from cards.plain import Markup, clipped, joined
from cards.rendered import Rendered, rendered
from cards.status import NAME_LENGTH, computed_word, container_style, status_word, title_of, titled_status
from locales import Say
from pmo.alerts import AlertState, Cause
from pmo.colours import Colour
from pmo.portfolio import Rag

_REASONS = 4
"""Reasons that its card tells, the worst first."""
_STEPS = 4
"""Latest steps of an alert that its card tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertView:
    """An alert about a project.

    Attributes:
        id, version: what the buttons send back.
        headline: what a rule says, in the reader's language; empty for other causes.
        since: when the project got this status.
        period: the period whose answer raised or last confirmed the alert.
        count: how many reports have said so, from 1; of figures, how often they came back.
        summary, blockers: the reporter's words.
        reasons: why this is an alert, with figures, in the reader's language.
        declared, computed: both statuses as they stand; None where there is none.
        project, name: code and name of the project.
        asked: who is asked to act; empty when nobody is.
        answers: the reader may declare the project's status, and so agree with the figures or say why not.
        acts: the reader may take it, put it off and resolve it; where several read, some may.
        money: it rests on money.
        by, at: who acknowledged, put off or resolved it, and when; `until` when it is put off.
        note: what was said when it was resolved, or why the figures do not tell the truth.
        closed_itself: its cause had gone, nobody pressed anything; `project_over` because the project is closed or,
            if `project_left`, has left the portfolio.
        steps: what happened to it, in the reader's language, in order.
        notes: lines for the end, in the reader's language.
    """

    id: str
    version: int
    project: str
    name: str
    program: str
    rag: Rag
    since: datetime
    period: str
    cause: Cause = Cause.DECLARED
    headline: str = ""
    count: int = 1
    summary: str = ""
    blockers: str = ""
    reasons: tuple[str, ...] = ()
    declared: Rag | None = None
    computed: Colour | None = None
    asked: tuple[Named, ...] = ()
    answers: bool = False
    acts: bool = True
    money: bool = False
    state: AlertState = AlertState.OPEN
    by: str = ""
    at: datetime | None = None
    until: datetime | None = None
    note: str = ""
    closed_itself: bool = False
    project_over: bool = False
    project_left: bool = False
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


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
    body += [
        text(clipped(step, 2 * NAME_LENGTH), subtle=True, size="Small", spacing="None") for step in view.steps[-_STEPS:]
    ]
    buttons = AlertButtons(
        id=view.id,
        version=view.version,
        code=view.project,
        state=view.state,
        rag=view.rag,
        acts=view.acts,
        is_conflict=view.cause is Cause.CONFLICT,
        answers=view.answers,
        is_explained=bool(view.note),
        money=view.money,
    )
    body += alert_buttons(buttons, say)
    body += [text(clipped(note, 2 * NAME_LENGTH), separator=True) for note in view.notes]
    return rendered(body, summary=_summary(view, say), say=say, people=view.asked)


def _head(view: AlertView, say: Say) -> Strict:
    if view.state is AlertState.RESOLVED:
        title, style = "✓ " + say("Resolved"), "good"
    else:
        title, style = _title(view, say), container_style(view.rag)
    project = text(title_of(view.project, view.name), weight="Bolder", spacing="Small")
    return container([heading(title), project], style=style, bleed=True)


def _title(view: AlertView, say: Say) -> str:
    """`■ Red`, and what it is that says so."""
    status = titled_status(view.rag, say)
    match view.cause:
        case Cause.DECLARED:
            return status
        case Cause.COMPUTED:
            return joined(status, say("by the figures"), by=" ")
        case Cause.CONFLICT:
            declared = status_word(view.declared, say)
            return say("{status} by the figures, declared {declared}", status=status, declared=declared)
        case Cause.BUDGET:
            return joined(status, say("over budget"), by=" – ")
        case Cause.MILESTONE:
            return joined(status, say("date missed"), by=" – ")
        case Cause.ORDER:
            return joined(status, say("out of order"), by=" – ")
        case Cause.RULE:
            return joined(status, clipped(view.headline, NAME_LENGTH), by=" – ")


def _facts(view: AlertView, say: Say) -> list[tuple[str, str]]:
    return [
        (say("Since"), say.date(view.since)),
        (say("Reported"), _counted(view, say)),
        (say("Blockers"), clipped(view.blockers, TEXT_LENGTH)),
        (say("Why"), "\n".join(view.reasons[:_REASONS])),
        (say("Declared"), _declared(view, say)),
        (say("By the figures"), _figures(view, say)),
        (say("Program"), view.program),
        (say("Asked to act"), _asked(view, say)),
    ]


def _asked(view: AlertView, say: Say) -> str:
    if view.state is AlertState.RESOLVED:
        return ""
    return Markup(say.listing([one.markup for one in view.asked]))


def _declared(view: AlertView, say: Say) -> str:
    """The declared status, where it is not said above."""
    return "" if view.cause in (Cause.DECLARED, Cause.CONFLICT) else status_word(view.declared, say)


def _counted(view: AlertView, say: Say) -> str:
    return say.plural("{n} time", "{n} times", view.count) if view.count > 1 else ""


def _figures(view: AlertView, say: Say) -> str:
    """What the figures say, where it is not said above."""
    if view.computed is None or view.cause in (Cause.COMPUTED, Cause.CONFLICT, Cause.BUDGET):
        return ""
    return computed_word(view.computed, say)


def _state_words(view: AlertView, say: Say) -> str:
    when = say.moment(view.at) if view.at else ""
    if view.closed_itself:
        return _closed_words(view, when, say)
    match view.state:
        case AlertState.RESOLVED:
            return say("Resolved by {name}, {when}.", name=view.by, when=when)
        case AlertState.SNOOZED:
            until = say.moment(view.until) if view.until else ""
            return say("{name} has put it off until {until}.", name=view.by, until=until)
    if view.cause in (Cause.COMPUTED, Cause.CONFLICT) and view.note:
        return say(
            "{name} says why it is {status} all the same, {when}:",
            name=view.by,
            status=status_word(view.declared, say),
            when=when,
        )
    return say("{name} has taken it, {when}.", name=view.by, when=when)


def _closed_words(view: AlertView, when: str, say: Say) -> str:
    if view.project_left:
        return say("The project has left the portfolio.")
    if view.project_over:
        return say("The project is closed.")
    if view.cause is Cause.DECLARED:
        return say("Reported green again, {when}.", when=when)
    if view.cause in (Cause.COMPUTED, Cause.CONFLICT):
        return say("The figures are no worse than the declared status any more, {when}.", when=when)
    return say("The cause has gone, {when}.", when=when)


def _summary(view: AlertView, say: Say) -> str:
    project = title_of(view.project, view.name)
    if view.closed_itself and view.project_left:
        return say("{project} has left the portfolio; its alert has ended.", project=project)
    if view.closed_itself and view.project_over:
        return say("{project} is closed; its alert has ended.", project=project)
    if view.closed_itself:
        if view.cause is Cause.DECLARED:
            return say("{project} is green again.", project=project)
        return say("{project}: the cause of the alert has gone.", project=project)
    if view.state is AlertState.RESOLVED:
        return say("{project}: alert resolved by {name}.", project=project, name=view.by)
    if view.cause is not Cause.DECLARED:
        return joined(project, _title(view, say), by=": ")
    status = status_word(view.rag, say)
    if view.state is AlertState.ACKNOWLEDGED:
        return say("{project} is {status}; {name} has taken it.", project=view.project, status=status, name=view.by)
    return say("{project} is {status}.", project=project, status=status)
