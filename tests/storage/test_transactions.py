"""The port's promises about writing: all or nothing, durable, never a silent loss."""
# ruff: noqa: PT012 - a conflict is raised by the end of a transaction, which is a block

import asyncio
from dataclasses import replace

import pytest

from storage.records import Conflict, Store, StoreFailed, Table
from tests.storage.conftest import Open
from tests.storage.documents import CHAIN, HISTORY, PLAIN, STATE, Note
from tests.storage.shorthand import append, codes, everything, get, put, remove

A, B = Note(code="a"), Note(code="b")


async def test_what_a_block_wrote_is_there_after_a_restart(reopen: Open, table: Table[Note]) -> None:
    await put(await reopen(), table, A, B)
    assert await everything(await reopen(), table) == [A, B]


async def test_what_a_block_changed_and_removed_stays_so_after_a_restart(reopen: Open, table: Table[Note]) -> None:
    store = await reopen()
    await put(store, table, A, B)
    await put(store, table, replace(A, text="changed"))
    await remove(store, table, "b")
    assert await everything(await reopen(), table) == [replace(A, text="changed")]


async def test_a_block_that_fails_leaves_nothing(store: Store, table: Table[Note]) -> None:
    with pytest.raises(RuntimeError):
        async with store.transaction() as transaction:
            await transaction.rows(table).put(A)
            await transaction.rows(CHAIN).append(B)
            raise RuntimeError
    assert await everything(store, table) == await everything(store, CHAIN) == []


async def test_staged_writes_are_seen_inside_and_not_outside(store: Store, table: Table[Note]) -> None:
    await put(store, table, B)
    async with store.transaction() as transaction:
        rows = transaction.rows(table)
        await rows.put(A)
        await rows.remove("b")
        assert (await rows.get("a"), await rows.get("b"), list(await rows.all())) == (A, None, [A])
        assert await everything(store, table) == [B]
    assert await everything(store, table) == [A]


async def test_a_document_changed_by_somebody_else_after_it_was_read_is_a_conflict(
    store: Store, table: Table[Note]
) -> None:
    await put(store, table, A)
    with pytest.raises(Conflict, match="a was changed by somebody else"):
        async with store.transaction() as transaction:
            rows = transaction.rows(table)
            read = await rows.get("a")
            await put(store, table, replace(A, text="theirs"))
            assert read is not None
            await rows.put(replace(read, text="mine"))
    assert await everything(store, table) == [replace(A, text="theirs")]


@pytest.mark.parametrize("reading", ["find", "range", "all"])
async def test_a_document_changed_after_it_was_listed_is_a_conflict(
    store: Store, table: Table[Note], reading: str
) -> None:
    await put(store, table, A)
    with pytest.raises(Conflict):
        async with store.transaction() as transaction:
            rows = transaction.rows(table)
            await (rows.all() if reading == "all" else getattr(rows, reading)("group"))
            await put(store, table, replace(A, text="theirs"))
            await rows.get("a")
            await rows.put(replace(A, text="mine"))


async def test_a_document_changed_after_it_was_written_unread_is_a_conflict(store: Store, table: Table[Note]) -> None:
    await put(store, table, A)
    with pytest.raises(Conflict):
        async with store.transaction() as transaction:
            await transaction.rows(table).put(replace(A, text="mine"))
            await put(store, table, replace(A, text="theirs"))
    assert await everything(store, table) == [replace(A, text="theirs")]


async def test_two_who_create_the_same_document_conflict(store: Store, table: Table[Note]) -> None:
    with pytest.raises(Conflict):
        async with store.transaction() as transaction:
            rows = transaction.rows(table)
            assert await rows.get("a") is None
            await rows.put(replace(A, text="mine"))
            await put(store, table, A)
    assert await everything(store, table) == [A]


async def test_a_document_removed_by_somebody_else_is_not_brought_back(store: Store, table: Table[Note]) -> None:
    await put(store, table, A)
    with pytest.raises(Conflict):
        async with store.transaction() as transaction:
            rows = transaction.rows(table)
            await rows.get("a")
            await remove(store, table, "a")
            await rows.put(A)
    assert await everything(store, table) == []


async def test_a_document_removed_and_made_again_is_not_the_one_that_was_read(store: Store, table: Table[Note]) -> None:
    await put(store, table, A)
    with pytest.raises(Conflict):
        async with store.transaction() as transaction:
            rows = transaction.rows(table)
            await rows.get("a")
            await remove(store, table, "a")
            await put(store, table, A)
            await rows.remove("a")
    assert await everything(store, table) == [A]


async def test_removing_what_somebody_else_has_changed_is_a_conflict(store: Store, table: Table[Note]) -> None:
    await put(store, table, A)
    with pytest.raises(Conflict):
        async with store.transaction() as transaction:
            rows = transaction.rows(table)
            await rows.put(replace(A, text="mine"))
            await put(store, table, replace(A, text="theirs"))
            await rows.remove("a")
    assert await codes(store, table) == ["a"]


async def test_a_conflict_keeps_nothing_of_its_transaction(store: Store) -> None:
    await put(store, STATE, A)
    with pytest.raises(Conflict):
        async with store.transaction() as transaction:
            await transaction.rows(PLAIN).put(B)
            await transaction.rows(HISTORY).put(B)
            await transaction.rows(CHAIN).append(B)
            await transaction.rows(STATE).get("a")
            await put(store, STATE, replace(A, text="theirs"))
            await transaction.rows(STATE).put(A)
    for table in (PLAIN, HISTORY, CHAIN):
        assert await everything(store, table) == []


