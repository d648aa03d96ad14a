"""Management is told monthly how the portfolio stands, everybody else how theirs does when they want it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from pmo.files import FileKind
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import plain


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=("nbrennan", "jhoekstra", "vnguyen")) as made:
        yield made


def overviews(world: World, member: str) -> list[Posted]:
    return [one for one in world.told(member, "digest") if str(one.mark["key"]).startswith("overview/")]


async def choose(world: World, member: str, how_often: str) -> None:
    message = await world.asks(member, "settings")
    await world.presses(member, message, "preferences.save", {"overview": how_often})


async def test_who_wants_it_is_told_every_monday_morning_what_changed_since_the_last_one(world: World) -> None:
    await choose(world, "nbrennan", "weekly")
    await world.until("2026-03-16 12:00")
    (first,) = overviews(world, "nbrennan")
    told = plain(first.card or {})
    assert "Your projects" in told
    assert "3 projects" in told
    assert "Changed since" not in told
    assert str(first.mark["now"]).startswith("2026-03-16T08:00")
    await world.until("2026-03-23 12:00")
    second = overviews(world, "nbrennan")[-1]
    assert "since 16 Mar 2026" in plain(second.card or {})
    assert len(overviews(world, "nbrennan")) == 2


async def test_nobody_is_told_who_did_not_ask_for_it_and_has_no_role_for_it(world: World) -> None:
    await world.until("2026-03-17 12:00")
    assert not overviews(world, "nbrennan")
    await choose(world, "nbrennan", "weekly")
    await choose(world, "nbrennan", "off")
    await world.until("2026-03-23 12:00")
    assert not overviews(world, "nbrennan")


async def test_digest_without_a_code_gives_the_own_one_now_and_never_in_a_channel(world: World) -> None:
    told = plain((await world.asks("nbrennan", "digest")).card or {})
    assert "Your projects" in told
    assert "CIPHER" not in told
    await world.teams.mention(world["nbrennan"], STATUS.name, "digest")
    assert "Your projects" not in plain(world.posts(STATUS)[-1].card or {})


async def test_its_button_makes_the_slides(world: World) -> None:
    message = await world.asks("nbrennan", "digest")
    await world.presses("nbrennan", message, "report.make")
    asked = (await world.records(lambda records: records.downloads.all()))[0]
    assert (asked.kind, asked.code, asked.member) == (FileKind.COMMITTEE_PACK, "", "nbrennan")


async def test_all_of_the_projects_are_a_button_away(world: World) -> None:
    mine = await world.asks("nbrennan", "digest")
    answer = await world.presses("nbrennan", mine, "portfolio.page")
    told = plain(answer.card or {})
    assert "3 projects" in told
    assert all(code in told for code in ("VISA", "APPT", "BIOM"))


async def test_what_one_owes_oneself_is_told_without_ones_name(world: World) -> None:
    await world.until("2026-03-12 10:00")
    told = plain((await world.asks("nbrennan", "digest")).card or {}).partition("Missing answers")[2]
    assert "VISA Online visa application Still open · until Friday 13 March, 10:00" in told
    assert "Nora Brennan" not in told
