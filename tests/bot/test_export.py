"""What goes out comes back the same: folders and workbooks, samples, real portfolios and hostile texts."""

import csv
import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from typer.testing import CliRunner

from bot.cli import app
from bot.export_targets import CannotWrite, Workbook
from bot.exporting import export_files
from bot.files import read_sheets
from bot.importing import import_files
from bot.settings import Settings
from dialogs.exporting import CannotExport, Extract, Page
from pmo.exporting import cell, text
from pmo.importing import parsing
from pmo.importing.guards import guarded, unguarded
from pmo.importing.layouts import LAYOUTS
from pmo.importing.sheets import Sheet, Sheets
from pmo.portfolio import Hours
from samples import SAMPLES
from tests.pmo.real_portfolios import REAL, missing

HOSTILE = (
    "=1+1",
    "+32 2",
    "-5 %",
    "@all",
    "'=1",
    "''-x",
    "a\nb",
    'a "b", c;d',
    "بوابة 🙂",
    "<at>Bot</at> **x**",
    "'tis",
)


def settings(folder: Path) -> Settings:
    return Settings(local=True, store=str(folder))


async def stored(folder: Path, sheets: Sheets) -> Path:
    outcome = await import_files(settings(folder), sheets, dry_run=False)
    assert not outcome.refused, list(outcome.sentences())
    return folder


def parts(folder: Path) -> list[Path]:
    return list(folder.rglob("*.part"))


def contents(folder: Path) -> dict[str, str]:
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.iterdir())}


async def round_trip(tmp_path: Path, sheets: Sheets) -> dict[str, str]:
    """Export, bring every kind of files into empty stores, and export again: all the same."""
    store = await stored(tmp_path / "store", sheets)
    await export_files(settings(store), tmp_path / "csv")
    await export_files(settings(store), tmp_path / "all.xlsx")
    await export_files(settings(store), tmp_path / "all.json")
    first = contents(tmp_path / "csv")
    assert set(first) == set(LAYOUTS)
    for name, source in (("again", "csv"), ("from the workbook", "all.xlsx"), ("from JSON", "all.json")):
        other = await stored(tmp_path / name, read_sheets(tmp_path / source))
        await export_files(settings(other), tmp_path / f"csv {name}")
        assert contents(tmp_path / f"csv {name}") == first, name
    return first


async def test_the_sample_portfolio_comes_back_the_same(tmp_path: Path) -> None:
    files = await round_trip(tmp_path, read_sheets(SAMPLES))
    for name, sheet in read_sheets(SAMPLES).items():
        assert len(list(csv.reader(files[name].splitlines()))) == len(sheet.lines) + 1, name
    assert "HQ" in files["posts"].splitlines()[1]  # headquarters come first
    assert "sun-thu" in files["posts"]


@pytest.mark.parametrize("country", ["uk", "us"])
async def test_a_real_portfolio_comes_back_the_same(tmp_path: Path, country: str) -> None:
    if missing(country):
        pytest.skip(missing(country))
    files = await round_trip(tmp_path, read_sheets(REAL / country))
    assert files["statuses"].count("\n") > 50


def with_rows(name: str, *rows: Mapping[str, str]) -> dict[str, Sheet]:
    """The sample with more rows in one table."""
    sheets = dict(read_sheets(SAMPLES))
    sheet = sheets[name]
    more = [(900 + n, tuple(row.get(column, "") for column in sheet.columns)) for n, row in enumerate(rows)]
    return {**sheets, name: Sheet(sheet.columns, [*sheet.lines, *more])}


async def test_hostile_texts_come_back_as_they_were_and_are_no_formulas(tmp_path: Path) -> None:
    said = [
        {"project": "PKI", "period": f"2025-W{10 + n}", "rag": "red", "summary": guarded(t)}
        for n, t in enumerate(HOSTILE)
    ]
    files = await round_trip(tmp_path, with_rows("statuses", *said))
    rows = list(csv.DictReader(files["statuses"].splitlines(keepends=True)))
    summaries = [row["summary"] for row in rows if row["project"] == "PKI"]
    assert [unguarded(summary) for summary in summaries if unguarded(summary) in HOSTILE] == list(HOSTILE)
    assert not [summary for summary in summaries if summary.startswith(("=", "+", "-", "@"))]
    book = load_workbook(tmp_path / "all.xlsx")
    kinds = {one.data_type for row in book["statuses"].iter_rows() for one in row}
    assert "f" not in kinds


