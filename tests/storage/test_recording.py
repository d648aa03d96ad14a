"""What a recorded transaction changes can be put back, document by document."""

import random
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from storage.embedded import open_store
from storage.recording import KeptChange, Recording
from storage.records import Rows, Table, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A document with a name of its own."""

    name: str
    size: int


THINGS = Table("things", Thing, lambda thing: thing.name)
OTHERS = Table("others", Thing, lambda thing: thing.name)
Sizes = dict[str, int]


async def write(rows: Rows[Thing], dice: random.Random, names: str, times: int) -> set[str]:
    """Put or remove documents at random; the names that were touched."""
    touched = dice.choices(names, k=times)
    for name in touched:
        if dice.random() < 0.3:
            await rows.remove(name)
        else:
            await rows.put(Thing(name=name, size=dice.randrange(3)))
    return set(touched)


async def sizes(transaction: Transaction) -> Sizes:
    return {thing.name: thing.size for thing in await transaction.rows(THINGS).all()}


async def test_what_nobody_has_changed_since_is_as_it_was_and_the_rest_stays(tmp_path: Path) -> None:
    store, dice = await open_store(tmp_path, (THINGS, OTHERS)), random.Random(17)
    for _ in range(150):
        async with store.transaction() as transaction:
            before = await sizes(transaction)
            recording = Recording(transaction, {THINGS.name})
            await write(recording.rows(THINGS), dice, "abcdef", 6)
            changes = [change async for change in recording.changes("import")]
        async with store.transaction() as transaction:
            became = await sizes(transaction)
            await write(transaction.rows(THINGS), dice, "cdefgh", 2)
            since = await sizes(transaction)
        async with store.transaction() as transaction:
            await put_back(transaction, changes)
            expected = {
                name: size
                for name in {*before, *since}
                if (size := (before if since.get(name) == became.get(name) else since).get(name)) is not None
            }
            assert await sizes(transaction) == expected
            assert {change.document for change in changes} == differing(before, became)
    await store.close()


def differing(one: Sizes, other: Sizes) -> set[str]:
    return {name for name in {*one, *other} if one.get(name) != other.get(name)}


async def put_back(transaction: Transaction, changes: list[KeptChange]) -> None:
    rows = transaction.rows(THINGS)
    for change in changes:
        if not change.is_as_it_became(await rows.get(change.document)):
            continue
        was = change.restored(THINGS)
        await (rows.remove(change.document) if was is None else rows.put(was))


async def test_other_tables_are_written_and_not_remembered(tmp_path: Path) -> None:
    store = await open_store(tmp_path, (THINGS, OTHERS))
    async with store.transaction() as transaction:
        recording = Recording(transaction, {THINGS.name})
        await recording.rows(OTHERS).put(Thing(name="a", size=1))
        assert not [change async for change in recording.changes("import")]
        assert await transaction.rows(OTHERS).get("a") is not None
    await store.close()


async def test_a_document_of_another_version_of_its_table_is_not_put_back(tmp_path: Path) -> None:
    store = await open_store(tmp_path, (THINGS, OTHERS))
    async with store.transaction() as transaction:
        recording = Recording(transaction, {THINGS.name})
        await recording.rows(THINGS).put(Thing(name="a", size=1))
        (change,) = [change async for change in recording.changes("import")]
    with pytest.raises(ValueError, match="another version"):
        replace(change, schema=2).restored(THINGS)
    await store.close()
