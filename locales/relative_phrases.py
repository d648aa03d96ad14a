"""Finds the phrases of `locales.relative_words` in a text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from locales.folding import folded_in_place
from locales.relative_speech import COUNTED, Sense, Speech
from locales.relative_words import SPEECHES

_SPACE = r"[\s-]{1,3}"
_SLOT = re.compile(r"\{(\w+)\}")
_BEFORE, _BEHIND = r"(?<![\w./@])", r"(?!\w|['./@]\w)"
"""Where a phrase begins and ends: not inside a word, a number, an address, nor before `’s`."""
_LONGEST_LEAD = 12


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a text says of days, and where.

    Attributes:
        said: what stands in each slot.
    """

    sense: Sense
    said: Mapping[str, int]
    start: int
    end: int


def phrases_in(text: str) -> Iterator[Phrase]:
    """The phrases of a text in their order, in any of the languages; of those that overlap the first."""
    plain, places = folded_in_place(text)
    found = [
        phrase for speech, pattern in zip(SPEECHES, _patterns(), strict=True) for phrase in _of(speech, pattern, plain)
    ]
    end = 0
    for phrase in sorted(found, key=lambda one: one.start):
        if phrase.start >= end:
            end = phrase.end
            yield Phrase(phrase.sense, phrase.said, places[phrase.start], places[end])


def without_lead(text: str, start: int) -> int:
    """Where small words before a phrase begin that change nothing, as in `by Friday`; `start` where there are none."""
    back = max(0, start - _LONGEST_LEAD)
    plain, places = folded_in_place(text[back:start])
    found = _leads().search(plain)
    return back + places[found.start()] if found else start


def _of(speech: Speech, pattern: re.Pattern[str], plain: str) -> Iterator[Phrase]:
    for found in pattern.finditer(plain):
        number = int((found.lastgroup or "")[1:])
        sense, words = speech.phrases[number]
        texts = {slot: found[f"{slot}{number}"] for slot in _SLOT.findall(words)}
        said = {slot: _meaning(text, speech.slots.get(slot, {})) for slot, text in texts.items() if text is not None}
        yield Phrase(sense, said, *found.span())


def _meaning(text: str, words: Mapping[str, int]) -> int:
    word = re.sub(r"[\s-]{1,3}", " ", text)
    return words[word] if word in words else int(word)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """One for each language: all its phrases, each in a group of its own with the groups of its slots in it."""
    return tuple(re.compile(f"{_BEFORE}(?:{_phrases(speech)}){_BEHIND}") for speech in SPEECHES)


def _phrases(speech: Speech) -> str:
    return "|".join(
        f"(?P<p{number}>{_written(words, number, speech)})" for number, (_, words) in enumerate(speech.phrases)
    )


def _written(words: str, number: int, speech: Speech) -> str:
    filled = _SLOT.sub(lambda slot: f"(?P<{slot[1]}{number}>{_choices(slot[1], speech)})", words)
    return filled.replace(" ", _SPACE)


def _choices(slot: str, speech: Speech) -> str:
    words = sorted(speech.slots.get(slot, {}), key=len, reverse=True)
    figures = [COUNTED[slot]] if slot in COUNTED else []
    return "|".join([*figures, *(word.replace(".", r"\.") for word in words)])


@cache
def _leads() -> re.Pattern[str]:
    leads = sorted((lead for speech in SPEECHES for lead in speech.leads.split("|")), key=len, reverse=True)
    return re.compile(f"(?<![\\w'])(?:{'|'.join(leads)}) $".replace(" ", _SPACE))
