"""Killed in the middle, or a log torn at any byte: what was acknowledged is there, and nothing is half there."""

import asyncio
import random
import shutil
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from storage.embedded import EmbeddedStore, open_store
from storage.embedded.sqlite import FILE
from tests.storage.documents import CHAIN, HISTORY, STATE, TABLES, Note
from tests.storage.shorthand import everything

ROOT = Path(__file__).resolve().parents[2]

WRITER = """
import asyncio, pathlib, sys
from storage.embedded import open_store
from tests.storage.documents import TABLES
from tests.storage.test_crashes import write_on

async def main():
    store = await open_store(pathlib.Path(sys.argv[1]), TABLES)
    await asyncio.gather(*(write_on(store, f"{sys.argv[2]}-{name}") for name in "abcd"))

asyncio.run(main())
"""


async def write(store: EmbeddedStore, code: str, number: int) -> None:
    """One change of all kinds of tables: the counter of this writer, a line of history, an entry of the chain."""
    async with store.transaction() as transaction:
        await transaction.rows(STATE).put(Note(code=code, rank=number))
        await transaction.rows(HISTORY).put(Note(code=f"{code}-{number}", text="x" * (number % 7 * 1000)))
        await transaction.rows(CHAIN).append(Note(code=f"{code}-{number}"))


async def write_on(store: EmbeddedStore, code: str) -> None:
    """Write for ever, saying aloud what was acknowledged."""
    number = 0
    while True:
        number += 1
        await write(store, code, number)
        print(code, number, flush=True)  # noqa: T201 - the parent listens


async def assert_whole(store: EmbeddedStore, acknowledged: dict[str, int]) -> None:
    """Everything acknowledged is there, and every transaction is there in all tables or in none."""
    counters = {note.code: note.rank or 0 for note in await everything(store, STATE)}
    written = {f"{code}-{number}" for code, count in counters.items() for number in range(1, count + 1)}
    assert {code: counters.get(code, 0) >= number for code, number in acknowledged.items()} == dict.fromkeys(
        acknowledged, True
    )
    assert {note.code for note in await everything(store, HISTORY)} == written
    chain = [note.code for note in await everything(store, CHAIN)]
    assert len(chain) == len(written)
    assert set(chain) == written
    assert await store.broken_link(CHAIN) is None


@pytest.mark.kill
async def test_a_killed_writer_leaves_all_it_acknowledged_and_nothing_by_halves(tmp_path: Path) -> None:
    acknowledged: dict[str, int] = {}
    chance = random.Random(7)
    for life in range(4):
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", WRITER, str(tmp_path), str(life), stdout=PIPE, cwd=ROOT
        )
        assert child.stdout is not None
        lines = [await child.stdout.readline() for _ in range(chance.randrange(1, 400))]
        child.kill()
        lines += (await child.communicate())[0].splitlines(keepends=True)
        for line in lines:
            if line.endswith(b"\n"):
                code, number = line.decode().split()
                acknowledged[code] = max(acknowledged.get(code, 0), int(number))
        store = await open_store(tmp_path, TABLES)
        await assert_whole(store, acknowledged)
        await store.close()
    assert sum(acknowledged.values()) > 0


async def abandoned(folder: Path) -> Path:
    """The files of a store that was never closed, with everything still in its log."""
    store = await open_store(folder / "live", TABLES)
    for number in range(1, 9):
        await write(store, "w", number)
    left = folder / "left"
    await asyncio.to_thread(shutil.copytree, folder / "live", left)
    await store.close()
    return left


async def test_a_log_torn_at_any_place_gives_the_changes_before_it_and_none_by_halves(tmp_path: Path) -> None:
    left = await abandoned(tmp_path)
    log = (left / f"{FILE}-wal").read_bytes()
    chance, kept = random.Random(11), []
    for length in sorted(chance.randrange(len(log)) for _ in range(12)):
        torn = tmp_path / str(length)
        torn.mkdir()
        shutil.copy(left / FILE, torn)
        (torn / f"{FILE}-wal").write_bytes(log[:length])
        store = await open_store(torn, TABLES)
        await assert_whole(store, {})
        kept.append(len(await everything(store, CHAIN)))
        await write(store, "w", kept[-1] + 1)
        await store.close()
    assert kept == sorted(kept)
    assert len(set(kept)) > 2


async def test_a_flipped_bit_in_the_log_is_never_read_as_a_change(tmp_path: Path) -> None:
    left = await abandoned(tmp_path)
    log = bytearray((left / f"{FILE}-wal").read_bytes())
    chance = random.Random(13)
    for trial in range(8):
        flipped = tmp_path / str(trial)
        flipped.mkdir()
        shutil.copy(left / FILE, flipped)
        bit = chance.randrange(len(log) * 8)
        log[bit // 8] ^= 1 << bit % 8
        (flipped / f"{FILE}-wal").write_bytes(log)
        log[bit // 8] ^= 1 << bit % 8
        store = await open_store(flipped, TABLES)
        await assert_whole(store, {})
        await store.close()
