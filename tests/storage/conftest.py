"""The engines under test, and an open store of each."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import pytest

from storage.embedded import open_store
from storage.records import Store, Table
from tests.storage.documents import HISTORY, STATE, TABLES, Note


class Engine(Protocol):
    """Opens the store at a place of its own for each test."""

    def __call__(self, folder: Path, tables: Sequence[Table[Any]], *, readonly: bool = False) -> Awaitable[Store]: ...


ENGINES: dict[str, Engine] = {"embedded": open_store}
"""Every engine passes the same tests: a new one is one more line."""


Open = Callable[[], Awaitable[Store]]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param]


@pytest.fixture
async def reopen(engine: Engine, tmp_path: Path) -> AsyncIterator[Open]:
    """Opens the store, closing what was open before, as a restart does."""
    opened: list[Store] = []

    async def again() -> Store:
        for store in opened:
            await store.close()
        opened[:] = [await engine(tmp_path, TABLES)]
        return opened[0]

    yield again
    for store in opened:
        await store.close()


@pytest.fixture
async def store(reopen: Open) -> Store:
    return await reopen()


@pytest.fixture(params=[STATE, HISTORY], ids=["state", "history"])
def table(request: pytest.FixtureRequest) -> Table[Note]:
    """A table whose documents have keys, in memory or on disk: both keep the same promises."""
    found: Table[Note] = request.param
    return found
