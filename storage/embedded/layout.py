"""How one declared table lies in the file: its columns and its statements."""
# ruff: noqa: S608 - statements are put together from names of tables and indexes only, which `Table` holds to be words

from typing import Generic

import msgspec

from storage.embedded.codec import Codec
from storage.embedded.kept import Kept, Places
from storage.embedded.places import Span, encoded
from storage.records import D, Table, Unstorable

Values = tuple[int | str | bytes | None, ...]


class Draft(msgspec.Struct, Generic[D], frozen=True):
    """A document that was accepted and waits for its commit.

    Attributes:
        document: as it will be read back.
        raw: its bytes.
        places: one a declared index, encoded; None where it is not in the index.
    """

    key: str
    document: D
    raw: bytes
    places: Places


def is_key(key: str) -> bool:
    """Whether the file can hold this key: half a surrogate pair cannot be written as UTF-8."""
    if key.isascii():
        return True
    try:
        key.encode()
    except UnicodeEncodeError:
        return False
    return True


class Layout(Generic[D]):
    """One table in the file.

    State tables have no index columns, for their indexes live in memory; history and chained tables have one column an
    index, holding the encoded place.
    """

    def __init__(self, table: Table[D]) -> None:
        self.table = table
        self.codec = Codec(table)
        self.name = f'"{table.name}"'
        self._keyed = table.kind != "chained"
        self.key_column = "key" if self._keyed else "number"
        self.on_disk = table.kind != "state"
        self.columns = tuple(f"in_{index.name}" for index in table.indexes) if self.on_disk else ()
        self._positions = {index.name: position for position, index in enumerate(table.indexes)}
        self._places = tuple(index.place for index in table.indexes)
        self._write_statements()
        self._write_questions()

    def _write_statements(self) -> None:
        written = ("version", "schema", "document", *self.columns)
        marks = ", ".join("?" * (len(written) + 1))
        insert = f"INSERT INTO {self.name} ({', '.join(written)}, {self.key_column}) VALUES ({marks})"
        self.append = insert.replace("version", "hash", 1)
        self.create = f"{insert} ON CONFLICT (key) DO NOTHING"
        self.replace = f"UPDATE {self.name} SET {' = ?, '.join(written)} = ? WHERE key = ? AND version = ?"
        renewed = ", ".join(f"{column} = excluded.{column}" for column in written)
        self.create_or_replace = f"{insert} ON CONFLICT (key) DO UPDATE SET {renewed} WHERE version <= ?"
        self.remove = f"DELETE FROM {self.name} WHERE key = ? AND version = ?"
        self.place_again = f"UPDATE {self.name} SET {' = ?, '.join(self.columns)} = ? WHERE {self.key_column} = ?"

    def _write_questions(self) -> None:
        version = "version" if self._keyed else "0"
        self.select = f"SELECT {self.key_column}, {version}, schema, document FROM {self.name}"
        # The casts are for entries that somebody has changed by hand: they must look broken, not break the search.
        self.chain = f"SELECT number, CAST(hash AS BLOB), CAST(document AS BLOB) FROM {self.name} ORDER BY number"
        self.last_entry = f"SELECT number, hash FROM {self.name} ORDER BY number DESC LIMIT 1"

    def position(self, index: str) -> int:
        """Where an index stands among the declared ones.

        Raises:
            ValueError: the table declares no such index.
        """
        if index not in self._positions:
            raise ValueError(f"table {self.table.name!r} has no index {index!r}")
        return self._positions[index]

    def along(self, position: int, span: Span) -> tuple[str, Values]:
        """The question for a stretch of the index at this position, and its values."""
        column, direction = self.columns[position], "DESC" if span.backwards else "ASC"
        below = "" if span.high is None else f"AND {column} < ?"
        bounds = (span.low,) if span.high is None else (span.low, span.high)
        order = f"ORDER BY {column} {direction}, {self.key_column} {direction} LIMIT ?"
        return f"{self.select} WHERE {column} >= ? {below} {order}", (*bounds, -1 if span.limit is None else span.limit)

    def draft(self, document: D) -> Draft[D]:
        """The document made ready to be written.

        Raises:
            Unstorable: it would not come back as it went in, or its key or places cannot be kept.
        """
        kept, raw = self.codec.keep(document)
        key = self._key(kept) if self._keyed else ""
        return Draft(key, kept, raw, self.places(kept))

    def _key(self, document: D) -> str:
        key: object = self.table.key(document)
        if not (isinstance(key, str) and is_key(key)):
            raise Unstorable(f"{key!r} cannot be a key of {self.table.name}.")
        return key

    def places(self, document: D) -> Places:
        """Where the document stands in each index."""
        return tuple([None if (at := place(document)) is None else encoded(at) for place in self._places])

    def row(self, draft: Draft[D]) -> Values:
        """The values of a draft after version or hash and before the key."""
        return (self.table.version, draft.raw, *(draft.places if self.on_disk else ()))

    def kept(self, row: tuple[str | int, int, int, bytes]) -> Kept[D]:
        """What a row of `select` holds."""
        number_or_key, version, schema, raw = row
        key = str(number_or_key)
        document = self.codec.read(key, raw, schema)
        return Kept(document, key, version, () if self.on_disk else self.places(document))
