"""`link` and `unlink`: where a program works is chosen in the channel itself, by those whose program it is."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from dialogs.desk import Desk
from dialogs.digest_amending import letter_key
from storage.outbox import Letter, LetterKind
from tests.scenarios.test_alerts import alerts_in
from tests.scenarios.test_channels import red
from tests.scenarios.world import GENERAL, STATUS, World, mark_of, ministry
from tests.teams import activities
from tests.teams.connector import Posted, card_of
from tests.teams.people import Channel
from tests.teams.reading import action, plain, verbs

NEW = Channel(name="New board", id="19:new@thread.tacv2")
LUC, PIETER, NORA, TOM = "ldessart", "pdewael", "nbrennan", "tverbeke"
"""CONSUL's manager, the PMO, a project manager of CONSUL, and the manager of SECNET."""
PEOPLE = (LUC, PIETER, NORA, TOM, "hvanacker")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=PEOPLE, channels=(GENERAL, STATUS, NEW)) as made:
        yield made


async def links(world: World, who: str, words: str, channel: Channel = NEW) -> Posted:
    """What the channel hears when somebody mentions the bot with these words."""
    before = len(world.posts(channel))
    await world.teams.mention(world[who], channel.name, words)
    await world.service.delivery.settled(5)
    return world.posts(channel)[before]


async def channel_of(world: World, code: str = "CONSUL") -> str:
    program = await world.records(lambda records: records.programs.get(code.casefold()))
    return str(program.channel)


async def presses(world: World, who: str, message: Posted, verb: str = "channel.link") -> Any:
    answer = await world.teams.execute(world[who], message, verb)
    await world.service.delivery.settled(5)
    return answer


def button(sent: Any) -> int:
    """The version in the question's button, as it was sent."""
    return int(action(card_of(sent) or {}, "channel.link")["data"]["version"])


def posts_of(world: World, channel: Channel, kind: str) -> list[Posted]:
    return [post for post in world.posts(channel) if mark_of(post.history[0]).get("kind") == kind]


async def test_a_program_without_a_channel_is_linked_at_once(world: World) -> None:
    await links(world, LUC, "delier", STATUS)
    post = await links(world, LUC, "lier consul")
    assert "CONSUL" in plain(post.card or {})
    assert verbs(post.card or {}) == []
    assert await channel_of(world) == NEW.id
    await world.until("2026-03-12 10:00")
    await red(world, "VISA")
    assert alerts_in(world) == []
    assert len(alerts_in(world, NEW)) == 1
    assert "VISA" in plain((await links(world, NORA, "portfolio")).card or {})
    assert "VISA" not in str((await links(world, NORA, "portfolio", STATUS)).history)


