"""Text of people in cards: shown letter by letter, whatever it looks like."""

import html
import re
import unicodedata
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cards.elements import facts, heading, run, text
from cards.plain import clean, clipped, escaped, has_markup, joined
from tests.cards.samples import ARABIC, HOSTILE

MARKDOWN = MarkdownIt("commonmark", {"html": True})
LIKELY = st.text(st.sampled_from("*_`[]()<>&;#-+=.!|\\~{}:/ \n\t1a2b@\u202e\u00a0é"), max_size=40)


def shown(markdown: str) -> str:
    """What a reader sees of Markdown that was drawn; fails on any element but a paragraph."""
    drawn = MARKDOWN.render(markdown)
    assert not re.findall(r"</?(?!p>)[a-z!][^>]*>", drawn), drawn
    return html.unescape(re.sub(r"</?p>", "", drawn)).strip()


def letters(content: str) -> str:
    """Text without white space and what nobody sees, to compare what is read."""
    return "".join(
        sign for sign in content if not sign.isspace() and unicodedata.category(sign) not in ("Cc", "Cf", "Cs")
    )


def drawn_letters(element: dict[str, object]) -> str:
    """What is read of a text element: Markdown in a block, letters in runs."""
    if element["type"] == "TextBlock":
        return letters(shown(str(element["text"])))
    return letters("".join(str(part["text"]) for part in element["inlines"]))  # type: ignore[attr-defined]


@given(LIKELY | st.text(max_size=60))
def test_text_is_read_letter_by_letter(content: str) -> None:
    assert drawn_letters(text(content).render()) == letters(clean(content))


@given(LIKELY | st.text(max_size=60))
def test_a_heading_is_read_letter_by_letter(content: str) -> None:
    assert drawn_letters(heading(content).render()) == letters(clean(content))


@given(LIKELY)
def test_a_fact_is_read_letter_by_letter(content: str) -> None:
    (fact,) = facts([("Blockers", f"a {content}")]).render()["facts"]
    assert letters(shown(fact["value"])) == letters(clean(f"a {content}"))


@given(st.text())
def test_cleaned_text_can_always_be_sent(content: str) -> None:
    cleaned = clean(content + "\ud800")
    assert cleaned.encode("utf-8") is not None
    assert all(sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs") for sign in cleaned)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(content: str) -> None:
    assert clean(clean(content)) == clean(content)


@pytest.mark.parametrize(
    "content",
    ["CON-7", "PRJ_7_A", "Budget 2026 (v1.5): 10 % & co.", "R&D", "12 projets\u202f: 3 verts.", "a - b", "1.5"],
)
def test_ordinary_text_goes_out_as_it_is(content: str) -> None:
    assert not has_markup(content)
    assert text(content).render()["text"] == content
    assert heading(content).render()["text"] == content


@pytest.mark.parametrize(
    "content",
    [
        "[x](http://evil.example)",
        "<at>Minister</at>",
        "**b**",
        "_x_",
        "# big",
        "1. one",
        "- a",
        "&lt;b",
        "a\n---",
        HOSTILE,
    ],
)
def test_what_could_be_markup_is_shown_in_a_run_where_nobody_reads_markup(content: str) -> None:
    element = text(content).render()
    assert element["type"] == "RichTextBlock"
    assert [part["type"] for part in element["inlines"]] == ["TextRun"]


def test_a_date_macro_is_not_replaced_by_the_client() -> None:
    assert "{{" not in run("{{DATE(2026-03-12T10:00:00Z,SHORT)}}").render()["text"]
    assert "{{" not in heading("{{TIME(2026-03-12T10:00:00Z)}}").render()["text"]


def test_lines_become_paragraphs() -> None:
    assert text("one\r\n  two\n\n\nthree").render()["text"] == "one\n\ntwo\n\nthree"


def test_a_literal_text_keeps_its_look() -> None:
    element = text("*x*", weight="Bolder", color="Attention", spacing="Small").render()
    assert element["spacing"] == "Small"
    assert element["inlines"] == [{"type": "TextRun", "text": "*x*", "weight": "Bolder", "color": "Attention"}]


def test_cut_text_says_so() -> None:
    assert clipped("abcdef", 4) == "abc…"
    assert clipped("abcd", 4) == "abcd"


def test_an_arabic_name_beside_a_code_keeps_to_itself() -> None:
    assert joined("ALG-1", ARABIC) == f"ALG-1 · \u2068{ARABIC}\u2069"
    assert joined("ALG-1", "") == "ALG-1"


def test_escaping_is_not_needed_where_nothing_is_markup() -> None:
    assert escaped("plain (really)") == "plain (really)"


@pytest.mark.parametrize("content", [" \n" * 20_000, "_" * 20_000, "&a" * 20_000, "1" * 20_000, "\t" * 20_000 + "\n"])
def test_a_long_monotonous_text_takes_no_long_time(content: str) -> None:
    started = perf_counter()
    assert has_markup(content) in (True, False)
    assert escaped(content) is not None
    assert perf_counter() - started < 1
