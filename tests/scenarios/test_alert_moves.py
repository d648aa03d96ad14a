"""An import that moves, restricts, reopens or hands over a project takes its alerts and requests along."""

from pathlib import Path
from typing import Any

from bot.files import read_sheets
from bot.importing import import_files
from pmo.actions import Action, ActionState
from pmo.alerts import AlertState
from pmo.importing.sheets import Sheet
from samples import SAMPLES
from tests.scenarios.test_alert_actions import ACT, requests
from tests.scenarios.test_alerts import alerts_in, alerts_of
from tests.scenarios.world import GENERAL, World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import plain, verbs

PEOPLE = ("nbrennan", "ldessart", "hvanacker", "tverbeke")


async def red(world: World) -> Posted:
    await world.until("2026-03-12 10:00")
    await world.fill("nbrennan", "VISA", rag="red", summary="Supplier gone")
    await world.settled()
    (posted,) = alerts_in(world)
    return posted


async def changed(world: World, **cells: str) -> None:
    await world.stop()
    await world.change("projects", "VISA", **cells)
    await world.start()
    await world.settled()


async def kept(world: World, key: str = "visa/declared") -> Any:
    return await world.records(lambda records: records.alerts.get(key))


async def the_action(world: World) -> Action:
    (found,) = await world.records(lambda records: records.actions.find("project", "visa"))
    assert isinstance(found, Action)
    return found


async def test_a_closed_project_that_is_opened_again_has_its_alert_again_and_tells_nobody(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        posted = await red(world)
        before = await kept(world)
        await changed(world, phase="closed")
        assert "The project is closed." in plain(posted.card or {})
        await changed(world, phase="executing")
        alert = await kept(world)
        assert (alert.state, alert.waiting_since) == (AlertState.OPEN, before.waiting_since)
        assert alerts_in(world) == [posted]
        assert "✓" not in plain(posted.card or {})
        assert "alert.resolve" in verbs(posted.card or {})
        assert "VISA" in plain((await world.asks("nbrennan", "alerts")).card or {})


async def test_an_alert_goes_along_into_the_channel_of_another_program(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        posted = await red(world)
        await changed(world, program="SECNET")
        assert "This alert is no longer shown here." in plain(posted.card or {})
        assert verbs(posted.card or {}) == []
        (moved,) = alerts_in(world, GENERAL)
        assert "Supplier gone" in plain(moved.card or {})
        assert "VISA" in plain((await world.asks("tverbeke", "alerts SECNET")).card or {})
        await changed(world, program="CONSUL")
        assert "Supplier gone" in plain(posted.card or {})
        assert "This alert is no longer shown here." in plain(moved.card or {})


async def test_what_was_hidden_is_shown_again_when_the_project_is_not_restricted_any_more(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        posted = await red(world)
        await changed(world, classification="restricted")
        assert "Supplier gone" not in plain(posted.card or {})
        assert len(alerts_of(world, "hvanacker")) == 1  # the owner hears of it in private now
        await changed(world, classification="internal")
        assert "Supplier gone" in plain(posted.card or {})


async def test_a_new_manager_hears_of_what_waits_and_has_the_whole_time_for_it(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await red(world)
        await world.until("2026-03-13 10:00")
        await changed(world, manager="ldessart")
        assert len(alerts_of(world, "ldessart")) == 1
        await world.until("2026-03-16 18:00")
        assert alerts_of(world, "hvanacker") == []
        await world.until("2026-03-17 18:00")
        assert len(alerts_of(world, "hvanacker")) == 1


async def test_where_the_manager_has_left_the_manager_of_the_program_hears_of_what_waits(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await red(world)
        sheet = read_sheets(SAMPLES)["members"]
        rest = Sheet(sheet.columns, [line for line in sheet.lines if line[1][0] != "nbrennan"])
        await world.stop()
        assert not (await import_files(world.settings, {"members": rest}, dry_run=False)).refused
        await world.start()
        await world.settled()
        assert len(alerts_of(world, "ldessart")) == 1


async def test_who_may_do_nothing_about_an_alert_sees_no_buttons(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=(*PEOPLE, "iconti")) as world:
        await red(world)
        assert verbs((await world.asks("iconti", "alerts VISA")).card or {}) == []
        assert "alert.acknowledge" in verbs((await world.asks("nbrennan", "alerts VISA")).card or {})


async def test_a_request_is_hidden_from_who_may_not_know_of_the_project_any_more(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await world.presses("nbrennan", await red(world), "alert.action", ACT | {"owner": "Tom Verbeke"})
        await world.settled()
        (request,) = requests(world, "tverbeke")
        await changed(world, classification="restricted")
        assert "Dit verzoek wordt u niet meer getoond." in plain(request.card or {})
        assert "VISA" not in plain((await world.asks("tverbeke", "todo")).card or {})
        await world.until("2026-03-19 18:00")  # its day has passed, and the owner hears that nobody can be asked
        assert len(requests(world, "tverbeke")) == 0
        assert len(requests(world, "hvanacker")) == 1
        assert (await the_action(world)).escalated


async def test_nothing_is_wanted_of_anybody_for_a_project_that_is_closed(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=PEOPLE) as world:
        await world.presses("nbrennan", await red(world), "alert.action", ACT)
        await world.settled()
        await changed(world, phase="closed")
        assert (await the_action(world)).state is ActionState.WITHDRAWN
        await world.until("2026-03-30 12:00")
        assert requests(world, "ldessart") == requests(world, "hvanacker") == []
