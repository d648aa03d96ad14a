"""A finished card, and how large it may be."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from cards.elements import Strict, adaptive_card
from cards.mentions import Named, entities
from cards.plain import clean, clipped, joined
from locales import Say

LIMIT = 25_600
"""Bytes of compact UTF-8 a card may have (DESIGN §8)."""

_SUMMARY_LENGTH = 300
_TOGETHER = 6
"""Elements that stay on one page: a project with its summary, why it was declared so, and reasons."""


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


def rendered(body: Iterable[Strict], *, summary: str, say: Say, people: Iterable[Named] = ()) -> Rendered:
    """The card of these elements in the language of `say`.

    Args:
        people: those whom it may mention; of those whom it does not, nothing is told.
    """
    body = list(body)
    short = clipped(clean(summary).replace("\n", " "), _SUMMARY_LENGTH)
    return Rendered(
        card=adaptive_card(body, lang=say.language, summary=short, mentions=_mentioned(body, people)), summary=short
    )


def _mentioned(body: Iterable[Strict], people: Iterable[Named]) -> list[dict[str, Any]]:
    found = entities(people)
    written = msgspec.json.encode([element.render() for element in body]).decode() if found else ""
    return [one for one in found if msgspec.json.encode(one["text"]).decode().strip('"') in written]


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


def paged(elements: Sequence[Strict], room: int) -> list[list[Strict]]:
    """The elements as pages of at most `room` bytes; what goes on from page to page bears its heading again.

    There is at least one page. A line and what stands right below it stay together, and so do a heading and what comes
    first under it; what is larger than a page has one of its own.
    """
    pages: list[list[Strict]] = [[]]
    title: Strict | None = None
    left = room
    for group in _groups(elements):
        begins = _is_heading(group[0])
        size = sum(size_of(one.render()) + 1 for one in group)
        title = group[0] if begins else title
        if size > left and len(pages[-1]) > 1:
            pages.append([] if title is None or begins else [title])
            left = room - sum(size_of(one.render()) + 1 for one in pages[-1])
        pages[-1] += group
        left -= size
    return pages


def _groups(elements: Sequence[Strict]) -> list[list[Strict]]:
    """What is not torn apart: without room between them at most a few, for a list is long."""
    groups: list[list[Strict]] = []
    for element in elements:
        follows = groups and (
            _is_heading(groups[-1][-1]) or (element.render().get("spacing") == "None" and len(groups[-1]) < _TOGETHER)
        )
        if follows and not _is_heading(element):
            groups[-1].append(element)
        else:
            groups.append([element])
    return groups


def _is_heading(element: Strict) -> bool:
    return element.render().get("style") == "heading"
