"""What has changed of what somebody watches."""

from zoneinfo import ZoneInfo

from cards.watch import watch_card
from locales import speaker
from tests.cards.validation import words
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
