"""A list that answers a question: one sentence, then a line each, as many as have room."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cards.elements import Strict, heading, text
from cards.plain import clipped, joined
from cards.rendered import LIMIT, Rendered, fitting, rendered, size_of, told
from cards.status import as_of_words
from locales import Say

_RESERVE = 2_000
SCOPE_LENGTH = 200
"""Characters that are shown of what a list is about."""
NAMED = 5
"""So many of several are named in a sentence; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a list is made of.

    Attributes:
        title: what it lists, and of what.
        sentence: the answer.
        drawn: a chart of the rows; left out where there is no room for it.
        below: fields and buttons, at the very end.
        foot: what is said behind the instant at the end; empty for nothing.
    """

    title: str
    sentence: str
    rows: list[Strict]
    as_of: datetime
    notes: tuple[str, ...] = ()
    foot: str = ""
    drawn: tuple[Strict, ...] = ()
    below: tuple[Strict, ...] = ()


def first_of(names: Sequence[str], say: Say, shown: int = NAMED) -> str:
    """The first of these in a sentence, and how many more there are."""
    more = len(names) - shown
    return say.listing([*names[:shown], *([say.plural("{n} more", "{n} more", more)] if more > 0 else [])])


def fullest(parts: Callable[[int], list[Strict]], most: Sequence[int], room: int) -> list[Strict]:
    """The parts with as many rows each as have room together.

    Args:
        parts: draws them with at most so many rows each; what is beyond is counted there.
        most: rows to try, the most first.
        room: bytes.
    """
    drawn: list[Strict] = []
    for rows in most:
        drawn = parts(rows)
        if fitting(drawn, room) == len(drawn):
            break
    return drawn[: fitting(drawn, room)]


def section(title: str, rows: Sequence[Strict], say: Say, most: int) -> list[Strict]:
    """A part of a card: its title and at most so many rows, and how many there are beyond; nothing without rows."""
    if not rows:
        return []
    left = len(rows) - most
    more = [text(say.plural("and {n} more", "and {n} more", left), subtle=True, spacing="Small")] if left > 0 else []
    return [heading(title, size="Medium", spacing="Medium"), *rows[:most], *more]


def listed(listing: Listing, say: Say) -> Rendered:
    """The sentence first, then as many rows as have room, then the notes and when all this was true."""
    body = [heading(listing.title), text(listing.sentence, weight="Bolder", spacing="Small")]
    ending = [text(clipped(note, SCOPE_LENGTH)) for note in listing.notes]
    foot = joined(as_of_words(listing.as_of, say), listing.foot)
    ending += [text(foot, subtle=True, size="Small", separator=True), *listing.below]
    room = LIMIT - _RESERVE - size_of([element.render() for element in (*body, *ending)])
    shown = fitting(listing.rows, room)
    left = len(listing.rows) - shown
    if left:
        ending.insert(0, text(say.plural("and {n} more", "and {n} more", left), subtle=True))
    elif fitting([*listing.rows, *listing.drawn], room) == len(listing.rows) + len(listing.drawn):
        ending[:0] = listing.drawn
    return rendered([*body, *listing.rows[:shown], *ending], summary=told(listing.title, listing.sentence), say=say)


def with_overdue(counts: str, overdue: int, say: Say) -> str:
    """Counts of what is listed, and how many of it are overdue, if any."""
    if not overdue:
        return counts
    return partly(counts, say.plural("{n} of them is overdue", "{n} of them are overdue", overdue), say)


def partly(counts: str, part: str, say: Say) -> str:
    """Counts of what is listed, and of a part of it where there is one."""
    return say("{counts}; {part}", counts=counts, part=part) if part else counts


def both(one: str, other: str, say: Say) -> str:
    """Two things in one sentence, or the one that is there."""
    return say("{one}; {other}", one=one, other=other) if one and other else one or other
