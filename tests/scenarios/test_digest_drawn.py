"""A digest draws how its milestones slip and what is beyond a limit: only of projects that its readers may see."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pmo.digests import Digest
from pmo.portfolio import Classification
from storage.shelves import Records
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import plain

SLIPS, BEYOND = "Milestones that slip", "An indicator beyond its limit"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=("nbrennan",)) as made:
        await made.until("2026-03-13 14:00")
        yield made


def posted(world: World) -> Posted:
    """The digest as the channel reads it in English."""
    return next(post for post in world.posts(STATUS) if post.mark.get("kind") == "digest")


async def frozen(world: World) -> Digest:
    found: Any = await world.records(lambda records: records.digests.get("consul/2026-W11"))
    assert isinstance(found, Digest)
    return found


async def test_the_latest_milestones_and_the_worst_indicator_are_drawn_as_the_store_has_them(world: World) -> None:
    card = posted(world).card or {}
    digest = await frozen(world)
    lines = [element for element in card["body"] if element.get("type") == "Chart.Line"]
    assert len(lines) == 2
    drawn = {one["legend"]: [(point["x"], point["y"]) for point in one["values"]] for one in lines[0]["data"]}
    assert drawn == {
        f"{one.project} · {one.name}": [(day.isoformat(), float(slip)) for day, slip in one.slips]
        for one in digest.slips
    }
    late = [one.slip for one in sorted(digest.milestones, key=lambda one: -one.slip) if one.slip > 0]
    assert [one.slips[-1][1] for one in digest.slips] == late[: len(digest.slips)]
    (worst, *_) = digest.measured
    values = await world.records(lambda records: records.measurements.find("indicator", worst.indicator.casefold()))
    assert [value for _, value in worst.values] == [one.value for one in values][-12:]
    assert SLIPS in plain(card)
    assert BEYOND in plain(card)


async def test_of_a_project_that_is_hidden_afterwards_nothing_is_drawn(world: World) -> None:
    digest = await frozen(world)
    hidden = {one.project for one in digest.slips} | {one.project for one in digest.measured}

    async def restrict(records: Records) -> None:
        for code in hidden:
            project = await records.projects.get(code.casefold())
            assert project is not None
            await records.projects.put(replace(project, classification=Classification.RESTRICTED))

    await world.records(restrict)
    await world.teams.mention(world["nbrennan"], STATUS.name, "digest")
    words = plain(world.posts(STATUS)[-1].card or {})
    assert SLIPS not in words
    assert BEYOND not in words


async def test_what_was_amended_is_not_drawn_as_it_was(world: World) -> None:
    assert [one.project for one in (await frozen(world)).measured] == ["APPT"]
    await world.asks("nbrennan", "checkin")
    await world.fill("nbrennan", "APPT", rag="amber", summary="Something new")
    await world.settled()
    words = plain(posted(world).card or {})
    assert "Something new" in words
    assert BEYOND not in words
    assert SLIPS in words