async def test_numbers_and_days_are_such_in_a_workbook(tmp_path: Path) -> None:
    await stored(tmp_path / "store", read_sheets(SAMPLES))
    await export_files(settings(tmp_path / "store"), tmp_path / "all.xlsx")
    sheet = load_workbook(tmp_path / "all.xlsx")["projects"]
    names = [one.value for one in sheet[1]]
    row = {name: one.value for name, one in zip(names, sheet[2], strict=True)}
    assert isinstance(row["budget"], int | float)
    assert isinstance(row["start"], datetime)


async def test_what_left_the_portfolio_is_not_exported_nor_spoken_of(tmp_path: Path) -> None:
    store = await stored(tmp_path / "store", read_sheets(SAMPLES))
    sheets = read_sheets(SAMPLES)
    without: dict[str, Sheet] = {}
    for name in ("projects", "indicators", "milestones", "assignments", "documents", "rules"):
        sheet = sheets[name]
        kept = [line for line in sheet.lines if not any(cell.split("/")[0] == "DCMOVE" for cell in line[1][:3])]
        without[name] = Sheet(sheet.columns, [line for line in kept if "DCMOVE" not in ";".join(line[1])])
    await stored(store, without)
    await export_files(settings(store), tmp_path / "csv")
    assert not [name for name, found in contents(tmp_path / "csv").items() if "DCMOVE" in found]
    await stored(tmp_path / "again", read_sheets(tmp_path / "csv"))


async def test_a_member_gets_what_they_may_see_and_nothing_of_people_or_money(tmp_path: Path) -> None:
    store = await stored(tmp_path / "store", read_sheets(SAMPLES))
    for member, sees, not_sees in (
        ("glambrechts", ("DCMOVE", "SATCOM"), ("VISA", "CIPHER", "5400000")),
        ("nbrennan", ("VISA", "4200000"), ("SATCOM", "CIPHER", "@mfa.example.org")),
        ("tverbeke", ("CIPHER", "SATCOM"), ("VISA", "@mfa.example.org")),
    ):
        target = tmp_path / member
        await export_files(settings(store), target, Extract(member=member))
        found = contents(target)
        whole = "\n".join(found.values())
        assert not set(found) & {"members", "posts", "absences", "rules", "assignments"}
        assert all(word in whole for word in sees), member
        assert not [word for word in not_sees if word in whole], member
    await export_files(settings(store), tmp_path / "pmo", Extract(member="pdewael"))
    await export_files(settings(store), tmp_path / "everything")
    assert contents(tmp_path / "pmo") == contents(tmp_path / "everything")
    with pytest.raises(CannotExport, match="nobody"):
        await export_files(settings(store), tmp_path / "x", Extract(member="nobody"))


async def test_filters_narrow_what_a_member_may_see_and_never_widen_it(tmp_path: Path) -> None:
    store = await stored(tmp_path / "store", read_sheets(SAMPLES))
    for member, filters, codes in (
        ("pdewael", "program:SECNET", {"SATCOM", "SDWAN", "CIPHER", "DCMOVE"}),
        ("nbrennan", "program:SECNET", set()),
        ("nbrennan", "amber", {"APPT"}),
    ):
        target = tmp_path / f"{member} {filters}".replace(":", " ")
        await export_files(settings(store), target, Extract(member=member, filters=filters))
        found = contents(target)
        assert set(re.findall(r"^([A-Z]+),", found["projects"], re.MULTILINE)) == codes
        assert "members" not in found
    with pytest.raises(CannotExport, match="nosuch"):
        await export_files(settings(store), tmp_path / "x", Extract(member="pdewael", filters="phase:nosuch"))


