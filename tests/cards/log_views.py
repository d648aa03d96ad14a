"""Logs of risks, issues and changes as the tests show them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from cards.log_entry import EntryForm, EntryView, entry_card, entry_form
from cards.log_list import LogRow, LogView, log_card
from cards.rendered import Rendered
from locales import Say
from pmo.logs import STATES, Category, LogEntry, LogKind, LogState, Strategy
from tests.cards.samples import ARABIC, HOSTILE, NOW

SUPPLIER = LogEntry(
    project="VISA",
    kind=LogKind.RISK,
    number=3,
    title="The only supplier of the fingerprint readers stops delivering",
    state=LogState.WAITING,
    description="One supplier is left since the merger. Without readers no post can take biometrics from September.",
    category=Category.EXTERNAL,
    likelihood=4,
    impact=5,
    strategy=Strategy.REDUCE,
    owner="nbrennan",
    action="Ask two other suppliers for a sample of their readers.",
    due=date(2026, 3, 6),
    raised_by="nbrennan",
    raised_at=NOW - timedelta(days=20),
)
_QUIET = replace(SUPPLIER, number=1, title="Staff change at two posts", likelihood=2, impact=1, due=None, owner="")
_RAW = replace(SUPPLIER, number=4, title=HOSTILE, likelihood=None, strategy=None, due=None, state=LogState.PROPOSED)
_OVER = replace(_QUIET, number=2, title="Late budget", state=LogState.CLOSED, changed_at=NOW - timedelta(days=3))
_ISSUE = replace(
    SUPPLIER,
    kind=LogKind.ISSUE,
    number=1,
    title=ARABIC,
    state=LogState.OPEN,
    likelihood=None,
    urgency=5,
    impact=4,
    strategy=None,
)
_CHANGE = replace(
    SUPPLIER,
    kind=LogKind.CHANGE,
    number=12,
    title="Take payments by card in the app",
    state=LogState.APPROVED,
    likelihood=None,
    impact=None,
    priority=4,
    size=3,
    strategy=None,
    due=date(2026, 6, 30),
    decided_by="hvanacker",
    decided_at=NOW - timedelta(days=1),
)
_SCOPE = "VISA · Online visa application"


def _log(kind: LogKind, *entries: LogEntry, named: bool = False, alone: bool = True) -> Callable[[Say], Rendered]:
    rows = tuple([LogRow(entry=one, owner="Nora Brennan" if one.owner else "", named=named) for one in entries])
    view = LogView(
        kind=kind,
        scope=HOSTILE if named else _SCOPE,
        rows=rows,
        today=NOW.date(),
        as_of=NOW,
        project="" if named else "VISA",
        opens=alone,
        adds=alone and not named,
    )
    return lambda say: log_card(view, say)


def _entry(entry: LogEntry, *, changes: bool = True) -> Callable[[Say], Rendered]:
    view = EntryView(
        entry=entry,
        project="Online visa application",
        as_of=NOW,
        owner="Nora Brennan",
        raised_by="Nora Brennan",
        decided_by="Hilde Van Acker" if entry.decided_by else "",
        overdue=entry.is_overdue(NOW.date()),
        changes=changes,
    )
    return lambda say: entry_card(view, say)


def entry_just_kept(say: Say) -> Rendered:
    """What has just happened comes first."""
    code, name = SUPPLIER.code, "Online visa application"
    first = say("{code} is in the log.", code=code)
    return entry_card(EntryView(entry=SUPPLIER, project=name, as_of=NOW, changes=True, first=first), say)


def _form(kind: LogKind, *, known: bool = False, problem: bool = False) -> Callable[[Say], Rendered]:
    typed = {"title": SUPPLIER.title, "likelihood": "4", "impact": "5", "state": "approved", "owner": HOSTILE}

    def drawn(say: Say) -> Rendered:
        problems = {"title": say("Say in a few words what it is."), "owner": say("This is not a number.")}
        first = say(
            "{name} has changed this meanwhile. What you typed still stands here: look, and save again.", name="Luc"
        )
        view = EntryForm(
            kind=kind,
            ids={"kind": kind.value, "project": "VISA", "form": "f1"},
            scope=_SCOPE,
            as_of=NOW,
            code="VISA R3" if known else "",
            typed=typed if known or problem else {},
            states=STATES[kind] if known else (),
            problems=problems if problem else {},
            first=first if known else "",
        )
        return entry_form(view, say)

    return drawn


LOG_VIEWS: dict[str, Callable[[Say], Rendered]] = {
    "risks": _log(LogKind.RISK, SUPPLIER, _QUIET, _RAW, _OVER),
    "risks_none": _log(LogKind.RISK),
    "risks_in_a_channel": _log(LogKind.RISK, SUPPLIER, _QUIET, named=True, alone=False),
    "risks_many": _log(LogKind.RISK, *[SUPPLIER, _QUIET, _RAW] * 60, named=True),
    "issues": _log(LogKind.ISSUE, _ISSUE),
    "changes": _log(LogKind.CHANGE, _CHANGE, replace(_CHANGE, number=13, state=LogState.WAITING)),
    "risk": _entry(SUPPLIER),
    "risk_unassessed": _entry(_RAW, changes=False),
    "issue": _entry(_ISSUE),
    "change": _entry(_CHANGE),
    "entry_just_kept": entry_just_kept,
    "risk_form": _form(LogKind.RISK, known=True),
    "risk_form_new": _form(LogKind.RISK),
    "issue_form_problem": _form(LogKind.ISSUE, problem=True),
    "change_form": _form(LogKind.CHANGE, known=True),
}
