"""The embedded store: one folder, one writing process, current state in memory, everything on disk."""

import asyncio
import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, AsyncExitStack, ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from storage.embedded.catalogue import check
from storage.embedded.commits import Commits
from storage.embedded.history import Reader, broken_link
from storage.embedded.layout import Layout
from storage.embedded.lock import Lock
from storage.embedded.memory import Memory
from storage.embedded.sources import Disk, FromDisk, FromMemory, Source
from storage.embedded.sqlite import FILE, sentences
from storage.embedded.transaction import EmbeddedTransaction
from storage.embedded.writer import Writer
from storage.records import StoreFailed, Table, Transaction

_MANY_DOCUMENTS = 10_000
"""From here on a collection of garbage over the loaded documents would be felt on the event loop."""


class EmbeddedStore:
    """An open store; made by `open_store`.

    Attributes:
        memory: the state tables as a TinyDB database, for reading.
        run: identifies this opening for writing; empty when opened for reading.
    """

    def __init__(self, path: Path, memory: Memory, sources: Mapping[str, Source[Any]], commits: Commits | None) -> None:
        self.memory = memory
        self.run = uuid4().hex if commits else ""
        self._path = path
        self._sources = sources
        self._commits = commits
        self._resources = AsyncExitStack()
        self._closing = asyncio.Lock()
        self._closed = False

    def own(self, resources: AsyncExitStack) -> None:
        """Give the store what it has to let go of when it is closed."""
        self._resources = resources

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """One unit of work.

        Raises:
            StoreFailed: the store is closed.
        """
        if self._closed:
            raise StoreFailed("The store is closed.")
        return EmbeddedTransaction(self._sources, self._commits)

    def on_commit(self, tell: Callable[[frozenset[str]], None]) -> None:
        """Call `tell` on the event loop after each commit with the names of the changed tables."""
        if self._commits:
            self._commits.subscribe(tell)

    async def broken_link(self, table: Table[Any]) -> int | None:
        """The number of the first entry of a chained table whose hash does not fit, or None."""
        if table.kind != "chained":
            raise TypeError(f"{table.name} is not a chained table")
        return await asyncio.to_thread(broken_link, self._path, self._sources[table.name].layout)

    async def close(self) -> None:
        """Finish queued commits and release the store; once closed, closing does nothing."""
        self._closed = True
        async with self._closing:
            if self._commits:
                await self._commits.finish()
            await self._resources.aclose()


async def open_store(folder: Path, tables: Sequence[Table[Any]], *, readonly: bool = False) -> EmbeddedStore:
    """Open the store in a folder, off the event loop.

    Args:
        folder: made, for this account only, when it is not there.
        tables: every table that will be used.
        readonly: see one snapshot, beside a process that writes, and refuse to write.

    Raises:
        StoreFailed: another process writes; the file is missing, damaged, newer than this version or may not be used.
    """
    layouts = [Layout(table) for table in tables]
    path = folder / FILE
    async with AsyncExitStack() as resources:
        commits = None
        if not readonly:
            writing, files = _thread("store-writer", resources)
            writer = await asyncio.wrap_future(writing.submit(_open_writer, path, layouts, files))
            commits = Commits(writer, writing)
        reading, files = _thread("store-reader", resources)
        opening = partial(_open_reader, path, layouts, files, snapshot=readonly)
        reader, memory = await asyncio.wrap_future(reading.submit(opening))
        disk = Disk(reader, reading, commits)
        sources = {layout.table.name: _source(layout, memory, disk) for layout in layouts}
        store = EmbeddedStore(path, memory, sources, commits)
        store.own(resources.pop_all())
    return store


def _thread(name: str, resources: AsyncExitStack) -> tuple[ThreadPoolExecutor, ExitStack]:
    """A thread, and what it opens and closes again; it closes after all else it was asked for, even when cancelled."""
    thread, files = ThreadPoolExecutor(1, name), ExitStack()

    async def end() -> None:
        closed = thread.submit(files.close)
        thread.shutdown(wait=False)
        await asyncio.shield(asyncio.wrap_future(closed))

    resources.push_async_callback(end)
    return thread, files


def _source(layout: Layout[Any], memory: Memory, disk: Disk) -> Source[Any]:
    if layout.on_disk:
        return FromDisk(layout, disk)
    return FromMemory(layout, memory.state(layout.table.name))


def _open_writer(path: Path, layouts: Sequence[Layout[Any]], files: ExitStack) -> Writer:
    with sentences(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = Lock(path.parent)
    files.callback(lock.release)
    writer = Writer(path, layouts)
    files.callback(writer.close)
    return writer


def _open_reader(
    path: Path, layouts: Sequence[Layout[Any]], files: ExitStack, *, snapshot: bool
) -> tuple[Reader, Memory]:
    reader = Reader(path, snapshot=snapshot)
    files.callback(reader.close)
    if snapshot:
        with sentences(path):
            check(reader.connection, layouts)
    memory = Memory()
    with _spared_garbage_collection(memory, files):
        for layout in layouts:
            if not layout.on_disk:
                memory.load(layout, reader.unordered(layout))
    return reader, memory


@contextmanager
def _spared_garbage_collection(memory: Memory, files: ExitStack) -> Iterator[None]:
    """Keep the collector from walking many documents while they are loaded, and ever after."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        # Before it is enabled again, or it would walk all that was loaded at once.
        if memory.size() >= _MANY_DOCUMENTS:
            gc.freeze()
            files.callback(gc.unfreeze)
    finally:
        if enabled:
            gc.enable()
