"""What it costs to bring a large workbook in beside people who are answered, and to take it back.

    python -m benchmarks.importing [--quick] [--folder FOLDER]

Prints the figures and what is allowed; exits 1 when a limit is missed.
"""

import asyncio
import sys
from collections.abc import Awaitable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter

from openpyxl import Workbook

from benchmarks.export import INDICATORS, filled
from benchmarks.on_stores import judged
from benchmarks.status import beating
from benchmarks.storage import Limit
from bot.clock import RealClock
from bot.garbage import collect_seldom, collecting_later
from bot.office import Office
from bot.teams.files import SIZE_LIMIT
from bot.unpacking import sheets_in, unpack
from dialogs import upload_work
from dialogs.desk import Desk
from dialogs.schedule import replan_in_slices
from pmo.importing.stages import Stage
from pmo.periods import Span, period_of
from pmo.portfolio import Member, Role
from storage.embedded import open_store
from storage.tables import TABLES
from storage.uploads import Upload

MONTHS = 6
"""New values of each indicator, a month each."""
_LATE, _SECONDS = 50.0, 120.0
_ID = "workbook"


def workbook_of(projects: int, path: Path) -> Path:
    """Every project with another end, and new values of every indicator."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("projects")
    sheet.append(("code", "program", "name", "manager", "end"))
    for number in range(projects):
        program = number // 50
        sheet.append((f"PRJ-{number:05}", f"PRG-{program}", f"Project {number}", f"m{program}", date(2027, 6, 30)))
    sheet = book.create_sheet("measurements")
    sheet.append(("indicator", "project", "period", "value"))
    months = [period_of(date(2023, 1, 15) + timedelta(days=30 * n), Span.MONTH).name for n in range(MONTHS)]
    for number in range(projects):
        for which in range(INDICATORS):
            code = f"PRJ-{number:05}"
            for month in months:
                sheet.append((f"{code}.I{which}", code, month, number % 97))
    book.save(path)
    return path


async def beside(what: str, work: Awaitable[object]) -> list[Limit]:
    """Do it beside a loop that has nothing to do but to come back in time."""
    late: list[float] = []
    heart = asyncio.create_task(beating(late))
    start = perf_counter()
    with collecting_later():
        await work
    took = perf_counter() - start
    heart.cancel()
    worst = sorted(late)[int(len(late) * 0.999)]
    print(f"{what}: {took:.1f} s, late by ms: p99.9 {worst:.1f}, max {max(late):.1f}")
    return [Limit(f"ms that the loop is late beside {what}, p99.9", worst, _LATE)]


async def measure(folder: Path, projects: int) -> list[Limit]:
    """Unpack, compare, bring in, plan anew, take back."""
    path = workbook_of(projects, folder / "portfolio.xlsx")
    size = path.stat().st_size
    store = await open_store(await filled(folder / "store", projects), TABLES)
    office, cells = Office(store, RealClock()), folder / "cells.jsonl"
    await office.work(_sent)
    await replan_in_slices(office.work)  # as at every start; calendars are read then
    collect_seldom()
    start = perf_counter()
    limits = await beside("unpacking", unpack(path, cells))
    sheets = await sheets_in(cells, path.name)
    limits += await beside("comparing", office.work(partial(upload_work.go_on, _ID, sheets)))
    await office.work(partial(_moved, Stage.WANTED))
    limits += await beside("bringing in", office.work(partial(upload_work.go_on, _ID, sheets)))
    limits += await beside("planning", replan_in_slices(office.work))
    took = perf_counter() - start
    await office.work(partial(_moved, Stage.UNWANTED))
    limits += await beside("taking back", office.work(partial(upload_work.undo, _ID)))
    known = await office.work(lambda desk: desk.records.uploads.get(_ID))
    assert known is not None
    await store.close()
    rows = projects + projects * INDICATORS * MONTHS
    print(f"{rows} rows in {size / 2**20:.1f} MB")
    return [
        *limits,
        Limit("seconds until it is brought in", took, _SECONDS),
        Limit("rows put back", known.restored, rows, at_least=True),
        Limit("MB of the workbook", size / 2**20, SIZE_LIMIT / 2**20),
    ]


async def _sent(desk: Desk) -> None:
    await desk.records.members.put(Member(id="pmo", name="The PMO", role=Role.PMO))
    await desk.records.uploads.put(
        Upload(id=_ID, member="pmo", name="portfolio.xlsx", sent_at=datetime(2026, 11, 2, tzinfo=UTC))
    )


async def _moved(stage: Stage, desk: Desk) -> None:
    known = await desk.records.uploads.get(_ID)
    assert known is not None
    assert known.stage in (Stage.SHOWN, Stage.HELD), known.preview.remarks[:3]
    await upload_work.keep(replace(known, stage=stage), desk)


if __name__ == "__main__":
    sys.exit(judged(__doc__, measure, quick=200, full=5_000))
