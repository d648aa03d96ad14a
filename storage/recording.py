"""What a transaction changes in some tables, kept so that it can be put back as it was."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from typing import Any, Generic

import msgspec

from storage.records import D, Rows, Table, Transaction

_EVERY = 50
"""Documents that are compared before others have their turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptChange:
    """One document as it was before something was brought in, and what it became.

    Attributes:
        of: id of what changed it.
        table, document: where it stands, and its key there.
        schema: version of the table in which `before` is written.
        before: the document as JSON; empty for one that was not there.
        after: what tells the document as it became; empty for one that was removed.
    """

    of: str
    table: str
    document: str
    schema: int
    before: str
    after: str

    @property
    def key(self) -> str:
        """One a document and what changed it."""
        return f"{self.of}/{self.table}/{self.document}"

    def is_as_it_became(self, document: Any | None) -> bool:
        """Whether nobody has changed the document since."""
        return _sign(document) == self.after

    def restored(self, table: Table[D]) -> D | None:
        """The document as it was; None for one that was not there.

        Raises:
            ValueError: it was written for another version of the table.
        """
        if self.schema != table.version:
            raise ValueError(f"{self.key} was written for another version of its table")
        return msgspec.json.decode(self.before, type=table.document) if self.before else None


class Recording:
    """A transaction that remembers how the documents of some tables were before it wrote them.

    Args:
        transaction: what it goes on in.
        tables: names of the tables that are remembered.
    """

    def __init__(self, transaction: Transaction, tables: Collection[str]) -> None:
        self._transaction = transaction
        self._tables = tables
        self._recorded: dict[str, RecordedRows[Any]] = {}

    def rows(self, table: Table[D]) -> Rows[D]:
        """The table inside the transaction."""
        if table.name not in self._tables:
            return self._transaction.rows(table)
        if table.name not in self._recorded:
            self._recorded[table.name] = RecordedRows(table, self._transaction.rows(table))
        return self._recorded[table.name]

    async def changes(self, of: str) -> AsyncIterator[KeptChange]:
        """What is different now from how it was; whoever waits for the loop has it now and then."""
        for rows in self._recorded.values():
            async for change in rows.changes(of):
                yield change


class RecordedRows(Generic[D]):
    """One table; see `Rows`."""

    def __init__(self, table: Table[D], rows: Rows[D]) -> None:
        self._table, self._rows = table, rows
        self._before: dict[str, D | None] = {}
        self.get, self.find, self.range, self.all = rows.get, rows.find, rows.range, rows.all
        self.append, self.mark, self.last_number = rows.append, rows.mark, rows.last_number

    async def put(self, document: D) -> None:
        """Create or replace the document."""
        await self._remember(self._table.key(document))
        await self._rows.put(document)

    async def remove(self, key: str) -> None:
        """Remove the document with this key."""
        await self._remember(key)
        await self._rows.remove(key)

    async def _remember(self, key: str) -> None:
        if key not in self._before:
            self._before[key] = await self._rows.get(key)

    async def changes(self, of: str) -> AsyncIterator[KeptChange]:
        """The documents that are different now."""
        for count, (key, before) in enumerate(self._before.items(), 1):
            after = await self._rows.get(key)
            if before != after:
                yield self._change(of, key, before, after)
            if not count % _EVERY:
                await asyncio.sleep(0)

    def _change(self, of: str, key: str, before: D | None, after: D | None) -> KeptChange:
        was = "" if before is None else msgspec.json.encode(before).decode()
        name, version = self._table.name, self._table.version
        return KeptChange(of=of, table=name, document=key, schema=version, before=was, after=_sign(after))


def _sign(document: Any | None) -> str:
    return "" if document is None else hashlib.sha256(msgspec.json.encode(document)).hexdigest()[:32]
