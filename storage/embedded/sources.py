"""Where committed documents come from: memory for current state, the file for the rest; one face for both."""

import asyncio
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Generic, ParamSpec, Protocol, TypeVar

import msgspec

from storage.embedded.history import Reader
from storage.embedded.kept import Kept
from storage.embedded.layout import Draft, Layout, is_key
from storage.embedded.memory import StateTable
from storage.embedded.places import Span
from storage.records import D, StoreFailed

P = ParamSpec("P")
T = TypeVar("T")

_DIGITS = 19
"""As many as every number of 64 bits has at least; a longer key is no entry's."""


class AsOf(msgspec.Struct, frozen=True):
    """Not looked up: whatever was committed with a version up to this one."""

    version: int


Seen = int | AsOf | None
"""How a transaction first saw a document: in this version, unread, or not there."""


class Source(Protocol[D]):
    """The committed documents of one table."""

    layout: Layout[D]

    @property
    def memory(self) -> Mapping[str, Kept[D]] | None:
        """The documents by key where all of them are in memory."""

    async def kept(self, key: str) -> Kept[D] | None:
        """The document with this key."""

    async def every(self) -> list[Kept[D]]:
        """All documents by key."""

    async def along(self, position: int, span: Span) -> list[Kept[D]]:
        """A stretch of the index at this position."""

    async def last_number(self) -> int:
        """The number of the last entry of a chain, 0 while it has none."""

    def mark(self) -> Hashable:
        """Equal while nothing of the table has changed, if that is known."""

    def glimpse(self, key: str) -> Seen:
        """What can be said of a document without waiting."""

    def show(self, committed: Mapping[str, Draft[D] | None], version: int) -> None:
        """Take note of what has just been committed; a removal has no draft."""


class FromMemory(Generic[D]):
    """A state table."""

    def __init__(self, layout: Layout[D], table: StateTable[D]) -> None:
        self.layout = layout
        self._table = table

    @property
    def memory(self) -> Mapping[str, Kept[D]]:
        """All documents."""
        return self._table.documents

    async def kept(self, key: str) -> Kept[D] | None:
        """The document with this key."""
        return self._table.documents.get(key)

    async def every(self) -> list[Kept[D]]:
        """All documents by key."""
        return self._table.every()

    async def along(self, position: int, span: Span) -> list[Kept[D]]:
        """A stretch of the index at this position."""
        return self._table.along(position, span)

    async def last_number(self) -> int:
        """Refused: no chain is kept in memory."""
        raise TypeError(f"{self.layout.table.name} is not a chained table: its documents have no numbers")

    def mark(self) -> Hashable:
        """The number of commits to this table in this opening."""
        return id(self._table), self._table.commits

    def glimpse(self, key: str) -> Seen:
        """Its version, or that there is none."""
        kept = self._table.documents.get(key)
        return None if kept is None else kept.version

    def show(self, committed: Mapping[str, Draft[D] | None], version: int) -> None:
        """Bring the changes into memory."""
        self._table.show(committed, version)


class Shown(Protocol):
    """Who knows the version of the last transaction that is in memory."""

    shown: int


@dataclass(frozen=True, slots=True)
class Disk:
    """The file, read in the reader's thread; nothing is ever shown of a store that was opened for reading."""

    reader: Reader
    thread: Executor
    commits: Shown | None

    async def ask(self, question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Put a question to the reader.

        Raises:
            StoreFailed: the file cannot be read, or the store is closed.
        """
        try:
            answer = self.thread.submit(question, *args, **kwargs)
        except RuntimeError:
            raise StoreFailed("The store is closed.") from None
        return await asyncio.wrap_future(answer)


class FromDisk(Generic[D]):
    """A history or chained table."""

    memory = None

    def __init__(self, layout: Layout[D], disk: Disk) -> None:
        self.layout = layout
        self._disk = disk

    async def kept(self, key: str) -> Kept[D] | None:
        """The document with this key, a chain's entry by its number in decimal."""
        asked = _number(key) if self.layout.table.kind == "chained" else key
        if asked is None or not is_key(key):
            return None
        return await self._disk.ask(self._disk.reader.kept, self.layout, asked)

    async def every(self) -> list[Kept[D]]:
        """All documents by key or number."""
        return await self._disk.ask(self._disk.reader.every, self.layout)

    async def along(self, position: int, span: Span) -> list[Kept[D]]:
        """A stretch of the index at this position."""
        return await self._disk.ask(self._disk.reader.along, self.layout, position, span)

    async def last_number(self) -> int:
        """The number of the last entry of a chain."""
        return await self._disk.ask(self._disk.reader.last_number, self.layout)

    def mark(self) -> Hashable:
        """Another one each time."""
        return object()

    def glimpse(self, key: str) -> Seen:
        """That it was not looked up: looking would cost the way to the reader's thread."""
        return AsOf(self._disk.commits.shown if self._disk.commits else 0)

    def show(self, committed: Mapping[str, Draft[D] | None], version: int) -> None:
        """Nothing to do: the file has it."""


def _number(key: str) -> int | None:
    return int(key) if key.isascii() and key.isdecimal() and len(key) < _DIGITS else None
