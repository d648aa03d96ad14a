"""The portfolio comes in, all of it or nothing, and what follows from it is in place."""

import csv
import json
import os
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.files import read_sheets
from pmo.asks import Ask
from pmo.checkins import CheckinCard, Posted
from pmo.portfolio import Rag
from samples import SAMPLES
from storage.embedded import open_store
from storage.tables import MEMBERS, TABLES
from tests.dialogs.office import NOW, Office
from tests.pmo.importing.tables import MEMBER, PROGRAM, PROJECT, STATUS, sheets

REAL = Path(os.environ.get("PORTFOLIO_SAMPLES") or Path(__file__).resolve().parents[3] / "shared" / "portfolio")
"""Real portfolios in the import layout, where the machine has them."""

PORTFOLIOS = {"samples": SAMPLES, "uk": REAL / "uk", "us": REAL / "us"}


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    store = await open_store(tmp_path / "store", TABLES)
    yield Office(store)
    await store.close()


@pytest.fixture(params=PORTFOLIOS)
def portfolio(request: pytest.FixtureRequest) -> Path:
    path: Path = PORTFOLIOS[request.param]
    if not path.is_dir():
        pytest.skip(f"the portfolio {request.param} is not on this machine; PORTFOLIO_SAMPLES says where it is")
    return path


async def test_a_whole_portfolio_comes_in_without_a_fault_and_a_second_time_nothing_is_written(
    office: Office, portfolio: Path
) -> None:
    files = read_sheets(portfolio)
    first = await office.bring_in(files)
    assert not first.errors
    assert {name: len(keys) for name, keys in first.new.items()} == {
        name: len(sheet.lines) for name, sheet in files.items()
    }
    after, commits = await office.everything(), len(office.written)
    second = await office.bring_in(read_sheets(portfolio))
    assert second.unchanged
    assert not second.errors
    assert len(office.written) == commits == 1
    assert await office.everything() == after


def as_workbook(folder: Path, path: Path) -> Path:
    """The CSV files of a folder as typed cells of one workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for file in sorted(folder.glob("*.csv")):
        sheet = book.create_sheet(file.stem)
        with file.open(encoding="utf-8-sig", newline="") as stream:
            for row in csv.reader(stream):
                sheet.append([typed(text) for text in row])
    book.save(path)
    return path


def typed(text: str) -> object:
    """A cell as a spreadsheet takes it when somebody types the text."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    if re.fullmatch(r"\d\d:\d\d", text):
        return time.fromisoformat(text)
    if re.fullmatch(r"-?(0|[1-9]\d{0,11})(\.\d+)?", text):
        return float(text)
    # What looks like an escape of a workbook is written so that it stays what it is.
    plain = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return {"yes": True, "no": False}.get(text, plain or None)


async def test_a_workbook_of_the_same_tables_imports_to_the_same(
    office: Office, portfolio: Path, tmp_path: Path
) -> None:
    path = as_workbook(portfolio, tmp_path / "portfolio.xlsx")
    await office.bring_in(read_sheets(path))
    from_workbook = {name: rows for name, rows in (await office.everything()).items() if name != "imported"}
    folder = await office.bring_in(read_sheets(portfolio))
    assert folder.unchanged
    assert len(office.written) == 1
    store = await open_store(tmp_path / "other", TABLES)
    other = Office(store)
    await other.bring_in(read_sheets(portfolio))
    from_folder = {name: rows for name, rows in (await other.everything()).items() if name != "imported"}
    await store.close()
    assert from_workbook == from_folder


async def test_a_dry_run_tells_the_same_and_writes_nothing(office: Office) -> None:
    told = await office.bring_in(read_sheets(SAMPLES), dry_run=True)
    assert not office.written
    assert told.dry_run
    done = await office.bring_in(read_sheets(SAMPLES))
    assert (told.new, told.changed, told.gone) == (done.new, done.changed, done.gone)


async def test_a_dry_run_works_beside_the_running_bot(office: Office, tmp_path: Path) -> None:
    await office.bring_in(read_sheets(SAMPLES))
    beside = await open_store(tmp_path / "store", TABLES, readonly=True)
    assert (await Office(beside).bring_in(read_sheets(SAMPLES), dry_run=True)).unchanged
    await beside.close()


