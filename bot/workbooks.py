"""Reads an .xlsx workbook into sheets of the text that the same tables have as CSV."""

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook

from pmo.importing.layouts import LAYOUTS
from pmo.importing.sheets import Line, Sheet, Sheets, Unreadable

PACKED_LIMIT = 64 * 2**20
"""Bytes of a workbook."""
UNPACKED_LIMIT = 512 * 2**20
"""Bytes of all its parts, unpacked."""
PARTS_LIMIT = 2000
COLUMNS_LIMIT = 200

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


def read_workbook(path: Path) -> Sheets:
    """The sheets of a workbook by name; sheets of an unknown name come along without their rows.

    Raises:
        Unreadable: it is not a workbook, is damaged, or is too large.
    """
    size = path.stat().st_size
    if size > PACKED_LIMIT:
        raise Unreadable(f"{path.name} has {size:,} bytes; up to {PACKED_LIMIT:,} are allowed.")
    try:
        has_formulas = _look_inside(path)
        if has_formulas:
            _check_formulas(path)
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            return _sheets(path.name, book)
        finally:
            book.close()
    except _MALFORMED as error:
        raise Unreadable(f"{path.name} is not an .xlsx workbook, or is damaged or protected by a password.") from error


def _look_inside(path: Path) -> bool:
    """Refuse what would unpack to far more than a portfolio; tell whether there are formulas."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > PARTS_LIMIT or unpacked > UNPACKED_LIMIT:
            raise Unreadable(f"{path.name} unpacks to {unpacked:,} bytes; up to {UNPACKED_LIMIT:,} are allowed.")
        found = [_traits(archive, part) for part in parts if part.filename.endswith((".xml", ".rels"))]
    if any(strange for strange, _ in found):
        raise Unreadable(f"{path.name} holds XML that no spreadsheet program writes: entities, or not UTF-8.")
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


def _check_formulas(path: Path) -> None:
    """Refuse formulas that were never computed: their result is not in the file and would be missed silently."""
    formulas = load_workbook(path, read_only=True, keep_links=False)
    results = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        for name in formulas.sheetnames:
            if name.strip().lower() in LAYOUTS:
                _check_sheet(path.name, name, formulas, results)
    finally:
        formulas.close()
        results.close()


def _check_sheet(file: str, name: str, formulas: Workbook, results: Workbook) -> None:
    pairs = zip(_cells(formulas, name), _cells(results, name), strict=False)
    for number, (written, computed) in enumerate(pairs, start=1):
        for cell, result in zip(written, computed, strict=False):
            if cell.data_type == "f" and result.value is None:
                raise Unreadable(
                    f"{file}, sheet {name}, row {number}: {cell.coordinate} holds a formula without a result; "
                    f"open the workbook in a spreadsheet program, save it, and import it again."
                )


def _cells(book: Workbook, name: str) -> Iterator[tuple[Any, ...]]:
    sheet = book[name]
    sheet.reset_dimensions()  # what a file says of its own size is not to be trusted
    for row in sheet.rows:
        if len(row) > COLUMNS_LIMIT:
            raise Unreadable(f"sheet {name} has more than {COLUMNS_LIMIT} columns; a table of an import has fewer.")
        yield row


def _sheets(file: str, book: Workbook) -> Sheets:
    sheets: dict[str, Sheet] = {}
    for title in book.sheetnames:
        name = title.strip().lower()
        if name in sheets:
            raise Unreadable(f"{file} holds two sheets named {name}; one is allowed.")
        sheets[name] = _sheet(book, title) if name in LAYOUTS else Sheet(())
    return sheets


def _sheet(book: Workbook, title: str) -> Sheet:
    rows = enumerate((tuple(_text(cell) for cell in row) for row in _cells(book, title)), start=1)
    header = tuple(cell.strip().lower() for cell in next(rows, (1, ()))[1])
    while header and not header[-1]:
        header = header[:-1]
    lines: list[Line] = [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]
    return Sheet(header, lines)


def _text(cell: Any) -> str:
    """A cell as it would stand in a CSV file."""
    value = cell.value
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number(value * 100 if "%" in cell.number_format else value)
    if isinstance(value, datetime):
        return _moment(value, cell.number_format)
    if isinstance(value, timedelta):
        return f"{value // timedelta(hours=1):02}:{value // timedelta(minutes=1) % 60:02}"
    if isinstance(value, time):
        return value.isoformat("minutes" if value.second == 0 else "seconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(value: float) -> str:
    """Digits with a point, of the fifteen significant digits that a spreadsheet keeps, never an exponent."""
    return f"{Decimal(f'{value:.15g}'):f}"


def _moment(value: datetime, shown: str) -> str:
    """A date; the month alone where the cell shows no day; an instant where there is a time."""
    value = (value + timedelta(milliseconds=500)).replace(microsecond=0)
    if value.time() != time(0):
        return value.isoformat()
    return value.strftime("%Y-%m-%d" if "d" in shown.lower() else "%Y-%m")
