"""What is restricted or money is told to nobody who must not hear it, and is not forgotten for that."""

from collections.abc import Sequence
from pathlib import Path

from bot.files import read_sheets
from bot.importing import import_files
from pmo.importing.sheets import Sheet
from samples import SAMPLES
from tests.scenarios.world import STATUS, World, ministry
from tests.teams.reading import plain


async def test_a_channel_is_told_of_no_restricted_indicator_by_the_reasons_of_a_status(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan", "vnguyen")) as world:
        await world.stop()
        await world.change("indicators", "VISA.ONLINE", classification="restricted")
        await world.start()
        await world.until("2026-03-12 10:00")
        await world.asks("vnguyen", "checkin")
        await world.presses("vnguyen", world.checkin("vnguyen"), "checkin.submit", {"VISA/indicator/VISA.ONLINE": "12"})
        await world.settled()
        judged = await world.records(lambda records: records.judgements.get("visa"))
        assert "VISA.ONLINE" in {reason.subject for reason in judged.whole.reasons}
        await world.teams.mention(world["nbrennan"], STATUS.name, "project VISA")
        posts = [plain(post.card or {}) for post in world.posts(STATUS)]
        assert "VISA" in posts[-1]
        assert not [words for words in posts if "Applications filed online" in words]


async def imported(world: World, table: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    outcome = await import_files(world.settings, {table: Sheet(columns, list(enumerate(rows, 2)))}, dry_run=False)
    assert not outcome.refused, list(outcome.sentences())


async def test_a_budget_stays_an_alert_however_many_other_reasons_there_are(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await world.stop()
        months = ("2025-10", "2025-11", "2025-12", "2026-01", "2026-02")
        spent = [("EPASS", month, "40000", "40000") for month in months]
        await imported(world, "costs", ("project", "period", "planned_cost", "actual_cost"), spent)
        said = [("EPASS", "2026-W08", "amber", "20")]
        await imported(world, "statuses", ("project", "period", "rag", "progress"), said)
        milestones = read_sheets(SAMPLES)["milestones"]
        missed = [("EPASS", f"M{n}", f"Step {n}", f"2026-02-0{n}", "", "", "") for n in range(1, 8)]
        known = [cells for _, cells in milestones.lines]
        await imported(world, "milestones", milestones.columns, [*known, *missed])
        await world.start()
        await world.settled()
        alert = await world.records(lambda records: records.alerts.get("epass/budget"))
        judged = await world.records(lambda records: records.judgements.get("epass"))
        assert judged.whole.more > 0
        assert alert.is_open
