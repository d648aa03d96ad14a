"""The way of a transaction from the event loop to the disk and back into memory.

Transactions that end in the same turn of the loop, or while the disk is busy, are one group: one hand-over to the
writer's thread, one commit, one hand-over back.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from typing import Any

import msgspec

from storage.embedded.rows import Overlay
from storage.embedded.writer import Unit, Writer
from storage.records import StoreError, StoreFailed

_COMMITS_OF_ONE_OPENING = 1 << 40
_MANY = 2_000
"""Changes of a group that are put into words in the writer's thread; fewer are faster so on the loop."""


class Ended(msgspec.Struct, frozen=True):
    """A transaction whose block has ended and which waits for its commit.

    Attributes:
        rows: the tables it changes, by name.
        version: what its documents are written as; grows from commit to commit.
        outcome: done when it is durable and shown, or has failed.
    """

    rows: Mapping[str, Overlay[Any]]
    version: int
    outcome: "asyncio.Future[None]"

    @property
    def size(self) -> int:
        """How many documents it changes."""
        return sum(rows.size for rows in self.rows.values())

    def unit(self) -> Unit:
        """What is to be written."""
        return [change for rows in self.rows.values() for change in rows.changes(self.version)]

    def show(self) -> None:
        """Bring it into memory."""
        for rows in self.rows.values():
            rows.show(self.version)


class Commits:
    """Queues ended transactions and commits them in groups, in the order they ended.

    Attributes:
        shown: version of the last transaction that is in memory.
    """

    def __init__(self, writer: Writer, thread: Executor) -> None:
        self._loop = asyncio.get_running_loop()
        self._writer = writer
        self._thread = thread
        self._version = self.shown = writer.opening * _COMMITS_OF_ONE_OPENING
        self._waiting: list[Ended] = []
        self._busy = False
        self._closed = False
        self._idle = asyncio.Event()
        self._idle.set()
        self._subscribers: list[Callable[[frozenset[str]], None]] = []

    def subscribe(self, tell: Callable[[frozenset[str]], None]) -> None:
        """Tell of every commit which tables it changed."""
        self._subscribers.append(tell)

    def commit(self, rows: Mapping[str, Overlay[Any]]) -> "asyncio.Future[None]":
        """Queue the staged changes of one transaction; done when they are durable and shown.

        Whoever waits may be cancelled; the commit goes on, and memory follows the disk. The future fails with
        `Conflict` or, when the disk cannot be written, with `StoreFailed`.

        Raises:
            StoreFailed: the store is closed.
        """
        if self._closed:
            raise StoreFailed("The store is closed.")
        self._version += 1
        ended = Ended(rows, self._version, self._loop.create_future())
        self._waiting.append(ended)
        if not self._busy:
            self._busy = True
            self._idle.clear()
            self._loop.call_soon(self._hand_over)
        return ended.outcome

    def _hand_over(self) -> None:
        group, self._waiting = self._waiting, []
        if sum(ended.size for ended in group) < _MANY:
            written = self._thread.submit(self._writer.commit, [ended.unit() for ended in group])
        else:
            written = self._thread.submit(self._write, group)
        written.add_done_callback(lambda done: self._loop.call_soon_threadsafe(self._settle, group, done))

    def _write(self, group: Sequence[Ended]) -> list[StoreError | None]:
        """In the writer's thread: what so many changes consist of would hold up the loop."""
        return self._writer.commit([ended.unit() for ended in group])

    def _settle(self, group: Sequence[Ended], written: "Future[list[StoreError | None]]") -> None:
        error = written.exception()
        outcomes = [error] * len(group) if error else written.result()
        changed: set[str] = set()
        for ended, failed in zip(group, outcomes, strict=True):
            if failed is None:
                ended.show()
                self.shown = ended.version
                changed.update(ended.rows)
            _resolve(ended.outcome, failed)
        self._tell(frozenset(changed))
        self._go_on()

    def _tell(self, tables: frozenset[str]) -> None:
        if tables:
            for tell in self._subscribers:
                self._loop.call_soon(tell, tables)

    def _go_on(self) -> None:
        if self._waiting:
            self._hand_over()
        else:
            self._busy = False
            self._idle.set()

    async def finish(self) -> None:
        """Take no more transactions and wait for the queued ones."""
        self._closed = True
        await self._idle.wait()


def _resolve(outcome: "asyncio.Future[None]", failed: BaseException | None) -> None:
    if outcome.cancelled():
        return
    if failed is None:
        outcome.set_result(None)
    else:
        outcome.set_exception(failed)
