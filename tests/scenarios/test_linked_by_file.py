"""The channel that a file gives a program, and the one that was chosen in Teams (CONTRACT §4)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.files import read_sheets
from bot.importing import import_files
from pmo.importing.sheets import Sheet
from samples import SAMPLES
from tests.scenarios.test_alerts import alerts_in
from tests.scenarios.test_channels import red
from tests.scenarios.test_linking import LUC, NEW, NORA, PEOPLE, PIETER, channel_of, links, presses
from tests.scenarios.world import GENERAL, STATUS, World, ministry
from tests.teams.reading import plain


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=PEOPLE, channels=(GENERAL, STATUS, NEW)) as made:
        yield made


async def imported(world: World, **cells: str) -> list[str]:
    """What an import of the programs says of their channels; CONSUL has other cells than in the sample."""
    sheet = read_sheets(SAMPLES)["programs"]
    names = sheet.columns
    rows = [
        (number, tuple(cells.get(n, c) if row[0] == "CONSUL" else c for n, c in zip(names, row, strict=True)))
        for number, row in sheet.lines
    ]
    await world.stop()
    outcome = await import_files(world.settings, {"programs": Sheet(names, rows)}, dry_run=False)
    assert not outcome.refused
    await world.start()
    return [one for one in outcome.sentences() if "channel" in one]


async def test_a_channel_chosen_in_teams_survives_the_next_import_until_the_file_says_another(world: World) -> None:
    await presses(world, LUC, await links(world, LUC, "link CONSUL"))
    assert await imported(world) == []
    assert await channel_of(world) == NEW.id
    (warning,) = await imported(world, channel="19:other@thread.tacv2")
    assert "the file wins" in warning
    assert await channel_of(world) == "19:other@thread.tacv2"


async def test_a_channel_that_was_unlinked_in_teams_stays_so_after_an_import(world: World) -> None:
    await links(world, LUC, "unlink", STATUS)
    assert await imported(world, description="Another") == []
    assert await channel_of(world) == ""


async def test_a_channel_that_a_file_gives_to_a_second_program_is_told_to_the_pmo(world: World) -> None:
    await imported(world, channel=GENERAL.id)
    told = plain((await world.asks(PIETER, "taken")).card or {})
    assert f"{GENERAL.id}: CONSUL en SECNET" in told
    await world.until("2026-03-12 10:00")
    await red(world, "VISA")
    assert len(alerts_in(world, GENERAL)) == 1
    await world.until("2026-03-12 12:00")
    await world.teams.mention(world[NORA], GENERAL.name, "portfolio")
    assert "SATCOM" not in str([post.history for post in world.posts(GENERAL)])
    await links(world, PIETER, "ontkoppel", GENERAL)
    assert "CONSUL en SECNET" not in plain((await world.asks(PIETER, "taken")).card or {})
