"""Words of four languages in all the endings they take there, without accents: so that each is written once."""

import unicodedata
from collections.abc import Collection, Mapping
from typing import TypeVar

from locales.folding import forms

K = TypeVar("K")
_ENDINGS = {
    "en": ("", "s"),
    "fr": ("", "e", "s", "es"),
    "nl": ("", "e", "n", "en"),
    "de": ("", "e", "em", "en", "er", "es"),
}
"""Of adjectives, participles and colours."""


def inflected(**words: str) -> frozenset[str]:
    """Every form of these words, by language; umlauts without their dots and as two letters.

    Args:
        words: the stems of a language, as they are written, with spaces between them.
    """
    return frozenset(
        form
        for language, stems in words.items()
        for stem in stems.split()
        for ending in _ENDINGS[language]
        for form in forms(stem + ending)
    )


def plainly(**words: str) -> frozenset[str]:
    """These words as they are, by language, without accents."""
    return frozenset(form for said in words.values() for word in said.split() for form in forms(word))


def named(value: str, names: Mapping[K, Collection[str]]) -> K | None:
    """What is called so in one of the languages; None for another word."""
    found = {unicodedata.normalize("NFC", value.casefold()), *forms(value)}
    return next((known for known, words in names.items() if not found.isdisjoint(words)), None)
