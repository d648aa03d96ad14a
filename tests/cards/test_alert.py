"""The alert card through its life."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from cards.alert import AlertView, alert_card
from cards.mentions import Named
from locales import speaker
from pmo.alerts import AlertState
from pmo.portfolio import Rag
from tests.cards.alert_views import FIGURES, alert, conflict, explained, put_off
from tests.cards.samples import HOSTILE, NOW
from tests.cards.validation import actions, elements, faults, inputs, words

SAY = speaker("en", ZoneInfo("Europe/Brussels"))
RED = AlertView(
    id="con-7/declared",
    version=2,
    project="CON-7",
    name="Consular portal",
    program="Digital consulate",
    rag=Rag.RED,
    since=NOW,
    period="2026-W11",
)


def test_an_open_alert_says_what_since_when_why_and_who_is_asked() -> None:
    card = alert_card(replace(RED, reasons=("Amber for three weeks.",), asked=(Named("Ana"),)), SAY).card
    shown = words(card)
    for told in (
        "■ Red",
        "CON-7 · Consular portal",
        "12 Mar 2026",
        "Amber for three weeks.",
        "Ana",
    ):
        assert told in shown


def test_an_open_alert_can_be_taken_first_then_put_off_or_resolved() -> None:
    card = alert(AlertState.OPEN)(SAY).card
    verbs = [action["verb"] for action in actions(card)]
    assert verbs == ["alert.acknowledge", *["alert.snooze"] * 3, "alert.action", "alert.decision", "alert.resolve"]
    assert [action["data"]["for"] for action in actions(card)[1:4]] == ["1d", "3d", "5d"]
    assert actions(card)[0]["data"] == {"alert": "a1", "version": 1}


def test_the_note_is_hidden_until_it_is_wanted() -> None:
    card = alert(AlertState.OPEN)(SAY).card
    hidden = [item for _, item in elements(card) if item.get("isVisible") is False]
    assert [item["id"] for item in hidden] == ["later", "action-form", "resolve"]
    assert inputs(hidden[1]).keys() == {"action", "person", "owner", "by"}
    assert inputs(hidden[2]).keys() == {"note"}
    revealed = [item["targetElements"] for _, item in elements(card) if "targetElements" in item]
    assert revealed == [["later"], ["action-form"], ["resolve"]]


def test_a_taken_alert_says_who_has_it_and_can_be_resolved() -> None:
    card = alert(AlertState.ACKNOWLEDGED)(SAY).card
    assert "Ana Peeters has taken it, Thursday 12 March, 12:12." in words(card)
    assert {action["verb"] for action in actions(card)} == {
        "alert.snooze",
        "alert.action",
        "alert.decision",
        "alert.resolve",
    }


def test_a_resolved_alert_has_no_buttons_and_keeps_the_note() -> None:
    card = alert(AlertState.RESOLVED)(SAY).card
    assert actions(card) == []
    assert "✓ Resolved" in words(card)
    assert "Amendment signed; delivery on 1 April." in words(card)
    assert "Asked to act" not in words(card)


def test_an_alert_that_ended_by_a_green_report_names_nobody() -> None:
    ended = replace(RED, state=AlertState.RESOLVED, closed_itself=True, at=NOW)
    rendered = alert_card(ended, SAY)
    assert "Reported green again, Thursday 12 March, 10:12." in words(rendered.card)
    assert rendered.summary == "CON-7 · Consular portal is green again."


def test_an_alert_that_ended_with_its_project_says_how_the_project_ended() -> None:
    closed = replace(RED, state=AlertState.RESOLVED, closed_itself=True, project_over=True, at=NOW)
    assert "The project is closed." in words(alert_card(closed, SAY).card)
    left = alert_card(replace(closed, project_left=True), SAY)
    assert "The project has left the portfolio." in words(left.card)
    assert left.summary == "CON-7 · Consular portal has left the portfolio; its alert has ended."


def test_a_confirmed_alert_is_counted() -> None:
    assert "3 times" in words(alert_card(replace(RED, count=3), SAY).card)
    assert "Reported" not in words(alert_card(RED, SAY).card)


def test_long_and_hostile_words_of_the_reporter_fit() -> None:
    for words_of_reporter in ("🙂" * 1000, '"' * 5000, HOSTILE * 30, "\n- a" * 300):
        view = replace(RED, summary=words_of_reporter, blockers=words_of_reporter, note=words_of_reporter)
        assert faults(alert_card(view, SAY).card) == []


def test_what_the_figures_say_alone_is_said_to_come_from_them() -> None:
    rendered = alert_card(FIGURES, SAY)
    shown = words(rendered.card)
    assert "■ Red by the figures" in shown
    assert "green" in shown
    assert rendered.summary == "CON-7 · Consular portal: ■ Red by the figures"


def test_of_a_conflict_one_can_agree_or_say_why_not() -> None:
    card = conflict(SAY).card
    assert [action["verb"] for action in actions(card)] == ["conflict.agree", "conflict.explain"]
    assert "I agree: report red" in words(card)
    hidden = [item for _, item in elements(card) if item.get("isVisible") is False]
    assert inputs(hidden[0]).keys() == {"reason"}


def test_what_was_explained_can_still_be_agreed_with() -> None:
    card = explained(SAY).card
    assert [action["verb"] for action in actions(card)] == ["conflict.agree"]
    assert "Ana Peeters says why it is green all the same" in words(card)
    assert "Die Lieferung ist da." in words(card)


def test_what_was_put_off_says_until_when_and_can_be_taken() -> None:
    card = put_off(SAY).card
    assert "Ana Peeters has put it off until Tuesday 17 March, 10:12." in words(card)
    assert actions(card)[0]["verb"] == "alert.acknowledge"
