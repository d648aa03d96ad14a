"""Opening the embedded store: one writer, readers beside it, damaged, foreign, newer and older files."""

import asyncio
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from storage.embedded import open_store
from storage.embedded.sqlite import FILE, failure
from storage.records import Index, Store, StoreFailed, Table
from tests.storage.documents import CHAIN, HISTORY, STATE, TABLES, Note
from tests.storage.shorthand import append, everything, put

ROOT = Path(__file__).resolve().parents[2]
A, B = Note(code="a", group="g"), Note(code="b", group="g")


async def refused(folder: Path, *, readonly: bool = False) -> str:
    with pytest.raises(StoreFailed) as raised:
        await open_store(folder, TABLES, readonly=readonly)
    return str(raised.value)


async def open_and_close(folder: Path, *tables: Table[Any]) -> None:
    await (await open_store(folder, tables)).close()


SECOND_PROCESS = """
import asyncio, pathlib, sys
from storage.embedded import open_store
from storage.records import StoreFailed
from tests.storage.documents import TABLES
try:
    asyncio.run(open_store(pathlib.Path(sys.argv[1]), TABLES))
except StoreFailed as refusal:
    sys.exit(str(refusal))
"""


async def second_process(folder: Path) -> str:
    """What a second process that wants to write is told."""
    arguments = ("-c", SECOND_PROCESS, str(folder))
    second = await asyncio.create_subprocess_exec(sys.executable, *arguments, stderr=subprocess.PIPE, cwd=ROOT)
    _, told = await second.communicate()
    assert second.returncode == (1 if told else 0)
    return told.decode()


async def test_a_second_process_is_refused_with_a_sentence_and_harms_nothing(tmp_path: Path) -> None:
    store = await open_store(tmp_path, TABLES)
    await put(store, STATE, A)
    told = await second_process(tmp_path)
    assert f"in use by another process (pid {os.getpid()})" in told
    assert "Traceback" not in told
    await put(store, STATE, B)
    await store.close()
    assert await second_process(tmp_path) == ""


async def test_a_refused_opening_does_not_keep_the_lock(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database, but long enough to look like one" * 100)
    assert "damaged or not a store" in await refused(tmp_path)
    (tmp_path / FILE).unlink()
    await open_and_close(tmp_path, *TABLES)


async def test_a_reader_sees_one_snapshot_beside_the_writer(tmp_path: Path) -> None:
    store = await open_store(tmp_path, TABLES)
    await put(store, STATE, A)
    await put(store, HISTORY, A)
    await append(store, CHAIN, A)
    reader = await open_store(tmp_path, TABLES, readonly=True)
    for table in (STATE, HISTORY):
        await put(store, table, B, replace(A, text="later"))
    await append(store, CHAIN, B)
    for table in (STATE, HISTORY, CHAIN):
        assert await everything(reader, table) == [A]
        assert len(await everything(store, table)) == 2
    await reader.close()
    await store.close()


async def test_a_reader_writes_nothing_and_has_no_run(tmp_path: Path) -> None:
    await open_and_close(tmp_path, *TABLES)
    reader = await open_store(tmp_path, TABLES, readonly=True)
    assert reader.run == ""
    reader.on_commit(lambda _: None)
    for table in (STATE, HISTORY):
        with pytest.raises(StoreFailed, match="reading only"):
            await put(reader, table, A)
    with pytest.raises(StoreFailed, match="reading only"):
        await append(reader, CHAIN, A)
    assert await everything(reader, STATE) == []
    await reader.close()


async def test_reading_where_nothing_is_says_so_and_makes_nothing(tmp_path: Path) -> None:
    assert "missing" in await refused(tmp_path / "nowhere", readonly=True)
    assert not (tmp_path / "nowhere").exists()


async def test_a_folder_that_cannot_be_made_is_named_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    told = await refused(tmp_path / "file" / "store")
    assert str(tmp_path / "file" / "store") in told
    assert "Not a directory" in told


@pytest.fixture
def forbidden(tmp_path: Path) -> Path:
    tmp_path.chmod(0o500)
    return tmp_path / "store"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may do everything")
async def test_a_folder_without_permission_is_named_in_one_sentence(forbidden: Path) -> None:
    assert f"{forbidden / FILE} cannot be used: Permission denied" in await refused(forbidden)


async def test_only_this_account_may_read_what_is_kept(tmp_path: Path) -> None:
    store = await open_store(tmp_path / "store", TABLES)
    await put(store, STATE, A)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "store").iterdir()]
    assert set(modes) == {0o600}
    assert stat.S_IMODE((tmp_path / "store").stat().st_mode) == 0o700
    await store.close()


async def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    before = (tmp_path / FILE).read_bytes()
    assert "not a store of Rapporteur" in await refused(tmp_path)
    assert "not a store of Rapporteur" in await refused(tmp_path, readonly=True)
    assert b"theirs" in before


def changed(folder: Path, statement: str, *values: object) -> None:
    with sqlite3.connect(folder / FILE) as connection:
        connection.execute(statement, values)
    connection.close()


