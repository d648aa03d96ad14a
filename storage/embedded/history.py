"""Reading of what stays on disk: history and chained tables, and the state tables when the store is opened."""

import hashlib
from pathlib import Path
from typing import Any

from storage.embedded.kept import Kept
from storage.embedded.layout import Layout
from storage.embedded.places import Span
from storage.embedded.sqlite import connect_for_reading, sentences
from storage.records import D

CHAIN_START = bytes(32)


def link(before: bytes, raw: bytes) -> bytes:
    """The hash of a chain's entry: of the hash before it and its own bytes."""
    return hashlib.sha256(before + raw).digest()


class Reader:
    """Reads the file through a connection of its own; lives in one thread.

    Args:
        path: the store's file.
        snapshot: keep seeing the file as it is at the first reading, whatever is written meanwhile.
    """

    def __init__(self, path: Path, *, snapshot: bool = False) -> None:
        self._path = path
        with sentences(path):
            self.connection = connect_for_reading(path)
            if snapshot:
                self.connection.execute("BEGIN")

    def unordered(self, layout: Layout[D]) -> list[Kept[D]]:
        """Every document of a table, in the order of the file, which is the fastest."""
        with sentences(self._path):
            return list(map(layout.kept, self.connection.execute(layout.select)))

    def every(self, layout: Layout[D]) -> list[Kept[D]]:
        """Every document of a table, by key or number."""
        with sentences(self._path):
            return list(map(layout.kept, self.connection.execute(f"{layout.select} ORDER BY {layout.key_column}")))

    def kept(self, layout: Layout[D], key: str | int) -> Kept[D] | None:
        """The document with this key or number."""
        with sentences(self._path):
            row = self.connection.execute(f"{layout.select} WHERE {layout.key_column} = ?", (key,)).fetchone()
        return None if row is None else layout.kept(row)

    def along(self, layout: Layout[D], position: int, span: Span) -> list[Kept[D]]:
        """The documents of a stretch of the index at this position."""
        question, values = layout.along(position, span)
        with sentences(self._path):
            rows = self.connection.execute(question, values).fetchall()
        return [layout.kept(row) for row in rows]

    def last_number(self, layout: Layout[Any]) -> int:
        """The number of the last entry of a chain, 0 while it has none."""
        with sentences(self._path):
            last = self.connection.execute(layout.last_entry).fetchone()
        return last[0] if last else 0

    def broken_link(self, layout: Layout[Any]) -> int | None:
        """The number of the first entry of a chain whose hash does not fit."""
        before = CHAIN_START
        with sentences(self._path):
            for number, found, raw in self.connection.execute(layout.chain):
                before = link(before, raw)
                if before != found:
                    return int(number)
        return None

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def broken_link(path: Path, layout: Layout[Any]) -> int | None:
    """`Reader.broken_link` through a connection for this one question, which may take a while."""
    reader = Reader(path)
    try:
        return reader.broken_link(layout)
    finally:
        reader.close()
