"""Several messages in one: what somebody's message budget has held back."""

from collections.abc import Iterator, Sequence
from typing import Any

from cards.elements import Container, Strict, heading, text
from cards.rendered import LIMIT, Rendered, rendered, size_of, told
from locales import Say

_OWN_ROOM = 2_000
"""Bytes for the frame, the title and the last line."""


def bundle_card(parts: Sequence[Rendered], say: Say) -> Rendered:
    """The parts below each other, as far as there is room.

    A part with something to press, or too large, is told by its summary: its card stands where it was first sent.
    """
    title = say.plural("{n} message that waited for today", "{n} messages that waited for today", len(parts))
    body = [heading(title)]
    room = LIMIT - _OWN_ROOM
    by_summary = False
    for part in parts:
        whole = Container(items=part.card["body"], separator=True, spacing="Large")
        if any(_pressed(part.card)) or size_of(whole.render()) > room:
            by_summary = True
            whole = _told_shortly(part.summary)
        room -= size_of(whole.render())
        body.append(whole)
    if by_summary:
        body.append(text(say("Type “todo” to see what waits for you."), subtle=True, separator=True, spacing="Large"))
    return rendered(body, summary=told(title, *(part.summary for part in parts)), say=say)


def _told_shortly(summary: str) -> Strict:
    return Container(items=[text(summary)], separator=True, spacing="Large")


def _pressed(value: Any) -> Iterator[bool]:
    """A True for everything in a card's plain values that takes an answer or has an id of its own."""
    if isinstance(value, dict):
        if str(value.get("type", "")).startswith(("Input.", "Action.")) or "id" in value:
            yield True
        yield from (found for inner in value.values() for found in _pressed(inner))
    elif isinstance(value, list):
        yield from (found for inner in value for found in _pressed(inner))