async def test_a_document_that_was_only_read_may_change(store: Store, table: Table[Note]) -> None:
    await put(store, table, A)
    async with store.transaction() as transaction:
        await transaction.rows(table).get("a")
        await put(store, table, replace(A, text="theirs"))
        await transaction.rows(table).put(B)
    assert await codes(store, table) == ["a", "b"]


async def test_a_transaction_may_write_what_it_wrote_and_removed_before(store: Store, table: Table[Note]) -> None:
    async with store.transaction() as transaction:
        rows = transaction.rows(table)
        await rows.put(A)
        await rows.remove("a")
        await rows.remove("a")
        await rows.put(replace(A, text="again"))
        await rows.put(B)
        await rows.remove("b")
    assert await everything(store, table) == [replace(A, text="again")]


async def test_many_writers_of_one_document_lose_no_change(store: Store, table: Table[Note]) -> None:
    await put(store, table, replace(A, rank=0))

    async def raise_rank() -> None:
        while True:
            try:
                async with store.transaction() as transaction:
                    note = await transaction.rows(table).get("a")
                    assert note is not None
                    await transaction.rows(table).put(replace(note, rank=(note.rank or 0) + 1))
            except Conflict:
                continue
            return

    await asyncio.gather(*(raise_rank() for _ in range(20)))
    assert await get(store, table, "a") == replace(A, rank=20)


async def test_writers_of_different_documents_do_not_disturb_each_other(store: Store, table: Table[Note]) -> None:
    await asyncio.gather(*(put(store, table, Note(code=f"{n:02}")) for n in range(40)))
    assert len(await everything(store, table)) == 40


async def test_in_a_group_one_conflict_does_not_take_the_others_along(store: Store, table: Table[Note]) -> None:
    await put(store, table, A)

    async def change(text: str) -> None:
        async with store.transaction() as transaction:
            await transaction.rows(table).get("a")
            await transaction.rows(table).put(replace(A, text=text))
            await transaction.rows(CHAIN).append(Note(code=text))

    outcomes = await asyncio.gather(
        change("first"), put(store, table, B), change("second"), append(store, CHAIN, B), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [type(None), type(None), Conflict, type(None)]
    assert await everything(store, table) == [replace(A, text="first"), B]
    assert sorted(await codes(store, CHAIN)) == ["b", "first"]
    assert await store.broken_link(CHAIN) is None


async def test_a_cancelled_commit_is_seen_alike_by_memory_and_by_a_restart(reopen: Open, table: Table[Note]) -> None:
    store = await reopen()
    for turns in range(6):
        task = asyncio.create_task(put(store, table, Note(code=str(turns)), Note(code=f"{turns}+")))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await put(store, PLAIN, A)
    seen = await codes(store, table)
    assert await codes(await reopen(), table) == seen
    assert all((f"{turns}+" in seen) == (str(turns) in seen) for turns in range(6))


async def test_whoever_subscribed_hears_which_tables_changed_and_of_nothing_else(store: Store) -> None:
    heard: list[frozenset[str]] = []
    store.on_commit(heard.append)
    async with store.transaction() as transaction:
        await transaction.rows(STATE).put(A)
        await transaction.rows(HISTORY).get("a")
        await transaction.rows(CHAIN).append(A)
    async with store.transaction() as transaction:
        await transaction.rows(PLAIN).put(A)
        await transaction.rows(PLAIN).remove("a")
    await asyncio.sleep(0)
    assert heard == [{"notes", "trail"}]


async def test_a_subscriber_that_fails_harms_nobody(store: Store) -> None:
    failed: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: failed.append(context["exception"]))

    def fail(_: frozenset[str]) -> None:
        raise RuntimeError("broken subscriber")

    store.on_commit(fail)
    await put(store, STATE, A)
    await put(store, STATE, B)
    assert await codes(store, STATE) == ["a", "b"]
    assert len(failed) >= 1


async def test_nothing_can_be_written_through_a_transaction_that_has_ended(store: Store, table: Table[Note]) -> None:
    async with store.transaction() as transaction:
        rows = transaction.rows(table)
        await rows.put(A)
    with pytest.raises(StoreFailed, match="ended"):
        await rows.put(B)
    with pytest.raises(StoreFailed, match="ended"):
        transaction.rows(table)


async def test_closing_finishes_what_was_queued_and_refuses_what_comes_later(reopen: Open, table: Table[Note]) -> None:
    store = await reopen()
    async with store.transaction() as late:
        queued = asyncio.create_task(put(store, table, A))
        await asyncio.sleep(0)
        await asyncio.gather(store.close(), store.close())
        await queued
        with pytest.raises(StoreFailed, match="closed"):
            await late.rows(HISTORY).get("a")
    with pytest.raises(StoreFailed, match="closed"):
        store.transaction()
    assert await everything(await reopen(), table) == [A]


async def test_a_block_that_ends_after_the_store_was_closed_says_so(reopen: Open) -> None:
    store = await reopen()
    with pytest.raises(StoreFailed, match="closed"):
        async with store.transaction() as transaction:
            await transaction.rows(STATE).put(A)
            await store.close()
    assert await everything(await reopen(), STATE) == []


async def test_each_opening_for_writing_has_its_own_run(reopen: Open) -> None:
    first = (await reopen()).run
    second = (await reopen()).run
    assert first
    assert second
    assert first != second
