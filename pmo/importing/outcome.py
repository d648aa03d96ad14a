"""What an import did or would do, for people and for scripts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from pmo.importing.sheets import LISTED, Remark

Keys = Mapping[str, Sequence[str]]
"""Keys of documents by file; files without any are not in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """What an import changed; with errors it changed nothing.

    Attributes:
        more_errors, more_warnings: how many there are besides those that are listed.
        dry_run: nothing was written, whatever it says.
    """

    new: Keys
    changed: Keys
    gone: Keys
    warnings: Sequence[Remark]
    errors: Sequence[Remark]
    more_warnings: int = 0
    more_errors: int = 0
    dry_run: bool = False

    @classmethod
    def unread(cls, faults: Sequence[Remark], *, dry_run: bool) -> Self:
        """The files could not be read."""
        return cls(new={}, changed={}, gone={}, warnings=(), errors=faults, dry_run=dry_run)

    @property
    def refused(self) -> bool:
        """Something was wrong, and nothing was written."""
        return bool(self.errors)

    @property
    def unchanged(self) -> bool:
        """The files say nothing new."""
        return not (self.new or self.changed or self.gone)

    def as_json(self) -> dict[str, Any]:
        """The JSON form of CONTRACT §3: counts by file; `keys` names up to `LISTED` documents of a file."""
        parts = {"new": self.new, "changed": self.changed, "gone": self.gone}
        return {
            **{part: {file: len(keys) for file, keys in found.items()} for part, found in parts.items()},
            "keys": {
                part: {file: list(keys[:LISTED]) for file, keys in found.items()} for part, found in parts.items()
            },
            "warnings": [_as_json(remark) for remark in self.warnings],
            "errors": [_as_json(remark) for remark in self.errors],
            "more_warnings": self.more_warnings,
            "more_errors": self.more_errors,
            "dry_run": self.dry_run,
        }

    def sentences(self) -> Iterator[str]:
        """What to print: errors alone when there are any, else warnings and what is new, changed and gone."""
        listed, kind, more = (
            (self.errors, "error", self.more_errors) if self.refused else (self.warnings, "warning", self.more_warnings)
        )
        for remark in listed:
            yield f"{kind}: {place_of(remark)}: {remark.message}"
        if more:
            yield f"and {more:,} more {kind}s"
        if self.refused:
            yield "Nothing was written."
        else:
            yield from self._counts()

    def _counts(self) -> Iterator[str]:
        for word, found in (("new", self.new), ("changed", self.changed), ("gone (archived)", self.gone)):
            if found:
                yield f"{word}: " + ", ".join(f"{len(keys):,} {file}" for file, keys in found.items())
        if self.unchanged:
            yield "Nothing is new, changed or gone."
        elif self.dry_run:
            yield "Nothing was written: this was a dry run."


def place_of(remark: Remark) -> str:
    """Where in the files, in words."""
    row = "" if remark.row is None else f", row {remark.row}"
    return remark.file + row + (f", column {remark.column}" if remark.column else "")


def _as_json(remark: Remark) -> dict[str, Any]:
    return {"file": remark.file, "row": remark.row, "column": remark.column or None, "message": remark.message}
