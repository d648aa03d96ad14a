"""A program may ask less often than it posts digests: each of them is kept, and compares with the one before it."""

from pathlib import Path

import pytest

from cards import digest as cards
from pmo.digests import Digest
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import plain, verbs

SINCE = "Changed since it was posted"
BETWEEN_TIMES = {"checkin_rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"}


def digests(world: World) -> list[Posted]:
    """The English posts, oldest first."""
    return [post for post in world.posts(STATUS) if post.mark.get("kind") == "digest"][::2]


async def two_digests(world: World) -> tuple[str, str]:
    """What the channel reads of two digests about the same period, with a late answer to the first."""
    await world.change_live("programs", CONSUL=BETWEEN_TIMES)
    await world.until("2026-03-12 10:00")
    await world.fill("nbrennan", "VISA", rag="amber", summary="Supplier is late")
    await world.until("2026-03-13 15:00")
    await world.asks("nbrennan", "checkin")
    await world.fill("nbrennan", "APPT", rag="red", summary="Supplier gone")
    await world.settled()
    await world.until("2026-03-20 14:00")
    first, second = digests(world)
    return plain(first.card or {}), plain(second.card or {})


async def test_the_second_is_no_change_of_the_first_and_tells_what_changed_since_then(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        first, second = await two_digests(world)
        assert f"{SINCE} APPT · " in first
        assert "Digest of week 11, 2026" in second
        assert SINCE not in second
        changed = second.partition("Changed since last time")[2].partition("Not answered")[0]
        assert "APPT" in changed
        assert "VISA" not in changed


async def test_both_are_kept_as_they_were_posted(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await two_digests(world)
        kept: list[Digest] = await world.records(lambda records: records.digests.find("program", "consul"))
        assert [(one.key, one.at.day) for one in kept] == [("consul/2026-W11", 13), ("consul/2026-W11/2", 20)]


async def test_what_comes_after_the_second_amends_it_alone(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        before, _ = await two_digests(world)
        await world.until("2026-03-20 15:00")
        await world.asks("nbrennan", "checkin")
        await world.fill("nbrennan", "BIOM", rag="amber", summary="Readers are missing")
        await world.settled()
        first, second = (plain(one.card or {}) for one in digests(world))
        assert first == before
        assert f"{SINCE} BIOM · " in second
        assert "APPT" not in second.partition(SINCE)[2].partition("Needs attention")[0]


async def test_the_newest_of_a_period_is_shown_with_the_day_of_the_other(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await two_digests(world)
        newest = plain((await world.asks("nbrennan", "digest CONSUL 2026-W11")).card or {})
        assert "Friday 20 March, 14:00" in newest
        assert "on 13 Mar 2026. To read it, type “digest CONSUL 2026-03-13”." in newest
        shown = await world.asks("nbrennan", "digest CONSUL 13 March")
        older = plain(shown.card or {})
        assert "Friday 13 March, 14:00" in older
        assert "on 20 Mar 2026" in older
        assert "Supplier is late" in older
        assert "Supplier gone" not in older
        assert verbs(shown.card or {}) == ["digest.now"]
        assert plain((await world.asks("nbrennan", "digest CONSUL 2026-03-13")).card or {}) == older
        assert "There is no digest" in (await world.asks("nbrennan", "digest CONSUL 2026-03-14")).activity["text"]


async def test_pages_are_of_the_digest_under_which_they_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards, "LIMIT", 3_400)
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await two_digests(world)
        for message, posted in zip(digests(world), ("Friday 13 March, 14:00", "Friday 20 March, 14:00"), strict=True):
            page = await world.teams.execute(world["nbrennan"], message, "digest.page")
            assert posted in plain(page.card or {})
