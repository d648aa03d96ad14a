"""The list of a program: its pages, what narrows it and the way back to it stay with the program."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.scenarios.world import STATUS, World, ministry
from tests.teams.reading import nodes, plain

PROGRAMS = {"IT": "Infrastructure", "GREEN": "Green buildings", "R-D.2": "Research"}
"""Programs whose codes are words of something else, or hold signs."""


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart", "cmarchal")) as made:
        await made.asks("cmarchal", "langue en")
        program = {"manager": "ldessart", "owner": "hvanacker"}
        await made.add_live("programs", *[{"code": code, "name": name} | program for code, name in PROGRAMS.items()])
        await made.add_live("projects", *[row for code in (*PROGRAMS, "CONSUL") for row in rows(code)])
        yield made


def rows(program: str) -> list[dict[str, str]]:
    """Twenty-five projects of a program."""
    common = {"program": program, "manager": "nbrennan", "owner": "ldessart", "phase": "executing"}
    dates = {"start": "2025-01-01", "end": "2026-09-30", "classification": "internal"}
    return [common | dates | {"code": f"{program}-{n:02d}", "name": f"Step {n}"} for n in range(25)]


@pytest.mark.parametrize("program", PROGRAMS)
async def test_another_page_of_a_program_is_the_programs(world: World, program: str) -> None:
    message = await world.asks("cmarchal", f"program {program}")
    turned = await world.presses("cmarchal", message, "portfolio.page")
    told = plain(turned.card or {})
    assert f"{program} · {PROGRAMS[program]}" in told
    assert "25 projects: 25 not reported." in told
    assert "Program manager" in told
    assert f"{program}-24 · Step 24" in told
    assert "VISA" not in told


async def test_a_program_is_narrowed_and_a_project_of_it_leads_back(world: World) -> None:
    message = await world.asks("cmarchal", "program CONSUL")
    everything = plain(message.card or {})
    await world.presses("cmarchal", message, "portfolio.open", {"project": "VISA"})
    back = await world.presses("cmarchal", message, "portfolio.page")
    assert plain(back.card or {}) == everything
    narrowed = await world.teams.execute(world["cmarchal"], message, "portfolio.page", filters="amber", page=1)
    assert "Consular services" in plain(narrowed.card or {})
    assert "SATCOM" not in plain(narrowed.card or {})
    pressed = [one["data"] for one in nodes(narrowed.card or {}) if one.get("verb") == "portfolio.page"]
    assert [data.get("program") for data in pressed] == ["CONSUL"]
    whole = await world.presses("cmarchal", message, "portfolio.page")
    assert plain(whole.card or {}) == everything


async def test_in_a_channel_the_clicker_gets_the_programs_next_page(world: World) -> None:
    await world.teams.mention(world["nbrennan"], STATUS.name, "program CONSUL")
    turned = await world.presses("ldessart", world.posts()[-1], "portfolio.page")
    assert "CONSUL · Consular services" in plain(turned.card or {})
    assert "CONSUL-24 · Step 24" in plain(turned.card or {})


async def test_the_page_of_a_program_that_is_gone_is_refused_in_a_sentence(world: World) -> None:
    message = await world.asks("cmarchal", "program IT")
    await world.change_live("programs")
    answer = await world.presses("cmarchal", message, "portfolio.page")
    assert "There is no program IT that you can see." in str(answer.body)
