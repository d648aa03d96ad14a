"""Closed projects: whoever may see one hears that it is closed, not that it does not exist."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.scenarios.world import World, ministry
from tests.teams.reading import plain


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=("skeller", "nbrennan")) as made:
        for member in ("skeller", "nbrennan"):
            await made.asks(member, "language en")
        yield made


async def told(world: World, member: str, words: str) -> str:
    message = await world.asks(member, words)
    return message.text + plain(message.card or {})


async def test_of_a_closed_project_nobody_is_missing_and_that_is_said(world: World) -> None:
    said = await told(world, "skeller", "missing PKI")
    assert "PKI · Renewal of certificates is closed: nothing is asked about it any more." in said
    hidden = await told(world, "nbrennan", "missing PKI")
    assert hidden == (await told(world, "nbrennan", "missing NOSUCH")).replace("NOSUCH", "PKI")


async def test_no_milestone_of_a_closed_project_is_overdue(world: World) -> None:
    said = await told(world, "skeller", "milestones PKI")
    assert "The end of the project" in said
    assert "overdue" not in said
    assert "PKI · Renewal of certificates is closed" in said


async def test_an_export_that_finds_closed_projects_alone_says_how_they_are_found(world: World) -> None:
    assert "1 closed project matches: add “phase:closed”." in await told(world, "skeller", "export PKI")
