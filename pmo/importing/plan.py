"""What an import means for the portfolio that is kept: what it adds, changes and archives. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from pmo.importing.begun import note_not_begun
from pmo.importing.channels import note_channels
from pmo.importing.columns import Layout
from pmo.importing.history import Additions, Versions, add
from pmo.importing.layouts import LAYOUTS, MEMBERS, PROGRAMS, PROJECTS
from pmo.importing.merging import Cells, Merge, merge
from pmo.importing.outcome import ImportOutcome, Keys
from pmo.importing.reading import Reading, read
from pmo.importing.references import Stored, known, resolve, spelling_of
from pmo.importing.relations import Relations
from pmo.importing.sheets import Findings, Remark, Sheets
from pmo.portfolio import code_key
from pmo.reports import StatusReport

_ORDER = {file: place for place, file in enumerate(LAYOUTS)}
NOTHING_KNOWN: Mapping[str, str] = MappingProxyType({})
"""No channel has a name that is known."""


@dataclass(slots=True)
class ImportPlan:
    """An import on its way.

    Attributes:
        stored: the documents that are kept, by file of the first kind and key.
        merges, additions: what each file of the first kind and of history changes.
    """

    stored: Stored
    findings: Findings
    readings: Mapping[str, Reading]
    merges: dict[str, Merge] = field(default_factory=dict)
    additions: dict[str, Additions] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """Something is wrong with the files, so that nothing may be written."""
        return self.findings.error_count > 0

    @property
    def writes(self) -> bool:
        """There is something to write."""
        return any(self.additions[file].new or self.additions[file].changed for file in self.additions) or any(
            change.remembered or any(change.documents()) for change in self.merges.values()
        )

    def outcome(self, *, dry_run: bool) -> ImportOutcome:
        """What to tell; with errors, nothing is new, changed or gone."""
        findings = self.findings
        return ImportOutcome(
            new=self._keys("new"),
            changed=self._keys("changed"),
            gone={file: tuple(found.gone) for file, found in self.merges.items() if found.gone},
            warnings=tuple(findings.warnings),
            errors=tuple(sorted(findings.errors, key=_in_order)),
            more_warnings=findings.warning_count - len(findings.warnings),
            more_errors=findings.error_count - len(findings.errors),
            dry_run=dry_run,
        )

    def _keys(self, part: str) -> Keys:
        merged = {file: tuple(getattr(found, part)) for file, found in self.merges.items()}
        added = {file: tuple(row.key for row in getattr(found, part)) for file, found in self.additions.items()}
        return {file: keys for file, keys in (merged | added).items() if keys}


def _in_order(remark: Remark) -> tuple[int, int]:
    """By file as they are brought in, then by row."""
    return _ORDER[remark.file], remark.row or 0


def check(sheets: Sheets, stored: Stored, today: date) -> ImportPlan:
    """Read the files and note all that is wrong with them on this day (UTC); nothing is decided yet."""
    findings = Findings()
    readings = read(sheets, findings)
    names = known(readings, stored)
    resolve(readings, names, findings)
    Relations(readings, stored, names, findings).check()
    note_not_begun(readings, today, findings)
    return ImportPlan(stored, findings, readings)


def decide(
    plan: ImportPlan,
    last_import: Mapping[str, Mapping[str, Cells]],
    kept: Mapping[str, Versions],
    places: Mapping[str, str] = NOTHING_KNOWN,
) -> None:
    """Decide what files without faults change; nothing where only now something is found to be wrong with them.

    Args:
        plan: the checked files; takes what is decided.
        last_import: what the rows of each file of the first kind said, by file and key.
        kept: the versions that are kept of what the history files speak of, by file.
        places: what people call the channels, by id.
    """
    for file, reading in plan.readings.items():
        if reading.layout.history:
            plan.additions[file] = add(reading, kept.get(file, {}), plan.findings)
        else:
            plan.merges[file] = merge(reading, plan.stored.get(file, {}), last_import.get(file, {}), plan.findings)
    _note_left_behind(plan)
    if "programs" in plan.merges:
        stored = plan.stored.get("programs", {})
        note_channels(plan.readings["programs"], stored, plan.merges["programs"], plan.findings, places)
    if plan.refused:
        plan.merges.clear()
        plan.additions.clear()


def reports_after(plan: ImportPlan, kept: Mapping[str, Versions]) -> dict[str, list[StatusReport]]:
    """All reports, kept and brought in, of every project about which one was brought in, by the project's key."""
    additions = plan.additions.get("statuses", Additions())
    written = [*additions.new, *additions.changed]
    projects = {code_key(report.project) for report in written}
    after = {report.key: report for versions in kept.get("statuses", {}).values() for report in versions}
    after |= {report.key: report for report in written}
    found: defaultdict[str, list[StatusReport]] = defaultdict(list)
    for report in after.values():
        if code_key(report.project) in projects:
            found[code_key(report.project)].append(report)
    return found


def answers(plan: ImportPlan, kept: Mapping[str, Versions]) -> dict[str, list[StatusReport]]:
    """The reports brought in that are the latest of their project and period, by the project's key."""
    additions = plan.additions.get("statuses", Additions())
    written = {report.key for report in (*additions.new, *additions.changed)}
    found: dict[str, list[StatusReport]] = {}
    for key, reports in reports_after(plan, kept).items():
        latest = {report.period: report for report in sorted(reports, key=lambda report: report.version)}
        found[key] = [report for report in latest.values() if report.key in written]
    return found


def _note_left_behind(plan: ImportPlan) -> None:
    """Warn of people, programs and projects that go on and rely on something that this import archives."""
    gone = {file: plan.merges[file].gone.keys() if file in plan.merges else frozenset() for file in LAYOUTS}
    for layout in (MEMBERS, PROGRAMS, PROJECTS):
        living = list(_living(plan, layout))
        for column in layout.columns:
            lost = {key for file in column.refers for key in gone[file]}
            left = [code for code, document in living if lost and getattr(document, column.field).casefold() in lost]
            if left:
                names = "1 row still names" if len(left) == 1 else f"{len(left)} rows still name"
                message = f"{names} what this import archives: {', '.join(left[:5])}"
                plan.findings.warning(layout.name, None, column.name, message)


def _living(plan: ImportPlan, layout: Layout) -> Iterator[tuple[str, Any]]:
    """The documents of a file that will not be archived after this import, with their codes."""
    change = plan.merges.get(layout.name, Merge())
    documents = {**plan.stored.get(layout.name, {}), **change.new, **change.changed, **change.gone}
    return ((spelling_of(layout, document), document) for document in documents.values() if not document.archived)
