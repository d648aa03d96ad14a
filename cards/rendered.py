"""A finished card, and how large it may be."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from cards.elements import Strict, adaptive_card
from cards.plain import clean, clipped, joined
from locales import Say

LIMIT = 25_600
"""Bytes of compact UTF-8 a card may have (DESIGN §8)."""

_SUMMARY_LENGTH = 300


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """A card as it is sent.

    Attributes:
        card: the Adaptive Card, plain JSON values.
        summary: the card in a plain sentence or two, for notifications and screen readers.
    """

    card: dict[str, Any]
    summary: str

    @property
    def size(self) -> int:
        """Bytes of compact UTF-8."""
        return size_of(self.card)


def rendered(body: Iterable[Strict], *, summary: str, say: Say) -> Rendered:
    """The card of these elements in the language of `say`."""
    short = clipped(clean(summary).replace("\n", " "), _SUMMARY_LENGTH)
    return Rendered(card=adaptive_card(body, lang=say.language, summary=short), summary=short)


def told(*parts: str) -> str:
    """A summary of several parts."""
    return joined(*parts, by=" – ")


def size_of(value: object) -> int:
    """Bytes of compact UTF-8 that plain JSON values take."""
    return len(msgspec.json.encode(value))


def fitting(elements: Sequence[Strict], room: int) -> int:
    """How many of the elements, from the first on, take at most `room` bytes together."""
    for count, element in enumerate(elements):
        room -= size_of(element.render()) + 1
        if room < 0:
            return count
    return len(elements)
