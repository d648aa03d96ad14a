"""`rapporteur report`: the sample portfolio's reports, from a store beside a bot, in every form."""

import asyncio
import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from typer.testing import CliRunner

from bot.cli import app
from bot.files import read_sheets
from bot.importing import import_files
from bot.reporting import CannotReport, write_reports
from bot.settings import Settings
from dialogs.report_views import NothingToReport, Wanted
from locales import LANGUAGES
from pmo.importing.sheets import Sheet
from samples import SAMPLES


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a shell beside a store with the samples."""
    store = tmp_path_factory.mktemp("store") / "store"
    return {
        "RAPPORTEUR_LOCAL": "1",
        "RAPPORTEUR_STORE": str(store),
        "RAPPORTEUR_CLOCK": "2026-03-11T12:00:00+00:00",
    }


@pytest.fixture(scope="module")
def settings(shell: dict[str, str]) -> Settings:
    return Settings(
        local=True, store=shell["RAPPORTEUR_STORE"], clock=datetime.fromisoformat(shell["RAPPORTEUR_CLOCK"])
    )


@pytest.fixture(autouse=True, scope="module")
def portfolio(settings: Settings) -> None:
    outcome = asyncio.run(import_files(settings, read_sheets(SAMPLES), dry_run=False))
    assert not outcome.refused


def words(path: Path) -> str:
    document: Any = docx.Document(BytesIO(path.read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


async def test_a_projects_report_tells_what_the_store_holds(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "cable.docx"
    await write_reports(settings, Wanted("cable", language="en"), [path])
    told = words(path)
    for part in ("CABLE · Successor", "■ red", "64%", "€6,100,000", "30 Oct 2026 (first promised: 30 Jun 2026)"):
        assert part in told
    assert "Blocking faults open" in told


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_pack_counts_the_same_projects_in_every_language(
    language: str, settings: Settings, tmp_path: Path
) -> None:
    paths = [tmp_path / "pack.pptx", tmp_path / "pack.xlsx"]
    await write_reports(settings, Wanted("CONSUL", language=language), paths)
    book: Any = load_workbook(paths[1])
    assert [sheet.max_row for sheet in book] == [6, 14, 6, 6, 2, 13, 3]
    show: Any = Presentation(str(paths[0]))
    chart = next(shape.chart for slide in show.slides for shape in slide.shapes if shape.has_chart)
    counted = [sum(series.values[-1] for series in chart.plots[0].series)]
    assert counted == [sum(cell.value for cell in book.worksheets[5][13][1:])]


@pytest.mark.parametrize(("assigned", "partial"), [(("SATCOM", "SDWAN", "DCMOVE"), False), (("SATCOM", "SDWAN"), True)])
async def test_a_pack_says_that_there_is_more_but_not_that_there_is_something_restricted(
    tmp_path: Path, assigned: tuple[str, ...], partial: bool
) -> None:
    settings = Settings(local=True, store=str(tmp_path / "store"))
    tables = dict(read_sheets(SAMPLES))
    known = tables["assignments"]
    more = [(900 + n, (code, "nbrennan", "contributor", "")) for n, code in enumerate(assigned)]
    tables["assignments"] = Sheet(known.columns, [*known.lines, *more])
    assert not (await import_files(settings, tables, dry_run=False)).refused
    path = tmp_path / "secnet.pptx"
    await write_reports(settings, Wanted("SECNET", member="nbrennan", language="en"), [path])
    show: Any = Presentation(str(path))
    told = "\n".join(shape.text for slide in show.slides for shape in slide.shapes if shape.has_text_frame)
    assert ("These are the projects that you may see." in told) is partial


async def test_a_reader_gets_no_more_than_they_may_see(settings: Settings, tmp_path: Path) -> None:
    own, foreign = tmp_path / "own.docx", tmp_path / "foreign.docx"
    await write_reports(settings, Wanted("VISA", "nbrennan", "en"), [own])
    assert "€4,200,000" in words(own)
    with pytest.raises(NothingToReport):
        await write_reports(settings, Wanted("CIPHER", "nbrennan"), [foreign])
    with pytest.raises(NothingToReport):
        await write_reports(settings, Wanted("VISA", "nobody"), [foreign])
    assert not foreign.exists()
    pack = tmp_path / "pack.xlsx"
    await write_reports(settings, Wanted("", "nbrennan"), [pack])
    codes = {row[0] for row in load_workbook(pack).worksheets[0].iter_rows(min_row=2, values_only=True)}
    assert codes == {"VISA", "APPT", "BIOM"}


@pytest.mark.parametrize("name", ["x.pptx", "x.odt", "x"])
async def test_a_form_that_there_is_not_is_refused_with_those_there_are(
    name: str, settings: Settings, tmp_path: Path
) -> None:
    with pytest.raises(CannotReport, match=r"\.docx or \.pdf"):
        await write_reports(settings, Wanted("VISA"), [tmp_path / name])
    assert not (tmp_path / name).exists()


def test_the_shell_says_what_it_wrote_and_what_it_cannot(shell: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "deep" / "visa.docx"
    done = CliRunner().invoke(app, ["report", str(path), "--of", "VISA", "--language", "nl"], env=shell)
    assert (done.exit_code, done.stdout.strip()) == (0, str(path))
    assert path.exists()
    done = CliRunner().invoke(app, ["report", str(path), "--of", "VISA", "--json"], env=shell)
    assert json.loads(done.stdout) == {"files": [str(path)]}
    for wrong in (["--of", "NOPE"], ["--of", "VISA", "--language", "xx"], ["--of", "CONSUL"]):
        refused = CliRunner().invoke(app, ["report", str(tmp_path / "n.docx"), *wrong], env=shell)
        assert refused.exit_code == 1
        assert "Traceback" not in refused.output
    assert not (tmp_path / "n.docx").exists()


async def test_of_a_project_and_a_program_of_one_code_the_suffix_tells_which(tmp_path: Path) -> None:
    settings = Settings(local=True, store=str(tmp_path / "store"), clock=datetime(2026, 3, 11, 12, tzinfo=UTC))
    sheets = {
        "programs": Sheet(columns=("code", "name"), lines=[(2, ("ICT", "The whole"))]),
        "projects": Sheet(columns=("code", "program", "name"), lines=[(2, ("ICT", "ICT", "The part"))]),
    }
    assert not (await import_files(settings, sheets, dry_run=False)).refused
    paths = [tmp_path / "ict.docx", tmp_path / "ict.pptx"]
    for path in paths:
        await write_reports(settings, Wanted("ICT", language="en"), [path])
    assert "The part" in words(paths[0])
    deck: Any = Presentation(str(paths[1]))
    assert any("The whole" in shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame)


async def test_the_indicators_of_a_program_itself_are_in_its_workbook(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "consul.xlsx"
    await write_reports(settings, Wanted("CONSUL", language="en"), [path])
    rows = list(load_workbook(path)["Indicators"].iter_rows(values_only=True))
    assert ("CONSUL", "CONSUL.NPS", 4) in [(row[0], row[1], row[3]) for row in rows]
    theirs = tmp_path / "theirs.xlsx"
    await write_reports(settings, Wanted("CONSUL", member="iconti", language="en"), [theirs])
    assert "CONSUL.NPS" not in [row[1] for row in load_workbook(theirs)["Indicators"].iter_rows(values_only=True)]