async def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    await open_and_close(tmp_path, *TABLES)
    changed(tmp_path, "UPDATE _catalogue SET version = 9 WHERE name = 'notes'")
    assert "notes was written by a newer version" in await refused(tmp_path)
    assert "notes was written by a newer version" in await refused(tmp_path, readonly=True)
    changed(tmp_path, "PRAGMA user_version = 9")
    assert "newer version" in await refused(tmp_path)


async def test_a_document_that_is_no_longer_readable_is_named(tmp_path: Path) -> None:
    store = await open_store(tmp_path, TABLES)
    await put(store, STATE, A)
    await put(store, HISTORY, A)
    await store.close()
    changed(tmp_path, "UPDATE old_notes SET document = ?", b'{"code": 1}')
    store = await open_store(tmp_path, TABLES)
    with pytest.raises(StoreFailed, match="old_notes/a cannot be read"):
        await everything(store, HISTORY)
    await store.close()
    changed(tmp_path, "UPDATE notes SET document = ?", b"{")
    assert "notes/a cannot be read" in await refused(tmp_path)


async def test_a_table_that_changes_its_kind_is_refused(tmp_path: Path) -> None:
    await open_and_close(tmp_path, *TABLES)
    with pytest.raises(StoreFailed, match="kept as state, not as history"):
        await open_and_close(tmp_path, replace(STATE, kind="history"))


@dataclass(frozen=True, slots=True)
class Old:
    code: str
    colour: str


@dataclass(frozen=True, slots=True)
class New:
    code: str
    rag: str
    words: int = 0


def renamed(plain: dict[str, Any]) -> dict[str, Any]:
    return {"code": plain["code"], "rag": plain["colour"]}


def counted(plain: dict[str, Any]) -> dict[str, Any]:
    return {**plain, "words": len(plain["rag"].split())}


def old_and_new(kind: Any) -> tuple[Table[Old], Table[New]]:
    old = Table("things", Old, lambda old: old.code, (Index("colour", lambda old: (old.colour,)),), kind)
    upgrades: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: renamed, 2: counted}
    indexes: tuple[Index[New], ...] = (Index("rag", lambda new: (new.rag,)), Index("words", lambda new: (new.words,)))
    return old, Table("things", New, lambda new: new.code, indexes, kind, 3, upgrades)


async def written(store: Store, table: Table[Any], document: Any) -> None:
    async with store.transaction() as transaction:
        rows = transaction.rows(table)
        await (rows.append(document) if table.kind == "chained" else rows.put(document))


@pytest.mark.parametrize("kind", ["state", "history", "chained"])
async def test_documents_of_an_older_version_are_upgraded_and_found_by_the_new_indexes(
    tmp_path: Path, kind: str
) -> None:
    old, new = old_and_new(kind)
    store = await open_store(tmp_path, [old])
    await written(store, old, Old("a", "red alert"))
    await written(store, old, Old("b", "green"))
    await store.close()
    with pytest.raises(StoreFailed, match="older version"):
        await open_store(tmp_path, [new], readonly=True)
    for _ in range(2):
        store = await open_store(tmp_path, [new])
        async with store.transaction() as transaction:
            rows = transaction.rows(new)
            assert list(await rows.all()) == [New("a", "red alert", 2), New("b", "green", 1)]
            assert list(await rows.find("rag", "green")) == [New("b", "green", 1)]
            assert list(await rows.find("words", 2)) == [New("a", "red alert", 2)]
        await store.close()
    with pytest.raises(StoreFailed, match="newer version"):
        await open_and_close(tmp_path, old)


async def test_an_upgraded_chain_still_verifies_and_grows(tmp_path: Path) -> None:
    old, new = old_and_new("chained")
    store = await open_store(tmp_path, [old])
    await written(store, old, Old("a", "red"))
    await store.close()
    store = await open_store(tmp_path, [new])
    await written(store, new, New("b", "green"))
    assert await store.broken_link(new) is None
    await store.close()


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE trail SET document = replace(document, 'b', 'c') WHERE number = 2",
        "UPDATE trail SET hash = zeroblob(32) WHERE number = 2",
        "DELETE FROM trail WHERE number = 1",
    ],
)
async def test_a_chain_that_was_tampered_with_tells_where(tmp_path: Path, tampering: str) -> None:
    store = await open_store(tmp_path, TABLES)
    await append(store, CHAIN, A, B, A)
    await store.close()
    changed(tmp_path, tampering)
    store = await open_store(tmp_path, TABLES)
    assert await store.broken_link(CHAIN) == 2
    with pytest.raises(TypeError, match="not a chained table"):
        await store.broken_link(STATE)
    await store.close()


async def test_a_chain_goes_on_after_a_restart(tmp_path: Path) -> None:
    for note in (A, B, A):
        store = await open_store(tmp_path, TABLES)
        await append(store, CHAIN, note)
        assert await store.broken_link(CHAIN) is None
        await store.close()
    store = await open_store(tmp_path, TABLES, readonly=True)
    assert await everything(store, CHAIN) == [A, B, A]
    await store.close()


def test_a_full_disk_is_called_a_full_disk(tmp_path: Path) -> None:
    with sqlite3.connect(":memory:") as small:
        small.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.Error) as raised:
            small.execute("CREATE TABLE t AS SELECT zeroblob(100000)")
    small.close()
    assert "the disk is full" in str(failure(tmp_path / FILE, raised.value))
