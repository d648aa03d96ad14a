"""The same data says the same figures in every language, each in its own format."""

import re
from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from cards.rendered import LIMIT
from locales import LANGUAGES, speaker
from tests.cards.validation import words
from tests.cards.views import VIEWS

BRUSSELS = ZoneInfo("Europe/Brussels")
SUBJECTS = ("digest", "overview", "process", "proposal", "portfolio", "milestone")
ROOM = 4_000
"""A card that is nearly full may leave out other lines in a language whose words are longer."""
TOLD = [
    name
    for name, build in VIEWS.items()
    if name.startswith(SUBJECTS) and build(speaker("en", BRUSSELS)).size < LIMIT - ROOM
]
_GERMAN_DAY = re.compile(r"\b(\d{1,2})\.(\d{2})\.(\d{4})\b")
_GERMAN_LONG_DAY = re.compile(r"\b(\d{1,2})\. (?=[A-Z])")
_NUMBER = re.compile(r"\d+(?:[.,\u202f\u00a0]\d+)*")


def figures(card: dict[str, object], language: str) -> Counter[str]:
    """Every number of a card; separators and the way in which a day is written do not count."""
    told = words(card)
    if language == "de":
        told = _GERMAN_DAY.sub(lambda day: f"{int(day[1])} {day[3]}", told)
        told = _GERMAN_LONG_DAY.sub(r"\1 ", told)
    found = [re.sub(r"\D", "", number) for number in _NUMBER.findall(told)]
    return Counter(number.lstrip("0") or "0" for number in found)


@pytest.mark.parametrize("name", TOLD)
def test_the_figures_of_a_card_are_the_same_in_every_language(name: str) -> None:
    told = {language: figures(VIEWS[name](speaker(language, BRUSSELS)).card, language) for language in LANGUAGES}
    for language in LANGUAGES:
        assert told[language] == told["en"], (language, told[language] - told["en"], told["en"] - told[language])