async def test_of_an_indicator_that_is_not_exported_the_values_are_not_either(tmp_path: Path) -> None:
    of_money = {"code": "DCMOVE.SPENT", "name": "Spent", "unit": "kEUR", "direction": "lower", "project": "DCMOVE"}
    store = await stored(tmp_path / "store", with_rows("indicators", of_money))
    measured = {"indicator": "DCMOVE.SPENT", "project": "DCMOVE", "period": "2026-W09", "value": "765.43"}
    await stored(store, {"measurements": with_rows("measurements", measured)["measurements"]})
    for member, sees in (("glambrechts", False), ("tverbeke", True)):  # an external, and a member of its committee
        await export_files(settings(store), tmp_path / member, Extract(member=member))
        found = contents(tmp_path / member)
        assert [("DCMOVE.SPENT" in found[name]) for name in ("indicators", "measurements")] == [sees, sees]
        assert ("765.43" in found["measurements"]) is sees


async def test_an_export_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    store = await stored(tmp_path / "store", read_sheets(SAMPLES))
    names = ("csv", "all.xlsx", "all.json")
    for name in names:
        await export_files(settings(store), tmp_path / name)

    def everything() -> dict[str, bytes]:
        files = [*(tmp_path / "csv").iterdir(), tmp_path / "all.xlsx", tmp_path / "all.json"]
        return {str(file): file.read_bytes() for file in files}

    def full(page: Page) -> None:
        if page.layout.name == "milestones":
            raise OSError(28, "No space left on device")

    before = everything()
    for name in names:
        with pytest.raises(OSError, match="No space"):
            await export_files(settings(store), tmp_path / name, tell=full)
    assert everything() == before
    assert not parts(tmp_path)


def test_a_sheet_that_is_full_says_so(tmp_path: Path) -> None:
    book = Workbook(tmp_path / "all.xlsx", most=20)
    book.begin(LAYOUTS["costs"])
    book.write([["VISA", "2026-01", Decimal(1), Decimal(2)]] * 19)
    with pytest.raises(CannotWrite, match=r"costs has more rows than a sheet holds \(19\); export to a folder"):
        book.write([["VISA", "2026-01", Decimal(1), Decimal(2)]])
    book.drop()
    assert not list(tmp_path.iterdir())


def test_the_command_tells_how_many_rows_there_are_and_what_is_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAPPORTEUR_STORE", str(tmp_path / "store"))
    run = CliRunner()
    assert run.invoke(app, ["import", str(SAMPLES)]).exit_code == 0
    told = run.invoke(app, ["export", str(tmp_path / "all.json"), "--json"])
    assert json.loads(told.stdout)["projects"] == 21
    whole = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert {name: len(rows) for name, rows in whole.items()} == json.loads(told.stdout)
    assert whole["projects"][0]["code"] == "APPT"
    assert whole["projects"][0]["budget"] == "780000"
    (tmp_path / "file").write_text("x")
    refused = run.invoke(app, ["export", str(tmp_path / "file")])
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "is a file; give a folder" in refused.stderr
    (tmp_path / "folder.xlsx").mkdir()
    assert "is a folder" in run.invoke(app, ["export", str(tmp_path / "folder.xlsx")]).stderr
    assert "There is no member" in run.invoke(app, ["export", str(tmp_path / "y"), "--member", "zz"]).stderr
    monkeypatch.setenv("RAPPORTEUR_STORE", str(tmp_path / "nowhere"))
    assert run.invoke(app, ["export", str(tmp_path / "y")]).exit_code == 1


@given(st.text(max_size=8) | st.sampled_from(HOSTILE))
def test_what_is_guarded_is_restored(given_text: str) -> None:
    assert unguarded(guarded(given_text)) == given_text
    assert not guarded(given_text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15))
def test_a_number_is_read_back_as_it_was(number: Decimal) -> None:
    assert parsing.number(text(cell(number))) == number


def test_every_kind_of_value_stands_in_words_that_an_import_reads() -> None:
    assert text(cell(None)) == ""
    assert text(cell(True)) == "yes"
    assert text(cell(Hours(start=time(9), end=time(17, 30)))) == "09:00-17:30"
    assert text(cell((date(2026, 1, 2), date(2026, 1, 3)))) == "2026-01-02;2026-01-03"
    assert text(cell(datetime(2026, 1, 2, 3, tzinfo=UTC))) == "2026-01-02T03:00:00+00:00"
    with pytest.raises(TypeError, match="stands in no file"):
        cell(object())
