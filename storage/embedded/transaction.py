"""A unit of work on the embedded store."""

from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self, cast

from storage.embedded.commits import Commits
from storage.embedded.rows import ChainRows, KeyedRows
from storage.embedded.sources import Source
from storage.records import D, Rows, StoreFailed, Table

Sources = Mapping[str, Source[Any]]


class EmbeddedTransaction:
    """Stages writes; the end of the block commits them, an exception drops them.

    Args:
        sources: the store's tables by name.
        commits: where its writes go; None when the store was opened for reading.
    """

    __slots__ = ("_commits", "_ended", "_rows", "_sources")

    def __init__(self, sources: Sources, commits: Commits | None) -> None:
        self._sources = sources
        self._commits = commits
        self._rows: dict[str, KeyedRows[Any] | ChainRows[Any]] = {}
        self._ended = False

    def rows(self, table: Table[D]) -> Rows[D]:
        """The table inside this transaction.

        Raises:
            StoreFailed: the block of this transaction has ended.
            ValueError: the store was opened without this table.
        """
        if self._ended:
            raise StoreFailed("This transaction has ended.")
        if table.name not in self._rows:
            self._rows[table.name] = self._open(table)
        return cast("Rows[D]", self._rows[table.name])

    def _open(self, table: Table[Any]) -> KeyedRows[Any] | ChainRows[Any]:
        source = self._sources.get(table.name)
        if source is None or source.layout.table is not table:
            raise ValueError(f"the store was opened without the table {table.name!r}")
        kind = ChainRows if table.kind == "chained" else KeyedRows
        return kind(source, readonly=self._commits is None)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended = True
        changed = {name: rows for name, rows in self._rows.items() if rows.end()}
        if kind is None and changed and self._commits is not None:
            await self._commits.commit(changed)
