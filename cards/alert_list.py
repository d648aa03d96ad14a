"""The open alerts: how many, then one line each, the worst and oldest first."""

from dataclasses import dataclass
from datetime import datetime

from cards.elements import Strict, heading, rich, text
from cards.plain import clipped, joined
from cards.rendered import LIMIT, Rendered, fitting, rendered, size_of, told
from cards.status import NAME_LENGTH, as_of_words, project_run, remark_run, status_run
from locales import Say
from pmo.alerts import AlertState
from pmo.portfolio import Rag

_RESERVE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRow:
    """One open alert.

    Attributes:
        what: what raised it, in the reader's language; empty for a declared status.
        by: name of who has it; empty for nobody; `until` is until when they put it off.
    """

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
        notes: lines for the end, in the reader's language.
    """

    rows: tuple[AlertRow, ...]
    as_of: datetime
    scope: str = ""
    notes: tuple[str, ...] = ()


def alerts_card(view: AlertsView, say: Say) -> Rendered:
    """The count in a sentence, and how many nobody has taken; then a line an alert."""
    title = joined(say("Open alerts"), clipped(view.scope, NAME_LENGTH), by=" – ")
    sentence = _sentence(view, say)
    body = [heading(title), text(sentence, weight="Bolder", spacing="Small")]
    ending = [text(clipped(note, 2 * NAME_LENGTH)) for note in view.notes]
    foot = as_of_words(view.as_of, say)
    if view.rows:
        foot = joined(foot, say("To act on one: alerts {code}", code=view.rows[0].project))
    ending.append(text(foot, subtle=True, size="Small", separator=True))
    rows = [_row(row, say) for row in view.rows]
    shown = fitting(rows, LIMIT - _RESERVE - size_of([element.render() for element in (*body, *ending)]))
    if shown < len(rows):
        ending.insert(0, text(say.plural("and {n} more", "and {n} more", len(rows) - shown), subtle=True))
    return rendered([*body, *rows[:shown], *ending], summary=told(title, sentence), say=say)


def _sentence(view: AlertsView, say: Say) -> str:
    if not view.rows:
        return say("No alert is open.")
    alerts = say.plural("{n} alert is open", "{n} alerts are open", len(view.rows))
    waiting = sum(row.state is AlertState.OPEN for row in view.rows)
    if not waiting:
        return say("{alerts}, all of them taken.", alerts=alerts)
    return say.plural(
        "{alerts}; nobody has taken {n} of them.", "{alerts}; nobody has taken {n} of them.", waiting, alerts=alerts
    )


def _row(row: AlertRow, say: Say) -> Strict:
    since = say("since {period}", period=say.date(row.since))
    remarks = joined(clipped(row.what, NAME_LENGTH), since, _who(row, say))
    return rich(status_run(row.rag, say), project_run(row.project, row.name), remark_run(remarks), spacing="Small")


def _who(row: AlertRow, say: Say) -> str:
    if row.state is AlertState.SNOOZED and row.until is not None:
        return say("{name}, put off until {day}", name=row.by, day=say.date(row.until))
    return row.by or say("nobody has it")
