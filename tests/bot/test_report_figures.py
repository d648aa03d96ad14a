"""Every figure of a report is the one that was brought in: against the files themselves, read without the product."""

import asyncio
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from bot.files import read_sheets
from bot.importing import import_files
from bot.reporting import write_reports
from bot.settings import Settings
from dialogs.report_views import Wanted
from samples import SAMPLES
from tests.bot import sample_figures
from tests.bot.sample_figures import Told, amount, named, shown

PROJECTS = sample_figures.projects()
OVER = {row["code"] for row in sample_figures.rows("projects")} - set(PROJECTS)
Cells = list[dict[str, Any]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every report of the sample portfolio: of each project, and the pack of all."""
    made = tmp_path_factory.mktemp("reports")
    clock = datetime.fromisoformat("2026-03-11T12:00:00+00:00")
    settings = Settings(local=True, store=str(made / "store"), clock=clock)

    async def write() -> None:
        outcome = await import_files(settings, read_sheets(SAMPLES), dry_run=False)
        assert not outcome.refused
        for code in PROJECTS:
            await write_reports(settings, Wanted(code, language="en"), [made / f"{code}.docx"])
        await write_reports(settings, Wanted(language="en"), [made / "all.pptx", made / "all.xlsx"])

    asyncio.run(write())
    return made


def sheet(folder: Path, title: str) -> Cells:
    """The rows of a sheet of the pack, by their titles."""
    titles, *lines = load_workbook(folder / "all.xlsx")[title].iter_rows(values_only=True)
    return [dict(zip(map(str, titles), line, strict=True)) for line in lines if any(line)]


def tables(folder: Path, code: str) -> list[list[list[str]]]:
    """The tables of a project's report."""
    document: Any = docx.Document(str(folder / f"{code}.docx"))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def as_date(cell: Any) -> date | None:
    return cell.date() if isinstance(cell, datetime) else cell


def test_the_workbook_tells_of_every_project_what_was_brought_in(folder: Path) -> None:
    lines = sheet(folder, "Projects")
    told = {
        line["Project"]: Told(
            code=line["Project"],
            rag=line["Declared"] if line["Last report"] else "",
            period=line["Last report"] or "",
            progress=line["Progress"],
            start=as_date(line["Start"]),
            end=as_date(line["First promised end"]),
            expected=as_date(line["Expected end"]),
            manager=line["Project manager"],
            budget=None,
        )
        for line in lines
    }
    expected = {
        code: Told(**{**as_fields(one), "period": named(one.period) if one.period else "", "budget": None})
        for code, one in PROJECTS.items()
    }
    assert told == expected


def as_fields(told: Told) -> dict[str, Any]:
    return {name: getattr(told, name) for name in Told.__slots__}


def test_the_workbook_tells_every_budget_milestone_and_value(folder: Path) -> None:
    budgets = {line["Project"]: line["Budget"] for line in sheet(folder, "Cost")}
    assert budgets == {code: one.budget for code, one in PROJECTS.items() if one.budget is not None}
    days = {
        (line["Project"], line["Milestone"]): (as_date(line["Planned"]), as_date(line["Expected"]))
        for line in sheet(folder, "Milestones")
    }
    known = sample_figures.milestones()
    assert days == {key: dates for key, dates in known.items() if key[0] in PROJECTS}
    values = {line["Indicator"]: Decimal(str(line["Value"])) for line in sheet(folder, "Indicators") if line["Period"]}
    measured = sample_figures.indicators()
    assert values == {code: value for code, (_, value) in measured.items() if code.partition(".")[0] not in OVER}


def test_the_workbook_counts_how_the_projects_stood_in_every_week(folder: Path) -> None:
    told = {
        line["Period"]: (line["Green"], line["Amber"], line["Red"])
        for line in sheet(folder, "Statuses")
        if line["Period"]
    }
    counts = sample_figures.counts_by_week("2026-W10", 12)
    assert told == {named(period): (one["green"], one["amber"], one["red"]) for period, one in counts.items()}


def test_the_slides_tell_the_same_counts_and_rows(folder: Path) -> None:
    rags = [one.rag for one in PROJECTS.values()]
    counted = ", ".join(f"{rags.count(rag)} {rag}" for rag in ("red", "amber", "green"))
    deck: Any = Presentation(str(folder / "all.pptx"))
    texts = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    assert any(text.endswith(f"{len(rags)} projects: {counted}.") for text in texts)
    listed = {}
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_table and shape.table.cell(0, 3).text == "Progress":
                for row in list(shape.table.rows)[1:]:
                    cells = [cell.text for cell in row.cells]
                    listed[cells[0].partition(" · ")[0]] = cells
    assert set(listed) == set(PROJECTS)
    for code, one in PROJECTS.items():
        assert listed[code][1].endswith(one.rag)
        assert listed[code][3] == ("" if one.progress is None else f"{one.progress}%")
        assert listed[code][4] == end_words(one)


def end_words(told: Told) -> str:
    if told.expected is None:
        return shown(told.end) if told.end else ""
    if told.end is None or told.expected == told.end:
        return shown(told.expected)
    return f"{shown(told.expected)} (first promised: {shown(told.end)})"


@pytest.mark.parametrize("code", PROJECTS)
def test_a_projects_report_tells_its_own_figures(folder: Path, code: str) -> None:
    told, found = PROJECTS[code], tables(folder, code)
    facts = {row[0]: row[1] for table in found for row in table if len(row) == 2}
    assert facts.get("Expected end", "") == end_words(told)
    assert facts.get("Progress", "") == ("" if told.progress is None else f"{told.progress}%")
    assert facts.get("Budget", "") == (amount(told.budget) if told.budget else "")
    assert facts["Project manager"] == told.manager
    if told.period:
        assert facts["Declared status"].endswith(f"last report: {named(told.period)}")
    days = {row[0]: (row[1], row[2]) for table in found if table[0][0] == "Milestone" for row in table[1:]}
    known = sample_figures.milestones()
    assert days == {
        name: (shown(planned), shown(expected))
        for (project, name), (planned, expected) in known.items()
        if project == code and planned and expected
    }
