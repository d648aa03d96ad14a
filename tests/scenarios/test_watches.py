"""Somebody is told when what they watch changes: in their hours, and only what they may see."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from dialogs.desk import Desk
from pmo.watches import MOST, Pace
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import plain, verbs


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=("nbrennan", "pdewael", "cmarchal", "jrenard", "ldessart")) as made:
        await made.settled()
        await made.asks("ldessart", "language en")
        yield made


def watched(world: World, member: str) -> list[Posted]:
    """What somebody was told because they watch it."""
    return [one for one in world.told(member, "notice") if str(one.mark["key"]).startswith("watch/")]


def newest(world: World, member: str) -> str:
    """The newest message in somebody's chat."""
    return plain(world.teams.personal_messages(world[member])[-1].card or {})


async def watch(world: World, member: str, words: str, pace: Pace | None = None) -> Posted:
    """Say what is to be watched, and choose how soon."""
    card = await world.asks(member, words)
    assert "watch.set" in verbs(card.card or {}), plain(card.card or {})
    if pace is not None:
        values = {"watch": (await watches(world, member))[-1], "pace": pace.value}
        await world.presses(member, card, "watch.set", values)
    return card


async def watches(world: World, member: str) -> list[str]:
    """Keys of what somebody watches, the newest last."""
    found = await world.records(lambda records: records.watches.find("member", member))
    return [one.key for one in sorted(found, key=lambda one: one.since)]


async def answer(world: World, code: str, at: str, **values: str) -> None:
    """Nora Brennan answers for one of her projects, and a minute passes."""
    if not world.told("nbrennan", "ask"):
        await world.until("2026-03-12 10:00")
    await world.until(f"2026-03-12 {at}:00")
    await world.fill("nbrennan", code, **values)
    await world.settled()
    await world.until(f"2026-03-12 {at}:30")


async def test_what_changes_is_told_at_once_and_only_once(world: World) -> None:
    card = await watch(world, "ldessart", "watch VISA")
    assert "As soon as it changes, in your working hours." in plain(card.card or {})
    assert not watched(world, "ldessart")
    await answer(world, "VISA", "10:05", rag="amber", forecast_end="2026-10-15", cause="The supplier")
    (message,) = watched(world, "ldessart")
    told = plain(message.card or {})
    assert "from green to amber" in told
    assert "expected end from 30 Sept 2026 to 15 Oct 2026" in told
    await world.until("2026-03-12 16:00")
    await answer(world, "APPT", "16:01", rag="green")
    assert len(watched(world, "ldessart")) == 1


async def test_several_changes_of_a_few_minutes_are_one_message(world: World) -> None:
    await watch(world, "ldessart", "watch CONSUL", Pace.AT_ONCE)
    await answer(world, "VISA", "10:05", rag="amber")
    await answer(world, "APPT", "10:07", rag="red")
    await answer(world, "BIOM", "10:08", rag="amber")
    assert len(watched(world, "ldessart")) == 1
    await world.until("2026-03-12 10:30")
    first, second = watched(world, "ldessart")
    assert "VISA" in plain(first.card or {})
    told = plain(second.card or {})
    assert ("APPT" in told, "BIOM" in told, "VISA" in told) == (True, True, False)


async def test_whoever_has_reported_it_themselves_is_not_told(world: World) -> None:
    for member in ("nbrennan", "ldessart"):
        await watch(world, member, "watch VISA")
    await answer(world, "VISA", "10:05", rag="amber")
    assert not watched(world, "nbrennan")
    assert len(watched(world, "ldessart")) == 1


async def test_what_was_changed_back_before_it_was_told_is_no_news(world: World) -> None:
    await watch(world, "ldessart", "watch VISA", Pace.DAILY)
    await answer(world, "VISA", "10:05", rag="red")
    message = world.checkin("nbrennan")
    await world.presses("nbrennan", message, "checkin.edit")
    await answer(world, "VISA", "10:15", rag="green")
    await world.until("2026-03-16 12:00")
    assert not [one for one in watched(world, "ldessart") if "from green to red" in plain(one.card or {})]


async def test_once_a_day_and_once_a_week_are_told_in_the_morning_of_a_working_day(world: World) -> None:
    await watch(world, "ldessart", "watch VISA", Pace.DAILY)
    await watch(world, "jrenard", "suivre VISA", Pace.WEEKLY)
    await answer(world, "VISA", "10:05", rag="amber")
    await world.until("2026-03-13 08:59")
    assert not watched(world, "ldessart")
    await world.until("2026-03-16 09:05")
    assert str(watched(world, "ldessart")[0].mark["now"]).startswith("2026-03-13T08:00")
    (weekly,) = watched(world, "jrenard")
    assert str(weekly.mark["now"]).startswith("2026-03-16T08:00")
    assert "vert → orange" in plain(weekly.card or {})


