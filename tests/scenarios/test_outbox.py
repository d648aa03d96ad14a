"""The outbox as a whole: what waits there holds up nobody, and nothing is sent where nobody can be reached."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dialogs.desk import Desk
from storage.outbox import Letter, LetterKind
from tests.scenarios.world import World


def notice(key: str, member: str, desk: Desk, **changes: Any) -> Letter:
    """A notice to somebody that may be sent now."""
    known: dict[str, Any] = {
        "key": key,
        "kind": LetterKind.NOTICE,
        "subject": "unreachable channel",
        "member": member,
        "written": desk.now,
        "not_before": desk.now,
        "detail": ("CONSUL", "Consular services", "403"),
    }
    return Letter(**known | changes)


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
