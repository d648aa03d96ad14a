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
