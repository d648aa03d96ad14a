"""Reads an .xlsx workbook into sheets of the text that the same tables have as CSV."""

import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook

from pmo.importing import moments
from pmo.importing.columns import Layout
from pmo.importing.layouts import LAYOUTS
from pmo.importing.sheets import Line, Remark, Sheet, Sheets, Unreadable

PACKED_LIMIT = 64 * 2**20
"""Bytes of a workbook."""
UNPACKED_LIMIT = 512 * 2**20
"""Bytes of all its parts, unpacked."""
PARTS_LIMIT = 2000
COLUMNS_LIMIT = 200

Places = Set[tuple[int, int]]
"""Cells by row and column, from 1 and from 0."""

_MALFORMED = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    SyntaxError,  # of XML
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What openpyxl and zipfile raise over a file that is damaged or made to do harm."""


def read_workbook(path: Path, called: str = "") -> Sheets:
    """The sheets of a workbook by name; sheets of an unknown name come along without their rows.

    Args:
        called: what people call the file, where that is not its name.

    Raises:
        Unreadable: it is not a workbook, is damaged, or is too large; what is wrong with one sheet stands in it.
    """
    size, name = path.stat().st_size, called or path.name
    if size > PACKED_LIMIT:
        raise Unreadable(f"{name} has {size:,} bytes; up to {PACKED_LIMIT:,} are allowed.")
    try:
        formulas = _formulas(path) if _look_inside(path, name) else {}
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            return _sheets(name, book, formulas)
        finally:
            book.close()
    except _MALFORMED as error:
        raise Unreadable(f"{name} is not an .xlsx workbook, or is damaged or protected by a password.") from error


def _look_inside(path: Path, name: str) -> bool:
    """Refuse what would unpack to far more than a portfolio; tell whether there are formulas."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > PARTS_LIMIT or unpacked > UNPACKED_LIMIT:
            raise Unreadable(f"{name} unpacks to {unpacked:,} bytes; up to {UNPACKED_LIMIT:,} are allowed.")
        found = [_traits(archive, part) for part in parts if part.filename.endswith((".xml", ".rels"))]
    if any(strange for strange, _ in found):
        raise Unreadable(f"{name} holds XML that no spreadsheet program writes: entities, or not UTF-8.")
    return any(computes for _, computes in found)


