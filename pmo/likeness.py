"""Words that are looked for in names: as they are typed, or spelt nearly so."""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from rapidfuzz import fuzz

T = TypeVar("T")
ALIKE = 80
"""How alike two words must be, of 100, for one to be taken for the other misspelt."""
_LONG_ENOUGH = 4
"""Letters from which on a word can be misspelt and still be known."""


def alike(words: Iterable[str], things: Iterable[T], text_of: Callable[[T], str]) -> list[T]:
    """Those in whose folded text all these folded words begin; where there are none, those with words nearly so."""
    everything, asked = list(things), list(words)
    return suiting(asked, everything, text_of) or suiting(asked, everything, text_of, loosely=True)


def suiting(
    words: Iterable[str], things: Iterable[T], text_of: Callable[[T], str], *, loosely: bool = False
) -> list[T]:
    """Those in whose folded text all these folded words begin; `loosely` also those with words nearly so."""
    found = list(things)
    for word in words:
        found = list(filter(worded(text_of, (word,), loosely=loosely), found))
    return found


def worded(text_of: Callable[[T], str], words: Iterable[str], *, loosely: bool) -> Callable[[T], bool]:
    """Whether one of the words begins in a text where none goes on: “art” is not in “start”, but “7” is in “PRJ-7”.

    Args:
        text_of: gives the text, folded as the words are.
        loosely: a word that is spelt nearly so will do.
    """
    begins = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})").search
    if not loosely:
        return lambda one: begins(text_of(one)) is not None
    return lambda one: begins(text_of(one)) is not None or any(_is_nearly(word, text_of(one)) for word in words)


def _is_nearly(word: str, text: str) -> bool:
    if len(word) < _LONG_ENOUGH:
        return False
    return any(fuzz.ratio(word, known[: len(word) + 1]) >= ALIKE for known in re.findall(r"\w+", text))
