"""Codes that speak of other rows: each must exist, in the files or in what is kept already."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pmo.importing.columns import Column, Layout
from pmo.importing.layouts import LAYOUTS, POSTS
from pmo.importing.reading import Reading, Row
from pmo.importing.sheets import Findings
from pmo.portfolio import HEADQUARTERS

Stored = Mapping[str, Mapping[str, Any]]
"""The documents that are kept already, by file of the first kind and key."""

Names = Mapping[str, str]
"""Keys and how they are spelled."""


@dataclass(frozen=True, slots=True)
class Known:
    """What rows may refer to in one file.

    Attributes:
        live: what will be there after this import and is not archived.
        ever: with what is archived.
        given: the file is part of this import.
        certain: the file could be read; else every code is taken for known, its own faults are told already.
    """

    live: Names
    ever: Names
    given: bool
    certain: bool = True


def known(readings: Mapping[str, Reading], stored: Stored) -> dict[str, Known]:
    """What rows may refer to, by file of the first kind."""
    return {name: _known(layout, readings.get(name), stored) for name, layout in LAYOUTS.items() if not layout.history}


def _known(layout: Layout, reading: Reading | None, stored: Stored) -> Known:
    documents = stored.get(layout.name, {})
    ever = {key: spelling_of(layout, document) for key, document in documents.items()}
    if reading is not None:
        return Known(reading.names, ever | reading.names, given=True, certain=reading.serves)
    live = {key: ever[key] for key, document in documents.items() if not document.archived}
    if layout is POSTS and not live:
        live = {HEADQUARTERS.key: HEADQUARTERS.code}
    return Known(live, ever | live, given=False)


def spelling_of(layout: Layout, document: Any) -> str:
    """What identifies a document among those of its file, as it is spelled."""
    return layout.spelling({part: getattr(document, part) for part in layout.identity})


def resolve(readings: Mapping[str, Reading], names: Mapping[str, Known], findings: Findings) -> None:
    """Check every code that speaks of another row, and give it the spelling of that row.

    Rows of the first kind speak of what is live; rows of history may speak of what was archived since.
    """
    for reading in readings.values():
        columns = [reading.layout.by_name[name] for name in reading.columns if reading.layout.by_name[name].refers]
        for row in chain(reading.rows, reading.faulty):
            for column in columns:
                _resolve_cell(reading.layout, row, column, names, findings)


def _resolve_cell(layout: Layout, row: Row, column: Column, names: Mapping[str, Known], findings: Findings) -> None:
    value: Any = row.values.get(column.field)
    several = isinstance(value, tuple)
    spelled: list[str] = []
    for code in value if several else (value or "",):
        found = spelled_as(code, column.refers, names, archived_too=layout.history) if code else ""
        if found is None:
            findings.error(layout.name, row.number, column.name, unknown(code, column.refers, names))
        spelled.append(found or "")
    row.values[column.field] = tuple(spelled) if several else spelled[0]


def spelled_as(code: str, refers: tuple[str, ...], names: Mapping[str, Known], *, archived_too: bool) -> str | None:
    """The spelling of the row that a code speaks of; None when there is no such row."""
    key = code.casefold()
    for file in refers:
        found = (names[file].ever if archived_too else names[file].live).get(key)
        if found is not None:
            return found
    return None if all(names[file].certain for file in refers) else code


def unknown(code: str, refers: tuple[str, ...], names: Mapping[str, Known]) -> str:
    """The sentence about a code that speaks of nothing."""
    files = " or ".join(refers)
    if any(code.casefold() in names[file].ever for file in refers):
        return f"{code} is archived; bring it back as a row of {files} or leave it out"
    if all(names[file].given for file in refers):
        return f"{code} is not in the {files} of this import"
    return f"{code} is not in {files}; it must be kept already or be part of this import"
