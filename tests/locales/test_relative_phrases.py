"""The tables of phrases are sound, and no text is too much for them."""

import random
import re
from datetime import date

from locales.folding import folded
from locales.reading import day
from locales.relative_days import relatives_in
from locales.relative_phrases import _patterns
from locales.relative_speech import COUNTED
from locales.relative_words import SPEECHES
from locales.stretches import stretch_in

TODAY = date(2026, 3, 11)


def test_the_tables_hold_only_what_can_be_typed_without_accents_and_name_their_slots() -> None:
    for speech in SPEECHES:
        words = [word for slot in speech.slots.values() for word in slot]
        assert [word for word in words if folded(word) != word] == []
        slots = {slot for _, phrase in speech.phrases for slot in re.findall(r"{(\w+)}", phrase)}
        assert slots - set(COUNTED) <= set(speech.slots)
        assert set(speech.slots) <= slots


def test_no_phrase_reads_on_without_bound_so_that_no_text_takes_long() -> None:
    for pattern in _patterns():
        assert re.search(r"(?<!\\)[*+]|,\}", pattern.pattern) is None
    for text in (" ", "end of ", "a week on ", "in 3 ", "friday in ", "la fin de la ", "- ", "12-"):
        long = (text * 10_000)[:10_000]
        assert day(long, TODAY) is None
        assert day(f"end{long}march", TODAY) is None


def test_no_text_of_pieces_of_days_is_ever_too_much() -> None:
    dice = random.Random(2026)
    pieces = [word for speech in SPEECHES for slot in speech.slots.values() for word in slot]
    pieces += [
        "to",
        "until",
        "in",
        "week",
        "the",
        "next",
        "du",
        "au",
        "d'",
        "-",
        "–",
        "/",
        ".",
        ",",
        " ",
        "12",
        "9999",
        "0",
        "%",
        "ß",
        "\u0300",
        "\ud800",
    ]
    for _ in range(3_000):
        text = "".join(dice.choice(pieces) + dice.choice(["", " ", "-"]) for _ in range(dice.randint(1, 12)))
        today = date.fromordinal(dice.randint(1, date.max.toordinal()))
        for found in relatives_in(text, today):
            assert found.first <= found.day <= found.last
            assert 0 <= found.phrase.start < found.phrase.end <= len(text)
        day(text, today)
        stretch_in(text, today)
