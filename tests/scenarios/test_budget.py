"""Nobody gets more messages on a day than the PMO allows; what exceeds it waits, joins, or is told in one."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dialogs.desk import Desk
from pmo.preferences import Policy
from storage.outbox import LetterKind, Outcome
from tests.scenarios.letters import notice
from tests.scenarios.world import World, ministry
from tests.teams.reading import inputs, plain


def notices(world: World, member: str, count: int) -> Any:
    """Write that many notices to somebody, to be sent now."""

    async def write(desk: Desk) -> None:
        for number in range(count):
            written, told = desk.now + timedelta(microseconds=number), (f"P{number}", f"Program {number}", "403")
            await desk.write(notice(f"notice/{member}/{number}", member, desk, written=written, detail=told))

    return world.service.office.work(write)


def budget_of(world: World, count: int) -> Any:
    """The PMO allows this many messages a day."""
    return world.service.office.work(lambda desk: desk.records.policies.put(replace(Policy(), message_budget=count)))


async def test_what_exceeds_the_budget_of_a_day_is_told_in_one_the_next_working_morning(world: World) -> None:
    await notices(world, "nbrennan", 6)
    await world.until("2026-03-12 08:59")
    assert len(world.told("nbrennan", "notice")) == 3
    await world.until("2026-03-12 09:00")
    *_, together = world.told("nbrennan", "notice")
    assert len(world.told("nbrennan", "notice")) == 4
    shown = plain(together.card or {})
    assert shown.startswith("3 messages that waited for today")
    assert all(f"The channel of P{number} cannot be reached" in shown for number in (3, 4, 5))
    ended = [one for one in await world.outcomes() if one.key.startswith("notice/")]
    assert [one.outcome for one in ended] == [Outcome.SENT] * 6
    assert len({one.activity for one in ended}) == 4


async def test_the_message_that_tells_several_counts_once(world: World) -> None:
    await notices(world, "nbrennan", 6)
    await world.until("2026-03-12 10:00")
    assert len(world.told("nbrennan", "ask")) == 1
    await world.until("2026-03-12 14:00")
    assert len(world.told("nbrennan", "reminder")) == 1


async def test_a_reminder_waits_for_the_morning_and_one_that_would_come_too_late_is_not_sent(world: World) -> None:
    await budget_of(world, 1)
    await world.until("2026-03-12 18:00")
    assert len(world.told("nbrennan", "ask")) == 1
    assert world.told("nbrennan", "reminder") == []
    await world.until("2026-03-13 12:00")
    assert len(world.told("nbrennan", "reminder")) == 1
    ended = {one.key: one for one in await world.outcomes() if one.kind is LetterKind.REMINDER}
    mine = sorted((one.outcome.value, one.reason) for one in ended.values() if one.member == "nbrennan")
    assert mine == [("sent", ""), ("withdrawn", "budget")]


async def test_a_reminder_among_others_is_told_in_a_sentence(world: World) -> None:
    await budget_of(world, 1)
    await world.until("2026-03-12 13:30")
    await notices(world, "nbrennan", 1)
    await world.until("2026-03-13 09:00")
    *_, together = world.told("nbrennan", "notice")
    shown = plain(together.card or {})
    assert "2 messages that waited for today" in shown
    assert "Reminder: your status for week 11" in shown
    assert "Type “todo”" in shown
    assert world.told("nbrennan", "reminder") == []


async def test_questions_beyond_the_budget_join_the_card_of_the_day(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await world.stop()
        await world.change("projects", "DESK", manager="nbrennan")
        await world.start()
        await budget_of(world, 1)
        await world.until("2026-03-12 10:00")
        (card,) = world.told("nbrennan", "ask")
        await world.teams.until(lambda: "VISA" in plain(card.card or {}))
        assert "DESK" in plain(card.card or {})
        everything = {f"{code}/rag": "green" for code in ("DESK", "VISA", "APPT", "BIOM")}
        await world.presses("nbrennan", card, "checkin.submit", everything)
        for code in ("DESK", "VISA", "APPT", "BIOM"):
            assert len(await world.reports(code)) == 1
        await world.until("2026-03-13 18:00")
        assert world.told("nbrennan", "reminder") == []
        assert len(world.told("nbrennan", "ask")) == 1


async def test_questions_never_join_a_card_that_words_have_made(tmp_path: Path) -> None:
    async def managed_by_nora(desk: Desk) -> None:
        for code in ("desk", "meet"):
            project = await desk.records.projects.get(code)
            assert project is not None
            await desk.records.projects.put(replace(project, manager="nbrennan", checkin_rule=""))

    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await world.service.office.work(managed_by_nora)
        await world.stop()
        await world.start()
        await budget_of(world, 1)
        await world.until("2026-03-12 09:40")
        await world.asks("nbrennan", "DESK amber")
        await world.until("2026-03-12 10:00")
        whole = await world.asks("nbrennan", "checkin")
        assert {"DESK/rag", "MEET/rag", "VISA/rag", "APPT/rag", "BIOM/rag"} <= set(inputs(whole.card or {}))


async def test_questions_that_no_card_of_the_day_can_take_are_put_all_the_same(world: World) -> None:
    await world.until("2026-03-12 09:30")
    await notices(world, "nbrennan", 4)
    await world.until("2026-03-12 10:00")
    assert len(world.told("nbrennan", "notice")) == 3
    assert len(world.told("nbrennan", "ask")) == 1
    await world.until("2026-03-13 09:00")
    assert len(world.told("nbrennan", "notice")) == 4
    assert len(world.told("nbrennan", "ask")) == 1


async def test_what_is_told_in_one_stays_together_when_teams_fails_for_a_moment(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.retries.BACK_OFF", 0.2)
    await notices(world, "nbrennan", 6)
    await world.until("2026-03-12 08:59")
    world.teams.limits.refused[world["nbrennan"].personal] = (502, {})
    asyncio.get_running_loop().call_later(0.3, world.teams.limits.refused.clear)
    await world.until("2026-03-12 09:00")
    *_, together = world.told("nbrennan", "notice")
    assert len(world.told("nbrennan", "notice")) == 4
    assert plain(together.card or {}).startswith("3 messages")


async def test_nothing_is_told_on_a_day_off_that_was_entered_later(world: World) -> None:
    await notices(world, "nbrennan", 5)
    await world.asks("nbrennan", "away 12/3 13/3")
    await world.until("2026-03-13 18:00")
    assert len(world.told("nbrennan", "notice")) == 3
    await world.until("2026-03-16 09:00")
    assert len(world.told("nbrennan", "notice")) == 4


async def test_alerts_to_act_on_are_never_held_back(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("lschroeder", "agoossens")) as world:
        await world.until("2026-03-12 10:00")
        await notices(world, "agoossens", 4)
        await world.fill("lschroeder", "DESK", rag="red", summary="Der Lieferant ist im Verzug.")
        await world.teams.until(lambda: bool(world.told("agoossens", "alert")))
        await world.teams.until(lambda: len(world.told("agoossens", "notice")) == 3)
        assert await world.service.delivery.settled(0.1) == 0
        assert len(world.told("agoossens", "notice")) == 3
