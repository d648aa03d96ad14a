"""Behind a command that takes a code, a project or program is named by words too, of those that the readers may see."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.scenarios.world import STATUS, World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import nodes, plain

OF_CODES = ["missing", "alerts", "indicators", "milestones", "actions", "decisions", "documents", "risks", "issues"]


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=("nbrennan", "pdewael")) as made:
        for member in ("nbrennan", "pdewael"):
            await made.asks(member, "language en")
        await made.until("2026-03-11 09:00")  # by then every project is judged
        yield made


def offered(message: Posted) -> list[str]:
    """The codes of the buttons that ask again."""
    found = [one for one in nodes(message.card or {}) if one.get("verb") == "question.ask"]
    return [str(one["data"]["subject"]) for one in found if one.get("type") == "Action.Execute"]


def words(message: Posted) -> str:
    return plain(message.card or {}) + message.text


@pytest.mark.parametrize("command", [*OF_CODES, "changes"])
async def test_words_that_suit_one_project_or_program_are_answered_as_its_code_is(world: World, command: str) -> None:
    meant = {"visa application": "VISA", "of the «Biometric» kits?": "BIOM", "services visas": "CONSUL"}
    for named, code in meant.items():
        by_words = await world.asks("nbrennan", f"{command} {named}")
        by_code = await world.asks("nbrennan", f"{command} {code}")
        assert by_code.card is not None
        assert words(by_words) == words(by_code)


@pytest.mark.parametrize("command", [*OF_CODES, "changes"])
async def test_what_is_nearly_spelt_so_is_offered_and_the_button_asks_the_same_question(
    world: World, command: str
) -> None:
    message = await world.asks("pdewael", f"{command} cabel")
    assert "I find no project or program “cabel” here" in words(message)
    assert offered(message) == ["CABLE"]
    pressed = await world.presses("pdewael", message, "question.ask")
    assert plain(pressed.card or {}) == words(await world.asks("pdewael", f"{command} CABLE"))


@pytest.mark.parametrize("typed", ["program consular services", "programme «consular»", "programma services visas"])
async def test_a_program_is_asked_for_by_its_name(world: World, typed: str) -> None:
    assert words(await world.asks("pdewael", typed)) == words(await world.asks("pdewael", "program CONSUL"))


async def test_a_program_that_is_nearly_spelt_so_is_offered_and_opened(world: World) -> None:
    message = await world.asks("pdewael", "program consull")
    assert "I find no program “consull” here" in words(message)
    assert offered(message) == ["CONSUL"]
    pressed = await world.presses("pdewael", message, "question.ask")
    assert plain(pressed.card or {}) == words(await world.asks("pdewael", "program CONSUL"))


async def test_a_code_of_several_parts_may_be_misspelt(world: World) -> None:
    await world.add_live("projects", {"code": "PRJ-17", "program": "CONSUL", "name": "Forms", "manager": "nbrennan"})
    assert offered(await world.asks("nbrennan", "documents pjr-17")) == ["PRJ-17"]


async def test_of_words_that_suit_several_each_is_offered_first_what_is_called_most_like_it(world: World) -> None:
    message = await world.asks("pdewael", "milestones post")
    assert "Did you mean one of these?" in words(message)
    assert offered(message)[0] == "POSTING"
    assert {"SATCOM", "SDWAN", "TEAMS"} <= set(offered(message))


async def test_words_that_suit_too_many_or_nothing_are_said_to_name_nothing(world: World) -> None:
    for typed in ("s", "all", "of the", "zeppelin", "?", "visa zeppelin"):
        answer = await world.asks("pdewael", f"documents {typed}")
        assert "There is no project or program" in answer.text


@pytest.mark.parametrize("command", [*OF_CODES, "program", "changes"])
async def test_what_the_asker_may_not_see_is_neither_meant_nor_offered(world: World, command: str) -> None:
    for typed in ("encrypted voice", "CIPHRE", "secnat", "diplomatic network", "cabel"):
        answer = await world.asks("nbrennan", f"{command} {typed}")
        assert answer.card is None
        assert answer.text.startswith("There is no pro")
        assert not any(name in answer.text for name in ("CIPHER", "Encrypted", "SECNET", "Diplomatic", "CABLE"))


async def test_a_code_that_is_both_is_offered_once_and_means_the_project(world: World) -> None:
    await world.add_live("projects", {"code": "CONSUL", "program": "CONSUL", "name": "Offices", "manager": "nbrennan"})
    message = await world.asks("nbrennan", "documents consull")
    assert offered(message).count("CONSUL") == 1
    pressed = await world.presses("nbrennan", message, "question.ask")
    assert "CONSUL · Offices" in plain(pressed.card or {})


@pytest.mark.parametrize(
    "values", [{"command": "privacy"}, {"command": "watch"}, {"command": ""}, {"subject": ""}, {"subject": "  "}]
)
async def test_the_button_asks_nothing_but_what_takes_a_code(world: World, values: dict[str, str]) -> None:
    message = await world.asks("pdewael", "milestones cabel")
    pressed = await world.presses("pdewael", message, "question.ask", values)
    assert pressed.card is None
    assert "This button does nothing any more." in pressed.message


async def test_a_button_that_was_made_up_shows_no_more_than_the_typed_command(world: World) -> None:
    message = await world.asks("nbrennan", "milestones vissa")
    pressed = await world.presses("nbrennan", message, "question.ask", {"subject": "CIPHER"})
    assert pressed.card is None
    assert "There is no project or program CIPHER that you can see." in pressed.message


async def test_a_place_means_what_it_may_show_and_its_buttons_obey_it(world: World) -> None:
    await world.teams.mention(world["pdewael"], STATUS.name, "milestones encrypted voice")
    assert world.posts()[-1].card is None
    await world.teams.mention(world["pdewael"], STATUS.name, "milestones visa application")
    assert "VISA · Online visa application" in plain(world.posts()[-1].card or {})
    await world.teams.mention(world["pdewael"], STATUS.name, "milestones passprot")
    post = world.posts()[-1]
    assert offered(post) == ["EPASS"]
    here = await world.teams.execute(world["pdewael"], post, "question.ask")
    assert "EPASS · Passport delivery tracking" in plain(here.card or {})
    beyond = await world.teams.execute(world["nbrennan"], post, "question.ask", {"subject": "CIPHER"})
    assert beyond.card is None
    assert "CIPHER" not in beyond.message


async def test_a_restricted_project_is_meant_in_its_readers_own_chat_and_not_in_its_programs_channel(
    world: World,
) -> None:
    await world.change_live("projects", BIOM={"classification": "restricted"})
    assert "BIOM ·" in words(await world.asks("pdewael", "documents biometric"))
    for typed in ("documents biometric", "documents boimetric", "program biometric"):
        before = len(world.posts())
        await world.teams.mention(world["pdewael"], STATUS.name, typed)
        here = [words(post) for post in world.posts()[before:]]
        assert here
        assert not any("BIOM" in told or "Biometric" in told for told in here)
