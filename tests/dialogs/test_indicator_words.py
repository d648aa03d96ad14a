"""How far a value is from its target, said by which side of it is the good one."""

from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from dialogs.indicator_words import target_words
from locales import speaker
from pmo.indicators import Direction, Indicator


@pytest.mark.parametrize(
    ("direction", "variance", "told"),
    [
        (
            Direction.LOWER,
            -11,
            {
                "en": "target 2 %, exceeded by 11",
                "fr": "cible 2 %, dépassée de 11",
                "nl": "streefwaarde 2 %, 11 te hoog",
                "de": "Zielwert 2 %, um 11 überschritten",
            },
        ),
        (
            Direction.LOWER,
            1,
            {
                "en": "target 2 %, better by 1",
                "fr": "cible 2 %, 1 de mieux",
                "nl": "streefwaarde 2 %, 1 beter",
                "de": "Zielwert 2 %, um 1 unterboten",
            },
        ),
        (
            Direction.HIGHER,
            -1,
            {
                "en": "target 2 %, missed by 1",
                "fr": "cible 2 %, manquée de 1",
                "nl": "streefwaarde 2 %, 1 te laag",
                "de": "Zielwert 2 %, um 1 verfehlt",
            },
        ),
    ],
)
def test_what_is_too_much_is_no_shortage(direction: Direction, variance: int, told: dict[str, str]) -> None:
    indicator = Indicator(code="LATE", name="Late files", unit="%", direction=direction, target=Decimal(2))
    for language, words in told.items():
        say = speaker(language, ZoneInfo("Europe/Brussels"))
        assert target_words(Decimal(variance), indicator, say).replace("\u202f", " ").replace("\u00a0", " ") == words