async def test_who_may_not_see_a_project_cannot_watch_it_and_hears_nothing_that_others_do_not(world: World) -> None:
    hidden = await world.asks("nbrennan", "watch CIPHER")
    unknown = await world.asks("nbrennan", "watch NOSUCH")
    assert hidden.text.replace("CIPHER", "…") == unknown.text.replace("NOSUCH", "…")
    assert "There is nothing CIPHER" in hidden.text
    card = await world.asks("nbrennan", "project VISA")
    pressed = await world.presses("nbrennan", card, "watch.set", {"of": "project", "subject": "CIPHER"})
    assert "There is nothing CIPHER" in str(pressed.body)
    assert not await world.records(lambda records: records.watches.find("member", "nbrennan", "cipher"))


async def test_a_list_by_a_name_that_nobody_has_is_not_watched(world: World) -> None:
    told = await world.asks("nbrennan", "watch manager:Nobody red")
    assert "No project here has a manager “Nobody”. Possible for example: Nora Brennan." in told.text
    assert not await watches(world, "nbrennan")


async def test_a_watch_ends_silently_with_the_right_to_see_it(world: World) -> None:
    await watch(world, "ldessart", "watch VISA")
    await world.stop()
    await world.change("programs", "CONSUL", manager="pdewael")
    await world.start()
    await answer(world, "VISA", "10:05", rag="red")
    assert not watched(world, "ldessart")
    assert not await watches(world, "ldessart")


async def test_a_program_that_is_none_of_theirs_any_more_is_not_even_named(world: World) -> None:
    await watch(world, "nbrennan", "watch CONSUL", Pace.DAILY)
    await world.stop()
    await world.change("programs", "CONSUL", name="Secret plans")
    await world.change_rows("projects", **{code: {"manager": "pdewael"} for code in ("VISA", "APPT", "BIOM")})
    await world.start()
    told = plain((await world.asks("nbrennan", "watch")).card or {})
    assert "CONSUL" in told
    assert "Secret plans" not in told
    await world.until("2026-03-12 09:05")
    assert not watched(world, "nbrennan")
    assert not await watches(world, "nbrennan")


async def test_who_wants_to_be_told_at_once_after_all_is_told_what_has_waited(world: World) -> None:
    card = await watch(world, "ldessart", "watch VISA", Pace.WEEKLY)
    await answer(world, "VISA", "10:05", rag="amber")
    assert not watched(world, "ldessart")
    values = {"watch": (await watches(world, "ldessart"))[0], "pace": Pace.AT_ONCE.value}
    await world.presses("ldessart", card, "watch.set", values)
    await world.until("2026-03-12 10:10")
    assert "from green to amber" in plain(watched(world, "ldessart")[0].card or {})


async def test_a_filter_tells_who_joined_and_who_left(world: World) -> None:
    await watch(world, "ldessart", "watch program:CONSUL amber", Pace.AT_ONCE)
    await answer(world, "VISA", "10:05", rag="amber")
    await answer(world, "APPT", "10:25", rag="green")
    first, second = [plain(one.card or {}) for one in watched(world, "ldessart")]
    assert "VISA" in first
    assert "new among these" in first
    assert "APPT" in second
    assert "not among these any more" in second


async def test_whoever_watches_green_hears_how_a_project_stands_that_is_green_no_more(world: World) -> None:
    await watch(world, "ldessart", "watch green", Pace.AT_ONCE)
    await answer(world, "VISA", "10:05", rag="red", summary="The supplier has gone")
    (message,) = watched(world, "ldessart")
    assert "VISA · Online visa application from green to red · not among these any more" in plain(message.card or {})
    opened = await world.presses("ldessart", message, "portfolio.open")
    assert "The supplier has gone" in plain(opened.card or {})
    card, (key,) = await world.asks("ldessart", "watch"), await watches(world, "ldessart")
    await world.presses("ldessart", card, "watch.list", {"watch": key})
    async with asyncio.timeout(10):  # the click is answered first, the card follows
        while "from green to red · not among these any more" not in newest(world, "ldessart"):
            await asyncio.sleep(0.01)


