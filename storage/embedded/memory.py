"""Current state in memory: TinyDB's storage and tables over what was committed.

TinyDB's own reading (`search`, `get`, `all`, `count`, `contains`) works on these tables and hands out the committed
documents themselves. Writing happens in a transaction of the store only.
"""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, Generic, NoReturn

# Published without types.
from sortedcontainers import SortedList  # type: ignore[import-untyped]
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table as TinyTable

from storage.embedded.kept import Kept, Places
from storage.embedded.layout import Draft, Layout
from storage.embedded.places import Span, entry, key_of
from storage.records import D


class CommittedStorage(Storage):
    """What TinyDB reads: the committed documents of every state table, by key."""

    def __init__(self) -> None:
        self._tables: dict[str, Any] = {}

    def read(self) -> dict[str, dict[str, Any]]:
        """The tables; the outer dict is a copy, for TinyDB writes into it before it asks to write."""
        return dict(self._tables)

    def write(self, data: dict[str, dict[str, Any]]) -> NoReturn:
        """Refused: TinyDB would write everything, and not durably.

        Raises:
            TypeError: always.
        """
        raise TypeError("documents are written by a transaction of the store, not by TinyDB")

    def fill(self, name: str, documents: dict[str, Any]) -> None:
        """Take in a table's documents; they are read from this dict from now on."""
        self._tables[name] = documents


class StateTable(TinyTable, Generic[D]):
    """A table of current state with its ordered indexes.

    Attributes:
        documents: what was committed, by key.
        commits: how many were shown since the opening.
    """

    document_class = Kept  # type: ignore[assignment]  # a mapping too, but never a copy
    document_id_class = str  # type: ignore[assignment]  # keys are strings

    documents: dict[str, Kept[D]]
    commits: int
    _storage: CommittedStorage

    def load(self, indexes: int, documents: Sequence[Kept[D]]) -> None:
        """Take in what was committed before this opening, in any order; each document has a place an index."""
        self._nowhere: Places = (None,) * indexes
        self.documents = {kept.key: kept for kept in sorted(documents, key=lambda kept: kept.key)}
        self.commits = 0
        self._in_order = True
        self._storage.fill(self.name, self.documents)
        self._orders = [
            SortedList([entry(place, kept.key) for kept in documents if (place := kept.places[n]) is not None])
            for n in range(indexes)
        ]

    def every(self) -> list[Kept[D]]:
        """The committed documents by key."""
        return list(self._read_table().values())

    def _read_table(self) -> dict[str, Kept[D]]:  # type: ignore[override]  # TinyDB's own way to its documents
        """The documents by key; a table that grows is written far more often than read, so its order waits for that."""
        if not self._in_order:
            ordered = sorted(self.documents.items())
            self.documents.clear()
            self.documents.update(ordered)
            self._in_order = True
        return self.documents

    def along(self, position: int, span: Span) -> list[Kept[D]]:
        """The committed documents of a stretch of the index at this position."""
        entries = self._orders[position].irange(span.low, span.high, (True, False), reverse=span.backwards)
        return [self.documents[key_of(entry)] for entry in islice(entries, span.limit)]

    def show(self, committed: Mapping[str, Draft[D] | None], version: int) -> None:
        """Show what has just been committed as this version; a removal has no draft."""
        self.commits += 1
        for key, draft in committed.items():
            before = self.documents.get(key)
            if draft is None:
                after = self._nowhere
                self.documents.pop(key, None)
            else:
                after = draft.places
                kept = Kept(draft.document, key, version, after)
                self.documents[key] = kept
                self._in_order = self._in_order and before is not None
            self._move(key, self._nowhere if before is None else before.places, after)
        self.clear_cache()

    def _move(self, key: str, before: Places, after: Places) -> None:
        if before != after:
            for order, old, new in zip(self._orders, before, after, strict=True):
                if old != new:
                    if old is not None:
                        order.remove(entry(old, key))
                    if new is not None:
                        order.add(entry(new, key))


class Memory(TinyDB):
    """The state tables of an open store."""

    table_class = StateTable

    def __init__(self) -> None:
        super().__init__(storage=CommittedStorage)

    def load(self, layout: Layout[Any], documents: Sequence[Kept[Any]]) -> None:
        """Take in the committed documents of one table."""
        self.state(layout.table.name).load(len(layout.table.indexes), documents)

    def state(self, name: str) -> StateTable[Any]:
        """The table of this name."""
        table: StateTable[Any] = self.table(name)  # type: ignore[assignment]  # as `table_class` says
        return table

    def size(self) -> int:
        """How many documents all tables hold."""
        return sum(len(documents) for documents in (self.storage.read() or {}).values())
