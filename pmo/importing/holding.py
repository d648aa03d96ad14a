"""What a workbook that is sent inside Teams does not change at once: two of the PMO must want it (DESIGN §7).

These are the calendars of posts and the roles that open everything; rules wait by themselves.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pmo.calendar_changes import difference
from pmo.importing.merging import Merge
from pmo.importing.plan import ImportPlan
from pmo.offices import office_of
from pmo.portfolio import Member, Post, Role

_STAYS = "holds a role that opens everything and stays as it is: two of the PMO take the role first"


@dataclass(frozen=True, slots=True)
class Held:
    """What waits; by key, how it is written and how the file wants it."""

    posts: Mapping[str, tuple[Post, Post]] = field(default_factory=dict)
    members: Mapping[str, tuple[Member, Member]] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The file and the key of each."""
        return (*(("posts", key) for key in self.posts), *(("members", key) for key in self.members))

    def pairs(self) -> Iterator[tuple[str, Any, Any]]:
        """The file, how it is written, how it is wanted."""
        for name, found in (("posts", self.posts), ("members", self.members)):
            yield from ((name, written, wanted) for written, wanted in found.values())


def hold_back(plan: ImportPlan) -> Held:
    """Take out of a decided plan what must wait."""
    return Held(_calendars(plan), _offices(plan))


def _calendars(plan: ImportPlan) -> dict[str, tuple[Post, Post]]:
    merge, stored, held = plan.merges.get("posts", Merge()), plan.stored.get("posts", {}), {}
    for key, wanted in list(merge.changed.items()):
        before = stored[key]
        if difference(before, wanted).is_empty:
            continue
        written = replace(
            wanted,
            timezone=before.timezone,
            workweek=before.workweek,
            hours=before.hours,
            holidays=before.holidays,
            closed=before.closed,
            open=before.open,
        )
        held[key] = (written, wanted)
        _write(merge, key, before, written)
    return held


def _offices(plan: ImportPlan) -> dict[str, tuple[Member, Member]]:
    merge, stored, held = plan.merges.get("members", Merge()), plan.stored.get("members", {}), {}
    for key, wanted in list(merge.changed.items()):
        before = stored[key]
        written = wanted
        if office_of(before).needs_another(office_of(wanted)):
            written = replace(wanted, role=before.role, external=before.external)
            held[key] = (written, wanted)
        if office_of(before).opens is not Role.MEMBER and wanted.entra_id != before.entra_id:
            # Who one is in Teams is as much as the role itself.
            written = replace(written, entra_id=before.entra_id)
            plan.findings.warning("members", None, "entra_id", f"{before.id} {_STAYS}")
        if written is not wanted:
            _write(merge, key, before, written)
    for key, wanted in merge.new.items():
        if office_of(wanted).opens is not Role.MEMBER:
            merge.new[key] = replace(wanted, role=Role.MEMBER)
            held[key] = (merge.new[key], wanted)
    for key in [key for key in merge.gone if office_of(stored[key]).opens is not Role.MEMBER]:
        del merge.gone[key]
        plan.findings.warning("members", None, "", f"{stored[key].id} {_STAYS}")
    return held


def _write(merge: Merge, key: str, before: Any, written: Any) -> None:
    if written == before:
        del merge.changed[key]
    else:
        merge.changed[key] = written
