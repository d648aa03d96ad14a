"""What it costs to export a large portfolio beside a running bot, and whether it comes back as it went out.

    python -m benchmarks.export [--quick] [--folder FOLDER]

Prints the figures and what is allowed; exits 1 when a limit is missed.
"""

import asyncio
import filecmp
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from time import perf_counter

from benchmarks.on_stores import judged, peak
from benchmarks.status import beating
from benchmarks.storage import Limit
from pmo.importing.layouts import LAYOUTS
from pmo.indicators import Direction, Frequency, Indicator, Measurement
from pmo.periods import Span, period_of
from pmo.portfolio import Member, Program, Project
from storage.embedded import EmbeddedStore, open_store
from storage.shelves import Records
from storage.tables import TABLES

TODAY = date(2026, 11, 2)
A_PROGRAM = 50
INDICATORS, MONTHS = 2, 25


@dataclass(frozen=True, slots=True)
class Child:
    """What an export took: seconds, megabytes at most, and how late the loop beside it was (ms, p99.9)."""

    seconds: float
    megabytes: float
    late: float


async def filled(folder: Path, projects: int) -> Path:
    """A store with so many projects, each with two indicators of twenty-five monthly values."""
    store = await open_store(folder, TABLES)
    months = [period_of(TODAY - timedelta(days=30 * n + 5), Span.MONTH).name for n in range(MONTHS, 0, -1)]
    async with store.transaction() as transaction:
        records = Records(transaction)
        for number in range(projects // A_PROGRAM + 1):
            await records.members.put(Member(id=f"m{number}", name=f"Manager {number}"))
            await records.programs.put(Program(code=f"PRG-{number}", name=f"Program {number}", manager=f"m{number}"))
    for number in range(projects):
        await _put_project(number, months, store)
    await store.close()
    return folder


async def _put_project(number: int, months: Sequence[str], store: EmbeddedStore) -> None:
    code, manager = f"PRJ-{number:05}", f"m{number // A_PROGRAM}"
    program, budget = f"PRG-{number // A_PROGRAM}", Decimal(1_000_000 + number)
    async with store.transaction() as transaction:
        records = Records(transaction)
        project = Project(code=code, program=program, name=f"Project {number}", manager=manager, budget=budget)
        await records.projects.put(project)
        for which in range(INDICATORS):
            indicator = Indicator(
                code=f"{code}.I{which}",
                name="Delivered in time",
                direction=Direction.HIGHER,
                frequency=Frequency.MONTHLY,
                project=code,
                reporter=manager,
            )
            await records.indicators.put(indicator)
            for place, month in enumerate(months):
                measured = Measurement(
                    indicator=indicator.code,
                    project=code,
                    period=month,
                    version=1,
                    value=Decimal(number * 7 + place * 13) / 100,
                    reporter=manager,
                    answered_at=datetime(2026, 11, 2, tzinfo=UTC) - timedelta(days=30 * (MONTHS - place)),
                )
                await records.measurements.put(measured)


async def rapporteur(store: Path, *words: str) -> float:
    """Run a command of the shell on a store, and give its peak of memory in megabytes."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("RAPPORTEUR_")}
    environment = {**ours, "RAPPORTEUR_STORE": str(store)}
    return await peak("bot", *words, env=environment)


async def exported(store: Path, target: Path) -> Child:
    """Export beside a loop that has nothing to do but to come back in time."""
    late: list[float] = []
    heart = asyncio.create_task(beating(late))
    start = perf_counter()
    megabytes = await rapporteur(store, "export", str(target))
    took = perf_counter() - start
    heart.cancel()
    return Child(took, megabytes, sorted(late)[int(len(late) * 0.999)])


async def measure(folder: Path, projects: int) -> list[Limit]:
    """Both kinds of files; each is brought into an empty store and exported again."""
    store = await filled(folder / "store", projects)
    serving = await open_store(store, TABLES)  # as the bot has it, while the exports read beside it
    csv = await exported(store, folder / "csv")
    workbook = await exported(store, folder / "all.xlsx")
    await serving.close()
    limits = []
    for name, found, seconds in (("CSV", csv, 15.0), ("a workbook", workbook, 60.0)):
        limits += [
            Limit(f"seconds for {name}", found.seconds, seconds),
            Limit(f"megabytes for {name}", found.megabytes, 300),
            Limit(f"ms that the loop is late beside {name}, p99.9", found.late, 50),
        ]
    limits += [await _comes_back(folder, name) for name in ("csv", "all.xlsx")]
    return limits


async def _comes_back(folder: Path, name: str) -> Limit:
    """Whether what went out, brought into an empty store, goes out again as the same CSV files."""
    stem = name.partition(".")[0]
    again, out = folder / f"{stem} again", folder / f"csv of {stem}"
    await rapporteur(again, "import", str(folder / name))
    await rapporteur(again, "export", str(out))
    files = [f"{layout}.csv" for layout in LAYOUTS]
    same, _, _ = filecmp.cmpfiles(folder / "csv", out, files, shallow=False)
    return Limit(f"files that come back equal from {name}", len(same), len(files), at_least=True)


if __name__ == "__main__":
    sys.exit(judged(__doc__, measure, quick=200, full=10_000))