async def test_a_program_with_another_channel_is_asked_about_first(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await red(world, "VISA")
    question = await links(world, LUC, "link CONSUL")
    assert verbs(question.card or {}) == ["channel.link"]
    assert STATUS.name not in plain(question.card or {})
    assert await channel_of(world) == STATUS.id
    await presses(world, LUC, question)
    assert await channel_of(world) == NEW.id
    (old,) = alerts_in(world)
    assert "VISA" not in plain(old.card or {})
    (moved,) = alerts_in(world, NEW)
    assert "VISA" in plain(moved.card or {})
    (parted,) = posts_of(world, STATUS, "notice")
    assert not any(word in plain(parted.card or {}) for word in ("CONSUL", "Consular", "New board", "VISA"))
    assert ["CONSUL" in plain(post.card or {}) for post in posts_of(world, NEW, "notice")] == [True]
    back = await links(world, LUC, "link CONSUL", STATUS)
    for _ in range(2):
        there = world.teams.beside(world[LUC], back)
        data = {"program": "CONSUL", "version": button(back.history[0])}
        await world.teams.post(activities.click(there, "channel.link", data, back.id))
        await world.service.delivery.settled(5)
    assert "VISA" in plain(old.card or {})
    assert "VISA" not in plain(moved.card or {})
    assert len(posts_of(world, NEW, "notice")) == len(posts_of(world, STATUS, "notice")) == 2


async def test_the_channel_of_another_program_is_taken_only_by_who_may_unlink_it(world: World) -> None:
    await world.until("2026-03-11 10:00")
    refused = await links(world, LUC, "link CONSUL", GENERAL)
    assert "SECNET" not in refused.text
    assert refused.card is None
    question = await links(world, PIETER, "koppel CONSUL", GENERAL)
    assert "SECNET" in plain(question.card or {})
    await presses(world, LUC, question)
    assert [await channel_of(world, code) for code in ("CONSUL", "SECNET")] == [STATUS.id, GENERAL.id]
    await presses(world, PIETER, question)
    assert [await channel_of(world, code) for code in ("CONSUL", "SECNET")] == [GENERAL.id, ""]
    assert "SATCOM" not in plain((await links(world, NORA, "portfolio", GENERAL)).card or {})
    told = [plain(one.card or {}) for one in world.told(TOM, "notice")]
    assert any("SECNET" in one and "Pieter De Wael" in one for one in told)
    assert "SECNET" in plain((await world.asks(PIETER, "todo")).card or {})


async def test_nobody_else_links_or_unlinks_and_the_attempt_is_kept(world: World) -> None:
    sentences = {(await links(world, NORA, f"link {code}")).text.replace(code, "…") for code in ("CONSUL", "NOSUCH")}
    assert len(sentences) == 1
    await links(world, NORA, "unlink", STATUS)
    await links(world, TOM, "unlink", STATUS)
    assert await channel_of(world) == STATUS.id
    trail = await world.records(lambda records: records.audit.all())
    tried = [(entry.who, entry.about) for entry in trail if entry.what == "refused"]
    attempts = [(NORA, "link CONSUL"), (NORA, "link NOSUCH"), (NORA, "unlink CONSUL"), (TOM, "unlink CONSUL")]
    assert tried == attempts


@pytest.mark.parametrize("words", ["link CONSUL", "unlink"])
async def test_elsewhere_a_sentence_says_where_to_type_it(world: World, words: str) -> None:
    assert "koppel CODE" in (await world.asks(PIETER, words)).text
    assert await channel_of(world) == STATUS.id


async def test_an_old_question_is_asked_again_with_what_has_changed(world: World) -> None:
    question = await links(world, PIETER, "link CONSUL")
    await links(world, LUC, "unlink", STATUS)
    await presses(world, PIETER, await links(world, PIETER, "link SECNET"))
    answer = await presses(world, PIETER, question)
    assert await channel_of(world) == ""
    assert "SECNET" in plain(answer.card)
    await presses(world, PIETER, question)
    assert [await channel_of(world, code) for code in ("CONSUL", "SECNET")] == [NEW.id, ""]


async def test_words_for_the_bot_alone_are_answered_alone_and_the_channel_is_told(world: World) -> None:
    await world.teams.ask_targeted(world[LUC], NEW.name, "link CONSUL")
    await presses(world, LUC, world.posts(NEW)[-1])
    await world.until("2026-03-11 16:00")
    assert await channel_of(world) == NEW.id
    await world.teams.ask_targeted(world[LUC], NEW.name, "unlink")
    await world.service.delivery.settled(5)
    assert len(posts_of(world, NEW, "notice")) == 2
    assert await channel_of(world) == ""


async def test_a_hand_made_click_links_nothing(world: World) -> None:
    chat = await world.asks(LUC, "help")
    there = world.teams.beside(world[LUC], chat)
    made = activities.click(there, "channel.link", {"program": "SECNET", "version": 1}, chat.id)
    assert (await world.teams.post(made)).card is None
    for values in ({}, {"program": ["x"]}, {"program": "CONSUL", "version": "x" * 999}, {"program": "\x00" * 5000}):
        there = world.teams.in_channel(world[LUC], NEW.name) | {"type": "invoke"}
        assert (await world.teams.post(activities.click(there, "channel.link", values, ""))).status == 200
    assert await channel_of(world) == STATUS.id


async def test_what_waits_for_the_old_channel_comes_into_the_new_one(world: World) -> None:
    await world.until("2026-03-12 21:00")
    await red(world, "VISA")  # the channel sleeps
    await presses(world, LUC, await links(world, LUC, "link CONSUL"))
    await world.until("2026-03-13 09:30")
    assert alerts_in(world) == []
    assert len(alerts_in(world, NEW)) == 1


async def test_a_digest_that_was_not_posted_yet_follows_the_program(world: World) -> None:
    await world.until("2026-03-13 14:05")
    posted = len(posts_of(world, STATUS, "digest"))

    async def still_waiting(desk: Desk) -> None:
        for post in await desk.records.digest_posts.find("program", "consul"):
            waiting = Letter(
                key=letter_key(post),
                kind=LetterKind.DIGEST,
                subject=post.digest,
                channel=STATUS.id,
                written=desk.now,
                not_before=desk.now,
            )
            await desk.write(waiting)

    await presses(world, LUC, await links(world, LUC, "link CONSUL"))
    await world.service.office.work(still_waiting)
    await world.service.delivery.settled(5)
    assert len(posts_of(world, STATUS, "digest")) == posted == len(posts_of(world, NEW, "digest"))
    await links(world, LUC, "unlink")
    told = len(world.told(LUC, "digest"))
    await world.service.office.work(still_waiting)
    await world.service.delivery.settled(5)
    assert len(posts_of(world, STATUS, "digest")) == posted == len(posts_of(world, NEW, "digest"))
    assert len(world.told(LUC, "digest")) == told + 1


async def test_a_digest_that_stands_in_the_old_channel_is_not_amended_any_more(world: World) -> None:
    await world.until("2026-03-13 14:05")
    first = posts_of(world, STATUS, "digest")[0]
    await presses(world, LUC, await links(world, LUC, "link CONSUL"))
    await world.fill(NORA, "VISA", rag="red", summary="The future")
    await world.service.delivery.settled(5)
    assert "The future" not in plain(first.card or {})
    await world.until("2026-03-20 14:05")
    assert len(posts_of(world, STATUS, "digest")) == len(posts_of(world, NEW, "digest"))


async def test_unlinked_the_program_hears_privately_until_it_has_a_channel(world: World) -> None:
    await world.until("2026-03-11 10:00")
    post = await links(world, PIETER, "ontkoppel", STATUS)
    assert "CONSUL" not in plain(post.card or {})
    assert any("Pieter De Wael" in plain(one.card or {}) for one in world.told(LUC, "notice"))
    await world.until("2026-03-12 10:00")
    await red(world, "VISA")
    assert alerts_in(world) == []
    assert len(world.told(LUC, "alert")) == 1
    assert plain((await world.asks(PIETER, "taken")).card or {}).count("CONSUL") == 1
    await links(world, PIETER, "koppel CONSUL", STATUS)
    assert "CONSUL" not in plain((await world.asks(PIETER, "taken")).card or {})


async def test_a_restricted_project_comes_into_no_channel_that_is_linked(world: World) -> None:
    await world.stop()
    await world.change("projects", "VISA", classification="restricted")
    await world.start()
    await world.until("2026-03-12 10:00")
    await red(world, "VISA")
    await presses(world, LUC, await links(world, LUC, "link CONSUL"))
    await world.until("2026-03-13 14:05")
    assert not any("VISA" in str(post.history) for post in (*world.posts(NEW), *world.posts(STATUS)))


async def test_a_program_whose_channel_was_deleted_is_linked_to_another_at_once(world: World) -> None:
    await links(world, LUC, "help", STATUS)
    await world.teams.channel_event(world[LUC], "channelDeleted", STATUS.name)
    post = await links(world, LUC, "link CONSUL")
    assert verbs(post.card or {}) == []
    assert await channel_of(world) == NEW.id
    assert posts_of(world, STATUS, "notice") == []
    assert "Status" not in plain((await world.asks(PIETER, "taken")).card or {})
    await world.teams.channel_event(world[LUC], "channelRestored", STATUS.name)
    await world.until("2026-03-12 10:00")
    await red(world, "VISA")
    assert alerts_in(world) == []


async def test_a_channel_is_answered_in_the_language_of_who_asks_where_it_is_one_of_the_program(world: World) -> None:
    assert "Le programme qui travaillait ici" in plain((await links(world, LUC, "délier", STATUS)).card or {})
    assert "Ce canal est celui de CONSUL" in plain((await links(world, LUC, "lier CONSUL")).card or {})
    await links(world, PIETER, "ontkoppel")
    dutch = plain((await links(world, PIETER, "koppel CONSUL")).card or {})
    assert "This is the channel of CONSUL" in dutch, "Dutch is none of the languages of CONSUL"
