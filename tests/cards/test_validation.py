"""The judge of cards finds what is wrong with one."""

from typing import Any

import pytest

from tests.cards.validation import faults

GOOD: dict[str, Any] = {"type": "AdaptiveCard", "version": "1.5", "lang": "en", "fallbackText": "x", "body": []}
INPUT = {"type": "Input.Text", "id": "a", "label": "A"}
EXECUTE = {
    "type": "Action.Execute",
    "title": "Go",
    "verb": "a.b",
    "data": {"c": 1},
    "fallback": {"type": "Action.Submit", "title": "Go", "data": {"verb": "a.b", "c": 1}},
}


def card(*body: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {**GOOD, "body": list(body), **more}


def test_a_good_card_has_no_fault() -> None:
    assert faults(card(INPUT, {"type": "ActionSet", "actions": [EXECUTE]})) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (card(version="1.6"), "Teams draws 1.5"),
        (card(lang=""), "no lang"),
        (card({"type": "TextBlok", "text": "x"}), "schema"),
        (card({"type": "TextBlock", "text": "x"}), "does not wrap"),
        (card({"type": "Input.Text", "id": "a"}), "no label"),
        (card(INPUT, INPUT), "taken"),
        (card({**INPUT, "isRequired": True}), "error message"),
        (card({"type": "Image", "url": "https://example.be/x.png"}), "without a text"),
        (card({"type": "ActionSet", "actions": [{**EXECUTE, "fallback": {"type": "Action.Submit"}}]}), "the same"),
        (card({"type": "ActionSet", "actions": [{"type": "Action.Submit", "title": "x"}]}), "fallback only"),
        (
            card({"type": "ActionSet", "actions": [{"type": "Action.OpenUrl", "title": "x", "url": "http://a.b"}]}),
            "https",
        ),
        (card({"type": "ColumnSet", "columns": [{"type": "Column", "width": "80px", "items": []}]}), "fixed width"),
        (card({"type": "TextBlock", "wrap": True, "text": "é" * 13_000}), "bytes"),
    ],
)
def test_a_fault_is_found(wrong: dict[str, Any], said: str) -> None:
    assert any(said in fault for fault in faults(wrong)), faults(wrong)


def test_a_chart_is_as_good_as_what_stands_in_its_place() -> None:
    chart = {"type": "Chart.Line", "data": [], "fallback": {"type": "FactSet", "facts": [{"title": "a", "value": "1"}]}}
    assert faults(card(chart)) == []
    assert faults(card({"type": "Chart.Line", "data": []}))
    assert faults(card({"type": "Chart.Line", "data": [], "fallback": {"type": "FactSet", "facts": [{"x": 1}]}}))
