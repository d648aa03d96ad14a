"""What an import is made of: named sheets of text cells, and what there is to say about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Line = tuple[int, tuple[str, ...]]
"""A row as it came: its number as a spreadsheet shows it (the header is 1), and its cells; the last may be missing."""

LISTED = 1000
"""Errors that are listed; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about one place in the files.

    Attributes:
        row: as a spreadsheet counts, the header is 1; None for the file as a whole.
        column: empty for the row or file as a whole.
        message: what is wrong and what is allowed, an English sentence.
    """

    file: str
    row: int | None
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of an import, still text.

    Attributes:
        columns: the header, lower case, in the order of the cells.
        lines: rows that hold something; a cell with a fault holds something too.
        faults: what was found while it was read; a cell that is named has no value.
        unread: it could not be read, and nothing is known of its header and rows.
    """

    columns: tuple[str, ...]
    lines: Sequence[Line] = ()
    faults: Sequence[Remark] = ()
    unread: bool = False


Sheets = Mapping[str, Sheet]
"""The files of an import by their name without extension, lower case."""


@dataclass(slots=True)
class Findings:
    """Collects what there is to say about an import; at most `LISTED` errors and as many warnings are kept."""

    errors: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    error_count: int = 0
    warning_count: int = 0

    def error(self, file: str, row: int | None, column: str, message: str) -> None:
        """The import cannot be taken because of this."""
        self.error_count += 1
        if self.error_count <= LISTED:
            self.errors.append(Remark(file, row, column, message))

    def warning(self, file: str, row: int | None, column: str, message: str) -> None:
        """The import is taken, but the administrator should know."""
        self.warning_count += 1
        if self.warning_count <= LISTED:
            self.warnings.append(Remark(file, row, column, message))


class Unreadable(Exception):
    """A file, or all of the import, cannot be read; the message is a sentence for an administrator.

    Attributes:
        row, column: where, as far as it is known; as in `Remark`.
    """

    def __init__(self, message: str, row: int | None = None, column: str = "") -> None:
        super().__init__(message)
        self.row, self.column = row, column

    def about(self, file: str) -> Remark:
        """The same, as something to say about a file."""
        return Remark(file, self.row, self.column, str(self))
