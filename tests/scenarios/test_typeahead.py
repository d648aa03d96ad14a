"""Fields that suggest as one types, and the plain ones beside them."""

import pytest

from tests.fuzz.hostile import RTL
from tests.scenarios.test_alert_actions import ACT, actions, red
from tests.scenarios.test_alerts import alerts_in
from tests.scenarios.world import STATUS, World
from tests.teams.connector import Posted
from tests.teams.reading import plain

__all__ = ["red"]


async def portfolio(world: World, member: str = "pdewael") -> Posted:
    """The card with the field."""
    await world.asks(member, "language en")
    return await world.asks(member, "portfolio")


async def suggested(world: World, message: Posted, text: str, member: str = "pdewael") -> list[str]:
    """What would be sent when one of the suggestions were chosen."""
    found = await world.teams.search(world[member], message, "project", text)
    return [one["value"] for one in found]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("VISA", "VISA"),
        ("vis", "VISA"),
        ("online visa", "VISA"),
        ("ONLINE  Vísa ", "VISA"),
        ("VISA · Online visa application", "VISA"),
        ("encripted", "CIPHER"),  # nearly
        ("biometric", "BIOM"),
    ],
)
async def test_projects_are_found_by_code_and_name(world: World, typed: str, first: str) -> None:
    assert (await suggested(world, await portfolio(world), typed))[:1] == [first]


async def test_before_anything_is_typed_the_worst_are_suggested_and_no_more_than_fifteen(world: World) -> None:
    message = await portfolio(world)
    found = await suggested(world, message, "")
    assert len(found) == 15
    assert await suggested(world, message, "nosuchthing") == []
    assert await suggested(world, message, f"{RTL} {'x' * 10_000}") == []


async def test_one_is_suggested_what_one_may_see_where_one_asks(world: World) -> None:
    own = await portfolio(world, "nbrennan")
    assert await suggested(world, own, "CIPHER", "nbrennan") == []
    assert await suggested(world, own, "visa", "nbrennan") == ["VISA"]
    await world.teams.mention(world["pdewael"], STATUS.name, "portfolio")
    public = world.posts()[-1]
    assert await suggested(world, public, "CRISIS") == ["CRISIS"]
    assert await suggested(world, public, "CIPHER") == []
    assert await suggested(world, public, "SATCOM") == []  # of another program
    await world.teams.ask_targeted(world["pdewael"], STATUS.name, "portfolio")
    assert await suggested(world, world.posts()[-1], "CIPHER") == ["CIPHER"]


@pytest.mark.parametrize(
    "values",
    [
        {"project": "VISA"},  # chosen
        {"code": "visa"},  # typed
        {"project": "VISA · Online visa application"},  # as it is shown, by clients that send that
        {"code": "“VISA”?"},
        {"code": "online visa"},
        {"project": "SATCOM", "code": "VISA"},  # what was typed goes before what was chosen
    ],
)
async def test_a_project_is_opened_whichever_field_is_filled_in(world: World, values: dict[str, str]) -> None:
    answer = await world.presses("pdewael", await portfolio(world), "portfolio.open", values)
    assert "Online visa application" in plain(answer.card or {})


@pytest.mark.parametrize("values", [{"code": "nosuch"}, {"code": "a"}, {"project": RTL}])
async def test_what_suits_none_or_several_is_told(world: World, values: dict[str, str]) -> None:
    answer = await world.presses("pdewael", await portfolio(world), "portfolio.open", values)
    assert answer.message.startswith("There is no project ")


async def test_nothing_is_told_when_nothing_is_filled_in_but_what_can_be(world: World) -> None:
    answer = await world.presses("pdewael", await portfolio(world), "portfolio.open", {})
    assert answer.message.startswith("Which project?")


async def test_a_name_means_nothing_that_the_person_may_not_see(world: World) -> None:
    answer = await world.presses(
        "nbrennan", await portfolio(world, "nbrennan"), "portfolio.open", {"code": "encrypted"}
    )
    assert answer.message.startswith("There is no project encrypted ")


async def test_who_acts_is_chosen_from_those_who_may_hear_of_it(red: World) -> None:
    (alert,) = alerts_in(red)
    found = await red.teams.search(red["nbrennan"], alert, "person", "dess")
    assert found == [{"title": "Luc Dessart", "value": "ldessart"}]
    assert await red.teams.search(red["vnguyen"], alert, "person", "dess") == []  # may do nothing about it
    await red.presses("nbrennan", alert, "alert.action", ACT | {"owner": "", "person": "ldessart"})
    assert [one.owner for one in await actions(red)] == ["ldessart"]


@pytest.mark.parametrize(
    "typed", ["project visa online", "project Online visa application", "projet «biometric»?", "project VISA · Online"]
)
async def test_a_project_is_asked_for_by_its_name(world: World, typed: str) -> None:
    await world.asks("pdewael", "language en")
    shown = plain((await world.asks("pdewael", typed)).card or {})
    assert "Online visa application" in shown or "Biometric enrolment kits" in shown
    assert "Did you mean" not in shown


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("project VISSA", "VISA"), ("project cabel", "CABLE"), ("VISSA", "VISA"), ("satcomm?", "SATCOM")],
)
async def test_a_code_that_is_spelt_nearly_so_is_asked_about_and_opened(world: World, typed: str, meant: str) -> None:
    await world.asks("pdewael", "language en")
    message = await world.asks("pdewael", typed)
    assert "Did you mean this one?" in plain(message.card or {})
    opened = await world.presses("pdewael", message, "portfolio.open", {})
    assert plain(opened.card or {}).startswith(f"{meant} · ")


async def test_a_name_that_suits_several_is_asked_about(world: World) -> None:
    await world.asks("pdewael", "language en")
    assert "Did you mean one of these?" in plain((await world.asks("pdewael", "project CONSUL")).card or {})


@pytest.mark.parametrize("typed", ["project CIPHRE", "project encrypted voice", "CIPHRE", "project SECNET"])
async def test_what_the_asker_may_not_see_is_neither_found_nor_offered(world: World, typed: str) -> None:
    await world.asks("nbrennan", "language en")
    answer = await world.asks("nbrennan", typed)
    assert answer.card is None
    assert "CIPHER" not in answer.text
    assert "Encrypted" not in answer.text


async def test_a_place_finds_by_name_what_it_may_show_and_nothing_else(world: World) -> None:
    await world.teams.mention(world["pdewael"], STATUS.name, "project encrypted")
    assert world.posts()[-1].card is None
    await world.teams.mention(world["pdewael"], STATUS.name, "project online visa")
    assert "Online visa application" in plain(world.posts()[-1].card or {})
    await world.teams.mention(world["pdewael"], STATUS.name, "VISSA")
    assert world.posts()[-1].card is None


@pytest.mark.parametrize("typed", ["thanks", "bonjour", "what", "portfolo", "hello there"])
async def test_a_word_of_something_else_is_no_project(world: World, typed: str) -> None:
    assert (await world.asks("pdewael", typed)).card is None
