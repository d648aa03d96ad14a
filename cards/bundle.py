"""Several messages in one: what somebody's message budget has held back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cards.elements import Container, Strict, heading, text
from cards.rendered import LIMIT, Rendered, rendered, size_of, told
from locales import Say

_OWN_ROOM = 2_500
"""Bytes for the frame, the title and the last lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Among:
    """How a message is told among others.

    Attributes:
        where: the sentence that says where the whole of it is found, in the reader's language.
    """

    body: tuple[Strict, ...]
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the messages.

    Attributes:
        body: the elements of its own card, plain JSON values.
        among: how it is told among others; None where its body is, or its summary.
    """

    body: Sequence[Any]
    summary: str
    among: Among | None = None

    def shown(self) -> Strict | None:
        """As it stands among others; None where there is something to press that belongs to the message alone."""
        if self.among is not None:
            return _below_others(self.among.body)
        return None if any(_pressed(self.body)) else _below_others(self.body)


def bundle_card(parts: Sequence[Part], say: Say) -> Rendered:
    """The parts below each other, as far as there is room.

    A part with something to press, or too large, is told by its summary: its card stands where it was first sent.
    """
    title = say.plural("{n} message that waited for today", "{n} messages that waited for today", len(parts))
    body = [heading(title)]
    room = LIMIT - _OWN_ROOM - sum(size_of(_by_summary(part).render()) for part in parts)
    elsewhere = list[str]()
    for part in parts:
        shown, short = part.shown(), _by_summary(part)
        more = size_of(shown.render()) - size_of(short.render()) if shown else 0
        if shown is None or more > room:
            shown, more = short, 0
            elsewhere.append(part.among.where if part.among else say("Type “todo” to see what waits for you."))
        room -= more
        body.append(shown)
    ways = [text(way, subtle=True, separator=True, spacing="Large") for way in dict.fromkeys(elsewhere)]
    return rendered([*body, *ways], summary=told(title, *(part.summary for part in parts)), say=say)


def _by_summary(part: Part) -> Strict:
    return _below_others([text(part.summary)])


def _below_others(items: Sequence[Any]) -> Strict:
    return Container(items=list(items), separator=True, spacing="Large")


def _pressed(value: Any) -> Iterator[bool]:
    """A True for everything in a card's plain values that takes an answer or has an id of its own."""
    if isinstance(value, dict):
        if str(value.get("type", "")).startswith(("Input.", "Action.")) or "id" in value:
            yield True
        yield from (found for inner in value.values() for found in _pressed(inner))
    elif isinstance(value, list):
        yield from (found for inner in value for found in _pressed(inner))
