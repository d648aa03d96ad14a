"""The way to the disk: groups, a disk that fails, cancellation, and no way at all where none is needed."""

import asyncio
import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from storage.embedded import EmbeddedStore, open_store
from storage.embedded.sqlite import FILE
from storage.records import StoreFailed
from tests.storage.documents import CHAIN, HISTORY, STATE, TABLES, Note
from tests.storage.shorthand import append, codes, everything, get, put

A, B = Note(code="a"), Note(code="b", text="long " * 2000)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[EmbeddedStore]:
    opened = await open_store(tmp_path, TABLES)
    yield opened
    await opened.close()


@contextmanager
def no_file_may_grow(log: Path) -> Iterator[None]:
    """Writing past the present end of the store's log fails, as on a disk that is full or broken."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def write_everywhere(store: EmbeddedStore, note: Note) -> None:
    async with store.transaction() as transaction:
        await transaction.rows(STATE).put(note)
        await transaction.rows(HISTORY).put(note)
        await transaction.rows(CHAIN).append(note)


async def test_a_commit_that_the_disk_refuses_fails_for_the_whole_group_and_changes_nothing(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    heard: list[frozenset[str]] = []
    await write_everywhere(store, A)
    store.on_commit(heard.append)
    with no_file_may_grow(tmp_path / f"{FILE}-wal"):
        outcomes = await asyncio.gather(
            write_everywhere(store, B), write_everywhere(store, replace(A, text="changed")), return_exceptions=True
        )
    assert [type(outcome) for outcome in outcomes] == [StoreFailed] * 2
    assert FILE in str(outcomes[0])
    for table in (STATE, HISTORY, CHAIN):
        assert await everything(store, table) == [A]
    assert heard == []


async def test_the_store_recovers_when_the_disk_does(store: EmbeddedStore, tmp_path: Path) -> None:
    await write_everywhere(store, A)
    with no_file_may_grow(tmp_path / f"{FILE}-wal"), pytest.raises(StoreFailed):
        await write_everywhere(store, B)
    await write_everywhere(store, B)
    await store.close()
    again = await open_store(tmp_path, TABLES)
    for table in (STATE, HISTORY, CHAIN):
        assert await everything(again, table) == [A, B]
    assert await again.broken_link(CHAIN) is None
    await again.close()


async def test_writers_at_the_same_time_share_a_commit(store: EmbeddedStore) -> None:
    commits: list[frozenset[str]] = []
    store.on_commit(commits.append)
    await asyncio.gather(*(put(store, STATE, Note(code=str(number))) for number in range(64)))
    await asyncio.sleep(0)
    assert len(commits) == 1


async def test_entries_of_a_chain_from_many_writers_are_numbered_without_a_gap(store: EmbeddedStore) -> None:
    await asyncio.gather(*(append(store, CHAIN, A, Note(code=str(number))) for number in range(20)))
    kept = await codes(store, CHAIN)
    assert kept[::2] == ["a"] * 20
    assert await get(store, CHAIN, "40") == Note(code=kept[-1])
    assert await store.broken_link(CHAIN) is None


def finishes_at_once(steps: Any) -> bool:
    """Whether a coroutine ends without giving way to anybody, so that it can have asked no other thread."""
    try:
        steps.send(None)
    except StopIteration:
        return True
    steps.close()
    return False


async def test_a_question_to_the_current_state_is_answered_without_leaving_the_loop(store: EmbeddedStore) -> None:
    await put(store, STATE, A)

    async def ask() -> None:
        async with store.transaction() as transaction:
            rows = transaction.rows(STATE)
            assert await rows.get("a") == A
            assert [*await rows.all(), *await rows.find("group"), *await rows.range("group")] == [A, A, A]

    assert finishes_at_once(ask())


async def test_nothing_staged_in_the_end_is_no_commit(store: EmbeddedStore) -> None:
    async def come_to_nothing() -> None:
        async with store.transaction() as transaction:
            rows = transaction.rows(STATE)
            await rows.put(A)
            await rows.remove("a")
            await rows.remove("nobody")

    assert finishes_at_once(come_to_nothing())


async def test_whoever_gives_up_waiting_still_finds_memory_as_the_disk_has_it(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    waiting = asyncio.create_task(write_everywhere(store, A))
    for _ in range(3):
        await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await put(store, HISTORY, B)
    reader = await open_store(tmp_path, TABLES, readonly=True)
    assert await everything(store, STATE) == await everything(reader, STATE) == [A]
    assert await everything(reader, CHAIN) == [A]
    await reader.close()


async def test_an_opening_that_is_given_up_lets_go_of_the_lock(tmp_path: Path) -> None:
    for turns in range(4):
        opening = asyncio.create_task(open_store(tmp_path, TABLES))
        for _ in range(turns):
            await asyncio.sleep(0)
        opening.cancel()
        with pytest.raises(asyncio.CancelledError):
            await opening
    await (await open_store(tmp_path, TABLES)).close()
