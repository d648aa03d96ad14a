"""A digest that one card cannot hold is read page by page, by the clicker alone."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from cards import digest as cards
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.reading import plain, verbs


@pytest.fixture
async def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    monkeypatch.setattr(cards, "LIMIT", 3_400)
    async with ministry(tmp_path, installed=("nbrennan", "ldessart")) as made:
        await made.until("2026-03-13 14:00")
        yield made


async def test_in_a_channel_the_clicker_turns_the_pages_and_the_others_keep_the_digest(world: World) -> None:
    post = world.posts(STATUS)[-1]
    before, posts = plain(post.card or {}), len(world.posts(STATUS))
    first = await world.teams.execute(world["nbrennan"], post, "digest.page")
    assert "Page 1 of" in plain(first.card or {})
    assert verbs(first.card or {}) == ["digest.page"]
    assert plain(post.card or {}) == before
    assert len(world.posts(STATUS)) == posts
    assert "CIPHER" not in plain(first.card or {})


async def test_in_a_personal_chat_too(world: World) -> None:
    shown = await world.asks("nbrennan", "digest CONSUL")
    told = plain((await world.presses("nbrennan", shown, "digest.page")).card or {})
    assert "Page 1 of" in told
    assert "Needs attention" in told


async def test_as_it_would_be_now_has_pages_of_what_is_now(world: World) -> None:
    await world.fill("nbrennan", "VISA", rag="red", summary="The supplier has stopped")
    shown = await world.asks("nbrennan", "digest CONSUL")
    await world.presses("nbrennan", shown, "digest.now")
    now = world.teams.personal_messages(world["nbrennan"])[-1]
    told = ""
    for _ in range(9):
        answer = await world.teams.execute(world["nbrennan"], now, "digest.page")
        told += plain(answer.card or {})
    assert "as it would be now" in told
    assert "The supplier has stopped" in told
