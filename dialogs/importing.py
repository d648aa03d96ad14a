"""An administrator brings the portfolio in, as files: all of it or nothing (CONTRACT §4)."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

from dialogs import (
    alert_moves,
    amended_by_file,
    calendar_keeping,
    checkin_moves,
    digest_amending,
    judging,
    limit_keeping,
    linked_by_file,
    notices,
    office_keeping,
    promised_by_file,
    returning,
    rule_keeping,
    watch_due,
)
from dialogs.alert_moves import Before
from dialogs.alerts import settle_silently
from dialogs.asked import asked_about
from dialogs.checkin_cards import redraw_others
from dialogs.desk import Desk
from dialogs.histories import remember
from dialogs.measuring import keep_latest, settle
from dialogs.pauses import with_pauses
from dialogs.reporting import settle_asks
from dialogs.schedule import replan
from locales import speaker
from pmo.asks import Ask, subject_of
from pmo.declared_alerts import run_of
from pmo.importing.columns import Layout
from pmo.importing.history import Versions, versions_key
from pmo.importing.layouts import LAYOUTS
from pmo.importing.merging import Cells
from pmo.importing.outcome import ImportOutcome
from pmo.importing.plan import ImportPlan, answers, check, decide, reports_after
from pmo.importing.reading import Reading
from pmo.importing.sheets import Sheets
from pmo.indicators import Indicator
from pmo.milestones import Milestone
from pmo.portfolio import Project, code_key
from pmo.reports import standing
from storage.imports import ImportedRow
from storage.records import Rows
from storage.shelves import Records

MANY = 500
"""From so many parents on, the versions of a history table are read in one go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """Files that were read and compared with what is kept.

    Attributes:
        kept: the versions that are kept of what the history files speak of, by file.
    """

    plan: ImportPlan
    kept: Mapping[str, Versions] = field(default_factory=dict)

    @property
    def writes(self) -> bool:
        """Whether there is something to write, and nothing wrong."""
        return not self.plan.refused and self.plan.writes


async def bring_in(sheets: Sheets, desk: Desk, *, dry_run: bool = False, by: str = "rapporteur") -> ImportOutcome:
    """Read, decide, and write unless something is wrong or this is a dry run; `by` names for the audit who does it."""
    found = await planned(sheets, desk)
    if found.writes and not dry_run:
        await carry_out(found, desk, by)
        await replan(desk)
        for project in await desk.records.projects.all():
            await judging.ask_for(project.code, desk, silently=True)
    return found.plan.outcome(dry_run=dry_run)


async def planned(sheets: Sheets, desk: Desk) -> Planned:
    """What the files would change; of files with faults only these."""
    plan = await asyncio.to_thread(check, sheets, await _stored(desk.records), desk.now.date())
    if plan.refused:
        return Planned(plan=plan)
    last_import, kept = await _last_import(desk.records), await _kept(plan, desk.records)
    # What an import says of files is English until it is shown.
    places = {one.id: notices.place_name(one, speaker("en", UTC)) for one in await desk.records.addresses.all()}
    await asyncio.to_thread(decide, plan, last_import, kept, places)
    return Planned(plan=plan, kept=kept)


async def carry_out(found: Planned, desk: Desk, by: str) -> None:
    """Write what was planned in this transaction, with all that follows from it but what is due."""
    await judging.judge_overdue(desk)
    before = Before(**{name: found.plan.stored[name] for name in ("projects", "programs", "members")})
    await _write(found.plan, desk)
    await _follow(found.plan, found.kept, desk)
    await settle_portfolio(before, by, desk)
    await amended_by_file.follow(_said(found.plan), desk)
    await _note(found.plan, desk, by)


async def settle_portfolio(before: Before, by: str, desk: Desk) -> None:
    """What follows where the portfolio was changed as a whole: what waits for the PMO, who hears of what.

    Args:
        before: people, programs and projects as they were.
        by: who did it, as the audit names them.
    """
    await rule_keeping.bring_up_to_date(desk)
    await limit_keeping.hold_to_the_pmo(desk)
    await office_keeping.hold_to_the_pmo(desk)
    await calendar_keeping.bring_up_to_date(desk)
    await alert_moves.follow(before, desk)
    await linked_by_file.follow(before.programs, by, desk)
    await checkin_moves.follow(before.projects, desk)
    await returning.follow(before.members, desk)
    await watch_due.stir_left(before.projects, desk)
    await digest_amending.redraw(await _hidden_since(before.projects, desk), desk)


async def _hidden_since(projects: Mapping[str, Project], desk: Desk) -> list[str]:
    """The programs of the projects that others may read than before: a posted digest must not tell of them any more."""
    found = []
    for key, before in projects.items():
        now = await desk.records.projects.get(key)
        if now is not None and (now.classification, now.program) != (before.classification, before.program):
            found += [before.program, now.program]
    return found


def _said(plan: ImportPlan) -> Iterator[Any]:
    """The answers and milestones that are new or corrected."""
    for additions in plan.additions.values():
        yield from (*additions.new, *additions.changed)
    if milestones := plan.merges.get("milestones"):
        yield from milestones.documents()


