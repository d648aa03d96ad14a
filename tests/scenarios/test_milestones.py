"""`milestones` tells every date that was promised, to those who may know, where they ask."""

from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    "questions",
    [
        ("milestones until next friday", "jalons jusqu’à vendredi prochain", "mijlpalen tot volgende vrijdag"),
        ("milestones by end of march", "jalons pour fin mars", "meilensteine bis Ende März"),
        ("milestones next month", "jalons le mois prochain", "mijlpalen volgende maand", "meilensteine nächsten Monat"),
        ("milestones CONSUL next month", "mijlpalen CONSUL volgende maand", "meilensteine nächsten Monat CONSUL"),
        ("milestones before 1 May", "jalons avant le 1er mai", "mijlpalen voor 1 mei", "meilensteine vor dem 1. Mai"),
    ],
)
async def test_days_behind_it_are_the_same_days_in_every_language(world: World, questions: tuple[str, ...]) -> None:
    await world.until("2026-03-12 10:00")
    known = {one.name for one in await world.records(lambda records: records.milestones.all())}
    cards = [plain((await world.asks("pdewael", question)).card or {}) for question in questions]
    found = [{name for name in known if name in card} for card in cards]
    assert found[0]
    assert known > found[0]
    assert found[1:] == found[:1] * (len(questions) - 1)


async def test_of_a_project_those_of_the_days_alone_are_told(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.asks("nbrennan", "language en")
    everything = await _told(world, "milestones VISA")
    some = await _told(world, "milestones VISA before 1 June")
    assert "until 31 May 2026" in some
    assert len(some) < len(everything)
    assert "No milestone is expected then." in await _told(world, "milestones VISA on 2 March 2031")


async def _told(world: World, words: str) -> str:
    return plain((await world.asks("nbrennan", words)).card or {})
