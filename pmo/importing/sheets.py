"""What an import is made of: named sheets of text cells, and what there is to say about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

Line = tuple[int, tuple[str, ...]]
"""A row as it came: its number as a spreadsheet shows it (the header is 1), and its cells; the last may be missing."""

LISTED = 1000
"""Errors that are listed; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of an import, still text.

    Attributes:
        columns: the header, lower case, in the order of the cells.
        lines: rows that hold something.
    """

    columns: tuple[str, ...]
    lines: Sequence[Line] = ()


Sheets = Mapping[str, Sheet]
"""The files of an import by their name without extension, lower case."""


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
    """The files cannot be read at all; the message is a sentence for an administrator, one a line for several files.

    Attributes:
        faults: the sentences by the file they are about, without a row or a column.
    """

    def __init__(self, message: str, faults: Sequence[Remark] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults) or (Remark("", None, "", message),)

    @classmethod
    def of(cls, faults: Sequence[Remark]) -> Self:
        """Several files cannot be read."""
        return cls("\n".join(fault.message for fault in faults), faults)

    def about(self, file: str) -> Self:
        """The same, where no file is named yet about this one."""
        self.faults = tuple(replace(fault, file=fault.file or file) for fault in self.faults)
        return self