async def test_one_fault_anywhere_and_nothing_is_written(office: Office) -> None:
    files = dict(read_sheets(SAMPLES))
    statuses = files["statuses"]
    number, cells = statuses.lines[-1]
    files["statuses"] = replace(statuses, lines=[*statuses.lines[:-1], (number, ("NONE", *cells[1:]))])
    outcome = await office.bring_in(files)
    assert [(fault.file, fault.row, fault.column) for fault in outcome.errors] == [("statuses", number, "project")]
    assert outcome.unchanged
    assert not office.written


async def test_imported_history_stands_and_opens_its_alerts_without_a_word(office: Office) -> None:
    await office.bring_in(read_sheets(SAMPLES))
    standings = {standing.project: standing for standing in await office.all("standings")}
    assert standings["CABLE"].report.period == "2026-W10"
    assert standings["CABLE"].since == "2026-W07"
    alerts = {alert.project: alert.rag for alert in await office.all("alerts")}
    worse = {name: standing.report.rag for name, standing in standings.items() if standing.report.rag is not Rag.GREEN}
    assert alerts == worse
    assert not await office.all("letters")
    assert not await office.all("deliveries")


async def test_after_an_import_the_next_asks_and_digests_are_due(office: Office) -> None:
    await office.bring_in(read_sheets(SAMPLES))
    due = {row.subject: row for row in await office.all("due")}
    assert due["VISA"].at == datetime(2026, 3, 12, 9, tzinfo=UTC)
    assert due["VISA"].member == "nbrennan"
    assert "PKI" not in due
    assert "CONSUL" in due


async def test_an_older_report_that_comes_in_later_changes_no_standing(office: Office) -> None:
    base = sheets(programs=[PROGRAM], projects=[PROJECT], statuses=[STATUS])
    await office.bring_in(base)
    await office.bring_in(sheets(statuses=[{**STATUS, "period": "2026-W09", "rag": "red"}]))
    standing = await office.get("standings", "visa")
    assert standing.report.rag is Rag.GREEN
    assert standing.previous is Rag.RED
    assert not await office.all("alerts")


async def test_a_correction_of_the_newest_report_moves_the_standing(office: Office) -> None:
    await office.bring_in(sheets(programs=[PROGRAM], projects=[PROJECT], statuses=[STATUS]))
    await office.bring_in(sheets(statuses=[{**STATUS, "rag": "red"}]))
    standing = await office.get("standings", "visa")
    assert (standing.report.rag, standing.report.version) == (Rag.RED, 2)
    assert [alert.rag for alert in await office.all("alerts")] == [Rag.RED]


async def test_who_brought_what_in_is_in_the_audit(office: Office) -> None:
    await office.bring_in(sheets(programs=[PROGRAM], projects=[PROJECT]))
    await office.bring_in(sheets(programs=[PROGRAM], projects=[PROJECT]))
    entries = await office.all("audit")
    assert [(entry.who, entry.what) for entry in entries] == [("an", "import")]
    assert entries[0].detail == {"new.programs": "1", "new.projects": "1"}


async def test_what_people_changed_between_two_imports_survives_in_the_store(office: Office) -> None:
    await office.bring_in(read_sheets(SAMPLES))
    member = await office.get("members", "nbrennan")
    await office.put(MEMBERS.name, replace(member, language="fr"))
    assert (await office.bring_in(read_sheets(SAMPLES))).unchanged
    assert (await office.get("members", "nbrennan")).language == "fr"


async def test_the_outcome_has_the_json_form_of_the_contract(office: Office) -> None:
    refused = (await office.bring_in(sheets(programs=[{"code": "A"}]))).as_json()
    assert refused["errors"] == [
        {"file": "programs", "row": 1, "column": "name", "message": "the column is missing; it is required"}
    ]
    done = (await office.bring_in(sheets(programs=[PROGRAM], budget=[]))).as_json()
    assert (done["new"], done["changed"], done["gone"]) == ({"programs": 1}, {}, {})
    assert done["keys"]["new"] == {"programs": ["consul"]}
    assert done["warnings"][0]["file"] == "budget"
    assert json.loads(json.dumps(done)) == done


async def test_a_project_without_a_manager_and_a_store_without_posts_are_taken(office: Office) -> None:
    outcome = await office.bring_in(sheets(programs=[PROGRAM], projects=[PROJECT]))
    assert not outcome.errors
    assert not await office.all("posts")


