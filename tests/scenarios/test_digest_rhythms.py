"""Projects that report less often than their program posts digests are told of as fully as the others."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from pmo.digests import Digest, Response
from pmo.portfolio import Rag
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.reading import plain

MONTHLY = {"checkin_rule": "FREQ=MONTHLY;BYDAY=2TH"}


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """CRISIS reports once a month, on 12 March, amid projects that report every week."""
    async with ministry(tmp_path, installed=("nbrennan", "jkabongo")) as made:
        await made.change_live("projects", CRISIS=MONTHLY)
        await made.until("2026-03-12 13:00")
        yield made


async def newest(world: World) -> Digest:
    found: Any = await world.records(lambda records: records.digests.find("program", "consul", 0))
    digest = found[-1]
    assert isinstance(digest, Digest)
    return digest


def posted(world: World) -> str:
    """What the channel reads of the newest digest, in English."""
    return plain([post for post in world.posts(STATUS) if post.mark.get("kind") == "digest"][-2].card or {})


def counts(digest: Digest) -> list[tuple[int, ...]]:
    return [tuple(one.of(rag) for rag in (Rag.RED, Rag.AMBER, Rag.GREEN)) for one in digest.trend]


async def test_counts_chart_and_changes_tell_the_same_of_a_monthly_report(world: World) -> None:
    await world.fill("jkabongo", "CRISIS", rag="amber", summary="Pilot slips")
    await world.until("2026-03-13 14:00")
    first = await newest(world)
    assert [one.period for one in first.trend[-2:]] == ["2026-W10", "2026-W11"]
    assert counts(first)[-1] == tuple(first.count(rag) for rag in (Rag.RED, Rag.AMBER, Rag.GREEN))
    assert counts(first)[-1] != counts(first)[-2]
    changed = posted(world).partition("Changed since last time")[2].partition("Not answered")[0]
    assert "CRISIS" in changed
    assert "from green to amber" in changed
    await world.until("2026-03-20 14:00")
    second = await newest(world)
    assert counts(second)[-2] == counts(first)[-1]
    assert "CRISIS" not in posted(world).partition("Changed since last time")[2].partition("Not answered")[0]


async def test_a_milestone_that_a_monthly_report_moves_is_told_in_the_next_digest_alone(world: World) -> None:
    values = {"rag": "amber", "summary": "Pilot slips", "milestone/PILOT": "2026-05-29"}
    await world.fill("jkabongo", "CRISIS", **values)
    await world.until("2026-03-13 14:00")
    assert "29 May 2026 · moved from 3 Apr 2026" in posted(world)
    await world.until("2026-03-20 14:00")
    assert "moved from" not in posted(world)


async def test_a_digest_that_comes_monthly_tells_what_moved_in_any_week_since_the_last(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("sbenali",)) as world:
        await world.change_live("programs", CONSUL={"digest_rule": "FREQ=MONTHLY;BYDAY=1FR"})
        await world.until("2026-03-26 13:00")
        await world.fill("sbenali", "EPASS", **{"rag": "green", "milestone/RFE": "2026-06-19"})
        await world.until("2026-04-03 14:00")
        assert "Digest of week 14, 2026" in posted(world)
        assert "19 Jun 2026 · moved from 27 Mar 2026" in posted(world)


async def test_a_monthly_answer_counts_as_the_others_do_and_is_told_as_late_once(world: World) -> None:
    await world.until("2026-03-20 14:00")
    first = await newest(world)
    assert response(first) is Response.MISSING
    before = (first.answered, first.asked)
    await world.fill("jkabongo", "CRISIS", rag="amber", summary="Pilot slips")
    await world.settled()
    told = posted(world)
    assert "CRISIS · Crisis register for citizens abroad – answered, from green to amber" in told
    assert "CRISIS" in told.partition("Answered late")[2]
    assert await rate(world) == (before[0] + 1, before[1])
    await world.until("2026-03-27 14:00")
    second = await newest(world)
    assert response(second) is Response.ANSWERED
    assert second.asked == before[1]


def response(digest: Digest) -> Response:
    return next(line.response for line in digest.lines if line.project == "CRISIS")


async def rate(world: World) -> tuple[int, int]:
    """How many of how many are answered as the message shows it now."""
    found = re.search(r"(\d+) of (\d+) ha", posted(world))
    assert found is not None
    return int(found[1]), int(found[2])
