"""One table inside one transaction: what was committed, overlaid with what this transaction has staged."""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Generic, NoReturn

from storage.embedded.first_seen import FirstSeen
from storage.embedded.kept import Kept
from storage.embedded.layout import Draft
from storage.embedded.places import Span, beginning_with, encoded
from storage.embedded.sources import AsOf, Source
from storage.embedded.writer import Entry, Statement, Unit
from storage.records import D, Place, Scalar, StoreFailed

_NOT_NUMBERED_YET = 1 << 62
"""Entries of a chain that wait for their number stand after all that have one."""


class Overlay(ABC, Generic[D]):
    """Reads a table with the staged writes on top; subclasses stage them."""

    __slots__ = ("_layout", "_refusal", "_seen", "_source", "_staged")

    def __init__(self, source: Source[D], *, readonly: bool) -> None:
        self._source = source
        self._layout = source.layout
        self._refusal = "The store was opened for reading only." if readonly else ""
        self._staged: dict[str, Draft[D] | None] = {}
        self._seen: FirstSeen[D] = FirstSeen()

    async def get(self, key: str) -> D | None:
        """The document with this key, or None."""
        if key in self._staged:
            staged = self._staged[key]
            return None if staged is None else staged.document
        memory = self._source.memory
        kept = memory.get(key) if memory is not None else await self._source.kept(key)
        self._seen.note(key, None if kept is None else kept.version)
        return None if kept is None else kept.document

    async def find(self, index: str, *prefix: Scalar, limit: int | None = None, backwards: bool = False) -> Sequence[D]:
        """Documents whose place begins with `prefix`."""
        low, high = beginning_with(prefix)
        return await self._along(index, Span(low, high, limit, backwards))

    async def range(
        self, index: str, *, low: Place | None = None, high: Place | None = None, limit: int | None = None
    ) -> Sequence[D]:
        """Documents with `low <= place < high`."""
        return await self._along(index, Span(encoded(low or ()), None if high is None else encoded(high), limit))

    async def mark(self) -> Hashable:
        """A mark of the table as this transaction sees it."""
        return object() if self._staged else self._source.mark()

    @abstractmethod
    async def last_number(self) -> int:
        """The number of the last committed entry of a chain."""

    async def all(self) -> Sequence[D]:
        """Every document by key or number."""
        committed = await self._source.every()
        self._seen.listed_all(committed)
        if not self._staged:
            return [kept.document for kept in committed]
        documents = {kept.key: kept.document for kept in committed if kept.key not in self._staged}
        documents.update((key, draft.document) for key, draft in self._staged.items() if draft is not None)
        return [documents[key] for key in sorted(documents, key=self._rank)]

    async def _along(self, index: str, span: Span) -> list[D]:
        position = self._layout.position(index)
        if not self._staged:
            committed = await self._source.along(position, span)
            self._seen.listed(committed)
            return [kept.document for kept in committed]
        # Each staged write hides at most one committed document, so that a limit is still met.
        more = None if span.limit is None else span.limit + len(self._staged)
        committed = await self._source.along(position, Span(span.low, span.high, more, span.backwards))
        placed: list[tuple[bytes, str | int, Kept[D] | Draft[D]]] = [
            *self._unchanged(position, committed),
            *self._staged_along(position, span),
        ]
        placed.sort(key=lambda entry: entry[:2], reverse=span.backwards)
        found = [entry for _, _, entry in placed[: span.limit]]
        self._seen.listed([entry for entry in found if isinstance(entry, Kept)])
        return [entry.document for entry in found]

    def _unchanged(self, position: int, committed: Iterable[Kept[D]]) -> Iterator[tuple[bytes, str | int, Kept[D]]]:
        for kept in committed:
            if kept.key not in self._staged:
                places = kept.places or self._layout.places(kept.document)
                yield places[position] or b"", self._rank(kept.key), kept

    def _staged_along(self, position: int, span: Span) -> Iterator[tuple[bytes, str | int, Draft[D]]]:
        low, high = span.low, span.high
        for key, draft in self._staged.items():
            if draft is None:
                continue
            place = draft.places[position]
            # Compared on the spot: a batch looks along the same index again and again, past all that it has staged.
            if place is not None and low <= place and (high is None or place < high):
                yield place, self._rank(key), draft

    def _rank(self, key: str) -> str | int:
        """By what documents at one place are ordered."""
        return key

    def _check_writable(self) -> None:
        if self._refusal:
            raise StoreFailed(self._refusal)

    def end(self) -> bool:
        """Stage nothing more; returns whether anything is staged."""
        self._refusal = "This transaction has ended."
        if None in self._staged.values():
            self._forget_idle_removals()
        return bool(self._staged)

    def _forget_idle_removals(self) -> None:
        """What was never there need not be removed."""
        for key in [key for key, draft in self._staged.items() if draft is None and self._seen[key] is None]:
            del self._staged[key]

    @property
    def size(self) -> int:
        """How many documents are staged."""
        return len(self._staged)

    @abstractmethod
    def changes(self, version: int) -> Unit:
        """The staged changes, to be written as this version."""

    def show(self, version: int) -> None:
        """Bring the staged changes into memory after their commit."""


