"""Charts: the figures that are drawn, listed where nothing is drawn, and said in a sentence are the same."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from locales import LANGUAGES, speaker
from tests.cards.validation import elements
from tests.cards.views import VIEWS

ZONE = ZoneInfo("Europe/Brussels")


def charts(name: str, language: str = "en") -> list[dict[str, Any]]:
    card = VIEWS[name](speaker(language, ZONE)).card
    return [element for _, element in elements(card) if str(element.get("type", "")).startswith("Chart.")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statuses_of_a_digest_are_drawn_and_listed_alike(language: str) -> None:
    (chart, *others) = charts("digest", language)
    assert [[point["y"] for point in series["values"]] for series in chart["data"]] == [[9, 6], [2, 2], [1, 1]]
    assert [series["color"] for series in chart["data"]] == ["good", "warning", "attention"]
    listed = {fact["title"]: fact["value"] for fact in chart["fallback"]["facts"]}
    week = {"en": "W{}", "fr": "S{}", "nl": "W{}", "de": "KW {}"}[language]
    assert list(listed) == [week.format(10), week.format(11)]
    assert [int(word) for word in listed[week.format(10)].replace(",", " ").split() if word.isdigit()] == [1, 2, 9]
    assert [one["type"] for one in others] == ["Chart.Line", "Chart.Line"]


def test_an_indicator_is_drawn_with_its_limits_below_the_row_that_tells_it() -> None:
    (chart,) = charts("indicators")
    assert [series["legend"] for series in chart["data"]] == ["Failed moves", "amber limit", "red limit"]
    assert [point["y"] for point in chart["data"][0]["values"]] == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    assert {point["y"] for point in chart["data"][2]["values"]} == {10.5}
    assert [fact["value"] for fact in chart["fallback"]["facts"]][-3:] == ["12 %", "5", "10.5"]


def test_a_milestone_that_slips_is_drawn_and_one_that_keeps_its_date_is_not() -> None:
    (chart,) = charts("milestones")
    assert [series["legend"] for series in chart["data"]] == ["Go-live"]
    assert [point["y"] for point in chart["data"][0]["values"]] == [0, 10, 22]
    assert [fact["value"] for fact in chart["fallback"]["facts"]] == ["0 → 10 → 22 working days"]