def _rows(records: Records, file: str) -> Rows[Any]:
    rows: Rows[Any] = getattr(records, "reports" if file == "statuses" else file)
    return rows


async def _stored(records: Records) -> dict[str, dict[str, Any]]:
    """The documents of every file of the first kind, by key."""
    return {
        name: {document.key: document for document in await _rows(records, name).all()}
        for name, layout in LAYOUTS.items()
        if not layout.history
    }


async def _last_import(records: Records) -> Mapping[str, Mapping[str, Cells]]:
    found: defaultdict[str, dict[str, Cells]] = defaultdict(dict)
    for row in await records.imported.all():
        found[row.file][row.row] = row.cells
    return found


async def _kept(plan: ImportPlan, records: Records) -> dict[str, Versions]:
    """The versions that are kept of everything the history files speak of."""
    kept: dict[str, Versions] = {}
    for file, reading in plan.readings.items():
        if reading.layout.history:
            found = await _history(records, file, await asyncio.to_thread(_parents, reading))
            kept[file] = await asyncio.to_thread(_by_answer, reading.layout, found)
    return kept


def _parents(reading: Reading) -> Sequence[str]:
    return list(dict.fromkeys(_parent(reading.layout, row.values) for row in reading.rows))


def _parent(layout: Layout, values: Mapping[str, Any]) -> str:
    """What the history of a file is found by: the project, the milestone or the indicator."""
    parts = {"forecasts": ("project", "milestone"), "measurements": ("indicator",)}.get(layout.name, ("project",))
    return code_key("/".join(values[part] for part in parts))


async def _history(records: Records, file: str, parents: Sequence[str]) -> Iterable[Any]:
    rows = _rows(records, file)
    index = {"forecasts": "milestone", "measurements": "indicator"}.get(file, "project")
    if not await rows.range(index, limit=1):
        return ()
    if len(parents) >= MANY:
        return await rows.all()
    return [document for parent in parents for document in await rows.find(index, parent)]


def _by_answer(layout: Layout, documents: Iterable[Any]) -> Versions:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for document in documents:
        found[versions_key(layout, document)].append(document)
    return found


async def _write(plan: ImportPlan, desk: Desk) -> None:
    for file, change in plan.merges.items():
        async for document in with_pauses(change.documents()):
            if isinstance(document, Indicator):
                await remember(document, desk)
            elif isinstance(document, Milestone):
                await promised_by_file.remember(document, desk)
            await _rows(desk.records, file).put(document)
        async for key, cells in with_pauses(change.remembered.items()):
            await desk.records.imported.put(ImportedRow(file=file, row=key, cells=cells))
    for file, additions in plan.additions.items():
        async for document in with_pauses((*additions.new, *additions.changed)):
            await _rows(desk.records, file).put(document)
    desk.look_again()


async def _follow(plan: ImportPlan, kept: Mapping[str, Versions], desk: Desk) -> None:
    """The standings, silent alerts, answered asks and due instants that follow from what was written."""
    said = await asyncio.to_thread(reports_after, plan, kept)
    projects = plan.merges.get("projects")
    for key, project in projects.changed.items() if projects else ():
        if key not in said and project.forecast_end != plan.stored["projects"][key].forecast_end:
            await promised_by_file.promise_end(project, desk)
    async for key, reports in with_pauses(said.items()):
        stands = standing(reports)
        project = await desk.records.projects.get(key)
        if stands is None or stands == await desk.records.standings.get(key):
            continue
        await desk.records.standings.put(stands)
        if project is not None and not project.archived:
            await settle_silently(project, stands, run_of(stands, reports, desk.now), desk)
    await _answer_asks(plan, kept, desk)
    await _measure(plan, desk)


async def _answer_asks(plan: ImportPlan, kept: Mapping[str, Versions], desk: Desk) -> None:
    """Asks that the statuses answer are settled, and the messages that show them redrawn; nobody gets a new one."""
    settled: list[Ask] = []
    async for key, reports in with_pauses((await asyncio.to_thread(answers, plan, kept)).items()):
        asked = {ask.period for ask in await asked_about(subject_of(key), desk)}
        for report in reports:
            if report.period in asked:
                settled += await settle_asks(report, desk)
    await redraw_others(settled, None, desk)


async def _measure(plan: ImportPlan, desk: Desk) -> None:
    """The newest value of each indicator, and the asks that values answer."""
    additions = plan.additions.get("measurements")
    settled: list[Ask] = []
    async for measured in with_pauses((*additions.new, *additions.changed) if additions else ()):
        await keep_latest(measured, desk)
        settled += await settle(measured, desk)
    await redraw_others(settled, None, desk)


async def _note(plan: ImportPlan, desk: Desk, by: str) -> None:
    outcome = await asyncio.to_thread(plan.outcome, dry_run=False)
    parts = {"new": outcome.new, "changed": outcome.changed, "gone": outcome.gone}
    detail = {f"{part}.{file}": str(len(keys)) for part, found in parts.items() for file, keys in found.items()}
    await desk.note(by, "import", "", detail)
