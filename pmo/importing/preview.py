"""What an import would change, or what is wrong with it: as much of it as people are shown before they agree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pmo.importing.differences import MOST, Difference, differences, overruled
from pmo.importing.holding import Held
from pmo.importing.outcome import Keys
from pmo.importing.plan import ImportPlan
from pmo.importing.sheets import Remark

FEW = 5
"""So many rows of a table may leave at once, of half of it at most, without more being said of it."""
REMARKS = 100
"""Errors or warnings that are kept of an import."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many rows become what; `waits` must be wanted by another of the PMO."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    waits: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What is shown of an import.

    Attributes:
        new, changed, gone, waits: rows of each file; what waits must be wanted by another of the PMO.
        had: how many rows the files have of which some go.
        lines: the first differences; `more` are beyond.
        stands: of a workbook that says nothing new, the first cells that differ from what was changed in Teams since;
            `more_stands` are counted.
        fresh: how many of the first lines say something else than what was shown before.
        remarks: the first errors of one that is refused, else warnings; `more_remarks` are counted.
    """

    new: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    gone: Mapping[str, int] = field(default_factory=dict)
    waits: Mapping[str, int] = field(default_factory=dict)
    had: Mapping[str, int] = field(default_factory=dict)
    lines: tuple[Difference, ...] = ()
    more: int = 0
    stands: tuple[Difference, ...] = ()
    more_stands: int = 0
    fresh: int = 0
    remarks: tuple[Remark, ...] = ()
    more_remarks: int = 0

    @property
    def parts(self) -> Mapping[str, Mapping[str, int]]:
        """The rows of each file by what becomes of them, under the names that `Counts` has."""
        return {"new": self.new, "changed": self.changed, "gone": self.gone, "waits": self.waits}

    def since(self, shown: "Preview") -> "Preview":
        """The same, with what was not shown before in front."""
        lines, remarks = frozenset(shown.lines), frozenset(shown.remarks)
        return replace(
            self,
            lines=tuple(sorted(self.lines, key=lambda line: line in lines)),
            fresh=sum(line not in lines for line in self.lines),
            remarks=tuple(sorted(self.remarks, key=lambda remark: remark in remarks)),
        )

    @property
    def changes_nothing(self) -> bool:
        """Whether it says nothing new."""
        return not any(self.parts.values())

    @property
    def losing(self) -> dict[str, tuple[int, int]]:
        """The files of which many rows go: how many, and of how many."""
        found = {file: (gone, self.had.get(file, gone)) for file, gone in self.gone.items()}
        return {file: (gone, had) for file, (gone, had) in found.items() if gone > FEW or 2 * gone > had}

    @property
    def all_remarks(self) -> int:
        """How many remarks there are, with those that are only counted."""
        return len(self.remarks) + self.more_remarks

    @property
    def total(self) -> Counts:
        """The rows of all files."""
        return Counts(**{part: sum(rows.values()) for part, rows in self.parts.items()})

    def by_file(self) -> Iterator[tuple[str, Counts]]:
        """The rows of each file that has some, what leaves first."""
        for file in dict.fromkeys((*self.gone, *self.waits, *self.changed, *self.new)):
            yield file, Counts(**{part: rows.get(file, 0) for part, rows in self.parts.items()})


def preview_of(plan: ImportPlan, held: Held) -> Preview:
    """The preview of a decided plan, of which this is held back."""
    outcome = plan.outcome(dry_run=True)
    refused = outcome.refused
    remarks, more = (outcome.errors, outcome.more_errors) if refused else (outcome.warnings, outcome.more_warnings)
    lines = () if refused else differences(plan, held, MOST + 1)
    preview = Preview(
        new=_how_many(outcome.new),
        changed=_how_many(outcome.changed),
        gone=_how_many(outcome.gone),
        had={file: _living(plan, file) for file in outcome.gone},
        waits={name: len(keys) for name, keys in (("posts", held.posts), ("members", held.members)) if keys},
        lines=lines[:MOST],
        more=max(0, len(lines) - MOST),
        remarks=tuple(remarks[:REMARKS]),
        more_remarks=more + max(0, len(remarks) - REMARKS),
    )
    return replace(preview, **_stands(plan)) if preview.changes_nothing and not refused else preview


def _stands(plan: ImportPlan) -> dict[str, Any]:
    found = list(overruled(plan))
    return {"stands": tuple(found[:REMARKS]), "more_stands": max(0, len(found) - REMARKS)}


def _living(plan: ImportPlan, file: str) -> int:
    return sum(not one.archived for one in plan.stored.get(file, {}).values())


def _how_many(keys: Keys) -> Mapping[str, int]:
    return {file: len(found) for file, found in keys.items()}
