"""Channels and teams that are renamed, archived, deleted and brought back: posts go where they are read."""

from pathlib import Path

import pytest

from storage.contacts import Address
from tests.scenarios.test_channels import MANAGERS, alerts_in, red
from tests.scenarios.world import GENERAL, STATUS, World, ministry
from tests.teams.loopback import Answer
from tests.teams.reading import plain

LOST = (("channelDeleted", "channelRestored"), ("teamArchived", "teamUnarchived"), ("teamDeleted", "teamRestored"))
SENTENCES = {
    "channelDeleted": "werd in Teams verwijderd",
    "teamArchived": "werd gearchiveerd",
    "teamDeleted": "werd verwijderd",
}


async def happens(world: World, event: str, channel: str = STATUS.name, **names: str) -> Answer:
    """An event of the channel or of its whole team."""
    person = world["ldessart"]
    answer = await (
        world.teams.team_event(person, event, **names)
        if event.casefold().startswith("team")
        else world.teams.channel_event(person, event, channel, **names)
    )
    assert answer.status == 200
    return answer


async def address(world: World, channel: str = STATUS.id) -> Address:
    found = await world.records(lambda records: records.addresses.get(channel))
    assert isinstance(found, Address)
    return found


async def said_once(world: World) -> None:
    """The bot has been spoken to in the channel of CONSUL, so it knows its team."""
    await world.teams.mention(world["nbrennan"], STATUS.name, "help")


def notices(world: World, member: str = "pdewael") -> list[str]:
    return [plain(notice.card or {}) for notice in world.told(member, "notice")]


@pytest.mark.parametrize(("lost", "found"), LOST)
async def test_a_lost_channel_is_told_to_the_pmo_once_and_heals(tmp_path: Path, lost: str, found: str) -> None:
    async with ministry(tmp_path, installed=MANAGERS) as world:
        await said_once(world)
        await world.until("2026-03-12 10:00")
        await happens(world, lost)
        await happens(world, lost)
        await world.service.delivery.settled(5)
        told = [notice for notice in notices(world) if "CONSUL" in notice]
        assert len(told) == 1
        assert SENTENCES[lost] in told[0]
        assert "koppel CONSUL" in told[0]
        before = len(world.teams.received)
        await red(world, "VISA")
        assert not [one for one in world.teams.received[before:] if one.conversation == STATUS.id]
        assert [len(world.told(member, "alert")) for member in MANAGERS] == [1, 1, 0, 1]
        await happens(world, found)
        await red(world, "APPT")
        assert [post.mark["projects"] for post in alerts_in(world)] == [["APPT"]]


async def test_what_is_back_before_the_pmo_was_told_is_not_told(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=MANAGERS) as world:
        await said_once(world)
        await world.until("2026-03-12 21:00")
        await happens(world, "channelDeleted")
        await happens(world, "channelRestored")
        await world.until("2026-03-13 10:00")
        assert notices(world) == []


async def test_news_that_comes_late_changes_nothing(world: World) -> None:
    await said_once(world)
    late = world.teams.in_channel(world["ldessart"], STATUS.name, kind="conversationUpdate")
    late["channelData"] |= {"eventType": "channelDeleted"}
    await happens(world, "channelDeleted")
    await happens(world, "channelRestored")
    await world.teams.post(late | {"id": "f:other"})
    assert (await address(world)).unreachable == ""


async def test_the_app_that_came_back_is_not_lost_by_late_news_of_its_going(world: World) -> None:
    await said_once(world)
    late = world.teams.in_channel(world["ldessart"], GENERAL.name, kind="installationUpdate") | {"action": "remove"}
    own = world.teams.personal(world["nbrennan"], "installationUpdate") | {"action": "remove"}
    await world.teams.add_to_team(world["ldessart"], GENERAL.name)
    await world.teams.install(world["nbrennan"])
    await world.teams.post(late)
    await world.teams.post(own)
    assert (await address(world)).unreachable == ""
    await world.until("2026-03-12 10:30")
    assert len(world.told("nbrennan", "ask")) == 1


