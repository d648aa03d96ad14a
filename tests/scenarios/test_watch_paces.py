"""How soon somebody is told of what they watch: as they type it, and also where time alone changes it."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from pmo.watches import Pace
from tests.scenarios.test_watches import answer, watch, watched
from tests.scenarios.world import World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import plain


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=("nbrennan", "ldessart")) as made:
        await made.settled()
        await made.asks("ldessart", "language en")
        yield made


def codes(message: Posted) -> list[str]:
    """The projects of a list."""
    return re.findall(r"\b([A-Z]{3,7}\d?)\b(?= ·)", plain(message.card or {}))


async def paces(world: World, member: str) -> list[Pace]:
    """How soon somebody is told of what they watch."""
    return [one.pace for one in await world.records(lambda records: records.watches.find("member", member))]


async def test_who_is_missing_is_told_at_once_when_they_are_asked_and_when_they_have_answered(world: World) -> None:
    await world.asks("ldessart", "watch missing program:CONSUL at once")
    await world.until("2026-03-12 10:05")
    (asked,) = [plain(one.card or {}) for one in watched(world, "ldessart")]
    assert "VISA · Online visa application new among these" in asked
    await answer(world, "VISA", "10:20", rag="green")
    *_, answered = watched(world, "ldessart")
    assert "VISA · Online visa application not among these any more" in plain(answered.card or {})
    await world.presses("nbrennan", world.checkin("nbrennan"), "checkin.skip", {"reason": "Nothing new"})
    await world.until("2026-03-12 10:45")
    *_, skipped = watched(world, "ldessart")
    assert "BIOM · Biometric enrolment kits not among these any more" in plain(skipped.card or {})


async def test_what_grows_old_is_told_when_the_working_day_of_the_watcher_begins(world: World) -> None:
    await world.asks("ldessart", "watch stale at once")
    told = 0
    for day in range(12, 26):
        await world.until(f"2026-03-{day} 09:05")
        stale = set(codes(await world.asks("ldessart", "portfolio stale")))
        messages = watched(world, "ldessart")
        told += len(messages) > told
        if not messages:
            continue
        (kept,) = await world.records(lambda records: records.watches.find("member", "ldessart"))
        assert {line.project for line in kept.told} == stale, day
        assert all(str(one.mark["now"])[11:16] == "08:00" for one in messages)
    assert told


@pytest.mark.parametrize(
    ("words", "pace"),
    [
        ("watch VISA daily", Pace.DAILY),
        ("suivre VISA, chaque semaine", Pace.WEEKLY),
        ("volgen wekelijks VISA", Pace.WEEKLY),
        ("beobachten VISA Täglich", Pace.DAILY),
        ("watch CONSUL at once", Pace.AT_ONCE),
        ("suivre rouge tout de suite", Pace.AT_ONCE),
    ],
)
async def test_how_soon_can_be_typed_with_what_is_watched(world: World, words: str, pace: Pace) -> None:
    await watch(world, "ldessart", words)
    assert await paces(world, "ldessart") == [pace]


async def test_what_is_watched_already_is_told_as_soon_as_is_typed_now(world: World) -> None:
    for words, pace in (("watch red", Pace.DAILY), ("watch rot weekly", Pace.WEEKLY), ("watch red", Pace.WEEKLY)):
        await watch(world, "ldessart", words)
        assert await paces(world, "ldessart") == [pace]
    nothing = await world.asks("ldessart", "watch daily")
    assert "Watch what?" in nothing.text
