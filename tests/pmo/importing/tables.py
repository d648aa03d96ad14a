"""Small portfolios for the tests of the import."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pmo.importing.history import versions_key
from pmo.importing.holding import hold_back
from pmo.importing.layouts import LAYOUTS
from pmo.importing.merging import Cells
from pmo.importing.outcome import ImportOutcome
from pmo.importing.plan import ImportPlan, check, decide
from pmo.importing.preview import Preview, preview_of
from pmo.importing.sheets import Remark, Sheet

Rows = Sequence[dict[str, str]]
TODAY = date(2026, 3, 11)

PROGRAM = {"code": "CONSUL", "name": "Consular services"}
PROJECT = {"code": "VISA", "program": "CONSUL", "name": "Online visa"}
MEMBER = {"id": "ana", "name": "Ana"}
POST = {"code": "HQ1", "name": "Brussels", "country": "BE", "timezone": "Europe/Brussels"}
RULE = {"code": "R", "severity": "red", "owner_role": "pmo", "operator": ">", "value": "1"}
STATUS = {"project": "VISA", "period": "2026-W10", "rag": "green"}
INDICATOR = {"code": "SPEED", "name": "Speed", "direction": "higher"}
MILESTONE = {"project": "VISA", "code": "LIVE", "name": "Open", "baseline_date": "2026-09-30"}

BASE = {"programs": [PROGRAM], "projects": [PROJECT], "members": [MEMBER], "posts": [POST]}
"""What most rows speak of."""


def sheet(rows: Sequence[dict[str, str]], columns: Sequence[str] = ()) -> Sheet:
    """A sheet with these rows; its columns are those of all rows, and `columns` for a sheet without any."""
    header = tuple(dict.fromkeys(name for row in rows for name in row)) or tuple(columns)
    lines = [(number, tuple(row.get(name, "") for name in header)) for number, row in enumerate(rows, start=2)]
    return Sheet(header, lines)


def sheets(**files: Sequence[dict[str, str]]) -> dict[str, Sheet]:
    """An import of these files."""
    return {name: sheet(rows, list(LAYOUTS[name].by_name) if name in LAYOUTS else ()) for name, rows in files.items()}


def faults(**files: Sequence[dict[str, str]]) -> list[Remark]:
    """The errors of an import of these files, beside what most rows speak of, into an empty store."""
    return list(check(sheets(**{**BASE, **files}), {}, TODAY).findings.errors)


class Kept:
    """What is kept between imports, in plain dictionaries."""

    def __init__(self) -> None:
        self.documents: dict[str, dict[str, Any]] = {}
        self.cells: dict[str, dict[str, Cells]] = {}
        self.versions: dict[str, dict[str, list[Any]]] = {}

    def bring_in(self, **files: Sequence[dict[str, str]]) -> ImportOutcome:
        """Import these files and keep what they change."""
        plan = check(sheets(**files), self.documents, TODAY)
        if not plan.refused:
            decide(plan, self.cells, self.versions)
            self._keep(plan)
        return plan.outcome(dry_run=False)

    def preview(self, **files: Sequence[dict[str, str]]) -> Preview:
        """What these files would change, for who sends them."""
        plan = check(sheets(**files), self.documents, TODAY)
        decide(plan, self.cells, self.versions)
        return preview_of(plan, hold_back(plan))

    def _keep(self, plan: ImportPlan) -> None:
        for file, merge in plan.merges.items():
            self.documents.setdefault(file, {}).update({document.key: document for document in merge.documents()})
            self.cells.setdefault(file, {}).update(merge.remembered)
        for file, additions in plan.additions.items():
            for document in (*additions.new, *additions.changed):
                self.put(file, document)

    def put(self, file: str, document: Any) -> None:
        """Keep one version of a history file, as if somebody had answered."""
        versions = self.versions.setdefault(file, {}).setdefault(versions_key(LAYOUTS[file], document), [])
        versions[:] = sorted([*(v for v in versions if v.key != document.key), document], key=lambda v: v.version)
