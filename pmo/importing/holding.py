"""What a workbook that is sent inside Teams does not change at once: two of the PMO must want it (DESIGN §7).

These are the calendars of posts, which of them is headquarters, and the roles that open everything; rules wait by
themselves.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pmo.calendar_changes import CalendarChange, difference
from pmo.exporting import rows_of, text
from pmo.importing.columns import Layout
from pmo.importing.layouts import LAYOUTS
from pmo.importing.merging import Merge
from pmo.importing.plan import ImportPlan
from pmo.offices import Office, office_of
from pmo.portfolio import Member, Post, Role

_STAYS = "holds a role that opens everything and stays as it is: two of the PMO take the role first"


@dataclass(frozen=True, slots=True)
class Held:
    """What waits; by key, how it is written and how the file wants it.

    Attributes:
        headquarters: the code of the post that is it; empty for none.
        agreed: file and key of what another of the PMO wants already, so that it holds at once.
    """

    posts: Mapping[str, tuple[Post, Post]] = field(default_factory=dict)
    members: Mapping[str, tuple[Member, Member]] = field(default_factory=dict)
    headquarters: str = ""
    agreed: tuple[tuple[str, str], ...] = ()

    @property
    def calendars(self) -> dict[str, CalendarChange]:
        """What would be different in the calendar of each post."""
        return {key: difference(written, wanted) for key, (written, wanted) in self.posts.items()}

    @property
    def offices(self) -> dict[str, Office]:
        """The office that each member would have."""
        return {key: office_of(wanted) for key, (_, wanted) in self.members.items()}

    def pairs(self) -> Iterator[tuple[str, Any, Any]]:
        """The file, how it is written, how it is wanted."""
        for name, found in (("posts", self.posts), ("members", self.members)):
            yield from ((name, written, wanted) for written, wanted in found.values())

    def is_agreed(self, name: str, document: Any) -> bool:
        """Whether another of the PMO wants it already."""
        return (name, document.key) in self.agreed


def hold_back(plan: ImportPlan) -> Held:
    """Take out of a decided plan what must wait."""
    there = [one for one in plan.stored.get("posts", {}).values() if one.headquarters and not one.archived]
    main = there[0] if there else None
    held = Held(_calendars(plan, main), _offices(plan), main.code if main else "")
    for name, written, wanted in held.pairs():
        _remember_as_it_stands(plan.merges[name], LAYOUTS[name], written, wanted)
    return held


def _remember_as_it_stands(merge: Merge, layout: Layout, written: Any, wanted: Any) -> None:
    """The file has not said yet what waits: sent again after another has refused it, it asks for that again."""
    said, row = merge.remembered.get(written.key), rows_of(layout)
    if said is not None:
        pairs = zip(layout.columns, row(written), row(wanted), strict=True)
        stands = {column.name: text(now) for column, now, then in pairs if now != then and column.name in said}
        merge.remembered[written.key] = {**said, **stands}


def _calendars(plan: ImportPlan, main: Post | None) -> dict[str, tuple[Post, Post]]:
    """Those that the file wants otherwise, and the post that it makes headquarters instead of the one that is."""
    merge, stored, held = plan.merges.get("posts", Merge()), plan.stored.get("posts", {}), {}
    for key, wanted in list(merge.changed.items()):
        before = stored[key]
        written = replace(
            wanted,
            timezone=before.timezone,
            workweek=before.workweek,
            hours=before.hours,
            holidays=before.holidays,
            closed=before.closed,
            open=before.open,
            headquarters=key == main.key if main else wanted.headquarters,
        )
        if not difference(written, wanted).is_empty:
            held[key] = (written, wanted)
        _write(merge, key, before, written)
    for key, wanted in merge.new.items() if main else ():
        if wanted.headquarters:
            merge.new[key] = replace(wanted, headquarters=False)
            held[key] = (merge.new[key], wanted)
    if main and merge.gone.pop(main.key, None):
        message = f"{main.code} is headquarters and stays as it is: two of the PMO make another post headquarters first"
        plan.findings.warning("posts", None, "", message)
    return held


def _offices(plan: ImportPlan) -> dict[str, tuple[Member, Member]]:
    """Roles that open or close everything; who has left has none, and comes back without one."""
    merge, stored, held = plan.merges.get("members", Merge()), plan.stored.get("members", {}), {}
    for key, wanted in list(merge.changed.items()):
        before = stored[key]
        written = wanted
        had = Office(external=wanted.external) if before.archived else office_of(before)
        if had.needs_another(office_of(wanted)):
            written = replace(wanted, role=had.role, external=had.external)
            held[key] = (written, wanted)
        if had.opens is not Role.MEMBER and wanted.entra_id != before.entra_id:
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
