"""Answers that come late by a file amend the posted digest as those of people do, and silently."""

from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook

from bot.importing import import_files
from pmo.importing.sheets import Sheet
from pmo.reasons import Why
from tests.scenarios.test_digest_amended import SINCE, digests, frozen
from tests.scenarios.workbooks import PMO, presses, saved, sends
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.reading import plain

BIOM_RED = {
    "project": "BIOM",
    "period": "2026-W11",
    "rag": "red",
    "summary": "The readers are broken",
    "reporter": "nbrennan",
    "answered_at": "2026-03-13T15:30+01:00",
    "late": "yes",
}


async def brought_in(world: World, table: str, row: Mapping[str, str]) -> None:
    """Bring in one row while the bot is stopped."""
    await world.stop()
    sheet = Sheet(tuple(row), [(2, tuple(row.values()))])
    outcome = await import_files(world.settings, {table: sheet}, dry_run=False)
    assert not outcome.refused, list(outcome.sentences())
    await world.start()


async def test_a_late_status_from_a_file_amends_the_same_messages_and_sends_none(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await world.until("2026-03-13 14:00")
        await world.settled()
        before, message, posted = await frozen(world), digests(world)[0], len(world.posts(STATUS))
        await world.until("2026-03-13 15:40")
        await brought_in(world, "statuses", BIOM_RED)
        await world.until("2026-03-13 15:41")
        await world.settled()
        words = plain(message.card or {})
        assert f"{SINCE} BIOM · Biometric" in words
        assert "answered, from green to red, Friday 13 March, 15:40" in words
        assert "The readers are broken" in words
        assert len(world.posts(STATUS)) == posted
        assert await frozen(world) == before


async def test_a_late_value_from_a_file_is_told_by_what_it_makes_of_the_figures(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await world.until("2026-03-13 14:00")
        value = {"indicator": "VISA.ONLINE", "period": "2026-W10", "value": "12", "reporter": "vnguyen"}
        await brought_in(world, "measurements", value)
        (amended,) = await world.records(lambda records: records.amendments.all())
        assert amended.line.project == "VISA"
        assert Why.BEYOND_LIMIT in [reason.why for reason in amended.line.reasons]


async def test_a_date_that_a_file_promises_late_amends_the_milestones(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await world.until("2026-03-13 14:00")
        message = digests(world)[0]
        promise = {"project": "BIOM", "milestone": "TRAIN", "period": "2026-W11", "forecast_date": "2026-12-18"}
        await brought_in(world, "forecasts", promise)
        await world.until("2026-03-13 14:01")
        await world.settled()
        assert f"{SINCE} BIOM" in plain(message.card or {})


async def test_what_a_file_says_of_weeks_long_past_amends_nothing(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await world.until("2026-03-13 14:00")
        message = digests(world)[0]
        await brought_in(world, "statuses", {**BIOM_RED, "period": "2025-W40", "answered_at": "2025-10-02T10:00+02:00"})
        await world.until("2026-03-13 14:01")
        await world.settled()
        assert SINCE not in plain(message.card or {})


async def test_what_is_taken_back_leaves_the_posted_digest_again(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", PMO)) as world:
        await world.asks(PMO, "language en")
        await world.until("2026-03-13 14:00")
        message = digests(world)[0]
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = "statuses"
        sheet.append(list(BIOM_RED))
        sheet.append(list(BIOM_RED.values()))
        sent = await sends(world, saved(book))
        await presses(world, sent, "import.apply")
        assert "The readers are broken" in plain(message.card or {})
        await presses(world, sent, "import.undo")
        words = plain(message.card or {})
        assert "The readers are broken" not in words
        assert SINCE not in words
