"""Writes the files of an export as they come in, page by page: a folder of CSV files, a workbook, or JSON."""

import csv
import json
from abc import abstractmethod
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date, datetime, time
from decimal import Decimal
from itertools import takewhile
from pathlib import Path
from typing import Any, Protocol, TextIO

import xlsxwriter

from pmo.exporting import Cell, Row, text
from pmo.importing.columns import Layout
from pmo.importing.guards import guarded
from pmo.importing.layouts import LAYOUTS

ROWS_LIMIT = 1_048_576
"""Rows of a sheet, its header included."""
_EXACT = 15
"""Significant digits that a spreadsheet keeps of a number."""


class CannotWrite(Exception):
    """The export cannot be written there; the message says why and what is possible."""


class Target(Protocol):
    """Takes the rows of an export, file after file."""

    @abstractmethod
    def begin(self, layout: Layout) -> None:
        """The rows that follow are those of this file."""

    @abstractmethod
    def write(self, rows: list[Row]) -> None:
        """Take rows of the file that was begun."""

    @abstractmethod
    def finish(self) -> None:
        """Put what was written into its place; until then nothing is there."""

    @abstractmethod
    def drop(self) -> None:
        """Leave nothing behind."""


def target_for(path: Path) -> Target:
    """What an export to this path is written as: by its suffix a workbook or JSON, else a folder.

    Raises:
        CannotWrite: there is something else of that name.
    """
    suffix = path.suffix.lower()
    if suffix not in ("", ".xlsx", ".json") and not path.is_dir():
        raise CannotWrite(f"{path} would be a folder; give a name that ends in .xlsx or .json, or in nothing.")
    if suffix not in (".xlsx", ".json"):
        return CsvFolder(path)
    if path.is_dir():
        raise CannotWrite(f"{path} is a folder; give the name of a file that ends in {suffix}.")
    return Workbook(path) if suffix == ".xlsx" else JsonFile(path)


def _beside(path: Path) -> Path:
    """Where a file is written until it is whole."""
    return path.with_name(f".{path.name}.part")


class CsvFolder:
    """A file for each table; files of other names in the folder stay.

    A folder with tables that this export does not have is refused: beside them it would be no export of anything.
    """

    def __init__(self, folder: Path) -> None:
        if folder.exists() and not folder.is_dir():
            raise CannotWrite(f"{folder} is a file; give a folder, or a name that ends in .xlsx or .json.")
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._written: list[Path] = []
        self._open = ExitStack()

    def begin(self, layout: Layout) -> None:
        """Open the file and write its header.

        Raises:
            CannotWrite: the folder holds a table that comes before it and is not written.
        """
        self._open.close()
        self._refuse_others(takewhile(lambda name: name != layout.name, LAYOUTS))
        file = self._folder / f"{layout.name}.csv"
        self._written.append(file)
        stream = self._open.enter_context(_beside(file).open("w", encoding="utf-8", newline=""))
        self._writer = csv.writer(stream, lineterminator="\n")
        self._writer.writerow([column.name for column in layout.columns])

    def write(self, rows: list[Row]) -> None:
        """Append rows."""
        self._writer.writerows([list(map(text, row)) for row in rows])

    def finish(self) -> None:
        """Let the new files take the places of the old ones.

        Raises:
            CannotWrite: the folder holds a table that is not written.
        """
        self._open.close()
        self._refuse_others(LAYOUTS)
        for file in self._written:
            _beside(file).replace(file)

    def _refuse_others(self, names: Iterable[str]) -> None:
        files = [self._folder / f"{name}.csv" for name in names]
        if others := [file.name for file in files if file not in self._written and file.exists()]:
            raise CannotWrite(
                f"{self._folder} holds {', '.join(others)}, which this export does not have; "
                "give an empty folder, or that of an earlier export of the same tables."
            )

    def drop(self) -> None:
        """Remove what was written so far."""
        self._open.close()
        for file in self._written:
            _beside(file).unlink(missing_ok=True)


class Workbook:
    """A sheet for each table: numbers as numbers, days as days, all else as text, and never as a formula.

    Args:
        most: rows of a sheet, its header included.
    """

    def __init__(self, path: Path, most: int = ROWS_LIMIT) -> None:
        self._path = path
        self._most = most
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        self._book = xlsxwriter.Workbook(_beside(path), options)
        self._head = self._book.add_format({"bold": True})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})

    def begin(self, layout: Layout) -> None:
        """Add the sheet with its header, which stays in view."""
        self._name = layout.name
        self._sheet = self._book.add_worksheet(layout.name)
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, len(layout.columns) - 1, 16)
        for place, column in enumerate(layout.columns):
            self._sheet.write_string(0, place, column.name, self._head)
        self._next = 1

    def write(self, rows: list[Row]) -> None:
        """Append rows.

        Raises:
            CannotWrite: a sheet holds no more of them.
        """
        if self._next + len(rows) > self._most:
            held = f"{self._most - 1:,}"
            raise CannotWrite(f"{self._name} has more rows than a sheet holds ({held}); export to a folder.")
        for number, row in enumerate(rows, start=self._next):
            for place, content in enumerate(row):
                if content != "":
                    self._write(number, place, content)
        self._next += len(rows)

    def _write(self, number: int, place: int, content: Cell) -> None:
        sheet = self._sheet
        if isinstance(content, str):
            # A string is no formula; only what looks guarded is guarded, so that it reads as it was.
            sheet.write_string(number, place, guarded(content) if content.startswith("'") else content)
        elif isinstance(content, date):
            sheet.write_datetime(number, place, datetime.combine(content, time()), self._day)
        elif isinstance(content, int) or _is_exact(content):
            sheet.write_number(number, place, content)
        else:
            sheet.write_string(number, place, text(content))

    def finish(self) -> None:
        """Close the workbook and put it into its place."""
        self._book.close()
        _beside(self._path).replace(self._path)

    def drop(self) -> None:
        """Remove what was written so far."""
        self._book.close()
        _beside(self._path).unlink(missing_ok=True)


def _is_exact(number: Decimal) -> bool:
    return len(number.as_tuple().digits) <= _EXACT


class JsonFile:
    """One object: a list of rows for each table, each row an object without its empty cells."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._stream: TextIO = _beside(path).open("w", encoding="utf-8")
        self._columns: list[str] = []
        self._between = "{"

    def begin(self, layout: Layout) -> None:
        """Begin the list of a table."""
        self._stream.write(f"{self._between}\n{json.dumps(layout.name)}: [")
        self._columns = [column.name for column in layout.columns]
        self._between, self._comma = "\n],", ""

    def write(self, rows: list[Row]) -> None:
        """Append rows, one a line."""
        for row in rows:
            filled = {name: _plain(content) for name, content in zip(self._columns, row, strict=True) if content != ""}
            self._stream.write(f"{self._comma}\n{json.dumps(filled, ensure_ascii=False)}")
            self._comma = ","

    def finish(self) -> None:
        """Close the object and put the file into its place."""
        self._stream.write("\n]\n}\n")
        self._stream.close()
        _beside(self._path).replace(self._path)

    def drop(self) -> None:
        """Remove what was written so far."""
        self._stream.close()
        _beside(self._path).unlink(missing_ok=True)


def _plain(content: Cell) -> Any:
    """Whole numbers as such; others as text, so that no digit is lost."""
    return content if isinstance(content, int | str) else text(content)
