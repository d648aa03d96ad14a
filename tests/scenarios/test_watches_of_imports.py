"""What an import changes is told to those who watch it at once: in their hours, and all of it together."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.scenarios.test_watches import watch, watched
from tests.scenarios.world import World, ministry
from tests.teams.reading import plain


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=("pdewael", "ldessart")) as made:
        await made.settled()
        await made.asks("ldessart", "language en")
        yield made


async def test_what_an_import_changes_is_told_at_once_in_one_message(world: World) -> None:
    for words in ("watch CONSUL at once", "watch green at once", "watch BIOM"):
        await watch(world, "ldessart", words)
    await world.until("2026-03-11 10:00")
    changed = {"VISA": {"phase": "closing"}, "APPT": {"forecast_end": "2027-03-01"}, "BIOM": {"phase": "closed"}}
    await world.change_live("projects", **changed)
    assert not watched(world, "ldessart")
    await world.until("2026-03-11 10:06")
    told = {plain(one.card or {}).split()[3]: plain(one.card or {}) for one in watched(world, "ldessart")}
    assert all(code in told["CONSUL"] for code in ("VISA", "APPT", "BIOM"))
    assert "phase: closing" in told["Portfolio:"]
    assert "phase: closed" in told["BIOM"]
    await world.until("2026-03-11 16:00")
    assert len(watched(world, "ldessart")) == 3


async def test_what_an_import_changes_in_the_night_is_told_when_the_working_day_begins(world: World) -> None:
    await watch(world, "ldessart", "watch VISA")
    await world.until("2026-03-11 22:00")
    await world.change_live("projects", VISA={"phase": "closed"})
    await world.until("2026-03-12 08:55")
    assert not watched(world, "ldessart")
    await world.until("2026-03-12 09:05")
    assert "phase: closed" in plain(watched(world, "ldessart")[-1].card or {})


async def test_what_an_import_takes_out_of_a_program_is_told_at_once_to_who_watches_the_program(world: World) -> None:
    await world.asks("pdewael", "language en")
    await watch(world, "pdewael", "watch CONSUL at once")
    await world.until("2026-03-11 10:00")
    await world.change_live("projects", BIOM={"program": "APPS"})
    await world.until("2026-03-11 10:06")
    told = " ".join(plain(one.card or {}) for one in watched(world, "pdewael"))
    assert "BIOM · Biometric enrolment kits not among these any more" in told
