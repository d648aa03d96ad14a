"""Channels: where a program hears of its projects, and what happens when it cannot."""

from pathlib import Path
from typing import Any

from storage.contacts import Address
from tests.scenarios.world import GENERAL, STATUS, World, mark_of, ministry
from tests.teams import activities
from tests.teams.connector import Posted
from tests.teams.limits import NOT_IN_ROSTER
from tests.teams.people import TEAM_ID
from tests.teams.reading import inputs, plain

MANAGERS = ("nbrennan", "ldessart", "pdewael", "hvanacker")


def alerts_in(world: World, channel: Any = STATUS) -> list[Posted]:
    return [post for post in world.posts(channel) if mark_of(post.history[0]).get("kind") == "alert"]


async def red(world: World, code: str) -> None:
    """A red status is declared, and what follows from it is sent."""
    answer = await world.fill("nbrennan", code, rag="red", summary=f"{code} is stuck")
    assert answer.card is not None
    await world.service.delivery.settled(5)


async def test_a_channel_that_refused_is_used_again_after_the_next_word_in_it(world: World) -> None:
    await world.until("2026-03-12 10:00")
    world.teams.limits.refused[STATUS.id] = (403, NOT_IN_ROSTER)
    await red(world, "VISA")
    assert alerts_in(world) == []
    world.teams.limits.refused.clear()
    await red(world, "APPT")
    assert alerts_in(world) == []  # still taken for unreachable
    await world.teams.mention(world["ldessart"], STATUS.name, "help")
    await red(world, "BIOM")
    assert [post.mark["projects"] for post in alerts_in(world)] == [["BIOM"]]


async def test_the_app_back_in_the_team_opens_all_its_channels(world: World) -> None:
    await world.until("2026-03-12 10:00")
    world.teams.limits.refused[STATUS.id] = (404, {})
    await red(world, "VISA")
    world.teams.limits.refused.clear()
    await world.teams.add_to_team(world["ldessart"], GENERAL.name)
    await red(world, "APPT")
    assert [post.mark["projects"] for post in alerts_in(world)] == [["APPT"]]


async def test_the_app_taken_out_of_the_team_is_told_to_the_pmo_and_alerts_go_privately(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=MANAGERS) as world:
        await world.teams.mention(world["nbrennan"], STATUS.name, "help")
        await world.until("2026-03-12 10:00")
        await world.teams.remove_from_team(world["ldessart"], GENERAL.name)
        before = len(world.teams.received)
        await red(world, "VISA")
        assert not [one for one in world.teams.received[before:] if one.conversation == STATUS.id]
        assert [len(world.told(member, "alert")) for member in MANAGERS] == [1, 1, 0, 1]
        notices = [plain(notice.card or {}) for notice in world.told("pdewael", "notice")]
        assert sorted(code for code in ("CONSUL", "SECNET") if any(code in notice for notice in notices)) == [
            "CONSUL",
            "SECNET",
        ]
        await world.teams.remove_from_team(world["ldessart"], GENERAL.name)
        await world.service.delivery.settled(5)
        assert len(world.told("pdewael", "notice")) == len(notices) == 2


async def test_the_pmo_is_told_in_words_why_a_channel_cannot_be_reached(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=MANAGERS) as world:
        await world.until("2026-03-12 10:00")
        await world.teams.mention(world["nbrennan"], STATUS.name, "help")
        world.teams.limits.refused[STATUS.id] = (403, NOT_IN_ROSTER)
        await red(world, "VISA")
        world.teams.limits.refused.clear()
        await world.teams.mention(world["nbrennan"], STATUS.name, "help")
        await world.teams.remove_from_team(world["ldessart"], GENERAL.name)
        await world.service.delivery.settled(5)
        refused, *removed = (plain(notice.card or {}) for notice in world.told("pdewael", "notice"))
        assert "(403 BotNotInConversationRoster)" in refused
        assert removed
        assert not any("removed" in notice or "(" in notice for notice in removed)


async def test_a_digest_whose_channel_refuses_is_told_to_each_entitled_person_once(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=MANAGERS) as world:
        world.teams.limits.refused[STATUS.id] = (403, NOT_IN_ROSTER)
        await world.until("2026-03-13 15:00")
        assert [len(world.told(member, "digest")) for member in MANAGERS] == [1, 1, 0, 1]
        (whole,) = world.told("ldessart", "digest")
        (own,) = world.told("nbrennan", "digest")
        assert set(whole.mark["projects"]) == {"VISA", "APPT", "BIOM", "CRISIS", "EPASS"}
        assert set(own.mark["projects"]) == {"VISA", "APPT", "BIOM"}
        assert len(world.told("pdewael", "notice")) == 1


async def test_amber_and_then_red_over_the_weekend_is_one_post_on_monday(world: World) -> None:
    await world.until("2026-03-13 18:00")  # the window is over, an answer is late and taken
    await world.fill("nbrennan", "VISA", rag="amber")
    await world.until("2026-03-14 12:00")
    card = world.told("nbrennan", "ask")[-1]
    await world.teams.execute(world["nbrennan"], card, "checkin.edit")
    await world.fill("nbrennan", "VISA", rag="red", summary="Worse than thought")
    assert alerts_in(world) == []
    await world.until("2026-03-16 09:00")
    (post,) = alerts_in(world)
    assert "Worse than thought" in plain(post.card or {})


