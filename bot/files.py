"""Reads the files of an import, a folder of CSV files or one workbook, into sheets of text."""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from bot.workbooks import read_workbook
from pmo.importing.layouts import LAYOUTS
from pmo.importing.sheets import Line, Remark, Sheet, Sheets, Unreadable

CSV_LIMIT = 256 * 2**20
"""Bytes of one CSV file."""


def read_sheets(path: Path) -> Sheets:
    """The sheets of an import by name; files of an unknown name come along without their rows.

    Raises:
        Unreadable: there is nothing there, it is too large, or it is neither CSV in UTF-8 nor a workbook; it names
            every file of a folder that cannot be read.
    """
    try:
        sheets = _read_file(path) if path.is_file() else _read_folder(path)
        if not set(sheets) & set(LAYOUTS):
            raise Unreadable(f"{path} holds no file of an import; known are {', '.join(LAYOUTS)}.")
    except OSError as error:
        raise Unreadable(_no_access(path, error)).about(path.name) from error
    except Unreadable as refused:
        refused.about(path.name)
        raise
    return sheets


def _read_file(path: Path) -> Sheets:
    if path.suffix.lower() != ".xlsx":
        raise Unreadable(f"{path} is one file; give a folder of CSV files or an .xlsx workbook.")
    return read_workbook(path)


def _read_folder(folder: Path) -> Sheets:
    if not folder.is_dir():
        raise Unreadable(f"{folder} is not there; give a folder of CSV files or an .xlsx workbook.")
    sheets: dict[str, Sheet] = {}
    faults: list[Remark] = []
    for file in sorted(folder.iterdir()):
        name = file.stem.lower()
        if file.suffix.lower() != ".csv" or not file.is_file():
            continue
        if name in sheets:
            raise Unreadable(f"{folder} holds two files named {name}.csv in different case; one is allowed.")
        try:
            sheets[name] = _read_csv(file) if name in LAYOUTS else Sheet(())
        except Unreadable as refused:
            faults.append(Remark(name, None, "", str(refused)))
        except OSError as error:
            faults.append(Remark(name, None, "", _no_access(file, error)))
    if faults:
        raise Unreadable.of(faults)
    return sheets


def _no_access(path: Path, error: OSError) -> str:
    return f"{path} cannot be read: {error.strerror or error}."


def _read_csv(file: Path) -> Sheet:
    size = file.stat().st_size
    if size > CSV_LIMIT:
        raise Unreadable(f"{file.name} has {size:,} bytes; up to {CSV_LIMIT:,} are allowed.")
    rows = _records(file.name, io.StringIO(_text(file), newline=""))
    header = tuple(cell.strip().lower() for cell in next(rows, (1, ()))[1])
    _check_separator(file.name, header)
    while header and not header[-1]:
        header = header[:-1]
    return Sheet(header, [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)])


def _text(file: Path) -> str:
    raw = file.read_bytes()
    mark = len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0
    try:
        return raw[mark:].decode("utf-8")
    except UnicodeDecodeError as error:
        place = mark + error.start
        line = raw.count(b"\n", 0, place) + 1
        raise Unreadable(f"{file.name} is not UTF-8: byte {place + 1}, in line {line}, is no text.") from error


def _records(name: str, text: io.StringIO) -> Iterator[Line]:
    """Records with their number, blank ones counted, as a spreadsheet counts rows."""
    csv.field_size_limit(CSV_LIMIT)  # a cell that is too long is told by row and column, when its value is read
    reader = csv.reader(text, strict=True)
    number = 0
    try:
        for cells in reader:
            number += 1
            yield number, tuple(cells)
    except csv.Error as error:
        raise Unreadable(
            f"{name} is not CSV: row {number + 1}, which ends in line {reader.line_num}, "
            f"has a quotation mark that is not closed or not doubled ({error})."
        ) from error


def _check_separator(name: str, header: tuple[str, ...]) -> None:
    for separator, word in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and separator in header[0]:
            raise Unreadable(f"{name} separates its cells by {word}; commas are expected.")
