"""Who has not installed the app is reached through a team that has it, if they are in one."""

from pathlib import Path

import pytest

from storage.contacts import Address
from storage.outbox import Delivery, LetterKind, Outcome
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.limits import NOT_IN_ROSTER
from tests.teams.people import TEAM_ID


@pytest.fixture
def team(world: World) -> list[str]:
    """The members of a team that the bot has met; they have no app of their own."""
    members = ["mcole", "sbenali", "kwouters"]
    world.teams.connector.team = [world[member] for member in members]
    return members


async def meet_the_team(world: World) -> None:
    await world.teams.mention(world["nbrennan"], STATUS.name, "help")


def requests(world: World, kind: str) -> list[str]:
    return [one.conversation for one in world.teams.received if one.kind == kind]


async def of_asks(world: World, member: str) -> list[Delivery]:
    return [one for one in await world.outcomes() if one.member == member and one.kind is LetterKind.ASK]


async def test_members_of_a_team_are_asked_by_the_name_that_its_roster_gives_them(
    world: World, team: list[str]
) -> None:
    await meet_the_team(world)
    await world.until("2026-03-12 16:00")
    for member in team:
        assert len(world.told(member, "ask")) == 1
    made = requests(world, "create")
    assert {world[member].teams_id for member in team} <= set(made)
    assert not {world[member].entra_id for member in team} & set(made)


async def test_a_roster_is_read_once_for_all_and_page_by_page(world: World, team: list[str]) -> None:
    await meet_the_team(world)
    await world.until("2026-03-12 16:00")
    assert len(requests(world, "members")) == 2  # three members, two on a page


async def test_a_channel_that_is_out_of_reach_does_not_hide_the_roster_of_its_team(
    world: World, team: list[str]
) -> None:
    await meet_the_team(world)
    dead = Address(id="19:zzz@thread.tacv2", service_url=world.teams.service_url, team=TEAM_ID, unreachable="403")
    await world.service.office.work(lambda desk: desk.records.addresses.put(dead))
    await world.until("2026-03-12 16:00")
    assert len(world.told("mcole", "ask")) == 1


async def test_who_is_in_no_team_stays_not_installed(world: World, team: list[str]) -> None:
    await meet_the_team(world)
    await world.until("2026-03-12 16:00")
    (outcome,) = await of_asks(world, "aparata")
    assert (outcome.outcome, outcome.reason) == (Outcome.UNREACHABLE, "not installed")


async def test_a_roster_that_is_refused_costs_nobody_anything_but_the_way_through_it(
    world: World, team: list[str]
) -> None:
    await meet_the_team(world)
    world.teams.limits.refused[TEAM_ID] = (403, NOT_IN_ROSTER)
    world.teams.connector.installed.add(world["mcole"].entra_id)
    await world.until("2026-03-12 16:00")
    assert len(world.told("mcole", "ask")) == 1
    (outcome,) = await of_asks(world, "sbenali")
    assert outcome.reason == "not installed"


async def test_who_joins_the_team_later_gets_the_card_whose_window_is_open(world: World, team: list[str]) -> None:
    world.teams.connector.team = []
    await meet_the_team(world)
    await world.until("2026-03-12 16:00")
    assert world.told("mcole", "ask") == []
    world.teams.connector.team = [world["mcole"]]
    await world.teams.join(world["mcole"])
    await world.teams.until(lambda: bool(world.told("mcole", "ask")))
    assert (await world.fill("mcole", "SDWAN", rag="green")).card is not None


async def test_an_app_that_comes_into_the_team_later_reaches_its_members_at_once(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        world.teams.connector.in_team = False
        await world.until("2026-03-12 16:00")
        world.teams.connector.team = [world["mcole"]]
        await world.teams.add_to_team(world["pdewael"])
        await world.teams.until(lambda: bool(world.told("mcole", "ask")), 15)
        assert len(world.told("mcole", "ask")) == 1
