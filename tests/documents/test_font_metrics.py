"""How much room text needs: never less than in Arial, whatever the script, and for usual text not much more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.font_metrics import lines_of, width_of

# Measured in Liberation Sans, whose letters are as wide as Arial's: regular, then bold; ems.
ARIAL = {
    "Online visa application": (10.01, 10.89),
    "The end of the project is 21 working days late.": (20.4, 21.89),
    "Überprüfung der Anträge auf Amtshilfe": (17.01, 18.48),
    "DIPLOMATIC PASSPORTS": (12.34, 12.52),
    "30 Sept 2026 (first promised: 30 Jun 2026)": (18.96, 19.95),
    "Департамент миграции и пограничного контроля": (22.65, 24.42),
    "ДЕПАРТАМЕНТ МИГРАЦИИ И ПОГРАНИЧНОГО КОНТРОЛЯ": (28.45, 28.88),
    "Υπουργείο Εξωτερικών": (10.3, 11.09),
    "mmmmWWWW@@%%": (10.92, 11.06),
}


@pytest.mark.parametrize("text", ARIAL)
def test_text_is_reckoned_as_wide_as_it_is_and_not_much_wider(text: str) -> None:
    for width, bold in zip(ARIAL[text], (False, True), strict=True):
        assert width <= width_of(text, bold=bold) <= 1.4 * width


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("外務省領事局査証情報システム", 14),  # a full em each, as in every font of these letters
        ("😀" * 10, 13.7),  # as in the widest of the usual fonts with emoji
        ("ش" * 10, 8.9),  # joined, as in DejaVu Sans
        ("🙂\u200d🙂", 1.37),
        ("é", 0.556),
        ("e\u0301", 0.556),
        ("ﷺ", 5),  # a sentence in a sign
    ],
)
def test_letters_that_arial_does_not_have_are_as_wide_as_in_the_widest_usual_font(text: str, width: float) -> None:
    assert width_of(text) >= width


def test_what_takes_no_room_takes_none() -> None:
    assert width_of("\u2068\u200b\u0301\u2069") == 0


def test_lines_break_between_words_and_within_those_that_are_wider_than_a_line() -> None:
    assert len(lines_of("", 10)) == 1
    assert len(lines_of("one\ntwo\nthree", 10)) == 3
    assert len(lines_of("visa visa visa", 5)) == 2
    assert len(lines_of("visas visas visas", 3.3)) == 3
    assert len(lines_of("外" * 20, 5.9)) == 4  # never a part of a letter
    # Three parts of a good half of a line each: a line ends at each hyphen.
    assert len(lines_of("aaaaaa-aaaaaa-aaaaaa", 6)) == 3


def test_lines_of_other_scripts_are_higher() -> None:
    assert lines_of("ДА", 10) == lines_of("Oui", 10)
    for foreign in ("外", "ش", "😀", "ไทย"):
        assert lines_of(f"a {foreign}", 10) > lines_of("a", 10)


@given(st.text(max_size=80), st.floats(25, 60), st.booleans())
def test_no_text_has_less_room_than_its_letters_need(text: str, room: float, bold: bool) -> None:
    lines = lines_of(text, room, bold=bold)
    assert len(lines) * room >= sum(width_of(line, bold=bold) for line in text.split(" ")) - 0.001 * len(text)
    assert len(lines) > text.count("\n")
