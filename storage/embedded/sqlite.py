"""Connections to the store's file, and its failures as sentences."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.records import StoreFailed

FILE = "rapporteur.sqlite"

_PATIENCE_S = 5.0
_CACHE_KIB = 32 * 1024
_STATEMENTS_KEPT = 512
_WAL_KEPT_BYTES = 64 * 1024 * 1024
_CHECKPOINT_PAGES = 4_000
"""Pages of 4 KiB that wait in the log before they are copied into the file: those written often are copied once."""
_SENTENCES = {
    sqlite3.SQLITE_FULL: "has no room left: the disk is full",
    sqlite3.SQLITE_NOTADB: "is damaged or not a store",
    sqlite3.SQLITE_CORRUPT: "is damaged",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: it is missing or may not be used by this account",
    sqlite3.SQLITE_PERM: "may not be used by this account",
    sqlite3.SQLITE_AUTH: "may not be used by this account",
    sqlite3.SQLITE_READONLY: "may not be written by this account",
    sqlite3.SQLITE_IOERR: "could not be read or written by the disk",
    sqlite3.SQLITE_BUSY: "is held by another program",
    sqlite3.SQLITE_LOCKED: "is held by another program",
}


def connect_for_writing(path: Path) -> sqlite3.Connection:
    """The one connection that writes; a commit returns when the data is on the disk."""
    # Made beforehand so that nobody else on the host can read it; its companions inherit the mode.
    path.touch(mode=0o600, exist_ok=True)
    connection = sqlite3.connect(path, _PATIENCE_S, isolation_level=None, cached_statements=_STATEMENTS_KEPT)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
    connection.execute(f"PRAGMA journal_size_limit = {_WAL_KEPT_BYTES}")
    return connection


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, and so never checkpoints beside the writer."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(
        address, _PATIENCE_S, isolation_level=None, uri=True, cached_statements=_STATEMENTS_KEPT
    )
    connection.execute("PRAGMA query_only = ON")
    return connection


def failure(path: Path, error: sqlite3.Error) -> StoreFailed:
    """What went wrong with the file, as one sentence."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    what = _SENTENCES.get(code, "could not be used")
    return StoreFailed(f"The store {path} {what} ({error}).")


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn failures of SQLite and of the file system into `StoreFailed`."""
    try:
        yield
    except sqlite3.Error as error:
        raise failure(path, error) from error
    except OSError as error:
        raise StoreFailed(f"The store {path} cannot be used: {error.strerror or error}.") from error
