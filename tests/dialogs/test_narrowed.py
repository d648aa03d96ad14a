"""Natural questions without a command lead to the question about the portfolio that they narrow."""

from zoneinfo import ZoneInfo

import pytest

from dialogs.help import narrowed
from locales import speaker


def offered(said: str, language: str = "en") -> str:
    """The question that is offered."""
    return narrowed(said, speaker(language, ZoneInfo("Europe/Brussels")))


@pytest.mark.parametrize(
    "said",
    [
        "what's red",
        "amber projects of consul",
        "red projects in secnet",
        "late visa appointments",
        "phase:closing tokyo",
        "my projects",
        "progress<50 secnet",
    ],
)
def test_what_narrows_by_itself_is_offered_with_the_words_beside_it(said: str) -> None:
    assert offered(said) == f"“portfolio {said}”"


def test_it_is_offered_in_the_words_of_who_asks() -> None:
    assert offered("qu'est-ce qui est rouge", "fr") == "«\u202fportefeuille qu'est-ce qui est rouge\u202f»"


@pytest.mark.parametrize("said", ["secnet", "my manager", "red tape in all our many offices", "red not red", "🔴", "7"])
def test_other_words_are_not(said: str) -> None:
    assert offered(said) == ""
