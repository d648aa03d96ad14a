"""The open alerts: how many, then one line each, the worst and oldest first."""

from dataclasses import dataclass
from datetime import datetime

from cards.actions import execute
from cards.elements import Strict, action_set, columns, heading, rich, text
from cards.plain import clipped, joined
from cards.rendered import LIMIT, Rendered, fitting, rendered, size_of, told
from cards.status import NAME_LENGTH, as_of_words, project_run, remark_run, status_run
from locales import Say
from pmo.alerts import AlertState
from pmo.portfolio import Rag

_RESERVE = 2_000
OPENED = 10
"""So many of the first alerts have a button of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRow:
    """One open alert.

    Attributes:
        id: what its button sends back.
        what: what raised it, in the reader's language; empty for a declared status.
        by: name of who has it; empty for nobody; `until` is until when they put it off.
    """

    id: str
    project: str
    name: str
    rag: Rag
    since: datetime
    what: str = ""
    state: AlertState = AlertState.OPEN
    by: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertsView:
    """Open alerts, in the order in which they are shown.

    Attributes:
        scope: what they are of, in the reader's language; empty for the whole portfolio.
        shared: it is read by everybody of a channel, not by one person alone.
        notes: lines for the end, in the reader's language.
    """

    rows: tuple[AlertRow, ...]
    as_of: datetime
    scope: str = ""
    shared: bool = False
    notes: tuple[str, ...] = ()


def alerts_card(view: AlertsView, say: Say) -> Rendered:
    """The count in a sentence, and how many nobody has taken; then a line an alert."""
    title = joined(say("Open alerts"), clipped(view.scope, NAME_LENGTH), by=" – ")
    sentence = _sentence(view, say)
    body = [heading(title), text(sentence, weight="Bolder", spacing="Small")]
    ending = [text(clipped(note, 2 * NAME_LENGTH)) for note in view.notes]
    foot = as_of_words(view.as_of, say)
    if len(view.rows) > OPENED:
        foot = joined(foot, say("To act on one: alerts {code}", code=view.rows[OPENED].project))
    ending.append(text(foot, subtle=True, size="Small", separator=True))
    rows = [_row(row, say, opened=number < OPENED) for number, row in enumerate(view.rows)]
    shown = fitting(rows, LIMIT - _RESERVE - size_of([element.render() for element in (*body, *ending)]))
    if shown < len(rows):
        ending.insert(0, text(say.plural("and {n} more alert", "and {n} more alerts", len(rows) - shown), subtle=True))
    return rendered([*body, *rows[:shown], *ending], summary=told(title, sentence), say=say)


def _sentence(view: AlertsView, say: Say) -> str:
    """How many there are that the readers may see: others, if any, are nobody's business here."""
    total, waiting = len(view.rows), sum(row.state is AlertState.OPEN for row in view.rows)
    if not total:
        nothing = say("No alert is open that you may see.")
        return say("No alert is open that everybody here may see.") if view.shared else nothing
    alerts = _alerts(total, view, say)
    if not waiting:
        return say.plural("{alerts}; it is taken.", "{alerts}; all of them are taken.", total, alerts=alerts)
    if waiting == total:
        return say.plural(
            "{alerts}; nobody has taken it.", "{alerts}; nobody has taken any of them.", total, alerts=alerts
        )
    return say.plural(
        "{alerts}; nobody has taken {n} of them.", "{alerts}; nobody has taken {n} of them.", waiting, alerts=alerts
    )


def _alerts(count: int, view: AlertsView, say: Say) -> str:
    if view.shared:
        return say.plural(
            "{n} open alert that everybody here may see", "{n} open alerts that everybody here may see", count
        )
    return say.plural("{n} open alert that you may see", "{n} open alerts that you may see", count)


def _row(row: AlertRow, say: Say, *, opened: bool) -> Strict:
    since = say("since {period}", period=say.date(row.since))
    remarks = joined(clipped(row.what, NAME_LENGTH), since, _who(row, say))
    line = (status_run(row.rag, say), project_run(row.project, row.name), remark_run(remarks))
    if not opened:
        return rich(*line, spacing="Small")
    button = action_set(execute(say("Open"), "alert.show", {"alert": row.id}, with_inputs=False))
    return columns([rich(*line)], [button], widths=("stretch", "auto"), spacing="Small")


def _who(row: AlertRow, say: Say) -> str:
    if row.state is AlertState.SNOOZED and row.until is not None:
        return say("{name}, put off until {day}", name=row.by, day=say.date(row.until))
    return row.by or say("nobody has it")
