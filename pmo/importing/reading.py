"""Texts become values: every cell of every sheet is read, and everything that is wrong with it is noted."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pmo.importing.columns import Column, Layout, Values
from pmo.importing.consistency import CHECKS
from pmo.importing.guards import unguarded
from pmo.importing.layouts import LAYOUTS
from pmo.importing.parsing import CELL_LIMIT, BadCell, prose
from pmo.importing.sheets import Findings, Sheet, Sheets

REMEMBERED = 8192
"""Different texts of one column whose value is kept while a sheet is read."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be taken.

    Attributes:
        number: as a spreadsheet counts.
        key: identifies the row in its file; empty for a history row without a version.
        texts: cells of the known columns, in the order of `Reading.columns`.
        values: of every attribute, defaults included.
    """

    number: int
    key: str
    texts: tuple[str, ...]
    values: Values

    def cells(self, columns: tuple[str, ...]) -> dict[str, str]:
        """The texts by column."""
        return dict(zip(columns, self.texts, strict=True))


@dataclass(slots=True)
class Reading:
    """One sheet as read.

    Attributes:
        columns: names of its known columns.
        rows: those without a fault of their own.
        faulty: the others, with what could be read of them.
        names: every key seen, faulty rows included, and how it was spelled: what other rows may refer to.
        serves: the header is usable; else nothing is known of the rows.
    """

    layout: Layout
    columns: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    faulty: list[Row] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    serves: bool = True


@dataclass(frozen=True, slots=True)
class _Cell:
    """A known column in this sheet: where it stands and how it is read."""

    column: Column
    place: int
    parse: Callable[[str], Any]


def read(sheets: Sheets, findings: Findings) -> dict[str, Reading]:
    """The known sheets as values, in the order in which they are to be brought in."""
    for name in sorted(set(sheets) - set(LAYOUTS)):
        findings.warning(name, None, "", f"is no file of an import and is ignored; known are {', '.join(LAYOUTS)}")
    return {name: _Reader(LAYOUTS[name], sheets[name], findings).read() for name in LAYOUTS if name in sheets}


def values_of(layout: Layout, cells: Mapping[str, str]) -> Values:
    """The values of cells that were read before; a cell that cannot be read any more has no value."""
    values = dict(layout.defaults)
    for name, text in cells.items():
        column = layout.by_name.get(name)
        if column is None or not text:
            continue
        try:
            values[column.field] = column.parse(text)
        except BadCell:
            values.pop(column.field, None)
    if layout.complete is not None:
        layout.complete(values, False)
    return values


class _Reader:
    """Reads one sheet; an object only to keep the arguments short."""

    def __init__(self, layout: Layout, sheet: Sheet, findings: Findings) -> None:
        self.layout, self.sheet, self.findings = layout, sheet, findings
        self.cells = [_cell(layout.by_name[name], place) for place, name in self._known()]
        self.reading = Reading(layout, tuple(cell.column.name for cell in self.cells))
        self.numbers: dict[str, int] = {}
        self.found: dict[tuple[int | None, str], str] = {}

    def read(self) -> Reading:
        self.reading.serves = not self.sheet.unread and self._header_serves()
        self._tell_faults()
        if self.reading.serves:
            for place, (number, texts) in enumerate(self.sheet.lines):
                faults = self.findings.error_count
                row = self._row(number, texts, first=place == 0)
                (self.reading.faulty if self.findings.error_count > faults else self.reading.rows).append(row)
        return self.reading

    def _tell_faults(self) -> None:
        """Notes what was found in the file itself; of cells that will be read, when their turn comes."""
        cells = {(number, cell.column.name) for number, _ in self.sheet.lines for cell in self.cells}
        for fault in self.sheet.faults:
            place = (fault.row, fault.column)
            if self.reading.serves and place in cells:
                self.found[place] = fault.message
            else:
                self.findings.error(self.layout.name, fault.row, fault.column, fault.message)

    def _known(self) -> Iterator[tuple[int, str]]:
        return ((place, name) for place, name in enumerate(self.sheet.columns) if name in self.layout.by_name)

    def _header_serves(self) -> bool:
        """Notes unknown columns, and those that are missing or stand twice."""
        faults = self.findings.error_count
        names = self.sheet.columns
        for column in self.layout.columns:
            if column.required and column.name not in names:
                self._error(1, column.name, "the column is missing; it is required")
        for name in sorted({name for name in names if name and names.count(name) > 1}):
            self._error(1, name, "the column stands twice in the header; once is allowed")
        for name in dict.fromkeys(names):
            if name not in self.layout.by_name:
                self.findings.warning(self.layout.name, 1, name, "the column is unknown and is ignored")
        return self.findings.error_count == faults

    def _error(self, number: int, column: str, message: str) -> None:
        self.findings.error(self.layout.name, number, column, message)

    def _row(self, number: int, texts: tuple[str, ...], first: bool) -> Row:
        """The row as far as it can be read; what is wrong with it is noted."""
        faults = self.findings.error_count
        self._check_width(number, texts)
        known = tuple(unguarded(texts[cell.place].strip()) if cell.place < len(texts) else "" for cell in self.cells)
        values = self._values(number, known)
        key = self._note_key(number, values) if all(part in values for part in self.layout.identity) else ""
        if self.findings.error_count == faults:
            if self.layout.complete is not None:
                self.layout.complete(values, first)
            for column, message in CHECKS[self.layout.name](values):
                self._error(number, column, message)
        return Row(number, key, () if self.layout.history else known, values)

    def _check_width(self, number: int, texts: tuple[str, ...]) -> None:
        width = len(self.sheet.columns)
        if any(text.strip() for text in texts[width:]):
            self._error(number, "", f"the row has {len(texts)} cells but the header has {width}")

    def _values(self, number: int, texts: tuple[str, ...]) -> Values:
        """What can be read; an attribute whose cell is faulty or required and empty is not in it."""
        values = dict(self.layout.defaults)
        for cell, text in zip(self.cells, texts, strict=True):
            column = cell.column
            if (number, column.name) in self.found:
                values.pop(column.field, None)
                self._error(number, column.name, self.found[number, column.name])
            elif text:
                try:
                    values[column.field] = cell.parse(_bounded(text))
                except BadCell as error:
                    values.pop(column.field, None)
                    self._error(number, column.name, str(error))
            elif column.required:
                self._error(number, column.name, "the cell is empty; a value is required")
        return values

    def _note_key(self, number: int, values: Values) -> str:
        """Notes the key, and a fault when another row has it already; a history row may follow one of its key."""
        version = values.get("version")
        if self.layout.history and version is None:
            return ""
        spelling = self.layout.spelling(values)
        key = spelling.casefold()
        before = self.numbers.setdefault(key if version is None else f"{key}/{version}", number)
        if before != number:
            last = [column.name for column in self.layout.columns if column.field in self.layout.identity][-1]
            self._error(number, last, f"{spelling} stands in row {before} already; once is allowed")
        if not self.layout.history:
            self.reading.names.setdefault(key, spelling)
        return key


def _cell(column: Column, place: int) -> _Cell:
    texts_differ = column.parse is prose
    return _Cell(column, place, column.parse if texts_differ else lru_cache(REMEMBERED)(column.parse))


def _bounded(text: str) -> str:
    if len(text) > CELL_LIMIT:
        raise BadCell(f"the cell holds {len(text)} characters; allowed: up to {CELL_LIMIT}")
    if "\0" in text:
        raise BadCell("the cell holds a NUL character; allowed: text, files in UTF-8")
    return text
