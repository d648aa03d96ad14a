"""A digest can be asked for again: as it was posted, and as it would be now."""

from pathlib import Path

import pytest

from tests.scenarios.world import GENERAL, STATUS, World, ministry
from tests.teams.reading import plain, verbs


async def test_a_late_answer_changes_what_it_would_be_now_and_not_what_was_posted(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart")) as world:
        await world.until("2026-03-13 14:00")
        await world.asks("nbrennan", "checkin")
        await world.fill("nbrennan", "VISA", rag="red", summary="Supplier gone")
        await world.settled()
        posted = await world.asks("nbrennan", "digest CONSUL 2026-w11")
        words = plain(posted.card or {})
        assert "Digest of week 11, 2026" in words
        assert "Supplier gone" not in words
        assert "Friday 13 March, 14:00" in words
        now = plain((await world.presses("nbrennan", posted, "digest.now")).card or {})
        assert "as it would be now" in now
        assert "Supplier gone" in now
        assert "VISA · Online visa application – from green to red" in now
        assert plain((await world.asks("nbrennan", "digest CONSUL")).card or {}) == words


async def test_an_older_digest_would_be_with_what_was_said_about_its_period_since(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await world.until("2026-03-20 14:00")
        await world.teams.execute(
            world["nbrennan"],
            world.told("nbrennan", "ask")[0],
            "checkin.submit",
            {"VISA/rag": "red", "VISA/summary": "Supplier gone"},
        )
        await world.until("2026-03-26 11:00")
        await world.fill("nbrennan", "APPT", rag="red", summary="Of week 13")
        await world.until("2026-03-27 14:00")
        older = await world.asks("nbrennan", "digest CONSUL 2026-W11")
        words = plain(older.card or {})
        assert "Digest of week 11, 2026" in words
        assert "Supplier gone" not in words
        assert verbs(older.card or {}) == ["digest.now"]
        now = plain((await world.presses("nbrennan", older, "digest.now")).card or {})
        assert "as it would be now" in now
        assert "VISA · Online visa application – answered, from green to red" in now
        assert "Supplier gone" in now
        assert "Of week 13" not in now
        assert plain((await world.asks("nbrennan", "digest CONSUL 2026-W11")).card or {}) == words


async def test_what_was_said_of_a_project_since_its_digest_makes_its_counts_those_of_now(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await world.until("2026-03-13 14:00")
        (post, *_) = [post for post in world.posts(STATUS) if post.mark.get("kind") == "digest"]
        assert "amended" not in plain(post.card or {})
        await world.until("2026-03-13 15:00")
        await world.asks("nbrennan", "checkin")
        await world.fill("nbrennan", "VISA", rag="red", summary="Supplier gone")
        await world.settled()
        assert "As of Friday 13 March, 14:00 (Brussels), amended Friday 13 March, 15:00" in plain(post.card or {})


async def test_nobody_gets_a_digest_of_what_they_may_not_see(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("pthapa", "tverbeke", "kbrandt")) as world:
        await world.until("2026-03-13 14:00")
        for asked in (
            "digest CONSUL",
            "digest NOTHING",
            "digest SECNET 2026-W02",
            "digest SECNET soon",
            "digest SECNET 0001-01-01",
            "digest SECNET 9999-12-31",
        ):
            answer = await world.asks("pthapa", asked)
            assert answer.activity["text"].startswith("There is no digest of")
        mine = await world.asks("pthapa", "digest SECNET")
        now = await world.presses("pthapa", mine, "digest.now")
        for card in (mine.card, now.card):
            assert "CIPHER" not in plain(card or {})
            assert "These are the projects that you may see." in plain(card or {})
        whole = plain((await world.asks("kbrandt", "digest SECNET")).card or {})
        assert "CIPHER" in whole
        assert "sehen dürfen" not in whole


@pytest.mark.parametrize(
    "week", ["2026-W11", "2026-w11", "week 11", "semaine 11 (2026)", "KW 11/2026", "week 11, 2026", "W11"]
)
async def test_a_week_is_understood_as_cards_say_it(world: World, week: str) -> None:
    await world.until("2026-03-13 14:05")
    assert "Digest of week 11, 2026" in plain((await world.asks("nbrennan", f"digest CONSUL {week}")).card or {})


async def test_a_channel_sees_the_digest_of_its_own_program(world: World) -> None:
    await world.until("2026-03-13 14:00")
    await world.teams.mention(world["nbrennan"], STATUS.name, "digest")
    assert "Digest of week 11, 2026" in plain(world.posts(STATUS)[-1].card or {})
    before = len(world.posts(STATUS))
    await world.teams.mention(world["nbrennan"], STATUS.name, "digest SECNET")
    assert "SATCOM" not in str([post.card for post in world.posts(STATUS)[before:]])


async def test_who_asks_in_the_channel_gets_the_restricted_part_alone(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("tverbeke",)) as world:
        await world.until("2026-03-13 14:00")
        before = len(world.teams.personal_messages(world["tverbeke"]))
        await world.teams.mention(world["tverbeke"], GENERAL.name, "digest")
        mine = world.teams.personal_messages(world["tverbeke"])[before:]
        assert ["CIPHER" in plain(one.card or {}) for one in mine] == [True]
        assert "CIPHER" not in str([post.card for post in world.posts(GENERAL)])
