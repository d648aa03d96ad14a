"""Rules and the list of open alerts as the tests show them."""

from dataclasses import replace
from datetime import date, timedelta

from cards.alert_list import AlertRow, AlertsView, alerts_card
from cards.rendered import Rendered
from cards.rule import RulesView, RuleView, TrialView, rule_card, rules_card
from locales import Say
from pmo.alerts import AlertState
from pmo.portfolio import Rag
from tests.cards.samples import ARABIC, NOW

TRIAL = TrialView(
    first=date(2025, 3, 13),
    last=date(2026, 3, 12),
    total=7,
    projects=3,
    of=20,
    openings=(("DCMOVE", date(2026, 3, 5), "12 %"), ("SOC", date(2026, 2, 19), "")),
    now=("DCMOVE", "SOC", "CABLE"),
    flood=True,
)
WAITS = RuleView(
    code="LATE-END",
    version=3,
    headline=f"The end slips again {ARABIC}",
    terms="slip > 10 (n = 2)",
    severity=Rag.AMBER,
    asked="PM",
    as_of=NOW,
    waits=True,
    needs_trial=True,
)
TRIED = replace(WAITS, trial=TRIAL, needs_trial=False, may_want=True)
LIVE = replace(WAITS, code="FAILED", severity=Rag.RED, waits=False, needs_trial=False, live=True, live_since=NOW)


def waiting(say: Say) -> Rendered:
    """New, and not tried yet."""
    return rule_card(WAITS, say)


def being_tried(say: Say) -> Rendered:
    """Half of the projects are done."""
    return rule_card(replace(WAITS, trying=(10, 20)), say)


def tried(say: Say) -> Rendered:
    """It would flood people."""
    return rule_card(TRIED, say)


def wanted(say: Say) -> Rendered:
    """One of the PMO wants it."""
    return rule_card(replace(TRIED, wanted_by="Ana Peeters", may_drop=True), say)


def by_itself(say: Say) -> Rendered:
    """The only one of the PMO wants it."""
    return rule_card(replace(TRIED, wanted_by="Ana Peeters", may_drop=True, goes_live_at=NOW, may_want=False), say)


def live(say: Say) -> Rendered:
    """It runs."""
    return rule_card(LIVE, say)


def to_be_turned_off(say: Say) -> Rendered:
    """Somebody wants it to stop."""
    return rule_card(replace(LIVE, waits=True, off=True, may_want=True), say)


def all_rules(say: Say) -> Rendered:
    """More than a card can hold."""
    many = tuple(replace(WAITS, code=f"R-{n}") for n in range(120))
    return rules_card(RulesView(rules=(LIVE, TRIED, *many), as_of=NOW), say)


def open_alerts(say: Say) -> Rendered:
    """More than a card can hold, some taken and put off."""
    row = AlertRow(id="con-7/declared", project="CON-7", name="Consular portal", rag=Rag.RED, since=NOW)
    taken = replace(row, state=AlertState.ACKNOWLEDGED, by="Ana Peeters", what="12 %")
    off = replace(row, state=AlertState.SNOOZED, by="Ana Peeters", until=NOW + timedelta(days=3))
    return alerts_card(AlertsView(rows=(row, taken, off, *[row] * 300), as_of=NOW), say)


def no_alerts(say: Say) -> Rendered:
    """None."""
    return alerts_card(AlertsView(rows=(), as_of=NOW, scope="DIG · Digital"), say)


RULE_VIEWS = {
    "rule_waiting": waiting,
    "rule_being_tried": being_tried,
    "rule_tried": tried,
    "rule_wanted": wanted,
    "rule_by_itself": by_itself,
    "rule_live": live,
    "rule_to_be_turned_off": to_be_turned_off,
    "rules": all_rules,
    "alerts": open_alerts,
    "no_alerts": no_alerts,
}
