"""A slash command in a channel or chat: the asker sees what they may see, and nobody else sees anything."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.scenarios.test_alerts import alerts_in
from tests.scenarios.world import STATUS, World
from tests.teams import LUNCH, activities
from tests.teams.connector import Posted
from tests.teams.people import Channel
from tests.teams.reading import action, plain

RESTRICTED = "CIPHER"  # of the channel's program; tverbeke manages it


@pytest.fixture(autouse=True)
def a_group_chat(world: World) -> None:
    """Some of them also write in a chat of several that has the bot."""
    world.teams.connector.channels.append(LUNCH)


async def asks(world: World, member: str, words: str, place: Channel = STATUS) -> Posted:
    """Somebody chooses a slash command, and gets an answer that nobody else sees."""
    await world.teams.ask_targeted(world[member], place.name, words)
    message = world.posts(place)[-1]
    assert message.only_for == world[member].teams_id
    return message


async def presses(world: World, member: str, message: Posted, verb: str, **values: str) -> str:
    """Press a button; what the person sees then."""
    answer = await world.teams.execute(world[member], message, verb, values)
    assert answer.card is not None, answer.message
    return plain(answer.card)


@pytest.mark.parametrize("place", [STATUS, LUNCH], ids=["channel", "chat"])
async def test_it_is_answered_as_in_the_own_chat(world: World, place: Channel) -> None:
    await world.settled()  # every project is judged, so that nothing changes between the two
    message = await asks(world, "tverbeke", "portfolio", place)
    await world.teams.install(world["tverbeke"])
    own = await world.asks("tverbeke", "portfolio")
    assert RESTRICTED in plain(message.card or {})
    assert message.card == own.card


@pytest.mark.parametrize("words", ["/portfolio", "portefeuille", " portfolio&nbsp;"])
async def test_it_is_understood_however_teams_writes_it(world: World, words: str) -> None:
    message = await asks(world, "nbrennan", words)
    assert "VISA" in plain(message.card or {})


async def test_it_is_understood_behind_a_mention_of_the_bot_too(world: World) -> None:
    there = world.teams.in_channel(world["nbrennan"], STATUS.name)
    await world.teams.post(activities.targeted(activities.with_mention(there, "/project VISA")))
    (message,) = world.posts()
    assert message.only_for == world["nbrennan"].teams_id
    assert "VISA" in plain(message.card or {})


async def test_what_is_pressed_on_the_answer_stays_private_also_after_a_restart(world: World) -> None:
    message = await asks(world, "tverbeke", "portfolio sort:code")
    assert RESTRICTED in await presses(world, "tverbeke", message, "portfolio.page")
    message.views.clear()
    await world.stop()
    await world.start()
    assert "Encrypted voice" in await presses(world, "tverbeke", message, "portfolio.open", project=RESTRICTED)
    assert {one.only_for for one in world.posts()} == {world["tverbeke"].teams_id}


async def test_the_same_button_where_others_see_it_shows_what_they_may_see(world: World) -> None:
    await asks(world, "tverbeke", "portfolio sort:code")
    await world.teams.mention(world["tverbeke"], STATUS.name, "portfolio sort:code")
    public = world.posts()[-1]
    shown = await presses(world, "tverbeke", public, "portfolio.page")
    assert RESTRICTED not in shown
    assert "VISA" in shown


async def test_watching_by_a_button_is_told_below_the_answer(world: World) -> None:
    message = await asks(world, "nbrennan", "project VISA")
    await world.teams.execute(world["nbrennan"], message, "watch.set")
    await world.teams.until(lambda: len(world.posts()) == 2)
    assert {one.only_for for one in world.posts()} == {world["nbrennan"].teams_id}


@pytest.mark.parametrize("words", ["settings", "todo", "privacy", "checkin", "watch", "digest", "missing", "help"])
async def test_what_is_ones_own_business_is_answered_there_too_without_a_chat(world: World, words: str) -> None:
    await asks(world, "tverbeke", words)
    assert len(world.posts()) == 1
    assert world.teams.personal_messages(world["tverbeke"]) == []


async def test_an_alert_that_is_taken_there_is_redrawn_for_the_channel_as_the_channel_may_see_it(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.fill("nbrennan", "VISA", rag="red", summary="Supplier gone")
    await world.settled()
    (alert,) = alerts_in(world)
    mine = await asks(world, "pdewael", "alerts VISA")
    world.teams.says_targeted_of_clicks = True
    click = activities.click(world.teams.beside(world["pdewael"], mine), "alert.acknowledge", _ids(mine), alert.id)
    await world.teams.post(click)  # a client that names the public message instead of its own
    await world.settled()
    assert world["pdewael"].name in plain(alert.card or {})
    redrawn = [one for one in world.teams.received if one.kind == "update" and one.activity_id == alert.id]
    assert redrawn
    assert all("isTargetedActivity" not in one.raw_path for one in redrawn)
    assert ((mine.card or {})["lang"], (alert.card or {})["lang"]) == ("nl", "en")


def _ids(message: Posted) -> Mapping[str, Any]:
    """What the button sends."""
    data: Mapping[str, Any] = action(message.card or {}, "alert.acknowledge")["data"]
    return data


async def test_a_checkin_shown_to_one_person_is_kept_up_to_date_for_them(world: World) -> None:
    await world.until("2026-03-12 10:00")
    shown = await asks(world, "nbrennan", "checkin")
    await world.fill("nbrennan", "VISA", rag="red", summary="The supplier is late")
    await world.settled()
    await world.teams.until(lambda: len(shown.history) > 1)
    assert "VISA is red" in plain(shown.card or {})
    changed = [one.raw_path for one in world.teams.received if one.kind == "update" and one.activity_id == shown.id]
    assert all(path.endswith("?isTargetedActivity=true") for path in changed)
    public = [one for one in world.posts() if not one.only_for]
    assert "checkin.submit" not in str([one.card for one in public])


async def test_a_checkin_is_answered_where_nobody_else_sees_it(world: World) -> None:
    await world.until("2026-03-12 10:00")
    shown = await asks(world, "nbrennan", "checkin")
    await world.teams.execute(world["nbrennan"], shown, "checkin.submit", {"VISA/rag": "green"})
    assert [report.rag for report in await world.reports("VISA")] == ["green"]
    await world.settled()
    card = await world.records(lambda records: records.cards.all())
    places = [where for one in card for where in one.messages if where.activity == shown.id]
    assert [where.only_for for where in places] == [world["nbrennan"].entra_id]


async def test_what_teams_refuses_comes_into_the_own_chat_and_is_lost_without_one(world: World) -> None:
    world.teams.limits.refused[STATUS.id] = (403, {"error": {"code": "BotNotInConversationRoster"}})
    await world.teams.ask_targeted(world["nbrennan"], STATUS.name, "project VISA")
    assert "VISA" in plain(world.teams.message(world["nbrennan"]).card or {})
    await world.teams.ask_targeted(world["tverbeke"], STATUS.name, "project CIPHER")
    assert world.posts() == []
    assert world.teams.personal_messages(world["tverbeke"]) == []


async def test_somebody_who_is_no_member_gets_help_only(world: World) -> None:
    stranger = world["nbrennan"]
    unknown = type(stranger)(name="X", entra_id="99999999-0000-4000-8000-000000000001", teams_id="29:unknown")
    world.teams.connector.people.append(unknown)
    await world.teams.ask_targeted(unknown, STATUS.name, "portfolio")
    (message,) = world.posts()
    assert (message.only_for, message.card) == ("29:unknown", None)
