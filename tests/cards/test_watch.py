"""What has changed of what somebody watches."""

from zoneinfo import ZoneInfo

from cards.watch import watch_card
from locales import speaker
from tests.cards.validation import actions, words
from tests.cards.watch_views import LIST

SAY = speaker("en", ZoneInfo("Europe/Brussels"))


def line_of(code: str) -> str:
    """What is told of a project."""
    return next(line for line in words(watch_card(LIST, SAY).card).splitlines() if f"{code} ·" in line)


def test_of_a_project_that_closed_it_is_told_that_it_is_over_and_nothing_of_figures_that_nobody_judges_any_more() -> (
    None
):
    assert line_of("PKI").endswith("phase: closed")
    assert "figures" not in line_of("PKI")


def test_figures_that_were_not_judged_before_are_not_called_unreported() -> None:
    assert line_of("NEW").endswith("by the figures from not judged to green")


def test_of_a_project_that_left_the_list_it_is_told_how_it_stands_now_and_it_can_be_opened() -> None:
    assert "red" in line_of("LEFT").partition("LEFT")[0]
    assert line_of("LEFT").endswith("from green to red · not among these any more")
    assert line_of("OLD").endswith("not among these any more")
    opened = [one["data"] for one in actions(watch_card(LIST, SAY).card) if one["verb"] == "portfolio.open"]
    assert opened == [{"project": "LEFT"}]
