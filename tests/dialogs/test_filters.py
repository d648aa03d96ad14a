"""What people type to narrow a portfolio, and what it finds."""

import pytest

from dialogs.filters import understood
from pmo.portfolio import Project, Rag

PROJECT = Project(code="PRJ-7", program="CONSUL", name="Départ of the start-up team")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", True),
        ("red", True),
        ("rouge groen", True),
        ("green", False),
        ("prj", True),
        ("PRJ-7", True),
        ("7", True),
        ("cons", True),
        ("depart", True),
        ("DÉP", True),
        ("start-up", True),
        ("up", True),
        ("art", False),
        ("rj", False),
        ("red team", True),
        ("green team", False),
        ("team other", False),
        ("(", False),
    ],
)
def test_free_words_are_the_beginnings_of_words(typed: str, found: bool) -> None:
    assert understood(typed).match(PROJECT, Rag.RED) is found


@pytest.mark.parametrize(
    "word",
    [
        "mine",
        "Late",
        "STALE",
        "missing",
        "manquants",
        "ontbrekend",
        "fehlend",
        "program:CONSUL",
        "phase:closing",
        "sort:code",
        "indicator:SPI<0.9",
        "poste:KIN",
    ],
)
def test_a_filter_that_cannot_be_used_yet_is_told_apart(word: str) -> None:
    filters = understood(f"red {word} visa")
    assert filters.not_yet == (word,)
    assert filters.rags == {Rag.RED}
    assert filters.words == ("visa",)


@pytest.mark.parametrize("word", ["3:2", ":", "visa", "later"])
def test_other_words_are_free_words(word: str) -> None:
    assert understood(word).not_yet == ()
