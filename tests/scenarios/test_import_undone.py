"""An import is taken back: what nobody has changed since is as it was, with all that follows from it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from pmo.importing.differences import MOST
from pmo.portfolio import Rag
from tests.scenarios.test_alerts import alerts_in
from tests.scenarios.workbooks import PMO, VISA_LATER, presses, project, saved, sends, settled, shown, workbook
from tests.scenarios.world import World, ministry
from tests.teams.reading import plain, verbs


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=("nbrennan", PMO, "cmarchal")) as running:
        await running.asks(PMO, "language en")
        yield running


async def test_it_is_taken_back_but_for_what_somebody_has_changed_since(world: World) -> None:
    row = ["NEWP", "CONSUL", "A new project", "nbrennan", "", "planning", "", "", "", "", "", "internal", "", ""]
    later = {"VISA": {"end": "2026-12-31"}, "BIOM": {"name": "Biometrics at all posts"}}
    before = await project(world, "BIOM")
    message = await sends(world, workbook("projects", new={"projects": row}, APPT=None, **later))
    assert "Take it back" in str(message.card) or await presses(world, message, "import.apply")
    await world.until("2026-03-12 10:00")
    await world.fill("nbrennan", "VISA", rag="green", forecast_end="2027-01-31")
    told = await presses(world, message, "import.undo")
    assert "Taken back: 3 rows are as they were." in told
    assert "projects: visa" in told
    assert await project(world, "BIOM") == before
    assert not (await project(world, "APPT")).archived
    assert (await project(world, "NEWP")).archived
    assert (await project(world, "VISA")).end.isoformat() == "2026-12-31"


async def test_after_it_was_taken_back_the_same_workbook_says_the_same_again(world: World) -> None:
    content = workbook("projects", APPT=None, **VISA_LATER)
    message = await sends(world, content)
    first = shown(world, message)
    await presses(world, message, "import.apply")
    await presses(world, message, "import.undo")
    again = await sends(world, content, "again.xlsx")
    assert shown(world, again).replace("again.xlsx", "portfolio.xlsx") == first


async def test_statuses_are_taken_back_with_what_follows_from_them(world: World) -> None:
    columns = ("project", "period", "rag", "summary", "reporter")
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "statuses"
    sheet.append(columns)
    sheet.append(("VISA", "2026-W11", "red", "The supplier is bankrupt", "nbrennan"))
    before = await world.records(lambda records: records.standings.get("visa"))
    await world.until("2026-03-12 10:00")
    message = await sends(world, saved(book))
    await presses(world, message, "import.apply")
    stands = await world.records(lambda records: records.standings.get("visa"))
    assert stands.report.rag is Rag.RED
    alerts = await world.records(lambda records: records.alerts.all())
    assert [one.project for one in alerts if one.is_open and one.rag is Rag.RED and one.project == "VISA"]
    await presses(world, message, "import.undo")
    assert await world.records(lambda records: records.standings.get("visa")) == before
    assert await world.reports("VISA") == []
    asks = await world.records(lambda records: records.asks.find("subject", "visa"))
    assert not any(one.is_settled for one in asks if one.period == "2026-W11")


@pytest.mark.parametrize("change", [{"BIOM": None}, {"BIOM": {"phase": "closed"}}], ids=["left", "closed"])
async def test_an_alert_that_is_open_again_shows_so_where_it_was_posted(world: World, change: dict[str, Any]) -> None:
    await world.until("2026-03-12 10:30")
    await world.fill("nbrennan", "BIOM", rag="red", summary="Stuck")
    await world.settled()
    (posted,) = alerts_in(world)
    message = await sends(world, workbook("projects", **change))
    await presses(world, message, "import.apply")
    await world.settled()
    assert "✓" in plain(posted.card or {})
    await presses(world, message, "import.undo")
    await world.settled()
    assert "✓" not in plain(posted.card or {})
    assert "alert.resolve" in verbs(posted.card or {})
    assert alerts_in(world) == [posted]


async def test_an_alert_that_a_green_by_file_ended_is_as_it_was(world: World) -> None:
    await world.until("2026-03-12 10:30")
    await world.fill("nbrennan", "BIOM", rag="red", summary="Stuck")
    await world.settled()
    (posted,) = alerts_in(world)
    before = await world.records(lambda records: records.alerts.get("biom/declared"))
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "statuses"
    sheet.append(("project", "period", "rag", "summary", "reporter"))
    sheet.append(("BIOM", "2026-W11", "green", "All well", "nbrennan"))
    message = await sends(world, saved(book))
    await presses(world, message, "import.apply")
    await world.settled()
    assert "✓" in plain(posted.card or {})
    await presses(world, message, "import.undo")
    await world.settled()
    assert "✓" not in plain(posted.card or {})
    again = await world.records(lambda records: records.alerts.get("biom/declared"))
    assert (again.is_waiting, again.waiting_since) == (True, before.waiting_since)


async def test_after_the_next_import_or_a_week_nothing_can_be_taken_back(world: World) -> None:
    message = await sends(world, workbook("projects", **VISA_LATER))
    await presses(world, message, "import.apply")
    old = dict(message.seen_by(world[PMO]) or {})
    other = await sends(world, workbook("projects", APPT={"name": "Appointments"}))
    await presses(world, other, "import.apply")
    message.views[world[PMO].teams_id] = old
    answer = await world.presses(PMO, message, "import.undo")
    assert "can no longer be taken back" in answer.message
    await world.until("2026-03-19 12:00")
    answer = await world.presses(PMO, other, "import.undo")
    assert "can no longer be taken back" in answer.message


async def test_what_waits_of_it_is_not_wanted_any_more_when_it_is_taken_back(world: World) -> None:
    old = [[f"OLD{n:03}", "CONSUL", f"Old project {n}", "nbrennan"] for n in range(MOST)]
    first = await sends(world, workbook("projects", new={"projects": old}))
    await presses(world, first, "import.apply")
    waiting = {"KTM": {"workweek": "sun-thu"}, "nbrennan": {"role": "pmo"}}
    message = await sends(world, workbook("projects", "posts", "members", **waiting))
    assert len((await settled(world)).preview.lines) == MOST
    await presses(world, message, "import.apply", sure="true")
    await presses(world, message, "import.undo")
    calendar = await world.records(lambda records: records.calendar_states.get("ktm"))
    office = await world.records(lambda records: records.office_states.get("nbrennan"))
    assert calendar.proposed is None
    assert office.proposed is None
