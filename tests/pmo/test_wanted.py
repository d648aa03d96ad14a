"""What is wanted of whom: what is open of what was put to somebody, and of what a report names."""

from dataclasses import replace
from datetime import date

import pytest

from pmo.actions import Action, ActionKind
from pmo.digests import DigestWanted, told_to_all
from pmo.portfolio import Rag
from pmo.reports import StatusReport
from pmo.wanted import wanted_of
from tests.pmo.places import utc

TODAY = date(2026, 3, 13)
NOW = utc("2026-03-13T13:00")
REPORT = StatusReport(
    project="VISA",
    period="2026-W11",
    version=1,
    rag=Rag.RED,
    action="New tender",
    action_owner="hvanacker",
    action_by=date(2026, 3, 20),
    help="A decision on the archive",
    help_from="ldessart",
)
HELP = Action(
    project="VISA",
    period="2026-W11",
    asked_by="nbrennan",
    asked_at=NOW,
    text="A decision on the archive",
    owner="ldessart",
)
DECISION = replace(
    HELP, kind=ActionKind.DECISION, text="Another supplier?", origin="visa/declared#1", due=date(2026, 3, 12)
)
TENDER = replace(DECISION, kind=ActionKind.ACTION, text="New tender", origin="visa/declared#2", due=date(2026, 3, 18))


def told(*actions: Action, report: StatusReport | None = REPORT) -> list[tuple[str, str, str]]:
    return [(one.kind.value, one.text, one.owner) for one in wanted_of("VISA", actions, report, TODAY)]


def test_a_red_projects_report_names_its_action_and_the_help_it_asks_for() -> None:
    named = [("action", "New tender", "hvanacker"), ("help", "A decision on the archive", "ldessart")]
    assert told() == named
    assert told(report=replace(REPORT, rag=Rag.AMBER)) == named
    assert told(report=replace(REPORT, rag=Rag.GREEN)) == []
    assert told(report=None) == []


def test_help_of_the_pmo_has_no_other_owner() -> None:
    assert told(report=replace(REPORT, action="", help_from="PMO")) == [("help", "A decision on the archive", "")]


@pytest.mark.parametrize("ended", [HELP.done("ldessart", NOW, "Granted"), HELP.withdrawn(NOW)])
def test_help_that_was_answered_or_withdrawn_is_not_wanted_any_more(ended: Action) -> None:
    assert told(HELP)[1] == ("help", "A decision on the archive", "ldessart")
    assert told(ended) == [("action", "New tender", "hvanacker")]


def test_help_that_is_asked_for_again_is_wanted_once() -> None:
    answered = HELP.done("ldessart", NOW, "Granted")
    again = replace(HELP, period="2026-W12")
    assert [kind for kind, *_ in told(answered, again)] == ["action", "help"]


def test_an_action_that_was_put_to_somebody_in_the_words_of_the_report_is_told_once_and_not_when_it_is_done() -> None:
    assert [one.due for one in wanted_of("VISA", [TENDER, HELP], REPORT, TODAY)] == [date(2026, 3, 18), None]
    assert told(TENDER.done("hvanacker", NOW, "Published"), HELP) == [("help", "A decision on the archive", "ldessart")]


def test_of_an_alert_for_few_nothing_is_told_that_it_led_to() -> None:
    assert wanted_of("VISA", [DECISION], None, TODAY, for_few={"visa/declared"}) == []
    assert wanted_of("VISA", [DECISION], None, TODAY, for_few={"biom/declared"}) != []
    said = wanted_of("VISA", [TENDER, HELP], REPORT, TODAY, for_few={"visa/declared"})
    assert [(one.text, one.due) for one in said if one.kind is ActionKind.ACTION] == [
        ("New tender", date(2026, 3, 20))
    ], "what the report names is told, and not by when the few want it"


def test_it_comes_by_day_and_is_overdue_when_its_day_has_passed() -> None:
    found = wanted_of("VISA", [HELP, DECISION], REPORT, TODAY)
    assert [(one.text, one.overdue) for one in found] == [
        ("Another supplier?", True),
        ("New tender", False),
        ("A decision on the archive", False),
    ]


def test_a_channel_is_told_of_everything_but_help() -> None:
    help_wanted = DigestWanted(project="VISA", kind=ActionKind.HELP, text="Money")
    others = tuple(replace(help_wanted, kind=kind) for kind in (ActionKind.ACTION, ActionKind.DECISION))
    assert told_to_all((help_wanted, *others)) == others
