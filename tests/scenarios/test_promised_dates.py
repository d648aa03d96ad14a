"""One date for everything: what a file or a late answer says is a promise like any other, in the order of periods."""

from datetime import date
from pathlib import Path
from typing import Any

from bot.files import read_sheets
from samples import SAMPLES
from tests.scenarios.test_discreet import imported
from tests.scenarios.world import World, ministry
from tests.teams.reading import plain


async def judged(world: World, project: str) -> Any:
    return (await world.records(lambda records: records.judgements.get(project))).whole


async def pilot(world: World) -> date:
    milestone = await world.records(lambda records: records.milestones.get("visa/pilot"))
    found: date = milestone.forecast_date
    return found


async def test_a_date_of_a_milestone_that_a_file_changes_is_what_the_figures_know(tmp_path: Path) -> None:
    async with ministry(tmp_path) as world:
        await world.until("2026-03-12 10:00")
        inputs = {"VISA/rag": "green", "VISA/milestone/PILOT": "2026-04-21"}
        await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.submit", inputs)
        await world.stop()
        sheet = read_sheets(SAMPLES)["milestones"]
        place = sheet.columns.index("forecast_date")
        rows = [
            (*cells[:place], "2026-12-15", *cells[place + 1 :]) if cells[:2] == ("VISA", "PILOT") else cells
            for _, cells in sheet.lines
        ]
        await imported(world, "milestones", sheet.columns, rows)
        await world.start()
        await world.settled()
        assert date(2026, 12, 15) in {reason.day for reason in (await judged(world, "visa")).reasons}
        shown = plain((await world.asks("nbrennan", "milestones VISA")).card or {})
        assert "13 Apr 2026 → 20 Apr 2026 (×2) → 15 Dec 2026" in shown


async def test_an_end_that_a_file_changes_is_what_the_figures_know(tmp_path: Path) -> None:
    async with ministry(tmp_path) as world:
        await world.until("2026-03-12 10:00")
        await world.fill("nbrennan", "BIOM", rag="green", forecast_end="2026-12-01")
        await world.settled()
        before = len(await world.reports("BIOM"))
        await world.stop()
        await world.change("projects", "BIOM", forecast_end="2028-03-31")
        await world.start()
        await world.settled()
        found = await judged(world, "biom")
        assert (found.colour, found.reasons[0].day) == ("red", date(2028, 3, 31))
        assert "31 Mar 2028" in plain((await world.asks("nbrennan", "project BIOM")).card or {})
        reports = await world.reports("BIOM")
        assert [one.source for one in reports[before:]] == ["import"]
        await world.stop()
        await world.change("projects", "BIOM", forecast_end="2028-03-31", owner="ldessart")
        await world.start()
        assert len(await world.reports("BIOM")) == before + 1


async def test_a_late_answer_about_an_older_period_does_not_bring_an_older_date_back(tmp_path: Path) -> None:
    async with ministry(tmp_path) as world:
        await world.stop()
        await world.change("milestones", "VISA", forecast_date="2026-03-17", actual_date="")
        await world.start()
        await world.until("2026-03-12 10:00")
        older = world.checkin("nbrennan")
        await world.until("2026-03-19 10:00")
        newer = world.checkin("nbrennan")
        for card, day in ((newer, "2026-09-01"), (older, "2026-05-05")):
            inputs = {"VISA/rag": "green", "VISA/milestone/PILOT": day}
            await world.presses("nbrennan", card, "checkin.submit", inputs)
        assert await pilot(world) == date(2026, 9, 1)


async def test_a_project_that_goes_on_after_its_end_without_a_new_date_is_red(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("emaes", "pdewael")) as world:
        await world.stop()
        await world.change("milestones", "POSTING", actual_date="2026-03-02", forecast_date="2026-03-02")
        await world.start()
        await world.until("2026-04-22 14:30")
        await world.asks("emaes", "checkin")
        await world.fill("emaes", "POSTING", rag="green", progress="98")
        await world.settled()
        assert (await judged(world, "posting")).colour == "red"
        shown = plain((await world.asks("pdewael", "project POSTING")).card or {})
        assert "Het project moest op 27 mrt 2026 eindigen en heeft geen nieuwe datum." in shown
