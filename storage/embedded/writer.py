"""The only writer of the file: groups of transactions, each group one commit, each transaction all or nothing."""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import msgspec

from storage.embedded.catalogue import prepare
from storage.embedded.history import CHAIN_START, link
from storage.embedded.layout import Draft, Layout, Values
from storage.embedded.sqlite import connect_for_writing, failure, sentences
from storage.records import Conflict, StoreError

Head = tuple[int, bytes]
Heads = dict[str, Head]
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
            with ExitStack() as undo:
                undo.callback(self._connection.close)
                self.opening = prepare(self._connection, layouts)
                self._heads = self._read_heads(layouts)
                undo.pop_all()

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
            outcomes = self._together(group, heads) or self._one_by_one(group, heads)
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            with suppress(sqlite3.Error):  # a disk that fails again is reported by the next commit
                self._roll_back()
            return [failure(self._path, error) for _ in group]
        self._heads = heads
        return outcomes

    def _together(self, group: Sequence[Unit], heads: Heads) -> list[StoreError | None] | None:
        """Write a group as one, a sentence at a time; None when one of its transactions fails, and nothing is written.

        All found their documents as they saw them if as many rows change as there are changes: of two changes of one
        document only the first can. So the order in which they are made does not matter, but for the entries of a
        chain, which keep theirs.
        """
        changes = [change for unit in group for change in unit]
        if len(changes) == 1:
            return None
        rows: defaultdict[str, list[Values]] = defaultdict(list)
        grown = dict(heads)
        for change in changes:
            if isinstance(change, Entry):
                name = change.layout.table.name
                values, grown[name] = _appended(change, grown[name])
                rows[change.layout.append].append(values)
            else:
                rows[change.sql].append(change.values)
        try:
            written = all(self._cursor.executemany(sql, values).rowcount == len(values) for sql, values in rows.items())
        except sqlite3.Error:
            written = False
        if written:
            heads.update(grown)
            return [None] * len(group)
        self._roll_back()
        self._connection.execute("BEGIN IMMEDIATE")
        return None

    def _one_by_one(self, group: Sequence[Unit], heads: Heads) -> list[StoreError | None]:
        return [self._attempt(unit, heads) for unit in group]

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
                grown[name] = self._append(change, grown.get(name) or heads[name])
            elif self._cursor.execute(change.sql, change.values).rowcount != 1:
                raise Conflict(f"{change.document} was changed by somebody else meanwhile.")
        return grown

    def _append(self, entry: Entry, head: Head) -> Head:
        values, after = _appended(entry, head)
        self._cursor.execute(entry.layout.append, values)
        return after

    def _roll_back(self) -> None:
        # SQLite has rolled back by itself after some failures, not after all.
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Bring the log into the file and let go of it."""
        self._connection.close()


def _appended(entry: Entry, head: Head) -> tuple[Values, Head]:
    """The row of an entry that follows the last one of its chain, and what is the last one then."""
    number, before = head
    own = link(before, entry.draft.raw)
    return (own, *entry.layout.row(entry.draft), number + 1), (number + 1, own)