class KeyedRows(Overlay[D]):
    """A state or history table."""

    __slots__ = ()

    async def put(self, document: D) -> None:
        """Stage the document under its key."""
        self._check_writable()
        draft = self._layout.draft(document)
        self._seen.note(draft.key, self._source.glimpse(draft.key))
        self._staged[draft.key] = draft

    async def remove(self, key: str) -> None:
        """Stage the removal of the document with this key."""
        self._check_writable()
        kept = await self._source.kept(key)
        self._seen.note(key, None if kept is None else kept.version)
        self._seen.settle(key, kept)
        self._staged[key] = None

    async def append(self, document: D) -> NoReturn:
        """Refused: documents here have keys."""
        raise TypeError(f"{self._layout.table.name} is not a chained table: put a document, do not append it")

    async def last_number(self) -> NoReturn:
        """Refused: documents here have keys."""
        raise TypeError(f"{self._layout.table.name} is not a chained table: its documents have no numbers")

    def changes(self, version: int) -> list[Statement]:
        """The staged changes, each on top of what was seen."""
        return [self._statement(key, draft, version) for key, draft in self._staged.items()]

    def _statement(self, key: str, draft: Draft[D] | None, version: int) -> Statement:
        layout, seen = self._layout, self._seen[key]
        document = f"{layout.table.name}/{key}"
        below = seen.version if isinstance(seen, AsOf) else seen
        if draft is None:
            return Statement(layout.remove, (key, below), document)
        values = (version, *layout.row(draft), key)
        if seen is None:
            return Statement(layout.create, values, document)
        return Statement(layout.replace if below is seen else layout.create_or_replace, (*values, below), document)

    def show(self, version: int) -> None:
        """Bring the staged changes into memory."""
        self._source.show(self._staged, version)


class ChainRows(Overlay[D]):
    """A chained table; its keys are the numbers of its entries."""

    __slots__ = ()

    async def put(self, document: D) -> NoReturn:
        """Refused: nothing in a chain is replaced."""
        raise TypeError(f"{self._layout.table.name} is a chained table: append to it, nothing in it is replaced")

    async def remove(self, key: str) -> NoReturn:
        """Refused: nothing in a chain is removed."""
        raise TypeError(f"{self._layout.table.name} is a chained table: nothing in it is removed")

    async def append(self, document: D) -> None:
        """Stage an entry."""
        self._check_writable()
        self._staged[str(_NOT_NUMBERED_YET + len(self._staged))] = self._layout.draft(document)

    async def last_number(self) -> int:
        """The number of the last committed entry."""
        return await self._source.last_number()

    def changes(self, version: int) -> list[Entry]:
        """The staged entries, in the order they came."""
        return [Entry(self._layout, draft) for draft in self._staged.values() if draft is not None]

    def _rank(self, key: str) -> int:
        return int(key)
