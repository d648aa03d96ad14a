"""`milestones` tells every date that was promised, to those who may know, where they ask."""

from pathlib import Path

from tests.scenarios.world import STATUS, World, ministry
from tests.teams.reading import plain


async def test_a_project_that_slips_every_week_shows_every_date_it_promised(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("pthapa",)) as world:
        await world.until("2026-03-12 10:00")
        words = plain((await world.asks("pthapa", "milestones SATCOM")).card or {})
        forecasts = await world.records(lambda records: records.forecasts.find("milestone", "satcom/live"))
        days = {f"{one.forecast_date.day} {one.forecast_date:%b %Y}" for one in forecasts}
        assert len(days) == 12
        assert not [day for day in days if day not in words]
        assert "postponed 11 times in a row" in words
        assert "The end of the project" in words


async def test_several_projects_show_what_is_overdue_and_what_comes(world: World) -> None:
    await world.until("2026-03-12 10:00")
    words = plain((await world.asks("nbrennan", "milestones")).card or {})
    assert "in the next 4 weeks." in words
    assert "Promised:" not in words
    assert "CIPHER" not in words


async def test_a_channel_sees_the_milestones_of_its_own_program(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.teams.mention(world["nbrennan"], STATUS.name, "milestones VISA")
    assert "VISA" in plain(world.posts(STATUS)[-1].card or {})
    before = len(world.posts(STATUS))
    await world.teams.mention(world["nbrennan"], STATUS.name, "milestones SATCOM")
    assert "SATCOM" not in str([post.card for post in world.posts(STATUS)[before:]])


async def test_a_code_that_nobody_may_know_of_is_said_to_be_unknown(world: World) -> None:
    await world.until("2026-03-12 10:00")
    for code in ("NOTHING", "CIPHER"):
        answer = await world.asks("nbrennan", f"milestones {code}")
        assert answer.activity["text"].startswith(f"There is no project or program {code} that you can see.")
