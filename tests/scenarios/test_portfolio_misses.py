"""What a question about the portfolio finds nothing of: its words, with what is possible instead."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.scenarios.codes import codes
from tests.scenarios.world import World, ministry
from tests.teams.reading import plain


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart", "cmarchal", "pdewael")) as made:
        yield made


async def told(world: World, member: str, words: str) -> str:
    """The answer in plain text, without the signs that only turn directions."""
    message = await world.asks(member, words)
    return (message.text + plain(message.card or {})).replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("portfolio xyzzy", "No project matches “xyzzy”."),
        ("portfolio red Xyzzy", "No project matches “Xyzzy”."),
        ("portfolio visa or qwrtz apropos", "No project matches “apropos”, “qwrtz”."),
        ("portfolio not", "No project matches “not”."),
        ("portfolio not qwrtz", "No project matches “qwrtz”."),
        ("portfolio not manager:qwrtz", "No project here has a manager “qwrtz”."),
        ("portfolio nora brennan", "Perhaps you mean “manager:nora brennan”."),
        ("portfolio visa Brennan", "No project matches “Brennan”. Perhaps you mean “manager:Brennan”."),
        ("portfolio kathmandu", "Perhaps you mean “post:kathmandu”."),
        ("portfolio executing", "Perhaps you mean “phase:executing”."),
        ("portfolio by manager", "Perhaps you mean “sort:manager”."),
        ("portfolio manager:norra brenan", "has a manager “norra brenan”. Possible for example: Nora Brennan"),
        ("portfolio pki", "1 closed project matches: add “phase:closed”."),
        ("portfolio visa kathmandu cable", "No project matches “kathmandu”."),
        ("portfolio visa satellite", "No project matches all of this."),
        (
            "portfolio program:NOSUCH",
            "No project here belongs to a program “NOSUCH”. Possible for example: APPS, CONSUL",
        ),
        ("portfolio manager:Nobody", "No project here has a manager “Nobody”. Possible for example:"),
        ("portfolio manager:brannen red", "Possible for example: Nora Brennan."),
        ("portfolio owner:nosuch", "No project here has an owner “nosuch”."),
        ("portfolio post:Atlantis", "No project here is managed from a post “Atlantis”."),
        ("portfolio indicator:NOSUCH<3", "No project here has a value of an indicator “NOSUCH”."),
        ("portfolio budget>1000000", "No project here has a value of an indicator “budget”."),
        ("portfolio indicator:progress<50", "No project here has a value of an indicator “progress”."),
    ],
)
async def test_what_finds_nothing_is_named_with_what_is_possible(world: World, question: str, answer: str) -> None:
    await world.asks("cmarchal", "langue en")
    found = await told(world, "cmarchal", question)
    assert answer in found
    assert "No projects." not in found


async def test_one_of_several_values_that_finds_nothing_is_named_below_the_others(world: World) -> None:
    await world.asks("cmarchal", "langue en")
    found = await told(world, "cmarchal", "portfolio manager:brennan,nosuch")
    assert "3 projects" in found
    assert "No project here has a manager “nosuch”." in found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("portfolio manager:Nora Brennan", {"VISA", "APPT", "BIOM"}),
        ("portfolio manager:Nora Brennan or manager:Dana Whitfield", {"VISA", "APPT", "BIOM", "CABLE"}),
        ("portfolio owner:Hilde Van Acker visa", {"VISA"}),
        ("portfolio post:São Paulo", {"NIS2"}),
        ("portfolio program:digital workplace laptop", {"DEVICE"}),
        ("portfolio manager:Nora Brennan or post:KTM", {"VISA", "APPT", "BIOM", "SATCOM"}),
        ("portfolio program:CONSUL not manager:Nora Brennan", {"CRISIS", "EPASS"}),
    ],
)
async def test_a_name_goes_on_without_quotes_where_somebody_is_called_so(
    world: World, question: str, found: set[str]
) -> None:
    assert set(await codes(world, "cmarchal", question)) - {"CONSUL", "APPS", "SECNET"} == found


async def test_a_project_that_is_spelt_otherwise_is_offered_and_opened(world: World) -> None:
    message = await world.asks("cmarchal", "portefeuille satelittes")
    assert "SATCOM" in plain(message.card or {})
    message = await world.asks("cmarchal", "portefeuille encrypting")
    assert "Aucun projet ne correspond à" in plain(message.card or {})
    opened = await world.presses("cmarchal", message, "portfolio.open", {})
    assert "Encrypted voice" in plain(opened.card or {})


async def test_nothing_is_offered_that_the_asker_may_not_see(world: World) -> None:
    await world.asks("nbrennan", "language en")
    for question in (
        "portfolio encrypting",
        "portfolio verbeke",
        "portfolio kathmandu",
        "portfolio program:SECNT",
        "portfolio manager:verbek",
        "portfolio post:KTM",
    ):
        found = await told(world, "nbrennan", question)
        assert {"CIPHER", "SECNET", "Verbeke", "Kathmandu"}.isdisjoint(re.findall(r"\w+", found))
        assert "Perhaps you mean" not in found
