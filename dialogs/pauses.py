"""Long work inside one transaction lets others have their turn now and then."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import TypeVar

T = TypeVar("T")
_EVERY = 50
"""Things that are looked at before others have their turn."""


async def with_pauses(things: Iterable[T]) -> AsyncIterator[T]:
    """Each of them; whoever waits for the loop has it after every few."""
    for count, thing in enumerate(things, 1):
        yield thing
        if not count % _EVERY:
            await asyncio.sleep(0)
