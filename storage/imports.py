"""What the last import said, row by row, so that a later one can tell what the file changed and what people changed."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRow:
    """One row of a file of the first kind (CONTRACT §4).

    Attributes:
        file: `projects`, `members`, …
        row: key of the document it became.
        cells: column to text, as it came.
    """

    file: str
    row: str
    cells: Mapping[str, str]

    @property
    def key(self) -> str:
        """Unique among all rows of all files."""
        return f"{self.file}/{self.row}"
