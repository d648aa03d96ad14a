"""The status that the figures give stands beside the declared one, with its reasons, for those who may see them."""

from datetime import timedelta
from pathlib import Path

import pytest

from dialogs import judging
from dialogs.desk import Desk
from dialogs.histories import history_of
from pmo.facts import History
from pmo.limits import Limits
from pmo.portfolio import Project
from pmo.seen import Seen
from tests.scenarios.world import World, ministry
from tests.teams.reading import plain


async def test_the_figures_stand_beside_what_was_declared_with_their_reasons(world: World) -> None:
    await world.until("2026-03-12 10:00")
    form = world.checkin("nbrennan")
    await world.presses("nbrennan", form, "checkin.submit", {"VISA/rag": "green", "VISA/forecast_end": "2027-03-31"})
    shown = plain((await world.asks("nbrennan", "project VISA")).card or {})
    assert "● green" in shown
    assert "By the figures ■ red" in shown
    assert "The figures are worse than the declared status." in shown
    assert "The end of the project is" in shown
    assert "working days late" in shown


async def test_without_the_right_to_see_money_nothing_of_it_is_looked_at(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=("nbrennan",)) as world:
        await world.stop()
        await world.change("indicators", "BIOM.KITS", unit="kEUR")
        await world.start()

        async def histories(desk: Desk) -> tuple[History, History]:
            project = await desk.records.projects.get("biom")
            assert project is not None
            return await history_of(project, desk, money=True), await history_of(project, desk, money=False)

        whole, discreet = await world.service.office.work(histories)
        assert whole.costs
        assert "biom.kits" in whole.indicators
        assert not discreet.costs
        assert "biom.kits" not in discreet.indicators
        assert whole.interval == discreet.interval == timedelta(days=7)


async def test_a_closed_project_is_not_judged_any_more(world: World) -> None:
    await world.stop()
    await world.change("projects", "VISA", phase="closed")
    await world.start()
    assert "By the figures" not in plain((await world.asks("nbrennan", "project VISA")).card or {})


async def test_a_changed_limit_does_not_colour_the_past_anew(world: World) -> None:
    async def bounds(desk: Desk) -> list[tuple[str, str]]:
        project = await desk.records.projects.get("satcom")
        assert project is not None
        versions = (await history_of(project, desk, money=True)).indicators["satcom.up"]
        return [(since.isoformat(), str(indicator.red)) for since, indicator in versions]

    assert await world.service.office.work(bounds) == [("0001-01-01", "95")]
    await world.until("2026-03-12 10:00")
    await world.stop()
    await world.change("indicators", "SATCOM.UP", red="90", amber="96")
    await world.change("indicators", "SATCOM.UP", red="90", amber="96", name="Fallback line")
    await world.start()
    assert await world.service.office.work(bounds) == [("0001-01-01", "95"), ("2026-03-12", "90")]


async def test_the_figures_are_judged_again_after_every_answer_and_every_day(world: World) -> None:
    async def kept() -> tuple[str, str]:
        found = await world.records(lambda records: records.judgements.get("visa"))
        return found.as_of.isoformat(), found.whole.colour

    await world.until("2026-03-12 10:00")
    day, _ = await kept()
    assert day == "2026-03-12"
    await world.presses(
        "nbrennan",
        world.checkin("nbrennan"),
        "checkin.submit",
        {"VISA/rag": "green", "VISA/forecast_end": "2028-03-31"},
    )
    await world.service.judge.settle()
    assert await kept() == ("2026-03-12", "red")
    await world.until("2026-03-14 00:00")
    assert await kept() == ("2026-03-14", "red")


async def test_lists_and_the_digest_show_both_statuses(world: World) -> None:
    await world.until("2026-03-12 10:00")
    form = world.checkin("nbrennan")
    await world.presses("nbrennan", form, "checkin.submit", {"VISA/rag": "green", "VISA/forecast_end": "2028-03-31"})
    await world.settled()
    for question in ("portfolio", "program CONSUL"):
        shown = plain((await world.asks("nbrennan", question)).card or {})
        assert "by the figures ■ red" in shown.split("VISA · ")[1][:120]
    await world.until("2026-03-13 14:00")
    digests = [plain(post.card or {}) for post in world.posts() if post.mark.get("kind") == "digest"]
    (french,) = [told for told in digests if "moins bons que déclaré" in told]
    assert "jours ouvrables de retard" in french


async def test_a_project_we_fail_to_judge_keeps_nobody_waiting(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = judging.seen_today

    async def seen_today(project: Project, limits: Limits, desk: Desk) -> Seen:
        assert project.code != "BIOM", "a fault of ours"
        return await whole(project, limits, desk)

    monkeypatch.setattr(judging, "seen_today", seen_today)
    await world.until("2026-03-12 00:00")
    assert (await world.records(lambda records: records.judgements.get("visa"))).as_of.isoformat() == "2026-03-12"
    due = await world.records(lambda records: records.due.get("judgement/biom"))
    assert due.at.isoformat() == "2026-03-12T00:00:00+00:00"
