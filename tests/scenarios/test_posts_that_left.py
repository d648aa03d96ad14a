"""A post leaves the portfolio: who still works by it is named, and can be given another."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.scenarios.world import World, ministry
from tests.teams.reading import facts, inputs, plain


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[World]:
    """The PMO, Kathmandu's manager and somebody elsewhere, after Kathmandu has left."""
    async with ministry(tmp_path, installed=("pdewael", "pthapa", "nbrennan")) as world:
        await world.asks("pdewael", "language en")
        await world.change_live("posts", without=("KTM",))
        yield world


async def test_who_still_works_by_a_post_that_has_left_stands_in_the_todo_of_the_pmo(office: World) -> None:
    told = plain((await office.asks("pdewael", "todo")).card or {})
    assert "Posts that have left" in told
    assert "KTM · Kathmandu: Prabin Thapaliya" in told
    assert "programs" not in told[told.index("KTM ·") :][:60]


async def test_its_people_can_be_given_another(office: World) -> None:
    card = await office.asks("pdewael", "people Prabin")
    assert facts(card.seen_by(office["pdewael"]) or {})["Post"] == "KTM · Kathmandu · has left the portfolio"
    form = await office.presses("pdewael", card, "person.edit")
    assert "The post Kathmandu has left the portfolio. Choose another and save." in plain(form.card or {})
    assert inputs(form.card or {})["post"] == "HQ"
    kept = await office.presses("pdewael", card, "person.save", {"post": "KTM"})
    assert "Nothing was changed." in plain(kept.card or {})
    await office.presses("pdewael", card, "person.edit")
    saved = await office.presses("pdewael", card, "person.save", {"post": "HQ"})
    assert "The post is now Brussels Headquarters." in plain(saved.card or {})
    assert "Posts that have left" not in plain((await office.asks("pdewael", "todo")).card or {})


async def test_its_calendar_says_that_it_has_left(office: World) -> None:
    for words in ("calendar KTM", "calendar Kathmandu", "calendar KTM closed tomorrow"):
        told = (await office.asks("pdewael", words)).text
        assert "KTM · Kathmandu has left the portfolio. “people KTM” shows who is still there." in told
    await office.asks("pthapa", "language en")
    own = plain((await office.asks("pthapa", "calendar")).card or {})
    assert "KTM · Kathmandu has left the portfolio. The PMO can give its people another post." in own
    assert "There is no post “KTM”" in (await office.asks("nbrennan", "calendar KTM")).text


async def test_programs_that_go_by_its_clock_are_named(office: World) -> None:
    await office.change_live("programs", CONSUL={"post": "NYC"})
    await office.change_live("posts", without=("KTM", "NYC"))
    assert "NYC · New York: Marcus Colebrook · programs CONSUL" in plain(
        (await office.asks("pdewael", "todo")).card or {}
    )
