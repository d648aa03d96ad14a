"""Text of the other writing direction inside a sentence."""

from hypothesis import given
from hypothesis import strategies as st

from locales import speaker
from locales.bidi import isolated
from tests.cards.samples import ARABIC, NOW

OPENING, CLOSING = "\u2066\u2067\u2068", "\u2069"


def test_latin_text_is_left_alone() -> None:
    assert isolated("Évaluation · Zürich 🙂") == "Évaluation · Zürich 🙂"


def test_an_arabic_name_keeps_to_itself_in_a_sentence() -> None:
    assert speaker("en", NOW.tzinfo)("by {name}", name=ARABIC) == f"by \u2068{ARABIC}\u2069"


def test_an_override_in_a_name_is_dropped() -> None:
    assert isolated("abc\u202egnp") == "abcgnp"


def test_what_no_reader_sees_and_clients_refuse_stays_out_of_a_sentence() -> None:
    said = speaker("en", NOW.tzinfo)("I do not know “{word}”.", word="\x00he\x1b[lp\x7f\ufdd0\uffff\ud800")
    assert said == "I do not know “he[lp”."
    assert isolated("two\r\nlines\tand a tab") == "two\nlines\tand a tab"


@given(st.text(st.sampled_from("ab אج\u202b\u202e\u2066\u2067\u2068\u2069")))
def test_whatever_the_value_every_isolate_is_closed(value: str) -> None:
    depth = 0
    for sign in isolated(value):
        depth += (sign in OPENING) - (sign in CLOSING)
        assert depth >= 0
    assert depth == 0


@given(st.text(st.sampled_from("ab אج\u2068\u2069")))
def test_isolating_twice_drops_no_letter(value: str) -> None:
    letters = [sign for sign in value if sign not in OPENING + CLOSING]
    assert [sign for sign in isolated(isolated(value)) if sign not in OPENING + CLOSING] == letters
