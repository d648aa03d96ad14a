"""A committed document as it is held and handed out: the typed document, and a mapping of its fields for TinyDB."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Generic

from msgspec import Struct

from storage.records import D

Places = tuple[bytes | None, ...]


def has_fields(value: Any) -> bool:
    """Whether it is a frozen dataclass or a `Struct`."""
    return isinstance(value, Struct) or (is_dataclass(value) and not isinstance(value, type))


def names_of(document: Any) -> tuple[str, ...]:
    """The names of its fields."""
    if isinstance(document, Struct):
        return document.__struct_fields__
    return tuple([field.name for field in fields(document)])


class Fields(Mapping[str, Any]):
    """A frozen document seen as a mapping of its fields, nested ones too, as TinyDB's queries want it."""

    __slots__ = ("document",)

    document: Any

    def __new__(cls, document: Any) -> "Fields":
        """Wrap any document."""
        seen = super().__new__(cls)
        seen.document = document
        return seen

    def __getitem__(self, name: str) -> Any:
        if name not in names_of(self.document):
            raise KeyError(name)
        value = getattr(self.document, name)
        return Fields(value) if has_fields(value) else value

    def __iter__(self) -> Iterator[str]:
        return iter(names_of(self.document))

    def __len__(self) -> int:
        return len(names_of(self.document))


class Kept(Fields, Generic[D]):
    """A committed document.

    Attributes:
        key: unique in its table; an entry of a chain has its number.
        version: of the transaction that wrote it.
        places: encoded, one a declared index; given only where memory keeps the indexes.

    TinyDB makes a document of what the storage holds by calling the class with it and its id: that gives the very same
    object, so nothing is copied.
    """

    __slots__ = ("key", "places", "version")

    key: str
    version: int
    places: Places

    def __new__(cls, document: "D | Kept[D]", key: str, version: int = 0, places: Places = ()) -> "Kept[D]":
        """Hold a document under its key, or hand out what is held already."""
        if type(document) is cls:
            return document
        kept = object.__new__(cls)
        kept.document = document
        kept.key = key
        kept.version = version
        kept.places = places
        return kept

    @property
    def doc_id(self) -> str:
        """The key, as TinyDB calls it."""
        return self.key

    def __repr__(self) -> str:
        return f"Kept({self.key!r}, {self.document!r})"
