"""Documents as the rows of the files they could have been imported from (CONTRACT §4)."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from operator import attrgetter
from typing import Any

from pmo.costs import Cost
from pmo.importing import moments
from pmo.importing.columns import Column, Layout
from pmo.importing.guards import guarded
from pmo.portfolio import Hours, Project, code_key

Cell = str | int | Decimal | date
"""What stands in one cell; an empty text for nothing."""
Row = list[Cell]
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DROPS = frozenset(("projects", "programs", "indicators"))
"""Who refers to something of these that is not exported is not exported either: alone it would mean something else."""


def rows_of(layout: Layout) -> Callable[[Any], Row]:
    """Makes the row of a document of this file, its cells in the order of the columns."""
    fields = [column.field for column in layout.columns]
    values = attrgetter(*fields)
    special = [(place, write) for place, column in enumerate(layout.columns) if (write := _writer(column))]

    def row(document: Any) -> Row:
        found = values(document)
        cells = [value if type(value) is str else cell(value) for value in found]
        for place, write in special:
            cells[place] = write(found[place])
        return cells

    return row


def _writer(column: Column) -> Callable[[Any], Cell] | None:
    """How the values of a column are written whose kind alone does not tell it."""
    if column.parse is moments.workweek:
        return _week
    if column.parse is moments.holidays:
        return lambda countries: ";".join(countries) or "none"
    return None


def _week(days: tuple[int, ...]) -> str:
    """`sun-thu` where the days follow each other, `mon;tue;thu` where they do not."""
    for first in days:
        run = [(first + step - 1) % 7 + 1 for step in range(len(days))]
        if len(days) > 1 and set(run) == set(days):
            return f"{_WEEKDAYS[run[0] - 1]}-{_WEEKDAYS[run[-1] - 1]}"
    return ";".join(_WEEKDAYS[day - 1] for day in days)


def cell(value: Any) -> Cell:
    """A value as it stands in a cell: numbers and days as such, all else in the words that an import reads."""
    if isinstance(value, str | int | Decimal | date) and not isinstance(value, bool | Enum | datetime):
        return value
    return "" if value is None else _words(value)


def _words(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case Enum():
            return str(value.value)
        case datetime():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case Hours():
            return f"{_words(value.start)}-{_words(value.end)}"
        case tuple():
            return ";".join(str(cell(item)) for item in value)
        case _:
            raise TypeError(f"{value!r} stands in no file of an import")


def text(content: Cell) -> str:
    """A cell as text that no spreadsheet program takes for a formula; a number in its shortest form, not shortened."""
    if isinstance(content, str):
        return guarded(content)
    if not isinstance(content, Decimal):
        return str(content)
    digits = f"{content:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What an export holds.

    Attributes:
        keys: of what is exported, by the file it stands in; what refers to anything else leaves that out.
        money: keys of the projects whose costs may be seen; None for all.
    """

    keys: Mapping[str, Set[str]]
    money: Set[str] | None = None

    def shows_money_of(self, project: str) -> bool:
        """Whether the costs of a project may be seen."""
        return self.money is None or code_key(project) in self.money


def selected(layout: Layout, document: Any, selection: Selection) -> Any | None:
    """What may be seen of a document by those for whom the export is, with the codes that stand in it; None of none."""
    if isinstance(document, Project) and not selection.shows_money_of(document.code):
        document = replace(document, budget=None, currency="")
    if isinstance(document, Cost) and not selection.shows_money_of(document.project):
        return None
    return _referring(layout, document, selection)


def _referring(layout: Layout, document: Any, selection: Selection) -> Any | None:
    """The document without what refers to nothing that is exported; None when it makes no sense without that."""
    for column in layout.referring:
        value = getattr(document, column.field)
        if not value:
            continue
        if isinstance(value, tuple):
            kept = tuple([code for code in value if _is_shown(code, column, selection)])
            document = document if kept == value else replace(document, **{column.field: kept})
        elif not _is_shown(value, column, selection):
            if column.required or not _DROPS.isdisjoint(column.refers):
                return None
            document = replace(document, **{column.field: ""})
    return document


def _is_shown(code: str, column: Column, selection: Selection) -> bool:
    key = code_key(code)
    return any(key in selection.keys[file] for file in column.refers)
