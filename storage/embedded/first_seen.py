"""How a transaction first saw each document of a table: what it writes is a conflict if that has changed since."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Generic

from storage.embedded.kept import Kept
from storage.embedded.sources import AsOf, Seen
from storage.records import D

GONE = -1
"""A version that no document has: a write on top of it is a conflict."""

_LISTS = 100
"""So many lists wait to be gone through; more would hold the loop up when somebody writes at last."""


class FirstSeen(Generic[D]):
    """The versions by key; of what was listed they are only looked up once somebody writes or looks closer.

    Of a chain nothing is ever written over, so that what is noted of its entries does not matter.
    """

    __slots__ = ("_every", "_lists", "_versions")

    def __init__(self) -> None:
        self._versions: dict[str, Seen] = {}
        self._lists: list[Sequence[Kept[D]]] = []
        self._every: Sequence[Kept[D]] = ()

    def __getitem__(self, key: str) -> Seen:
        return self._versions[key]

    def __contains__(self, key: str) -> bool:
        if self._lists:
            self._note_lists()
        if key not in self._versions and (listed := self._among_every(key)) is not None:
            self._versions[key] = listed.version
        return key in self._versions

    def note(self, key: str, seen: Seen) -> None:
        """Take note of it unless it was seen before."""
        if key not in self:
            self._versions[key] = seen

    def listed(self, documents: Sequence[Kept[D]]) -> None:
        """Some of the table were read, in any order."""
        if len(self._lists) >= _LISTS:
            self._note_lists()
        self._lists.append(documents)

    def listed_all(self, documents: Sequence[Kept[D]]) -> None:
        """The whole table was read, by key."""
        if not self._every:
            self._note_lists()
            self._every = documents

    def settle(self, key: str, kept: Kept[D] | None) -> None:
        """The document has been looked up, so that what was unread is known."""
        seen = self[key]
        if isinstance(seen, AsOf):
            version = None if kept is None else kept.version
            self._versions[key] = version if version is None or version <= seen.version else GONE

    def _note_lists(self) -> None:
        for documents in self._lists:
            for kept in documents:
                if kept.key not in self._versions:
                    before = self._among_every(kept.key)
                    self._versions[kept.key] = kept.version if before is None else before.version
        self._lists.clear()

    def _among_every(self, key: str) -> Kept[D] | None:
        # Looked for, and not gone through: a transaction that reads a table of 250,000 writes few of them.
        place = bisect_left(self._every, key, key=_key) if self._every else 0
        found = self._every[place] if place < len(self._every) else None
        return found if found is not None and found.key == key else None


def _key(kept: Kept[D]) -> str:
    return kept.key
