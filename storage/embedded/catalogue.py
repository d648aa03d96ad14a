"""What the file says of its own tables, and how they follow a changed declaration."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from storage.embedded.layout import Layout
from storage.records import StoreFailed

_APPLICATION = 0x52505452  # "RPTR": tells `file` and us that this is a store
_FORMAT = 1
_ENGINE_TABLES = """
CREATE TABLE IF NOT EXISTS _catalogue (name TEXT PRIMARY KEY, kind TEXT, version INTEGER, columns TEXT);
CREATE TABLE IF NOT EXISTS _opening (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Described:
    """A table as the file describes it; `columns` are those of its indexes."""

    kind: str
    version: int
    columns: tuple[str, ...]


def prepare(connection: sqlite3.Connection, layouts: Iterable[Layout[Any]]) -> int:
    """Bring the file to the declared tables and count this opening; return its number, from 1.

    Raises:
        StoreFailed: not a store, or written by a newer version.
        sqlite3.Error: the file cannot be read or written.
    """
    _check_owner(connection, new_is_fine=True)
    connection.execute("BEGIN IMMEDIATE")
    for statement in _ENGINE_TABLES.strip().splitlines():
        connection.execute(statement)
    described = _described(connection)
    for layout in layouts:
        _follow(connection, layout, described.get(layout.table.name))
    (number,) = connection.execute(
        "INSERT INTO _opening VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET number = number + 1 RETURNING number"
    ).fetchone()
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute(f"PRAGMA user_version = {_FORMAT}")
    connection.execute("COMMIT")
    return int(number)


def check(connection: sqlite3.Connection, layouts: Iterable[Layout[Any]]) -> None:
    """Make sure that the file can be read as it is.

    Raises:
        StoreFailed: not a store, written by a newer version, or not yet brought to the declared tables.
    """
    _check_owner(connection, new_is_fine=False)
    described = _described(connection)
    for layout in layouts:
        found = described.get(layout.table.name)
        if found is None or _changed(layout, found):
            raise StoreFailed(
                f"The store was last written by an older version of Rapporteur ({layout.table.name} is not up to "
                "date); start this version on it once, then read."
            )


def _check_owner(connection: sqlite3.Connection, *, new_is_fine: bool) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != _APPLICATION and not (new_is_fine and objects == 0):
        raise StoreFailed("The file is not a store of Rapporteur.")
    if version > _FORMAT:
        raise StoreFailed("The store was written by a newer version of Rapporteur.")


def _described(connection: sqlite3.Connection) -> dict[str, Described]:
    rows = connection.execute("SELECT name, kind, version, columns FROM _catalogue")
    return {name: Described(kind, version, tuple(columns.split())) for name, kind, version, columns in rows}


def _changed(layout: Layout[Any], found: Described) -> bool:
    if found.kind != layout.table.kind:
        raise StoreFailed(f"{layout.table.name} is kept as {found.kind}, not as {layout.table.kind}.")
    if found.version > layout.table.version:
        raise StoreFailed(f"{layout.table.name} was written by a newer version of Rapporteur.")
    return found.version < layout.table.version or found.columns != layout.columns


def _follow(connection: sqlite3.Connection, layout: Layout[Any], found: Described | None) -> None:
    if found is None:
        _create(connection, layout)
    elif _changed(layout, found):
        _replace_columns(connection, layout, found)
        _place_again(connection, layout)
    else:
        return
    connection.execute(
        "INSERT OR REPLACE INTO _catalogue VALUES (?, ?, ?, ?)",
        (layout.table.name, layout.table.kind, layout.table.version, " ".join(layout.columns)),
    )


def _create(connection: sqlite3.Connection, layout: Layout[Any]) -> None:
    first = "number INTEGER PRIMARY KEY, hash BLOB NOT NULL"
    if layout.table.kind != "chained":
        first = "key TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL"
    columns = "".join(f", {column} BLOB" for column in layout.columns)
    connection.execute(
        f"CREATE TABLE {layout.name} ({first}, schema INTEGER NOT NULL, document BLOB NOT NULL{columns})"
    )
    _create_indexes(connection, layout)


def _create_indexes(connection: sqlite3.Connection, layout: Layout[Any]) -> None:
    for column in layout.columns:
        connection.execute(
            f'CREATE INDEX IF NOT EXISTS "{layout.table.name}_{column}" ON {layout.name} '
            f"({column}, {layout.key_column}) WHERE {column} IS NOT NULL"
        )


def _replace_columns(connection: sqlite3.Connection, layout: Layout[Any], found: Described) -> None:
    for column in found.columns:
        connection.execute(f'DROP INDEX IF EXISTS "{layout.table.name}_{column}"')
        connection.execute(f"ALTER TABLE {layout.name} DROP COLUMN {column}")
    for column in layout.columns:
        connection.execute(f"ALTER TABLE {layout.name} ADD COLUMN {column} BLOB")


def _place_again(connection: sqlite3.Connection, layout: Layout[Any]) -> None:
    """Fill the index columns from the documents, as the present version reads and places them."""
    if layout.columns:
        for row in connection.execute(layout.select).fetchall():
            kept = layout.kept(row)
            connection.execute(layout.place_again, (*layout.places(kept.document), row[0]))
    _create_indexes(connection, layout)
