"""Whole transactions in one word, for tests that are about something else."""

from storage.records import Store, Table
from tests.storage.documents import Note


async def put(store: Store, table: Table[Note], *notes: Note) -> None:
    async with store.transaction() as transaction:
        for note in notes:
            await transaction.rows(table).put(note)


async def append(store: Store, table: Table[Note], *notes: Note) -> None:
    async with store.transaction() as transaction:
        for note in notes:
            await transaction.rows(table).append(note)


async def remove(store: Store, table: Table[Note], *keys: str) -> None:
    async with store.transaction() as transaction:
        for key in keys:
            await transaction.rows(table).remove(key)


async def get(store: Store, table: Table[Note], key: str) -> Note | None:
    async with store.transaction() as transaction:
        return await transaction.rows(table).get(key)


async def everything(store: Store, table: Table[Note]) -> list[Note]:
    async with store.transaction() as transaction:
        return list(await transaction.rows(table).all())


async def codes(store: Store, table: Table[Note]) -> list[str]:
    return [note.code for note in await everything(store, table)]