async def test_many_rows_are_read_in_one_go_and_come_in_once(office: Office) -> None:
    """More parents than are looked up one by one."""
    projects = [{**PROJECT, "code": f"P{number}"} for number in range(600)]
    statuses = [{**STATUS, "project": f"p{number}"} for number in range(600)]
    files = sheets(programs=[PROGRAM], projects=projects, statuses=statuses)
    assert len((await office.bring_in(files)).new["statuses"]) == 600
    assert (await office.bring_in(files)).unchanged


async def ask_about(office: Office, *codes: str) -> CheckinCard:
    """A check-in card about these projects that Ana has in her chat."""
    asks = [
        Ask(project=code, period="2026-W10", member="ana", at=NOW, deadline=NOW + timedelta(days=1), cards=("c1",))
        for code in codes
    ]
    for ask in asks:
        await office.put("asks", ask)
    card = CheckinCard(
        id="c1",
        member="ana",
        asks=tuple(ask.key for ask in asks),
        made_at=NOW,
        deadline=asks[0].deadline,
        messages=(Posted(conversation="chat", activity="m1", service_url="https://teams.example/"),),
    )
    await office.put("cards", card)
    return card


OTHER = {**PROJECT, "code": "APPT"}
ASKED = sheets(programs=[PROGRAM], projects=[PROJECT, OTHER], members=[MEMBER])
ANSWERS = [{**STATUS, "version": "1", "rag": "red"}, {**STATUS, "version": "2", "reporter": "ana"}]


async def test_statuses_that_answer_open_asks_settle_them_with_their_latest_version(office: Office) -> None:
    await office.bring_in(ASKED)
    await ask_about(office, "VISA", "APPT")
    answered_at = "2026-03-10T12:00:00+00:00"
    await office.bring_in(sheets(statuses=[{**row, "answered_at": answered_at} for row in ANSWERS]))
    asks = {ask.project: ask for ask in await office.all("asks")}
    answered = asks["VISA"]
    assert (answered.answered_version, answered.answered_by) == (2, "ana")
    assert answered.answered_at == datetime.fromisoformat(answered_at)
    assert not asks["APPT"].answered_version


async def test_a_card_whose_asks_an_import_answers_is_raised_once_and_redrawn_without_a_new_message(
    office: Office,
) -> None:
    await office.bring_in(ASKED)
    card = await ask_about(office, "VISA", "APPT")
    await office.bring_in(sheets(statuses=[*ANSWERS, {**STATUS, "project": "APPT", "rag": "amber"}]))
    now = await office.get("cards", card.id)
    assert now.version == card.version + 1
    assert {key: (shown.fields["rag"], shown.answered) for key, shown in now.shown.items()} == {
        "visa": ("green", 2),
        "appt": ("amber", 1),
    }
    letters = await office.all("letters")
    assert [(letter.subject, letter.activity, letter.asked_at) for letter in letters] == [("c1", "m1", NOW)]


async def test_statuses_of_another_period_leave_asks_and_cards_alone(office: Office) -> None:
    await office.bring_in(ASKED)
    card = await ask_about(office, "VISA")
    await office.bring_in(sheets(statuses=[{**STATUS, "period": "2026-W09"}]))
    assert not (await office.all("asks"))[0].answered_version
    assert await office.get("cards", card.id) == card
    assert not await office.all("letters")


async def test_a_status_of_a_period_that_has_not_begun_is_refused_by_the_clock_of_the_desk(office: Office) -> None:
    await office.bring_in(ASKED)
    outcome = await office.bring_in(sheets(statuses=[{**STATUS, "period": "2027-W10"}]))
    assert [(fault.file, fault.row, fault.column) for fault in outcome.errors] == [("statuses", 2, "period")]
    assert not await office.all("reports")


async def test_what_is_planned_goes_by_the_headquarters_that_were_brought_in(office: Office) -> None:
    posts = [{"code": "HQ", "name": "Headquarters", "country": "BE", "timezone": "Europe/Brussels"}]
    rest = {"members": [MEMBER], "programs": [PROGRAM], "projects": [PROJECT | {"manager": "ana"}]}
    await office.bring_in(sheets(posts=posts, **rest))
    before = await office.get("due", f"ask/{PROJECT['code'].casefold()}")
    await office.bring_in(sheets(posts=[posts[0] | {"timezone": "Asia/Tokyo"}], **rest))
    after = await office.get("due", f"ask/{PROJECT['code'].casefold()}")
    assert after.at == before.at - timedelta(hours=8)
