"""The port of storage: typed tables of whole documents inside transactions.

A document is a frozen dataclass, or a frozen `msgspec.Struct` where thousands are made at once. It has a key (a
string, unique in its table) and appears in the table's declared indexes. *State* tables are what questions are answered
from; *history* tables are appended to and read by an index; *chained* tables are append-only logs whose entries carry
the hash of the one before.

    async with store.transaction() as transaction:
        rows = transaction.rows(PROJECTS)
        project = await rows.get("PRJ-7")
        await rows.put(replace(project, phase="closing"))

Promises, the same for every engine:

* All or nothing: writes are staged and become visible to others, and durable, at the end of the block together. A block
  that ends with an exception leaves nothing.
* A transaction sees its own staged writes, else what was last committed.
* A document that this transaction writes, and that somebody else created or changed since this transaction first read
  or wrote it, or removed since it was read, raises `Conflict` at the end of the block; nothing of the transaction is
  kept. Documents that were only read are not checked: put one again, unchanged, to rely on it.
* When the block has ended without an exception, the writes survive the loss of the process. When it ended by
  cancellation, either all of them were kept or none, and everybody sees the same of the two.
* A document is handed out exactly as it will be read after a restart, immutable, and may be shared between
  transactions. One that could not be read back is refused by `put` and `append` with `Unstorable`.
"""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, Protocol, TypeVar

Scalar = str | int
Place = tuple[Scalar, ...]
"""The place of a document in an index: a tuple of strings and integers (64 bits) of fixed types, ordered as Python
orders it; documents at the same place stand by key."""

D = TypeVar("D")
Kind = Literal["state", "history", "chained"]
Upgrade = Callable[[dict[str, Any]], dict[str, Any]]

_WORD = re.compile(r"[a-z][a-z0-9_]*")


class StoreError(Exception):
    """Base of what storage raises; the message is one sentence for an administrator."""


class Conflict(StoreError):
    """Somebody else changed a document that this transaction was about to change."""


class StoreFailed(StoreError):
    """The store cannot be opened, read or written."""


class Unstorable(StoreError):
    """A document that would not come back as it went in."""


@dataclass(frozen=True, slots=True)
class Index(Generic[D]):
    """A declared order of a table's documents.

    Attributes:
        name: lower-case word, unique in its table.
        place: where a document stands, or None when it is not in this index. Pure; the types at each position are the
            same for all documents. Changing it needs a new `Table.version`, so that stored places are made anew.
    """

    name: str
    place: Callable[[D], Place | None]


@dataclass(frozen=True, slots=True)
class Table(Generic[D]):
    """A declared table.

    Attributes:
        name: lower-case word, unique in the store.
        document: the class of what is kept here.
        key: gives a document's key; pure. For a chained table it is not used: its keys are the entries' numbers.
        version: schema version of `document`, from 1.
        upgrades: for each older version n, what turns the plain JSON object of n into that of n + 1.

    Raises:
        ValueError: a name that is not a word, an index declared twice, or an older version without its upgrade.
    """

    name: str
    document: type[D]
    key: Callable[[D], str]
    indexes: tuple[Index[D], ...] = ()
    kind: Kind = "state"
    version: int = 1
    upgrades: Mapping[int, Upgrade] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = [index.name for index in self.indexes]
        if not all(_WORD.fullmatch(name) for name in (self.name, *names)):
            raise ValueError(f"table {self.name!r}: names of tables and indexes are lower-case words")
        if len(set(names)) < len(names):
            raise ValueError(f"table {self.name!r} declares an index twice")
        missing = [version for version in range(1, self.version) if version not in self.upgrades]
        if missing:
            raise ValueError(f"table {self.name!r} cannot upgrade documents of version {missing[0]}")


class Rows(Protocol[D]):
    """One table inside one transaction."""

    async def get(self, key: str) -> D | None:
        """The document with this key, or None."""

    async def put(self, document: D) -> None:
        """Create the document or replace the one with the same key.

        Raises:
            Unstorable: it would not come back as it went in.
            StoreFailed: the store was opened for reading only.
        """

    async def remove(self, key: str) -> None:
        """Remove the document with this key; nothing when there is none."""

    async def append(self, document: D) -> None:
        """Add an entry to a chained table; number and hash are given at commit, in commit order."""

    async def find(self, index: str, *prefix: Scalar, limit: int | None = None, backwards: bool = False) -> Sequence[D]:
        """Documents whose place in the index begins with `prefix`, in index order, or from the end in reverse order."""

    async def range(
        self, index: str, *, low: Place | None = None, high: Place | None = None, limit: int | None = None
    ) -> Sequence[D]:
        """Documents with `low <= place < high` in index order; a shorter tuple sorts before its extensions."""

    async def all(self) -> Sequence[D]:
        """Every document of the table, by key (a chained table: by number)."""

    async def mark(self) -> Hashable:
        """A mark of the table as this transaction sees it: while it is equal, nothing in the table has changed.

        A table with staged writes, and one that is not kept in memory, has another mark each time.
        """

    async def last_number(self) -> int:
        """The number of the last committed entry of a chained table, 0 while it has none: it tells states apart."""


class Transaction(Protocol):
    """What the body of `async with store.transaction()` works with."""

    def rows(self, table: Table[D]) -> Rows[D]:
        """The table inside this transaction."""


class Store(Protocol):
    """An open store."""

    @property
    def run(self) -> str:
        """Identifies this opening for writing; leases of another run have lapsed. Empty when opened for reading."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """One unit of work; see the module's promises."""

    def on_commit(self, tell: Callable[[frozenset[str]], None]) -> None:
        """Call `tell` on the event loop after each commit with the names of the changed tables."""

    async def broken_link(self, table: Table[Any]) -> int | None:
        """The number of the first entry of a chained table whose hash does not fit, or None."""

    async def close(self) -> None:
        """Finish queued commits and release the store."""
