"""Long work inside one transaction lets others have their turn now and then."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
_AT_ONCE = 2_000
"""Things of which each is looked at for a moment only."""
_EVERY = 50
"""Things that are looked at before others have their turn."""


async def with_pauses(things: Iterable[T]) -> AsyncIterator[T]:
    """Each of them; whoever waits for the loop has it after every few."""
    for count, thing in enumerate(things, 1):
        yield thing
        if not count % _EVERY:
            await asyncio.sleep(0)


async def in_slices(things: Iterable[T]) -> AsyncIterator[Sequence[T]]:
    """All of them, in slices that are gone through at once; whoever waits for the loop has it between two."""
    known = list(things)
    for first in range(0, len(known), _AT_ONCE):
        yield known[first : first + _AT_ONCE]
        if first + _AT_ONCE < len(known):
            await asyncio.sleep(0)
