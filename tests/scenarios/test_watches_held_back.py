"""What somebody watches is told once, also when the messages of a day are used up."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from dialogs.filtering.understanding import understood
from pmo.preferences import Policy
from pmo.watches import Pace, Watched, watch_key
from storage.outbox import LetterKind, Outcome
from tests.scenarios.test_watches import answer, newest, watch, watched, watches
from tests.scenarios.world import World, ministry
from tests.teams.connector import Posted
from tests.teams.reading import plain, verbs

LUC = "ldessart"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with ministry(tmp_path, installed=("nbrennan", LUC)) as made:
        await made.settled()
        await made.asks(LUC, "language en")
        await made.presses(LUC, await made.asks(LUC, "settings"), "preferences.save", {"overview": "off"})
        yield made


async def allow(world: World, messages: int) -> None:
    """The PMO allows this many messages a day."""
    policy = replace(Policy(), message_budget=messages)
    await world.service.office.work(lambda desk: desk.records.policies.put(policy))


def bundles(world: World) -> list[Posted]:
    """The messages that tell several."""
    return [one for one in world.told(LUC, "notice") if "messages that waited" in plain(one.card or {})]


async def held_back(world: World, *words: str) -> None:
    """Luc watches all this daily, two projects get worse on Thursday, and from Friday on a day has one message."""
    for one in words:
        await watch(world, LUC, one)
    await allow(world, 1)
    await answer(world, "VISA", "10:05", rag="red")
    await answer(world, "BIOM", "10:07", rag="amber")
    await answer(world, "APPT", "10:09", rag="green")


async def test_each_watch_that_was_held_back_is_told_once_with_the_worst_of_it(world: World) -> None:
    await held_back(world, "watch CONSUL", "watch program:CONSUL", "watch amber")
    for day in ("13", "16", "17", "18"):
        await world.until(f"2026-03-{day} 18:00")
    assert len(bundles(world)) == 1
    told = [plain(one.card or {}) for one in watched(world, LUC)]
    assert sum(one.count("VISA · Online visa application from green to red") for one in told) == 2
    assert sum(one.count("BIOM · Biometric enrolment kits from green to amber") for one in told) == 2
    assert sum(one.count("BIOM · Biometric enrolment kits new among these") for one in told) == 1
    sent = [one for one in await world.outcomes() if one.kind is LetterKind.WATCH and one.outcome is Outcome.SENT]
    assert {one.subject for one in sent} == set(await watches(world, LUC))


async def test_a_watch_that_waits_has_one_letter_however_often_it_is_looked_at(world: World) -> None:
    await allow(world, 0)
    await watch(world, LUC, "watch VISA", Pace.AT_ONCE)
    await answer(world, "VISA", "10:05", rag="red")
    await answer(world, "VISA", "10:35", rag="amber")
    letters = await world.records(lambda records: records.letters.all())
    assert [one.held for one in letters if one.kind is LetterKind.WATCH] == [True]


async def test_what_was_told_among_others_can_be_read_whole(world: World) -> None:
    await held_back(world, "watch CONSUL", "watch green", "watch amber")
    await world.until("2026-03-17 10:00")
    assert len(bundles(world)) == 1
    green = watch_key(LUC, Watched.PORTFOLIO, understood("green").selection.essence)
    assert green in await watches(world, LUC)
    card = await world.asks(LUC, "watch")
    assert "watch.list" in verbs(card.card or {})
    await world.presses(LUC, card, "watch.list", {"watch": green})
    async with asyncio.timeout(10):  # the click is answered first, the card follows
        while not newest(world, LUC).startswith("What has changed: Portfolio: green"):
            await asyncio.sleep(0.01)
    whole = newest(world, LUC)
    assert "EPASS · Passport delivery tracking by the figures from green to not known" in whole
    assert "As of Tuesday 17 March, 09:00" in whole


async def test_what_changes_while_its_message_is_under_way_is_told_soon_after(world: World) -> None:
    await watch(world, LUC, "watch VISA", Pace.AT_ONCE)
    await answer(world, "VISA", "10:05", rag="amber")
    await answer(world, "VISA", "10:06", rag="red")
    await world.until("2026-03-12 10:40")
    first, second = [plain(one.card or {}) for one in watched(world, LUC)]
    assert "from green to amber" in first
    assert "from amber to red" in second
