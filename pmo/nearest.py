"""What is spelt most like a word that nothing is called by: to be offered, not to be taken for it."""

import re
from collections.abc import Iterable
from typing import TypeVar

from rapidfuzz import fuzz, process

T = TypeVar("T")
_NEAR = 65
"""How alike two words must be, of 100, for one to be offered for the other."""
_LONG_ENOUGH = 3
"""Letters of a word that can be offered or have something offered for it."""


def nearest(word: str, things: Iterable[tuple[T, str]], most: int) -> list[T]:
    """The few things in whose folded text a word stands that is most like one of these folded words, the nearest first.

    Args:
        things: with their texts; of equally near ones the first come first.
    """
    by_word: dict[str, list[T]] = {}
    for thing, text in things:
        for known in set(re.findall(r"\w+", text)):
            if len(known) > _LONG_ENOUGH:
                by_word.setdefault(known, []).append(thing)
    near: list[tuple[float, str]] = []
    for asked in re.findall(r"\w+", word):
        if len(asked) >= _LONG_ENOUGH:
            likely = process.extract(asked, list(by_word), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=most)
            near += [(score, known) for known, score, _ in likely]
    ranked = sorted(near, key=lambda one: -one[0])
    return list(dict.fromkeys(thing for _, known in ranked for thing in by_word[known]))[:most]