async def test_the_button_of_a_channel_answers_the_clicker_alone(world: World) -> None:
    await world.teams.mention(world["ldessart"], STATUS.name, "portfolio")
    post = world.posts(STATUS)[-1]
    before = len(world.posts(STATUS))
    await world.presses("ldessart", post, "watch.set")
    async with asyncio.timeout(10):  # the click is answered first, the card follows
        while "I tell you when this changes" not in newest(world, "ldessart"):
            await asyncio.sleep(0.01)
    assert len(world.posts(STATUS)) == before
    (key,) = await watches(world, "ldessart")
    kept = await world.records(lambda records: records.watches.get(key))
    assert (kept.of.value, kept.subject) == ("program", "CONSUL")


async def test_who_sees_a_program_in_its_channel_alone_is_told_what_they_can_do(world: World) -> None:
    await world.teams.mention(world["ldessart"], STATUS.name, "portfolio")
    await world.teams.mention(world["ldessart"], STATUS.name, "project VISA")
    for post, code in zip(world.posts(STATUS)[-2:], ("CONSUL", "VISA"), strict=True):
        refused = await world.presses("skeller", post, "watch.set")
        assert f"Sie sehen {code} nur in diesem Kanal" in str(refused.body)


async def test_all_that_is_watched_is_listed_and_ended_one_by_one(world: World) -> None:
    assert "You watch nothing." in plain((await world.asks("ldessart", "watch")).card or {})
    await watch(world, "ldessart", "watch VISA")
    await watch(world, "ldessart", "watch CONSUL")
    card = await world.asks("ldessart", "watch")
    assert "I tell you when 2 things change." in plain(card.card or {})
    first = (await watches(world, "ldessart"))[0]
    await world.presses("ldessart", card, "watch.set", {"watch": first})
    assert len(await watches(world, "ldessart")) == 1
    assert "Not watched any more: VISA" in plain(card.seen_by(world["ldessart"]) or {})
    again = await world.presses("ldessart", card, "watch.set", {"watch": first})
    assert "You do not watch this any more" in str(again.body)


async def test_somebody_elses_watch_cannot_be_ended(world: World) -> None:
    await watch(world, "ldessart", "watch VISA")
    card = await watch(world, "nbrennan", "watch VISA")
    (key,) = await watches(world, "ldessart")
    await world.presses("nbrennan", card, "watch.set", {"watch": key, "pace": "stop"})
    assert await watches(world, "ldessart") == [key]


async def test_the_same_filters_are_one_watch_in_every_language_and_order_called_as_they_were_typed_last(
    world: World,
) -> None:
    for words in ("watch red late", "watch retard rouge", "watch rot verspätet sort:name", "watch status:rood late"):
        await world.asks("ldessart", words)
    (key,) = await watches(world, "ldessart")
    kept = await world.records(lambda records: records.watches.get(key))
    assert kept.subject == "status:rood late"
    assert "Portfolio: rot verspätet" in plain((await watch(world, "ldessart", "watch rot verspätet")).card or {})
    await world.asks("ldessart", "watch red")
    assert len(await watches(world, "ldessart")) == 2


async def test_watches_of_before_are_one_from_now_on_and_their_buttons_go_on_working(world: World) -> None:
    card = await watch(world, "ldessart", "watch rot")
    (key,) = await watches(world, "ldessart")
    new = await world.records(lambda records: records.watches.get(key))
    typed = [replace(new, subject="rot", essence=None), replace(new, subject="red", essence=None, pace=Pace.WEEKLY)]

    async def as_they_were(desk: Desk) -> None:
        await desk.records.watches.remove(key)
        for one in typed:
            await desk.records.watches.put(one)

    await world.service.office.work(as_they_were)
    await world.stop()
    await world.start()
    assert await watches(world, "ldessart") == [key]
    kept = await world.records(lambda records: records.watches.get(key))
    assert (kept.pace, kept.told) == (Pace.DAILY, new.told)
    await answer(world, "VISA", "10:05", rag="red")
    await world.until("2026-03-13 09:05")
    (message,) = watched(world, "ldessart")
    assert "VISA · Online visa application new among these" in plain(message.card or {})
    old_key = next(one.key for one in typed if one.subject == kept.subject)
    await world.presses("ldessart", card, "watch.set", {"watch": old_key, "pace": "stop"})
    assert not await watches(world, "ldessart")


async def test_there_is_an_end_to_what_can_be_watched(world: World) -> None:
    for number in range(MOST):
        await world.asks("ldessart", f"watch program:CONSUL,X{number}")
    refused = await world.asks("ldessart", "watch APPT")
    assert "You watch 20 things already." in (refused.text or plain(refused.card or {}))
