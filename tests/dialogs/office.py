"""A store, and somebody who works on it through the dialogs."""

from datetime import UTC, datetime
from typing import Any

from dialogs.desk import Desk
from dialogs.importing import bring_in
from pmo.importing.outcome import ImportOutcome
from pmo.importing.sheets import Sheets
from storage.embedded import EmbeddedStore
from storage.shelves import Records
from storage.tables import TABLES

NOW = datetime(2026, 3, 11, 7, tzinfo=UTC)


class Office:
    """A store, and a desk for each thing that is done with it.

    Attributes:
        written: the tables that each commit changed.
    """

    def __init__(self, store: EmbeddedStore) -> None:
        self.store = store
        self.written: list[frozenset[str]] = []
        store.on_commit(self.written.append)

    async def bring_in(self, files: Sheets, *, dry_run: bool = False) -> ImportOutcome:
        async with self.store.transaction() as transaction:
            desk = Desk(records=Records(transaction), now=NOW, real=NOW)
            return await bring_in(files, desk, dry_run=dry_run, by="an")

    async def all(self, name: str) -> list[Any]:
        async with self.store.transaction() as transaction:
            return list(await getattr(Records(transaction), name).all())

    async def get(self, name: str, key: str) -> Any:
        async with self.store.transaction() as transaction:
            return await getattr(Records(transaction), name).get(key)

    async def put(self, name: str, document: Any) -> None:
        async with self.store.transaction() as transaction:
            await getattr(Records(transaction), name).put(document)

    async def everything(self) -> dict[str, list[Any]]:
        return {table.name: await self.all(table.name) for table in TABLES}
