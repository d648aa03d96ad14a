"""Reads the JSON of an export, one object with a list of rows for each table, into sheets of text."""

import json
from typing import Any

from pmo.importing.guards import guarded
from pmo.importing.layouts import LAYOUTS
from pmo.importing.sheets import Line, Remark, Sheet, Sheets, Unreadable


def read_tables(file: str, text: str) -> Sheets:
    """The tables by name, each row with its number in its list, from 1; numbers are read as they are written.

    Raises:
        Unreadable: it is no JSON, or no object.
    """
    try:
        whole = json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise Unreadable(f"{file} is not JSON: line {error.lineno}, column {error.colno}: {error.msg}.") from error
    except RecursionError as error:
        raise Unreadable(f"{file} is nested too deep for an export.") from error
    if not isinstance(whole, dict):
        raise Unreadable(f"{file} holds no tables; an export is one object with a list of rows for each table.")
    return {str(name).lower(): _sheet(str(name).lower(), rows) for name, rows in whole.items()}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = {name.lower(): value for name, value in pairs}
    if len(found) < len(pairs):
        twice = next(name for place, (name, _) in enumerate(pairs) if name.lower() in _names(pairs[:place]))
        raise Unreadable(f"{twice!r} is given twice in one object; once is allowed.")
    return found


def _names(pairs: list[tuple[str, Any]]) -> set[str]:
    return {name.lower() for name, _ in pairs}


def _sheet(name: str, rows: object) -> Sheet:
    if name not in LAYOUTS:
        return Sheet(())
    if not isinstance(rows, list):
        return Sheet((), faults=(Remark(name, None, "", f"{name} is no list of rows."),), unread=True)
    known = [column.name for column in LAYOUTS[name].columns]
    columns = tuple(dict.fromkeys([*known, *(key for row in rows if isinstance(row, dict) for key in row)]))
    lines: list[Line] = []
    faults: list[Remark] = []
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            faults.append(Remark(name, number, "", "This row is no object of columns and cells."))
            continue
        faults += [_no_cell(name, number, column) for column, cell in row.items() if isinstance(cell, list | dict)]
        lines.append((number, tuple(_cell(row.get(column)) for column in columns)))
    return Sheet(columns, [line for line in lines if any(line[1])], faults)


def _no_cell(name: str, number: int, column: str) -> Remark:
    return Remark(name, number, column, "A cell is a text, a number, true, false or null; a list is a text with “;”.")


def _cell(value: object) -> str:
    """As a cell of CSV, guarded as there: what looks like a formula is a text."""
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return guarded(value)
        case _:
            return ""
