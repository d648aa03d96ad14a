"""The elements: strict where the package is lenient, and plain values when rendered."""

import json

import pytest

from cards.actions import execute, open_url, reveal
from cards.elements import Container, FactSet, TextBlock, action_set, adaptive_card, columns, container, facts, text
from cards.inputs import (
    choice_input,
    compact_input,
    date_input,
    decimal_input,
    line_input,
    number_input,
    text_input,
    toggle,
)
from tests.cards.validation import faults


def test_an_unknown_keyword_is_an_error() -> None:
    with pytest.raises(TypeError, match="TextBlock has no property 'is_subtle'"):
        TextBlock(text="x", is_subtle=True)


def test_a_value_of_the_wrong_type_is_an_error() -> None:
    with pytest.raises(TypeError, match="cannot be 'yes'"):
        TextBlock(text="x", wrap="yes")
    with pytest.raises(TypeError):
        FactSet(facts="none")


def test_none_means_not_given() -> None:
    assert TextBlock(text="x", size=None).render() == {"type": "TextBlock", "text": "x"}


def test_children_are_rendered_to_plain_values() -> None:
    nested = container([columns([text("a")], [text("b")]), facts([("c", "d"), ("left out", "")])])
    assert isinstance(nested, Container)
    assert json.loads(json.dumps(nested.render())) == nested.render()
    assert [fact["title"] for fact in nested.render()["items"][1]["facts"]] == ["c"]


def test_a_card_says_version_language_and_width() -> None:
    card = adaptive_card([text("x")], lang="fr", summary="*x*")
    assert (card["version"], card["lang"], card["msteams"]) == ("1.5", "fr", {"width": "Full"})
    assert card["fallbackText"] == "\\*x\\*"
    assert faults(card) == []


def test_a_button_and_its_fallback_do_the_same() -> None:
    button = execute("Send", "checkin.submit", {"card": "c", "version": 2}, main=True).render()
    assert button["verb"] == "checkin.submit"
    assert button["data"] == {"card": "c", "version": 2}
    assert button["fallback"]["type"] == "Action.Submit"
    assert button["fallback"]["data"] == {"verb": "checkin.submit", "card": "c", "version": 2}


def test_a_button_without_inputs_takes_none_along() -> None:
    button = execute("Edit", "checkin.edit", {}, with_inputs=False).render()
    assert button["associatedInputs"] == button["fallback"]["associatedInputs"] == "none"


def test_a_link_is_https() -> None:
    assert open_url("More", "https://example.be/x").render()["url"] == "https://example.be/x"
    for url in ("http://example.be", "javascript:alert(1)", ""):
        with pytest.raises(ValueError, match="https"):
            open_url("More", url)


@pytest.mark.parametrize(
    ("value", "held"), [("40", 40), ("-3", -3), ("", None), ("4o", None), ("٤٠", None), ("9" * 99, None)]
)
def test_a_number_field_holds_only_numbers(value: str, held: int | None) -> None:
    field = number_input("P/progress", "Progress", value=value, low=0, high=100).render()
    assert (field["type"], field.get("value")) == expected("Input.Number", value, held)


def expected(kind: str, value: str, held: object) -> tuple[str, object]:
    """What cannot be held comes back in a text field, as far as a line goes."""
    return (kind, held) if held is not None or not value else ("Input.Text", value[:60])


@pytest.mark.parametrize(
    ("value", "held"), [("2026-03-12", "2026-03-12"), ("", None), ("soon", None), ("2026-13-01", None)]
)
def test_a_date_field_holds_only_dates(value: str, held: str | None) -> None:
    field = date_input("P/forecast_end", "End", value=value).render()
    assert (field["type"], field.get("value")) == expected("Input.Date", value, held)


def test_typed_text_is_shown_as_it_was() -> None:
    field = text_input("P/summary", "Summary", value="*a*\n<b>\x00", max_length=1000).render()
    assert (field["value"], field["isMultiline"], field["maxLength"]) == ("*a*\n<b>", True, 1000)


def test_a_field_of_one_line_shows_as_much_as_it_takes() -> None:
    endless = "x" * 100_000
    fields = (
        line_input("a", "A", value=endless, max_length=120),
        number_input("b", "B", value=endless, low=0, high=1),
        decimal_input("c", "C", value=endless),
        date_input("d", "D", value=endless),
    )
    assert [field.render()["value"] for field in fields] == ["x" * 120, "x" * 60, "x" * 60, "x" * 60]


def test_nothing_is_chosen_that_nobody_chose() -> None:
    for value in ("", "purple", "x" * 100_000):
        assert "value" not in choice_input("P/rag", "Status", [("red", "Red")], value=value).render()
        assert compact_input("P/on", "On", [("1", "Monday")], value=value).render()["value"] == ""
    assert choice_input("P/rag", "Status", [("red", "Red")], value="red").render()["value"] == "red"
    assert toggle("P/unchanged", "New?", "No").render()["value"] == "false"


def test_every_kind_of_input_and_action_is_valid() -> None:
    card = adaptive_card(
        [
            text_input("a", "A", max_length=10, placeholder="x"),
            number_input("b", "B", low=0, high=1),
            date_input("c", "C"),
            choice_input("d", "D", [("1", "One")], value="1"),
            toggle("e", "E", "Yes", on=True),
            action_set(execute("F", "a.b", {}), open_url("G", "https://example.be"), reveal("H", "a")),
        ],
        lang="en",
        summary="x",
    )
    assert faults(card) == []