async def test_a_check_in_asked_for_in_a_channel_comes_to_the_persons_own_chat(world: World) -> None:
    await world.until("2026-03-12 10:00")
    shown = len(world.teams.personal_messages(world["nbrennan"]))
    await world.teams.mention(world["nbrennan"], STATUS.name, "checkin")
    assert not any(inputs(post.card or {}) or "VISA" in post.text for post in world.posts(STATUS))
    own = world.teams.personal_messages(world["nbrennan"])[shown:]
    assert ["VISA/rag" in inputs(message.card or {}) for message in own] == [True]


async def test_when_the_next_check_in_comes_is_nobody_elses_business(world: World) -> None:
    await world.teams.mention(world["nbrennan"], STATUS.name, "checkin")
    assert not any("12" in post.text for post in world.posts(STATUS))
    assert "VISA/rag" in inputs(world.teams.card(world["nbrennan"]))


async def test_a_click_sent_from_a_channel_puts_no_check_in_there(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.fill("nbrennan", "VISA", rag="red")
    await world.service.delivery.settled(5)
    (alert,) = alerts_in(world)
    card = world.told("nbrennan", "ask")[0]
    data = {"verb": "checkin.submit", "card": card.mark["key"], "version": 2, "APPT/rag": "green"}
    there = world.teams.in_channel(world["nbrennan"], STATUS.name, alert.thread, kind="message")
    await world.teams.post(activities.submission(there, data, alert.id))
    await world.service.delivery.settled(5)
    assert "APPT" not in plain(alert.card or {})
    assert "Thank you" in plain(world.teams.personal_messages(world["nbrennan"])[-1].card or {})


async def test_an_alert_is_neither_answered_nor_shown_from_elsewhere(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await red(world, "VISA")
    await world.teams.mention(world["ldessart"], GENERAL.name, "help")
    other = world.posts(GENERAL)[-1]
    data = {"verb": "alert.acknowledge", "alert": "visa/declared", "version": 1}
    there = world.teams.in_channel(world["ldessart"], GENERAL.name, other.thread, kind="message")
    await world.teams.post(activities.submission(there, data, other.id))
    await world.service.delivery.settled(5)
    assert "VISA" not in plain(other.card or {})
    assert "Luc Dessart" not in plain(alerts_in(world)[0].card or {})
    assert "n’existe plus" in world.teams.personal_messages(world["ldessart"])[-1].text


async def test_a_guess_in_a_channel_does_not_tell_which_alerts_there_are(world: World) -> None:
    sentences = set()
    for alert in ("cable/declared", "cipher/declared", "nosuch/declared"):  # of another program, restricted, none
        there = world.teams.in_channel(world["nbrennan"], STATUS.name) | {"type": "invoke"}
        click = activities.click(there, "alert.acknowledge", {"alert": alert, "version": 9}, "")
        sentences.add((await world.teams.post(click)).message)
    assert len(sentences) == 1
    trail = await world.records(lambda records: records.audit.all())
    tried = [entry.about for entry in trail if entry.what == "refused"]
    assert tried == ["alert.acknowledge CABLE", "alert.acknowledge CIPHER"]


async def test_a_click_on_the_card_of_an_alert_that_ended_does_not_settle_the_next_one(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await red(world, "VISA")
    (old,) = alerts_in(world)
    for rag in ("green", "red"):
        await world.teams.execute(world["nbrennan"], world.told("nbrennan", "ask")[0], "checkin.edit")
        await world.fill("nbrennan", "VISA", rag=rag)
        await world.service.delivery.settled(5)
    data = {"alert": "visa/declared", "version": 1, "note": "Done"}
    there = world.teams.beside(world["ldessart"], old)
    answer = await world.teams.post(activities.click(there, "alert.resolve", data, old.id))
    assert answer.card is not None
    found = await world.records(lambda records: records.alerts.get("visa/declared"))
    assert found.is_open


async def test_where_a_channel_was_last_seen_is_kept_with_its_team(world: World) -> None:
    await world.teams.mention(world["nbrennan"], STATUS.name, "help")
    seen: Address = await world.records(lambda records: records.addresses.get(STATUS.id))
    assert (seen.service_url, seen.team, seen.unreachable) == (world.teams.service_url, TEAM_ID, "")


async def test_a_project_that_became_restricted_is_told_no_further_where_it_was_told_before(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await red(world, "VISA")
    (post,) = alerts_in(world)
    await world.stop()
    await world.change("projects", "VISA", classification="restricted")
    await world.start()
    await world.teams.execute(world["nbrennan"], world.told("nbrennan", "ask")[0], "checkin.edit")
    await world.fill("nbrennan", "VISA", rag="red", summary="For few eyes only")
    await world.service.delivery.settled(5)
    assert "few eyes" not in plain(post.card or {})
    there = world.teams.beside(world["ldessart"], post)
    data = {"alert": "visa/declared", "version": 1}
    answer = await world.teams.post(activities.click(there, "alert.acknowledge", data, post.id))
    assert answer.card is None
    await world.until("2026-03-13 14:00")
    assert not any("VISA" in plain(one.card or {}) for one in world.posts(STATUS) if one is not post)
