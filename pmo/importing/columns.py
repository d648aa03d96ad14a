"""What a file of an import consists of: its columns, what they mean, and what identifies a row (CONTRACT §4)."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from functools import cached_property
from typing import Any

from pmo.importing import parsing

Values = dict[str, Any]
"""The values of a row by the attribute of the document they belong to."""

Complete = Callable[[Values, bool], None]
"""Fills in what depends on other columns, given whether this is the first row of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        parse: the value of a cell that is not empty; raises `BadCell`.
        required: must stand in the header, and no cell of it may be empty.
        attribute: of the document, where the column's name will not do.
        refers: the files one of which must know this code (or these codes).
    """

    name: str
    parse: Callable[[str], Any] = parsing.prose
    required: bool = False
    attribute: str = ""
    refers: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The attribute of the document."""
        return self.attribute or self.name


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One file.

    Attributes:
        document: the frozen dataclass that a row becomes; its defaults are those of empty cells.
        identity: the attributes that identify a row; of a history row before its version.
        history: rows add and correct; else the file is the whole table.
        complete: see `Complete`.
        unsaid: values of empty cells that differ from the document's defaults, for `complete` to see.
    """

    name: str
    document: type[Any]
    columns: tuple[Column, ...]
    identity: tuple[str, ...]
    history: bool = False
    complete: Complete | None = None
    unsaid: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """Its columns by name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def referring(self) -> tuple[Column, ...]:
        """Its columns that speak of rows of other files."""
        return tuple([column for column in self.columns if column.refers])

    @cached_property
    def derived(self) -> Values:
        """Attributes that no column holds, and their value for a row that says nothing."""
        named = {column.field for column in self.columns}
        return {name: value for name, value in self.unsaid.items() if name not in named}

    @cached_property
    def defaults(self) -> Values:
        """The value of every attribute whose cell may be empty."""
        named = {column.field for column in self.columns}
        given = {item.name: item.default for item in fields(self.document) if item.name in named}
        return {name: value for name, value in given.items() if value is not MISSING} | dict(self.unsaid)

    def spelling(self, values: Values) -> str:
        """What identifies the row among those of its file, as it was spelled."""
        return "/".join(_in_key(values.get(part, "")) for part in self.identity)

    def key(self, values: Values) -> str:
        """The form under which `spelling` is unique; the key of the document for a file of the first kind."""
        return self.spelling(values).casefold()


def _in_key(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
