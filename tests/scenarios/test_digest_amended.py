"""A late or edited answer amends the digest that was posted, in place, and never what was frozen."""

import asyncio
from pathlib import Path
from typing import Any

from pmo.digests import Digest
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import plain

SINCE = "Changed since it was posted"


def digests(world: World) -> list[Posted]:
    """The posts of the newest digest, in the languages of the program."""
    return [post for post in world.posts(STATUS) if post.mark.get("kind") == "digest"]


async def frozen(world: World, key: str = "consul/2026-W11") -> Digest:
    found: Any = await world.records(lambda records: records.digests.get(key))
    assert isinstance(found, Digest)
    return found


async def late(world: World, **values: str) -> None:
    await world.asks("nbrennan", "checkin")
    await world.fill("nbrennan", "VISA", **values)
    await world.settled()


async def test_a_late_answer_amends_the_same_messages_and_not_what_was_frozen(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await world.until("2026-03-13 14:00")
        before, messages = await frozen(world), digests(world)
        assert len(messages) == 2
        assert SINCE not in plain(messages[0].card or {})
        await world.until("2026-03-13 16:20")
        async with asyncio.timeout(5):
            await late(world, rag="red", summary="Supplier gone")
        assert digests(world) == messages
        words = plain(messages[0].card or {})
        assert f"{SINCE} VISA · Online visa application – answered, from green to red, Friday 13 March, 16:20" in words
        assert "Supplier gone" in words
        assert "week 11, 2026: 1 red, 1 amber, 3 green" in words.partition("Declared statuses so far")[2]
        assert "Friday 13 March, 14:00" in words  # as of when it was posted
        french = plain(messages[1].card or {})
        assert "Changements depuis la publication" in french
        assert "réponse reçue, vert → rouge, vendredi 13 mars à 16:20" in french
        assert await frozen(world) == before
        posted = plain((await world.asks("nbrennan", "digest CONSUL")).card or {})
        assert "Supplier gone" not in posted


async def test_an_edit_is_told_with_its_own_instant_and_the_same_said_again_is_not(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await world.until("2026-03-12 10:00")
        await world.fill("nbrennan", "VISA", rag="amber", summary="Supplier is late")
        await world.until("2026-03-13 14:00")
        message = digests(world)[0]
        await late(world, rag="amber", summary="Supplier is late")
        assert SINCE not in plain(message.card or {})
        await world.until("2026-03-13 15:00")
        await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.edit")
        await late(world, rag="amber", summary="Supplier is back")
        words = plain(message.card or {})
        assert "VISA · Online visa application – new summary, Friday 13 March, 15:00" in words
        assert "Supplier is back" in words
        assert "Supplier is late" not in words
        await world.until("2026-03-13 16:00")
        await late(world, rag="green", summary="Supplier is back, all is well", forecast_end="2026-10-30")
        told = "VISA · Online visa application – from amber to green, end 30 Oct 2026, Friday 13 March, 16:00"
        assert told in plain(message.card or {})


async def test_an_answer_about_the_next_week_amends_nothing(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await world.until("2026-03-13 14:00")
        message = digests(world)[0]
        await world.until("2026-03-19 10:00")
        await late(world, rag="red", summary="Supplier gone")
        assert SINCE not in plain(message.card or {})
        await world.until("2026-03-20 14:00")
        newer = digests(world)
        assert len(newer) == 4
        await world.until("2026-03-20 15:00")
        await late(world, rag="green")
        assert SINCE not in plain(message.card or {})
        assert "VISA · Online visa application – from red to green" in plain(newer[2].card or {})


async def test_what_waits_while_the_bot_is_down_is_amended_when_it_is_back(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await world.until("2026-03-13 14:00")
        message = digests(world)[0]
        await world.stop()
        await world.start()
        await late(world, rag="red")
        assert SINCE in plain(message.card or {})


async def test_a_private_part_is_amended_in_the_chats_that_have_it(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("tverbeke", "kbrandt", "pthapa")) as world:
        await world.until("2026-03-13 14:00")
        (mine,) = [post for post in world.told("kbrandt", "digest") if "CIPHER" in plain(post.card or {})]
        await world.asks("tverbeke", "checkin")
        await world.fill("tverbeke", "CIPHER", rag="red", summary="No approval")
        await world.settled()
        assert "CIPHER" in plain(mine.card or {}).partition("Seit der Veröffentlichung geändert")[2]
        assert not [post for post in world.posts() if "No approval" in plain(post.card or {})]


async def test_an_edit_of_dates_alone_is_told_for_what_it_makes_of_the_figures(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await world.until("2026-03-12 10:00")
        await world.fill("nbrennan", "VISA", rag="green", summary="Well")
        await world.until("2026-03-13 14:00")
        message = digests(world)[0]
        await world.until("2026-03-13 15:00")
        await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.edit")
        await late(world, rag="green", summary="Well", forecast_end="2027-06-30")
        words = plain(message.card or {})
        assert f"{SINCE} VISA · Online visa application – end 30 Jun 2027, Friday 13 March, 15:00" in words
        assert "working days late" in words


async def test_a_late_figure_is_told_by_the_name_of_its_indicator(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "vnguyen")) as world:
        await world.until("2026-03-12 12:00")
        await world.fill("nbrennan", "VISA", rag="green", summary="Well")
        await world.until("2026-03-13 15:00")
        await world.asks("vnguyen", "checkin")
        await world.fill("vnguyen", "VISA", **{"indicator/VISA.ONLINE": "10"})
        await world.settled()
        english, french = (plain(post.card or {}) for post in digests(world))
        assert (
            f"{SINCE} VISA · Online visa application – Applications filed online 10 %, Friday 13 March, 15:00"
            in english
        )
        assert "Demandes introduites en ligne 10" in french.partition("depuis la publication")[2][:120]
        await world.until("2026-03-19 12:00")
        await world.fill("vnguyen", "VISA", **{"indicator/VISA.ONLINE": "95"})  # of the next week
        await world.settled()
        assert plain(digests(world)[0].card or {}) == english


async def test_several_edits_are_told_in_one_short_line(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await world.until("2026-03-12 10:00")
        await world.fill("nbrennan", "VISA", rag="green", summary="Well")
        await world.until("2026-03-13 15:00")
        await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.edit")
        await late(world, summary="Very well", progress="45", blockers="None", forecast_end="2027-06-30", rag="green")
        words = plain(digests(world)[0].card or {})
        assert f"{SINCE} VISA · Online visa application – new summary, new blockers, progress 45%, 1 more, " in words


async def test_what_was_changed_and_changed_back_is_no_change(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await world.until("2026-03-12 10:00")
        await world.fill("nbrennan", "VISA", rag="green", summary="Well")
        await world.until("2026-03-13 14:00")
        message = digests(world)[0]
        for rag in ("red", "green"):
            await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.edit")
            await late(world, rag=rag, summary="Well")
            assert (SINCE in plain(message.card or {})) is (rag == "red")


async def test_a_project_that_is_restricted_after_it_was_posted_leaves_the_post(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await world.until("2026-03-13 14:00")
        message = digests(world)[0]
        await late(world, rag="red", summary="Supplier gone")
        assert "VISA" in plain(message.card or {})
        await world.stop()
        await world.change("projects", "VISA", classification="restricted")
        await world.start()
        await world.until("2026-03-13 14:05")
        words = plain(message.card or {})
        assert "VISA" not in words
        assert "Supplier gone" not in words
        assert "you may see" not in words
