"""Files of the first kind: the file is the whole table, and what people changed in Teams survives (CONTRACT §4).

A cell counts only where it differs from the last import. Where people changed the same thing since, the file wins and
the conflict is listed. Rows that are missing are archived; rows that return are not archived any more. What no file
ever had was entered in Teams and stays.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pmo.importing.columns import Column, Values
from pmo.importing.parsing import quoted
from pmo.importing.reading import Reading, Row, values_of
from pmo.importing.sheets import Findings

Cells = Mapping[str, str]
"""What a row said, by column."""

_UNKNOWN = object()


@dataclass(slots=True)
class Merge:
    """What a file changes; documents by their key.

    Attributes:
        remembered: what rows said this time, where that is new.
    """

    new: dict[str, Any] = field(default_factory=dict)
    changed: dict[str, Any] = field(default_factory=dict)
    gone: dict[str, Any] = field(default_factory=dict)
    remembered: dict[str, Cells] = field(default_factory=dict)

    def documents(self) -> Iterator[Any]:
        """Everything that is to be written."""
        for part in (self.new, self.changed, self.gone):
            yield from part.values()


def merge(
    reading: Reading, documents: Mapping[str, Any], last_import: Mapping[str, Cells], findings: Findings
) -> Merge:
    """What a file without faults changes in the documents that are kept."""
    result = Merge()
    for row in reading.rows:
        document = documents.get(row.key)
        if document is None:
            result.new[row.key] = reading.layout.document(**row.values)
            result.remembered[row.key] = row.cells(reading.columns)
        else:
            _Row(reading, row, document, last_import.get(row.key)).merge(result, findings)
    for key, document in documents.items():
        if key not in reading.names and key in last_import and not document.archived:
            result.gone[key] = replace(document, archived=True, **reading.layout.derived)
    return result


class _Row:
    """One row, the document it speaks of, and what the row said at the last import."""

    def __init__(self, reading: Reading, row: Row, document: Any, last: Cells | None) -> None:
        self.reading, self.row, self.document, self.last = reading, row, document, last
        self.cells = row.cells(reading.columns)

    def merge(self, result: Merge, findings: Findings) -> None:
        changes: Values = {"archived": False} if self.document.archived else {}
        changes |= self._derived()
        if self.last is None or any(self.last.get(name, "") != text for name, text in self.cells.items()):
            differing = list(self._differing())
            if differing or self.last is None:
                result.remembered[self.row.key] = {**(self.last or {}), **self.cells}
            changes |= dict(self._changes(differing, findings))
        if changes:
            result.changed[self.row.key] = replace(self.document, **changes)

    def _derived(self) -> Values:
        """What follows from the place of the row, where it is new."""
        values = {attribute: self.row.values[attribute] for attribute in self.reading.layout.derived}
        return {name: value for name, value in values.items() if value != getattr(self.document, name)}

    def _differing(self) -> Iterator[tuple[Column, Any]]:
        """Columns that say something else than at the last import, and what they meant then."""
        then = values_of(self.reading.layout, self.last or {})
        for name in self.reading.columns:
            column = self.reading.layout.by_name[name]
            before = then.get(column.field, _UNKNOWN)
            if not same(column, self.row.values[column.field], before):
                yield column, before

    def _changes(self, differing: list[tuple[Column, Any]], findings: Findings) -> Iterator[tuple[str, Any]]:
        for column, before in differing:
            value, kept = self.row.values[column.field], getattr(self.document, column.field)
            if value == kept:
                continue
            if self.last is not None and before is not _UNKNOWN and not same(column, kept, before):
                message = f"was changed to {shown(kept)} since the last import; the file wins with {shown(value)}"
                findings.warning(self.reading.layout.name, self.row.number, column.name, message)
            yield column.field, value


def same(column: Column, one: Any, other: Any) -> bool:
    """Whether two values of a column are equal; codes of other rows are, whatever their case."""
    if column.refers:
        return bool(_folded(one) == _folded(other))
    return bool(one == other)


def _folded(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_folded(item) for item in value)
    return value.casefold() if isinstance(value, str) else value


def shown(value: Any) -> str:
    """A value in a sentence."""
    if value is None or value in ("", ()):
        return "nothing"
    if isinstance(value, tuple):
        return quoted("; ".join(str(item) for item in value))
    return quoted(str(value))
