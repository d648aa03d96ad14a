"""History files only add or correct; an answer given in Teams is never replaced (CONTRACT §4).

The versions of one key (project and period, indicator, project and period, …) are numbered from 1. A row with a version
is that version; a row without one is the next, unless it was brought in already.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pmo.importing.columns import Column, Layout
from pmo.importing.merging import same
from pmo.importing.reading import Reading, Row
from pmo.importing.sheets import Findings
from pmo.reports import Source

Versions = Mapping[str, Sequence[Any]]
"""The versions that are kept, in their order, by the key of `versions_key`."""


@dataclass(slots=True)
class Additions:
    """What a history file adds and corrects.

    Attributes:
        replaced: what was kept before of those that are changed, in the same order.
    """

    new: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    replaced: list[Any] = field(default_factory=list)


def versions_key(layout: Layout, document: Any) -> str:
    """What the versions of one answer have in common."""
    return layout.key({part: getattr(document, part) for part in layout.identity})


def add(reading: Reading, kept: Versions, findings: Findings) -> Additions:
    """What a file without faults adds to the versions that are kept."""
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in reading.rows:
        rows[reading.layout.key(row.values)].append(row)
    result = Additions()
    for key, group in rows.items():
        _Answer(reading, kept.get(key, ()), result, findings).settle(group)
    return result


class _Answer:
    """The versions of one answer while rows about it are brought in."""

    def __init__(self, reading: Reading, kept: Sequence[Any], result: Additions, findings: Findings) -> None:
        self.layout, self.result, self.findings = reading.layout, result, findings
        self.columns: list[Column] = [reading.layout.by_name[name] for name in reading.columns if name != "version"]
        self.versions = {document.version: document for document in kept}

    def settle(self, rows: list[Row]) -> None:
        following = self._without_repetitions([row for row in rows if not self._settled(row)])
        for row in following[self._brought_in(following) :]:
            self._follow(row)

    def _settled(self, row: Row) -> bool:
        """Whether a row that names its version is done with."""
        number = row.values.get("version")
        if number is None:
            return False
        before = self.versions.get(number)
        if before is None:
            self._keep(row, number, self.result.new)
        elif not self._equal(row, before):
            if before.source is not Source.IMPORT:
                return False
            self._keep(row, number, self.result.changed)
            self.result.replaced.append(before)
        return True

    def _without_repetitions(self, rows: list[Row]) -> list[Row]:
        """The rows without those that say what the row before them says."""
        if len(rows) < 2:
            return rows
        fields = [column.field for column in self.columns]
        said = [[row.values[field] for field in fields] for row in rows]
        return [row for place, row in enumerate(rows) if place == 0 or said[place] != said[place - 1]]

    def _brought_in(self, rows: list[Row]) -> int:
        """How many of the first rows are kept already, the last of them as the last import or the last version."""
        if not self.versions:
            return 0
        ordered = [self.versions[number] for number in sorted(self.versions)]
        imported = [place for place, document in enumerate(ordered) if document.source is Source.IMPORT]
        ends = sorted({*imported[-1:], len(ordered) - 1} - {-1}, reverse=True)
        for count in range(len(rows), 0, -1):
            for end in ends:
                if self._equal(rows[count - 1], ordered[end]) and self._follows(rows[: count - 1], ordered[:end]):
                    return count
        return 0

    def _follows(self, rows: list[Row], versions: list[Any]) -> bool:
        """Whether the rows are among the versions in their order."""
        rest = iter(versions)
        return all(any(self._equal(row, document) for document in rest) for row in rows)

    def _follow(self, row: Row) -> None:
        """The row is the next version."""
        last = self.versions[max(self.versions)] if self.versions else None
        number = 1 if last is None else last.version + 1
        if last is not None and last.source is not Source.IMPORT:
            message = f"{last.key} was answered in Teams and stays; the row is added as version {number}"
            self.findings.warning(self.layout.name, row.number, "", message)
        self._keep(row, number, self.result.new)

    def _equal(self, row: Row, document: Any) -> bool:
        return all(same(column, row.values[column.field], getattr(document, column.field)) for column in self.columns)

    def _keep(self, row: Row, number: int, among: list[Any]) -> None:
        values = {**row.values, "version": number, "source": Source.IMPORT}
        document = self.layout.document(**values)
        self.versions[number] = document
        among.append(document)