async def test_a_channel_that_was_deleted_stays_so_whatever_becomes_of_its_team(world: World) -> None:
    await said_once(world)
    await happens(world, "channelDeleted")
    for event in ("teamArchived", "teamUnarchived"):
        await happens(world, event)
    await world.teams.add_to_team(world["ldessart"], GENERAL.name)
    assert (await address(world)).unreachable == "channel deleted"
    await happens(world, "ChannelRestored")
    assert (await address(world)).unreachable == ""


async def test_words_in_a_channel_show_that_the_team_is_there_again(world: World) -> None:
    await said_once(world)
    await world.teams.mention(world["nbrennan"], GENERAL.name, "help")
    await happens(world, "teamArchived")
    await world.teams.join(world["pthapa"], STATUS.name)
    assert (await address(world)).unreachable == "team archived"
    await world.teams.mention(world["nbrennan"], GENERAL.name, "help")
    assert [(await address(world, channel.id)).unreachable for channel in (STATUS, GENERAL)] == ["", ""]


async def test_names_of_channels_and_teams_are_kept(world: World) -> None:
    await said_once(world)
    await happens(world, "channelRenamed", name="Visa and\n  status")
    await happens(world, "teamrenamed", name="Consular <at>affairs</at>")
    found = await address(world)
    assert (found.name, found.team_name) == ("Visa and status", "Consular <at>affairs</at>")
    for event in ("channelRenamed", "teamRenamed"):
        await happens(world, event, name="x" * 10_000)
    assert len((await address(world)).name) <= 200


async def test_events_of_channels_nobody_knows_and_events_nobody_knows_are_taken_note_of(world: World) -> None:
    for event in ("channelRestored", "channelDeleted", "teamHardDeleted", "teamRestored", "channelShared", "x" * 5000):
        await happens(world, event, GENERAL.name)
    for broken in ({"eventType": 7}, {"eventType": "teamArchived"}, {"eventType": "channelDeleted", "channel": None}):
        update = world.teams.in_channel(world["ldessart"], STATUS.name, kind="conversationUpdate")
        assert (await world.teams.post(update | {"channelData": broken | {"tenant": {"id": "x"}}})).status == 200
        assert (await world.teams.post(update | {"channelData": broken})).status == 200
    mine = world.teams.personal(world["ldessart"], "conversationUpdate")
    mine["channelData"] |= {"eventType": "teamDeleted"}
    assert (await world.teams.post(mine)).status == 200
    assert (await world.asks("ldessart", "help")).card is not None


async def test_who_leaves_a_private_channel_has_not_left_the_team(world: World) -> None:
    await world.teams.join(world["pthapa"], STATUS.name)
    update = world.teams.in_channel(world["ldessart"], STATUS.name, kind="conversationUpdate")
    member = {"id": world["pthapa"].teams_id, "aadObjectId": world["pthapa"].entra_id}
    data = update["channelData"] | {"eventType": "channelMemberRemoved"}
    await world.teams.post(update | {"membersRemoved": [member], "channelData": data})
    contact = await world.records(lambda records: records.contacts.get(world["pthapa"].entra_id))
    assert len(contact.teams) == 1


async def test_the_pmo_finds_in_todo_which_channels_are_lost_and_how_they_are_called(world: World) -> None:
    await said_once(world)
    await happens(world, "channelRenamed", name="Visa news")
    await happens(world, "teamArchived", name="Consular affairs")
    told = plain((await world.asks("pdewael", "taken")).card or {})
    assert "CONSUL (Consular affairs – Visa news): het team is gearchiveerd" in told
    assert "koppel CODE" in told
    await happens(world, "teamUnarchived")
    assert "Visa news" not in plain((await world.asks("pdewael", "taken")).card or {})
