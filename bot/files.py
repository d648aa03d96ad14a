"""Reads the files of an import, a folder of CSV files, one workbook or one JSON file, into sheets of text."""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from bot.json_tables import read_tables
from bot.workbooks import read_workbook
from pmo.importing.layouts import LAYOUTS
from pmo.importing.sheets import Line, Sheet, Sheets, Unreadable

CSV_LIMIT = 256 * 2**20
"""Bytes of one CSV or JSON file."""
_ALLOWED = "give a folder of CSV files or an .xlsx workbook, or the .json of an export."


def read_sheets(path: Path) -> Sheets:
    """The sheets of an import by name; files of an unknown name come along without their rows.

    A file that cannot be read is a sheet with faults, so that those of all files are told together.

    Raises:
        Unreadable: there is nothing there that could be a portfolio, or it is a workbook that is damaged or too large.
    """
    try:
        sheets = _read_file(path) if path.is_file() else _read_folder(path)
    except OSError as error:
        raise _no_access(path, error) from error
    if not set(sheets) & set(LAYOUTS):
        raise Unreadable(f"{path} holds no file of an import; known are {', '.join(LAYOUTS)}.")
    return sheets


def _read_file(path: Path) -> Sheets:
    match path.suffix.lower():
        case ".xlsx":
            return read_workbook(path)
        case ".json":
            return read_tables(path.name, _text(path))
        case _:
            raise Unreadable(f"{path} is one file; {_ALLOWED}")


def _read_folder(folder: Path) -> Sheets:
    if not folder.is_dir():
        raise Unreadable(f"{folder} is not there; {_ALLOWED}")
    sheets: dict[str, Sheet] = {}
    for file in sorted(folder.iterdir()):
        name = file.stem.lower()
        if file.suffix.lower() != ".csv" or not file.is_file():
            continue
        if name not in LAYOUTS:
            sheets[name] = Sheet(())
            continue
        try:
            if name in sheets:
                raise Unreadable(f"{folder} holds two files named {name}.csv in different case; one is allowed.")
            sheets[name] = _read_csv(file)
        except Unreadable as refused:
            sheets[name] = Sheet((), faults=(refused.about(name),), unread=True)
    return sheets


def _no_access(path: Path, error: OSError) -> Unreadable:
    return Unreadable(f"{path} cannot be read: {error.strerror or error}.")


def _read_csv(file: Path) -> Sheet:
    csv.field_size_limit(CSV_LIMIT)  # a cell that is too long is told by row and column, when its value is read
    rows = _records(file.name, io.StringIO(_text(file), newline=""))
    header = tuple(cell.strip().lower() for cell in next(rows, (1, ()))[1])
    _check_separator(file.name, header)
    while header and not header[-1]:
        header = header[:-1]
    return Sheet(header, [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)])


def _text(file: Path) -> str:
    raw = _bytes(file)
    mark = len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0
    try:
        return raw[mark:].decode("utf-8")
    except UnicodeDecodeError as error:
        place = mark + error.start
        line = raw.count(b"\n", 0, place) + 1
        row, column = _end_of(raw[mark:place].decode("utf-8"))
        message = f"{file.name} is not UTF-8: byte {place + 1}, in line {line}, is no text."
        raise Unreadable(message, row, column) from error


def _bytes(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > CSV_LIMIT:
            raise Unreadable(f"{file.name} has {size:,} bytes; up to {CSV_LIMIT:,} are allowed.")
        return file.read_bytes()
    except OSError as error:
        raise _no_access(file, error) from error


def _end_of(text: str) -> tuple[int, str]:
    """The row and the column in which the beginning of a file ends; no column where the header has none there."""
    header: list[str] = []
    last: list[str] = []
    number = 0
    for cells in csv.reader(io.StringIO(text, newline="")):
        number, last = number + 1, cells
        header = header or cells
    ends = ("\n", "\r")
    if not number or (text.endswith(ends) and not (last and last[-1].endswith(ends))):
        number, last = number + 1, []
    place = max(0, len(last) - 1)
    return number, header[place].strip().lower() if number > 1 and place < len(header) else ""


def _records(name: str, text: io.StringIO) -> Iterator[Line]:
    """Records with their number, blank ones counted, as a spreadsheet counts rows."""
    reader = csv.reader(text, strict=True)
    number = 0
    try:
        for cells in reader:
            number += 1
            yield number, tuple(cells)
    except csv.Error as error:
        raise Unreadable(
            f"{name} is not CSV: row {number + 1}, which ends in line {reader.line_num}, "
            f"has a quotation mark that is not closed or not doubled ({error}).",
            number + 1,
        ) from error


def _check_separator(name: str, header: tuple[str, ...]) -> None:
    for separator, word in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and separator in header[0]:
            raise Unreadable(f"{name} separates its cells by {word}; commas are expected.", 1)
