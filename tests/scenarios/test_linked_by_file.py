"""The channel that a file gives a program, and the one that was chosen in Teams (CONTRACT §4)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.files import read_sheets
from bot.importing import import_files
from pmo.importing.sheets import Sheet
from samples import SAMPLES
from storage.contacts import Address
from storage.shelves import Records
from tests.scenarios.test_alerts import alerts_in
from tests.scenarios.test_channels import red
from tests.scenarios.test_linking import LUC, NEW, NORA, PEOPLE, PIETER, TOM, channel_of, links, posts_of, presses
from tests.scenarios.workbooks import presses as presses_below
from tests.scenarios.workbooks import sends, shown, workbook
from tests.scenarios.world import GENERAL, STATUS, World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import plain, verbs


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


def notices(world: World, member: str) -> list[Posted]:
    return world.told(member, "notice")


async def test_a_channel_chosen_in_teams_survives_the_next_import_until_the_file_says_another(world: World) -> None:
    await presses(world, LUC, await links(world, LUC, "link CONSUL"))
    assert await imported(world) == []
    assert await channel_of(world) == NEW.id
    wins, moves, empty = await imported(world, channel="19:other@thread.tacv2")
    assert "the file wins" in wins
    assert "CONSUL · Consular services and visas works in 19:other@thread.tacv2 from now on, and no more in" in moves
    assert f"{NEW.id} shows no program any more" in empty
    assert await channel_of(world) == "19:other@thread.tacv2"


async def test_a_channel_that_was_unlinked_in_teams_stays_so_after_an_import(world: World) -> None:
    await links(world, LUC, "unlink", STATUS)
    assert await imported(world, description="Another") == []
    assert await channel_of(world) == ""


async def test_a_channel_that_another_program_keeps_is_refused_by_name(world: World) -> None:
    message = await sends(world, workbook("programs", CONSUL={"channel": GENERAL.id}))
    told = shown(world, message)
    assert "1 fout" in told
    assert "CONSUL · Consular services and visas" in told
    assert "SECNET · Diplomatic network and secure communications" in told
    assert "import.apply" not in verbs(message.card or {})
    assert await channel_of(world) == STATUS.id


async def test_a_channel_that_changes_its_program_is_told_before_and_afterwards(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await red(world, "VISA")
    message = await sends(world, workbook("programs", CONSUL={"channel": GENERAL.id}, SECNET={"channel": ""}))
    told = shown(world, message)
    assert "CONSUL · Consular services and visas" in told
    assert "SECNET · Diplomatic network and secure communications" in told
    assert "3 waarschuwingen" in told
    await presses_below(world, message, "import.apply")
    await world.until("2026-03-12 10:30")
    (linked,) = posts_of(world, GENERAL, "notice")
    assert "CONSUL" in plain(linked.card or {})
    assert "SECNET" not in plain(linked.card or {})
    (parted,) = posts_of(world, STATUS, "notice")
    assert "CONSUL" not in plain(parted.card or {})
    assert any("SECNET" in plain(one.card or {}) and "Pieter" in plain(one.card or {}) for one in notices(world, TOM))
    assert notices(world, LUC) == []
    assert len(alerts_in(world, GENERAL)) == 1
    await presses_below(world, message, "import.undo")
    await world.until("2026-03-12 11:30")
    assert [await channel_of(world, code) for code in ("CONSUL", "SECNET")] == [STATUS.id, GENERAL.id]
    assert "SECNET" in plain(posts_of(world, GENERAL, "notice")[-1].card or {})
    assert "CONSUL" in plain(posts_of(world, STATUS, "notice")[-1].card or {})


async def test_a_channel_that_the_shell_takes_away_is_told_when_the_bot_runs_again(world: World) -> None:
    await imported(world, channel="")
    await world.until("2026-03-12 10:00")
    (parted,) = posts_of(world, STATUS, "notice")
    assert "CONSUL" not in plain(parted.card or {})
    (told,) = notices(world, LUC)
    assert "CONSUL" in plain(told.card or {})


async def test_a_program_that_leaves_by_a_file_is_told_as_one_that_loses_its_channel(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await red(world, "VISA")
    (alert,) = alerts_in(world)
    message = await sends(world, workbook("programs", CONSUL=None))
    told = shown(world, message)
    assert "CONSUL · Consular services and visas verdwijnt en krijgt geen overzicht meer" in told
    assert "toont geen programma meer" in told
    await presses_below(world, message, "import.apply")
    await world.until("2026-03-12 10:30")
    (parted,) = posts_of(world, STATUS, "notice")
    assert "CONSUL" not in plain(parted.card or {})
    assert "VISA" not in plain(alert.card or {})
    (left,) = notices(world, LUC)
    assert "CONSUL · Consular services and visas a quitté le portefeuille" in plain(left.card or {})
    assert "5 projets" in plain(left.card or {})
    assert len(world.told(LUC, "alert")) == 1
    todo = plain((await world.asks(PIETER, "taken")).card or {})
    assert "CONSUL · Consular services and visas: APPT, BIOM, CRISIS, EPASS en VISA" in todo
    await presses_below(world, message, "import.undo")
    await world.until("2026-03-12 11:00")
    assert "CONSUL" in plain(posts_of(world, STATUS, "notice")[-1].card or {})
    assert "APPT, BIOM, CRISIS" not in plain((await world.asks(PIETER, "taken")).card or {})


async def test_of_two_programs_that_have_one_channel_the_first_by_code_is_shown_and_todo_says_so(world: World) -> None:
    async def shared(records: Records) -> None:
        program = await records.programs.get("consul")
        assert program is not None
        await records.programs.put(replace(program, channel=GENERAL.id))

    await world.records(shared)
    told = plain((await world.asks(PIETER, "taken")).card or {})
    assert f"Een kanaal waarvan de naam nog niet bekend is ({GENERAL.id}): CONSUL en SECNET" in told
    first_of_its_team = Address(id=GENERAL.id, team=GENERAL.id, team_name="Network")
    await world.records(lambda records: records.addresses.put(first_of_its_team))
    told = plain((await world.asks(PIETER, "taken")).card or {})
    assert "Network – Algemeen: CONSUL en SECNET" in told
    assert GENERAL.id not in told
    await world.until("2026-03-12 10:00")
    await red(world, "VISA")
    assert len(alerts_in(world, GENERAL)) == 1
    await world.until("2026-03-12 12:00")
    await world.teams.mention(world[NORA], GENERAL.name, "portfolio")
    assert "SATCOM" not in str([post.history for post in world.posts(GENERAL)])
    await links(world, PIETER, "ontkoppel", GENERAL)
    assert "CONSUL en SECNET" not in plain((await world.asks(PIETER, "taken")).card or {})
