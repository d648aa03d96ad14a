"""The check-in card: a form, a mix, a receipt."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cards.checkin import CheckinView, checkin_card
from cards.checkin_parts import Answered, ProjectPart
from cards.rendered import LIMIT
from locales import speaker
from pmo.forms import TEXT_LIMIT
from pmo.portfolio import Rag
from tests.cards.samples import ARABIC, BADGES, HOSTILE, NOW, PORTAL, VISA
from tests.cards.validation import actions, elements, faults, inputs, words
from tests.cards.views import answered, ask, closed, faulty, first_ask, receipt

SAY = speaker("en", ZoneInfo("Europe/Brussels"))
FIELDS = {"rag", "progress", "forecast_end", "summary", "blockers", "unchanged"}


def view(*parts: ProjectPart, **more: object) -> CheckinView:
    base = CheckinView(card="c1", version=4, period="2026-W11", parts=parts, deadline=NOW + timedelta(days=1))
    return replace(base, **more)


def test_an_ask_names_each_project_with_its_last_status_and_the_deadline() -> None:
    shown = words(ask(SAY).card)
    assert "Please answer by Friday 13 March, 10:12 (Brussels)." in shown
    for told in ("VIS-3 · Visa appointments online", "●\u00a0green\u20025 Mar 2026", "▲\u00a0amber\u20025 Mar 2026"):
        assert told in shown


def test_the_deadline_is_told_on_the_readers_clock() -> None:
    shown = words(ask(speaker("nl", ZoneInfo("Asia/Kathmandu"))).card)
    assert "Gelieve te antwoorden vóór vrijdag 13 maart om 14:57 (Kathmandu)." in shown


def test_inputs_are_named_after_project_and_field() -> None:
    fields = inputs(ask(SAY).card)
    assert {f"CON-7/{field}" for field in FIELDS} <= fields.keys()
    assert len(fields) == 6 + 6 + 5


def test_the_fields_hold_what_was_said_last_time() -> None:
    fields = inputs(ask(SAY).card)
    assert fields["CON-7/rag"]["value"] == "amber"
    assert fields["CON-7/progress"]["value"] == 65
    assert fields["CON-7/forecast_end"]["value"] == "2026-11-15"
    assert fields["CON-7/summary"]["value"] == "Data migration is two weeks late.\nTesting starts on Monday."


def test_a_first_report_has_nothing_chosen_and_no_unchanged() -> None:
    fields = inputs(first_ask(SAY).card)
    assert "value" not in fields["SEC-12/rag"]
    assert "SEC-12/unchanged" not in fields


def test_the_button_sends_ids_only() -> None:
    (send,) = actions(ask(SAY).card)
    assert (send["verb"], send["data"]) == ("checkin.submit", {"card": "c1", "version": 1})


def test_a_receipt_tells_status_version_time_and_offers_to_edit() -> None:
    card = receipt(SAY).card
    shown = words(card)
    assert "●\u00a0green\u2002VIS-3 · Visa appointments online" in shown
    assert "Version 2 · Thursday 12 March, 10:12 · no change" in shown
    assert "Version 2 · Thursday 12 March, 10:12 · late · alert open" in shown
    assert [action["verb"] for action in actions(card)] == ["checkin.edit"]
    assert inputs(card) == {}


def test_a_mixed_card_shows_receipts_first_and_says_what_is_still_open() -> None:
    card = faulty(SAY).card
    shown = words(card)
    assert shown.index("VIS-3 · Visa") < shown.index("CON-7 · Consular")
    assert "Still open: CON-7." in shown
    assert [action["verb"] for action in actions(card)] == ["checkin.submit", "checkin.submit", "checkin.edit"]


def test_what_is_wrong_stands_right_after_its_field() -> None:
    order = [item.get("id") or item.get("text") for _, item in elements(faulty(SAY).card)]
    for field, problem in (
        ("CON-7/rag", "⚠ Please choose a status."),
        ("CON-7/progress", "⚠ 140 is not between 0 and 100."),
        ("CON-7/forecast_end", "⚠ “soon” is no date."),
    ):
        assert order.index(problem) == order.index(field) + (4 if field.endswith("rag") else 1)


def test_typed_values_come_back_as_they_were_typed() -> None:
    fields = inputs(faulty(SAY).card)
    assert fields["CON-7/progress"]["value"] == 140
    assert (fields["CON-7/forecast_end"]["type"], fields["CON-7/forecast_end"]["value"]) == ("Input.Text", "soon")
    assert fields["CON-7/summary"]["value"] == HOSTILE.replace("\u202e", "")


def test_a_problem_of_no_field_stands_under_the_heading() -> None:
    part = replace(BADGES, problems={"": "Somebody else answers for this project."})
    assert "⚠ Somebody else answers for this project." in words(checkin_card(view(part), SAY).card)


def test_who_answered_meanwhile_is_told_first() -> None:
    assert "Ana Peeters answered VIS-3 at 10:12." in words(faulty(SAY).card).splitlines()[:3]


def test_an_older_open_period_is_named() -> None:
    assert "Week 10, 2026 is still open too." in words(faulty(SAY).card)


def test_a_closed_check_in_can_only_be_read() -> None:
    card = closed(SAY).card
    assert inputs(card) == {}
    assert actions(card) == []
    assert "This check-in is closed." in words(card)
    assert "Not answered: SEC-12." in words(card)


def test_a_deadline_without_open_projects_is_not_told() -> None:
    done = answered(VISA, Rag.GREEN)
    assert "Please answer by" not in words(checkin_card(view(done), SAY).card)


def test_an_answer_of_somebody_else_bears_their_name() -> None:
    assert "by Ana Peeters" in words(faulty(SAY).card)


@pytest.mark.parametrize("letters", ["é", "ع", "🙂", '"', "\\", "*[", "\n\u0001"])
@pytest.mark.parametrize("projects", [1, 8, 60])
def test_long_texts_fit_and_every_open_project_is_still_named(projects: int, letters: str) -> None:
    texts = (letters * 1000)[:1000]
    parts = [
        ProjectPart(
            code=f"PRJ-{n}",
            name=texts[:200],
            last_rag=Rag.RED,
            last_on=NOW.date(),
            values={"rag": "red", "summary": texts, "blockers": texts},
            problems={"summary": texts[:200]},
        )
        for n in range(projects)
    ]
    card = checkin_card(view(*parts, notes=(texts,) * 3), SAY).card
    assert faults(card) == []
    assert "PRJ-0/rag" in inputs(card)
    if projects <= 8:
        assert all(f"PRJ-{n}" in words(card) for n in range(projects))


def test_forms_that_do_not_fit_are_left_out_whole() -> None:
    text = "é" * 1000
    parts = [replace(PORTAL, code=f"P-{n}", values={"summary": text, "blockers": text}) for n in range(8)]
    card = checkin_card(view(*parts), SAY).card
    shown = {name.partition("/")[0] for name in inputs(card)}
    assert 2 <= len(shown) < 8
    assert len(inputs(card)) == 6 * len(shown)
    assert "After you send these:" in words(card)


def long_part(n: int, **more: object) -> ProjectPart:
    """A project whose form takes more than four thousand bytes."""
    text = "é" * 1000
    return replace(PORTAL, code=f"P-{n}", values={"summary": text, "blockers": text}, **more)


def codes_of(card: dict[str, Any]) -> set[str]:
    """The projects whose forms are on the card."""
    return {name.partition("/")[0] for name in inputs(card)}


def test_what_was_typed_comes_back_before_forms_nobody_touched() -> None:
    untouched = [long_part(n) for n in range(8)]
    typed, wrong = long_part(8, typed=True), long_part(9, problems={"progress": "No."})
    card = checkin_card(view(*untouched, typed, wrong), SAY).card
    assert {"P-8", "P-9"} < codes_of(card)
    assert inputs(card)["P-8/summary"]["value"] == "é" * 1000
    assert "There is no room" not in words(card)


def test_what_was_typed_comes_back_before_receipts() -> None:
    done = [replace(VISA, code=f"D-{n}", answered=Answered(rag=Rag.RED, version=1, at=NOW)) for n in range(60)]
    typed = [long_part(n, typed=True) for n in range(3)]
    card = checkin_card(view(*done, *typed), SAY).card
    assert codes_of(card) == {"P-0", "P-1", "P-2"}


@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
def test_projects_whose_typed_values_found_no_room_are_named_to_be_entered_again(language: str) -> None:
    say = speaker(language, ZoneInfo("Europe/Brussels"))
    rendered = checkin_card(view(*(long_part(n, typed=True) for n in range(8))), say)
    lost = sorted({f"P-{n}" for n in range(8)} - codes_of(rendered.card))
    note = "There is no room here for what you typed about {projects}. Please enter it again later."
    assert say(note, projects=say.listing(lost)) in words(rendered.card)
    assert rendered.size <= LIMIT
    assert faults(rendered.card) == []


def test_a_field_takes_as_many_characters_as_an_answer_may_have() -> None:
    assert inputs(ask(SAY).card)["CON-7/summary"]["maxLength"] == TEXT_LIMIT


def test_hundreds_of_receipts_fit() -> None:
    done = [
        replace(VISA, code=f"P-{n}", answered=Answered(rag=Rag.RED, version=1, at=NOW, by=ARABIC)) for n in range(400)
    ]
    rendered = checkin_card(view(*done, PORTAL, receipt=True), SAY)
    assert rendered.size <= LIMIT
    assert "CON-7/rag" in inputs(rendered.card)
    assert "more" in words(rendered.card)


TEXTS = st.text(max_size=80)


@settings(max_examples=40)
@given(
    st.lists(st.builds(dict, rag=TEXTS, progress=TEXTS, forecast_end=TEXTS, summary=TEXTS, blockers=TEXTS), max_size=4),
    TEXTS,
)
def test_whatever_was_typed_the_card_is_valid_but_for_the_choice(values: list[dict[str, str]], name: str) -> None:
    parts = [ProjectPart(code=f"P-{n}", name=name, values=typed) for n, typed in enumerate(values)]
    assert faults(checkin_card(view(*parts, notes=(name,)), SAY).card) == []
