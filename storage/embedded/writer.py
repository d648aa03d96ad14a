"""The only writer of the file: groups of transactions, each group one commit, each transaction all or nothing."""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from storage.embedded.catalogue import prepare
from storage.embedded.history import CHAIN_START, link
from storage.embedded.layout import Draft, Layout, Values
from storage.embedded.sqlite import connect_for_writing, failure, sentences
from storage.records import Conflict, StoreError

Heads = dict[str, tuple[int, bytes]]
"""The last number and hash of each chained table."""


class Statement(msgspec.Struct, frozen=True, gc=False):
    """One change of one document; it must find the document as the transaction saw it, else it changes no row."""

    sql: str
    values: Values
    document: str


class Entry(msgspec.Struct, frozen=True):
    """One entry to append to a chained table."""

    layout: Layout[Any]
    draft: Draft[Any]


Unit = Sequence[Statement | Entry]
"""What one transaction wants to change."""


class Writer:
    """Writes the file; lives in one thread.

    Attributes:
        opening: how often the file was opened for writing, this time included.
    """

    def __init__(self, path: Path, layouts: Sequence[Layout[Any]]) -> None:
        self._path = path
        with sentences(path):
            self._connection = connect_for_writing(path)
            self._cursor = self._connection.cursor()
            try:
                self.opening = prepare(self._connection, layouts)
                self._heads = self._read_heads(layouts)
            except BaseException:
                self._connection.close()
                raise

    def _read_heads(self, layouts: Sequence[Layout[Any]]) -> Heads:
        chained = [layout for layout in layouts if layout.table.kind == "chained"]
        last = {layout.table.name: self._connection.execute(layout.last_entry).fetchone() for layout in chained}
        return {name: entry or (0, CHAIN_START) for name, entry in last.items()}

    def commit(self, group: Sequence[Unit]) -> list[StoreError | None]:
        """Write a group of transactions durably; for each, what it failed of, or None.

        A transaction that fails leaves the others alone; when the commit itself fails, all of them have failed.
        """
        heads = dict(self._heads)
        try:
            self._roll_back()
            self._connection.execute("BEGIN IMMEDIATE")
            outcomes = [self._attempt(unit, heads) for unit in group]
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            with suppress(sqlite3.Error):  # a disk that fails again is reported by the next commit
                self._roll_back()
            return [failure(self._path, error) for _ in group]
        self._heads = heads
        return outcomes

    def _attempt(self, unit: Unit, heads: Heads) -> StoreError | None:
        # One statement is all or nothing by itself.
        several = len(unit) > 1
        try:
            if several:
                self._connection.execute("SAVEPOINT unit")
            heads.update(self._write(unit, heads))
            if several:
                self._connection.execute("RELEASE unit")
        except (Conflict, sqlite3.Error) as error:
            if not self._connection.in_transaction:
                raise
            if several:
                self._connection.execute("ROLLBACK TO unit")
            return error if isinstance(error, Conflict) else failure(self._path, error)
        return None

    def _write(self, unit: Unit, heads: Heads) -> Heads:
        grown: Heads = {}
        for change in unit:
            if isinstance(change, Entry):
                name = change.layout.table.name
                grown[name] = self._append(change, *(grown.get(name) or heads[name]))
            elif self._cursor.execute(change.sql, change.values).rowcount != 1:
                raise Conflict(f"{change.document} was changed by somebody else meanwhile.")
        return grown

    def _append(self, entry: Entry, number: int, before: bytes) -> tuple[int, bytes]:
        own = link(before, entry.draft.raw)
        self._cursor.execute(entry.layout.append, (own, *entry.layout.row(entry.draft), number + 1))
        return number + 1, own

    def _roll_back(self) -> None:
        # SQLite has rolled back by itself after some failures, not after all.
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Bring the log into the file and let go of it."""
        self._connection.close()
