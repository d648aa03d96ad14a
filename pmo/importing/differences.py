"""What an import changes, line by line, as it stands in the cells of the files: for people who are to agree to it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain, islice
from typing import Any

import msgspec

from pmo.exporting import rows_of, text
from pmo.importing.columns import Layout
from pmo.importing.holding import Held
from pmo.importing.layouts import LAYOUTS
from pmo.importing.merging import same
from pmo.importing.plan import ImportPlan
from pmo.importing.reading import Reading, Row

MOST = 400
"""Lines that are kept of an import; what is beyond is counted."""
CELL_SHOWN = 120
"""Characters that are kept of a cell."""
_CELL_OF_NEW = 60
MAIN = {
    "posts": ("country", "timezone", "workweek", "hours"),
    "members": ("role", "external", "post", "email"),
    "programs": ("manager", "owner", "checkin_rule"),
    "projects": ("program", "manager", "owner", "phase", "end", "budget", "currency", "classification"),
    "assignments": ("deputy",),
    "indicators": ("unit", "direction", "target", "project", "program", "reporter"),
    "milestones": ("baseline_date", "forecast_date", "actual_date"),
    "documents": ("state", "owner", "due"),
    "absences": ("to", "deputy"),
    "rules": ("scope", "kind", "indicator", "operator", "value", "severity"),
    "forecasts": ("forecast_date",),
    "costs": ("planned_cost", "actual_cost"),
    "statuses": ("rag", "summary", "progress", "forecast_end"),
    "measurements": ("value",),
}
"""The columns by which people see whether a new row is what they mean, beside what identifies it and its name."""


class Change(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    BACK = "back"
    CHANGED = "changed"
    GONE = "gone"
    WAITS = "waits"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One row that is new, comes back or is gone, or one cell of a row that changes.

    Attributes:
        row: what identifies it in its file, as people write it.
        name: what the row is called; empty where it has no name.
        column, before, after: of a changed cell, as texts of the file; empty for nothing.
        cells: column and text of the main cells of a row that is new.
    """

    file: str
    change: Change
    row: str
    name: str = ""
    column: str = ""
    before: str = ""
    after: str = ""
    cells: tuple[tuple[str, str], ...] = ()


def differences(plan: ImportPlan, held: Held, most: int = MOST) -> tuple[Difference, ...]:
    """The first lines of what a decided plan changes: what leaves first, what waits, what changes, what is new."""
    written = (line for part in (_changed, _new) for name in LAYOUTS for line in part(plan, LAYOUTS[name]))
    leaving = (line for name in LAYOUTS for line in _gone(plan, LAYOUTS[name]))
    return tuple(islice(chain(leaving, _waiting(held), written), most))


def sign_of(plan: ImportPlan, held: Held) -> str:
    """Tells two decided plans apart by what they write and have wait, what that replaces, and the warnings."""
    warnings = [(one.file, one.row, one.column, one.message) for one in plan.findings.warnings]
    sign = hashlib.sha256(msgspec.json.encode([list(held.pairs()), held.agreed, plan.findings.warning_count, warnings]))
    for name, merge in plan.merges.items():
        replaced = [plan.stored[name][key] for key in merge.changed]
        for part in (merge.new, merge.changed, replaced, merge.gone, merge.remembered):
            sign.update(msgspec.json.encode([name, part]))
    for name, added in plan.additions.items():
        sign.update(msgspec.json.encode([name, added.new, added.changed, added.replaced]))
    return sign.hexdigest()


def overruled(plan: ImportPlan) -> Iterator[Difference]:
    """The cells that say what they said at the last import, where something else stands since and stays."""
    for name, reading in plan.readings.items():
        for row in () if reading.layout.history else reading.rows:
            document = plan.stored.get(name, {}).get(row.key)
            if document is not None:
                yield from _otherwise(reading, row, document)


def _otherwise(reading: Reading, row: Row, document: Any) -> Iterator[Difference]:
    """The cells of a row that say something else than the document."""
    layout, says = reading.layout, row.cells(reading.columns)
    stands = dict(zip(_names(layout), _texts(layout, document), strict=True))
    for column in (layout.by_name[name] for name in reading.columns):
        if not same(column, row.values[column.field], getattr(document, column.field)):
            line = Difference(file=layout.name, change=Change.CHANGED, row=_row(layout, document), column=column.name)
            yield replace(line, before=_short(stands[column.name]), after=_short(says[column.name]))


def _waiting(held: Held) -> Iterator[Difference]:
    for name, written, wanted in held.pairs():
        for line in _cells(LAYOUTS[name], written, wanted):
            told = replace(line, before=held.headquarters, after=line.row) if line.column == "headquarters" else line
            yield replace(told, change=Change.AGREED if held.is_agreed(name, wanted) else Change.WAITS)


def _gone(plan: ImportPlan, layout: Layout) -> Iterator[Difference]:
    merge = plan.merges.get(layout.name)
    for document in merge.gone.values() if merge else ():
        yield _of_row(layout, document, Change.GONE)


def _new(plan: ImportPlan, layout: Layout) -> Iterator[Difference]:
    merge, added = plan.merges.get(layout.name), plan.additions.get(layout.name)
    for document in merge.new.values() if merge else added.new if added else ():
        yield replace(_of_row(layout, document, Change.NEW), cells=tuple(_main(layout, document)))


def _main(layout: Layout, document: Any) -> Iterator[tuple[str, str]]:
    """The main cells that say something; whoever is not external is not told to be so."""
    texts = dict(zip(_names(layout), _texts(layout, document), strict=True))
    for name in MAIN[layout.name]:
        if texts[name] not in ("", "no"):
            yield name, _short(texts[name], _CELL_OF_NEW)


def _changed(plan: ImportPlan, layout: Layout) -> Iterator[Difference]:
    merge, added = plan.merges.get(layout.name), plan.additions.get(layout.name)
    for key, document in merge.changed.items() if merge else ():
        yield from _cells(layout, plan.stored[layout.name][key], document)
    for before, document in zip(added.replaced, added.changed, strict=True) if added else ():
        yield from _cells(layout, before, document)


def _cells(layout: Layout, before: Any, after: Any) -> Iterator[Difference]:
    """That the row comes back, where it does, and the cells that change, with what follows from another place of it."""
    if not layout.history and before.archived and not after.archived:
        yield _of_row(layout, after, Change.BACK)
    for name, old, new in zip(_names(layout), _texts(layout, before), _texts(layout, after), strict=True):
        if old != new:
            line = Difference(file=layout.name, change=Change.CHANGED, row=_row(layout, after), column=name)
            yield replace(line, before=_short(old), after=_short(new))


def _of_row(layout: Layout, document: Any, change: Change) -> Difference:
    name = _short(str(getattr(document, "name", "")))
    return Difference(file=layout.name, change=change, row=_row(layout, document), name=name)


def _row(layout: Layout, document: Any) -> str:
    return layout.spelling({part: getattr(document, part) for part in layout.identity})


def _names(layout: Layout) -> list[str]:
    return [*(column.name for column in layout.columns), *layout.derived]


def _texts(layout: Layout, document: Any) -> list[str]:
    """The cells, and what no column holds."""
    follows = ["yes" if getattr(document, name) else "no" for name in layout.derived]
    return [*(text(content) for content in rows_of(layout)(document)), *follows]


def _short(content: str, most: int = CELL_SHOWN) -> str:
    return content if len(content) <= most else f"{content[: most - 1]}…"
