"""Codes as people type them behind `watch` and `export`, and codes that are words of something else."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from pmo.watches import Watched
from tests.scenarios.world import World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import nodes, plain

Wanted = tuple[Watched, str]
WORDS = {"RED": "Records digitised", "LATE": "Late arrivals desk", "OR": "Oregon consulate", "CONSUL": "New consulates"}


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart")) as made:
        await made.asks("nbrennan", "language en")
        yield made


async def with_words(world: World) -> World:
    """Projects whose codes are words, and one that is called as a program is."""
    common = {"program": "CONSUL", "manager": "nbrennan", "owner": "ldessart", "phase": "executing"}
    dates = {"start": "2025-01-01", "end": "2026-09-30", "classification": "internal"}
    await world.add_live("projects", *[common | dates | {"code": code, "name": name} for code, name in WORDS.items()])
    return world


async def watches(world: World) -> list[Wanted]:
    found = await world.records(lambda records: records.watches.find("member", "nbrennan"))
    return [(one.of, one.subject) for one in found]


def buttons(message: Posted) -> list[str]:
    """The titles of its buttons."""
    return [str(one.get("title")) for one in nodes(message.card or {}) if "verb" in one]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ('watch "VISA"', (Watched.PROJECT, "VISA")),
        ("watch VISA?", (Watched.PROJECT, "VISA")),
        ("watch visa.", (Watched.PROJECT, "VISA")),
        ("watch project VISA", (Watched.PROJECT, "VISA")),
        ("suivre projet « VISA » chaque semaine", (Watched.PROJECT, "VISA")),
        ("watch CONSUL.", (Watched.PROGRAM, "CONSUL")),
        ("volgen programma consul dagelijks", (Watched.PROGRAM, "CONSUL")),
        ("watch portfolio red", (Watched.PORTFOLIO, "red")),
        ("watch program:CONSUL red", (Watched.PORTFOLIO, "program:CONSUL red")),
        ("watch online", (Watched.PORTFOLIO, "online")),
    ],
)
async def test_a_code_is_taken_as_other_commands_take_it(world: World, words: str, wanted: Wanted) -> None:
    await world.asks("nbrennan", words)
    assert await watches(world) == [wanted]


@pytest.mark.parametrize("typed", ["vissa", "project vissa", "vissa weekly"])
async def test_what_is_nearly_a_code_is_asked_about_and_watched_with_a_press(world: World, typed: str) -> None:
    message = await world.asks("nbrennan", f"watch {typed}")
    assert "I find nothing “vissa” to watch" in plain(message.card or {})
    assert await watches(world) == []
    await world.presses("nbrennan", message, "watch.set")
    assert await watches(world) == [(Watched.PROJECT, "VISA")]


async def test_what_is_nearly_the_code_of_a_program_is_offered_to_who_knows_of_it(world: World) -> None:
    message = await world.asks("nbrennan", "watch konsul")
    assert buttons(message) == ["CONSUL · Consular services and visas"]
    hidden = await world.asks("nbrennan", "watch secnat")
    assert "SECNET" not in hidden.text + plain(hidden.card or {})


@pytest.mark.parametrize(
    ("typed", "found"),
    [("program consul", {"VISA", "APPT", "BIOM"}), ("project VISA", {"VISA"}), ('"VISA"', {"VISA"})],
)
async def test_an_export_takes_a_code_as_other_commands_do(world: World, typed: str, found: set[str]) -> None:
    await world.asks("nbrennan", f"export {typed}")
    (asked,) = await world.records(lambda records: records.downloads.all())
    listed = plain((await world.asks("nbrennan", f"portfolio {asked.code}")).card or {})
    assert {code for code in ("VISA", "APPT", "BIOM", "SATCOM") if f"{code} ·" in listed} == found


async def test_a_word_that_is_a_code_too_is_said_to_be_and_the_other_is_offered(world: World) -> None:
    await with_words(world)
    project = await world.asks("nbrennan", "watch red")
    assert "RED · Records digitised" in plain(project.card or {})
    assert "Portfolio: red" in buttons(project)
    status = await world.asks("nbrennan", "watch portfolio red")
    assert "RED · Records digitised" in buttons(status)
    assert set(await watches(world)) == {(Watched.PROJECT, "RED"), (Watched.PORTFOLIO, "red")}
    assert "CONSUL · Consular services and visas" in buttons(await world.asks("nbrennan", "watch CONSUL"))


async def test_a_list_names_the_project_whose_code_is_a_filter_and_quotes_mean_its_code(world: World) -> None:
    await with_words(world)
    assert "LATE · Late arrivals desk" in buttons(await world.asks("nbrennan", "portfolio late"))
    assert "RED · Records digitised" in buttons(await world.asks("nbrennan", "portfolio red"))
    quoted = plain((await world.asks("nbrennan", "portfolio “RED”")).card or {})
    assert "1 project: 1 not reported." in quoted
    assert "RED · Records digitised" in quoted
    told = (await world.asks("nbrennan", "export RED")).text
    assert "For the project RED · Records digitised, put its code in quotes." in told


@pytest.mark.parametrize("command", ["milestones", "indicators", "alerts", "missing", "watch"])
async def test_a_code_of_a_project_and_a_program_means_the_project_whatever_is_asked(
    world: World, command: str
) -> None:
    await with_words(world)
    told = plain((await world.asks("nbrennan", f"{command} CONSUL")).card or {})
    assert "VISA" not in told
    if command != "alerts":
        assert "CONSUL · New consulates" in told
