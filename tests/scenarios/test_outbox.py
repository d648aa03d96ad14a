"""The outbox as a whole: what waits there holds up nobody, and nothing is sent where nobody can be reached."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.importing import import_files
from dialogs.desk import Desk
from pmo.importing.sheets import Sheet
from tests.scenarios.letters import notice
from tests.scenarios.world import STATUS, World


async def test_letters_that_wait_for_their_next_try_hold_up_nobody(world: World) -> None:
    soon = datetime.now(UTC) + timedelta(hours=1)

    async def an_outage(desk: Desk) -> None:
        for number in range(1100):
            waiting = notice(f"notice/{number}", "sbenali", desk, tries=3, failing_since=desk.real, retry_at=soon)
            await desk.records.letters.put(waiting)
        await desk.records.letters.put(notice("notice/fresh", "nbrennan", desk))

    await world.service.office.work(an_outage)
    await world.teams.until(lambda: bool(world.told("nbrennan", "notice")))
    assert await world.service.delivery.settled(0.1) == 1100


async def test_a_letter_that_waits_for_its_next_try_ends_at_its_own_end(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ticker.RETRY_PATIENCE_SECONDS", 0.1)

    async def failing(desk: Desk) -> None:
        soon = desk.real + timedelta(hours=1)
        end = desk.now + timedelta(hours=1)
        letter = notice("notice/late", "nbrennan", desk, not_after=end, failing_since=desk.real, retry_at=soon)
        await desk.records.letters.put(letter)

    await world.service.office.work(failing)
    assert await world.service.delivery.settled(0.1) == 1
    assert (await world.until("2026-03-11 09:01"))["pending"] == 0
    assert [one.outcome.value for one in await world.outcomes() if one.key == "notice/late"] == ["expired"]


async def test_what_failed_before_a_day_off_waits_until_it_is_over(world: World) -> None:
    async def tried(desk: Desk) -> None:
        before = desk.real - timedelta(minutes=1)
        await desk.records.letters.put(
            notice("notice/tried", "nbrennan", desk, tries=3, failing_since=before, retry_at=before)
        )

    await world.until("2026-03-14 10:00")  # a Saturday
    await world.service.office.work(tried)
    assert await world.service.delivery.settled(0.5) == 0
    assert world.told("nbrennan", "notice") == []
    held = await world.records(lambda records: records.audit.find("about", "notice/tried"))
    assert [entry.what for entry in held] == ["delivery.held"]
    await world.until("2026-03-16 09:00")
    assert len(world.told("nbrennan", "notice")) == 1


async def test_nothing_is_redrawn_in_a_team_or_a_chat_that_the_app_was_removed_from(world: World) -> None:
    await world.until("2026-03-12 10:00")
    await world.fill("nbrennan", "VISA", rag="red")
    await world.service.delivery.settled(5)
    await world.teams.remove_from_team(world["pdewael"], STATUS.name)
    await world.teams.uninstall(world["nbrennan"])
    before = len(world.teams.received)
    await world.stop()
    rows = [(2, ("VISA", "2026-W11", "amber"))]
    outcome = await import_files(world.settings, {"statuses": Sheet(("project", "period", "rag"), rows)}, dry_run=False)
    assert not outcome.refused
    await world.start()
    assert (await world.until("2026-03-12 10:30"))["pending"] == 0
    assert [one.kind for one in world.teams.received[before:] if one.kind == "update"] == []
    redraws = [(one.outcome.value, one.reason) for one in await world.outcomes() if one.key.startswith("redraw/")]
    assert ("unreachable", "removed") in redraws
    assert {outcome for outcome, _ in redraws if outcome == "failed"} == set()