def _traits(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[bool, bool]:
    """Whether a part declares XML entities or is not UTF-8, and whether it is a sheet with formulas."""
    strange = computes = False
    sheet = "worksheets/" in part.filename
    with archive.open(part) as stream:
        rest = b""
        while chunk := stream.read(2**20):
            text = rest + chunk
            strange = strange or any(sign in text for sign in (b"\0", b"<!DOCTYPE", b"<!ENTITY"))
            computes = computes or (sheet and b"<f" in text and (b"<f>" in text or b"<f " in text))
            rest = text[-16:]
    return strange, computes


def _formulas(path: Path) -> dict[str, Places]:
    """The cells that hold a formula, by the title of their sheet."""
    book = load_workbook(path, read_only=True, keep_links=False)
    try:
        titles = [title for title in book.sheetnames if title.strip().lower() in LAYOUTS]
        return {title: frozenset(_computed(book, title)) for title in titles}
    finally:
        book.close()


def _computed(book: Workbook, title: str) -> Iterator[tuple[int, int]]:
    with suppress(Unreadable):  # it is told when the sheet itself is read
        for number, row in enumerate(_rows(book, title), start=1):
            yield from ((number, place) for place, cell in enumerate(row) if cell.data_type == "f")


def _sheets(file: str, book: Workbook, formulas: Mapping[str, Places]) -> Sheets:
    sheets: dict[str, Sheet] = {}
    for title in book.sheetnames:
        name = title.strip().lower()
        if name not in LAYOUTS:
            sheets[name] = Sheet(())
            continue
        try:
            if name in sheets:
                raise Unreadable(f"{file} holds two sheets named {name}; one is allowed.")
            sheets[name] = _Reader(LAYOUTS[name], formulas.get(title, frozenset())).read(book, title)
        except Unreadable as refused:
            sheets[name] = Sheet((), faults=(refused.about(name),), unread=True)
    return sheets


class _Reader:
    """Reads one sheet.

    Args:
        formulas: the cells whose value must have been computed.
    """

    def __init__(self, layout: Layout, formulas: Places) -> None:
        self._layout = layout
        self._formulas = formulas
        self._header: tuple[str, ...] = ()
        self._faults: list[Remark] = []

    def read(self, book: Workbook, title: str) -> Sheet:
        """The sheet, and what is wrong with its cells.

        Raises:
            Unreadable: it has far more columns than any table.
        """
        lines: list[Line] = []
        for number, row in enumerate(_rows(book, title), start=1):
            cells = tuple(self._text(cell, number, place) for place, cell in enumerate(row))
            if number == 1:
                self._header = tuple(cell.strip().lower() for cell in cells)
            elif any(cell.strip() for cell in cells):
                lines.append((number, cells))
        header = self._header
        while header and not header[-1]:
            header = header[:-1]
        return Sheet(header, lines, self._faults)

    def _text(self, cell: Any, number: int, place: int) -> str:
        column = self._header[place] if place < len(self._header) else ""
        fault = self._fault(cell, number, place)
        if fault:
            self._faults.append(Remark(self._layout.name, number, column, fault))
            return str(cell.value or "=")
        known = self._layout.by_name.get(column)
        return _text(cell, known.parse if known else None)

    def _fault(self, cell: Any, number: int, place: int) -> str:
        """What is wrong with a cell whatever its column expects; empty when nothing is."""
        if cell.data_type == "e":
            wrong = f"holds the error {cell.value}; allowed: a value, or nothing"
        elif cell.value is None and (number, place) in self._formulas:
            wrong = "holds a formula without a result; open and save the workbook in a spreadsheet program first"
        else:
            return ""
        return f"{get_column_letter(place + 1)}{number} {wrong}"


def _rows(book: Workbook, title: str) -> Iterator[tuple[Any, ...]]:
    sheet = book[title]
    sheet.reset_dimensions()  # what a file says of its own size is not to be trusted
    for number, row in enumerate(sheet.rows, start=1):
        if len(row) > COLUMNS_LIMIT:
            raise Unreadable(
                f"sheet {title} has more than {COLUMNS_LIMIT} columns; a table of an import has fewer.", number
            )
        yield row


def _text(cell: Any, parse: Callable[[str], Any] | None) -> str:
    """A cell as it would stand in a CSV file, in a column that is read by `parse`."""
    value = cell.value
    if value is None or isinstance(value, str):
        return unescape(value or "")  # `_x000D_` is how a workbook writes what XML cannot hold
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number(value * 100 if "%" in cell.number_format else value)
    if isinstance(value, datetime):
        return _moment(value, cell.number_format, parse)
    if isinstance(value, timedelta):
        return f"{value // timedelta(hours=1):02}:{value // timedelta(minutes=1) % 60:02}"
    if isinstance(value, time):
        return value.isoformat("minutes" if value.second == 0 else "seconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(value: float) -> str:
    """Digits with a point, of the fifteen significant digits that a spreadsheet keeps, never an exponent."""
    return f"{Decimal(f'{value:.15g}'):f}"


def _moment(value: datetime, shown: str, parse: Callable[[str], Any] | None) -> str:
    """A date; an instant where there is a time, but in a column of days; the month alone where a cell shows no day.

    A column of days or instants wants a date however the cell shows it.
    """
    value = (value + timedelta(milliseconds=500)).replace(microsecond=0)
    if parse in (moments.day, moments.days):
        return value.date().isoformat()
    if value.time() != time(0):
        return value.isoformat()
    return value.strftime("%Y-%m-%d" if parse is moments.instant or "d" in shown.lower() else "%Y-%m")
