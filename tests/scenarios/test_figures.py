"""Indicators, milestones and costs are asked on the same card, in fields that know what is possible."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pmo.indicators import Measurement
from tests.scenarios.world import World, ministry
from tests.teams.reading import inputs, plain

REPORTERS = ("nbrennan", "vnguyen", "glambrechts", "cmarchal", "pdewael", "ldessart")


async def values(world: World, indicator: str, period: str = "2026-W11") -> list[Measurement]:
    found = await world.records(lambda records: records.measurements.find("indicator", indicator.casefold()))
    return [one for one in found if one.period == period]


async def test_a_reporter_is_asked_for_their_figures_only_with_the_last_value_and_the_limits(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=REPORTERS) as world:
        await world.until("2026-03-12 10:00")
        card = next(one for one in world.told("vnguyen", "ask") if "VISA" in one.mark["projects"]).card or {}
        assert set(inputs(card)) - {"reason"} == {"VISA/indicator/VISA.ONLINE"}
        assert "target 80 % · amber below 65 · red below 50" in plain(card)
        assert "Last: " in plain(card)
        assert "Your figures for week 11" in plain(card)


async def test_a_figure_is_stored_with_its_reporter_in_every_version(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=REPORTERS) as world:
        await world.until("2026-03-12 10:00")
        message = next(one for one in world.told("vnguyen", "ask") if "VISA" in one.mark["projects"])
        answer = await world.presses("vnguyen", message, "checkin.submit", {"VISA/indicator/VISA.ONLINE": "72"})
        assert "Applications filed online: 72 %" in plain(answer.card or {}).replace("\u00a0", " ")
        await world.teams.until(lambda: len(message.history) > 1)
        await world.presses("vnguyen", message, "checkin.edit")
        await world.presses("vnguyen", message, "checkin.submit", {"VISA/indicator/VISA.ONLINE": "73"})
        stored = await values(world, "VISA.ONLINE")
        assert [(one.version, one.value, one.reporter) for one in stored] == [
            (1, Decimal(72), "vnguyen"),
            (2, Decimal(73), "vnguyen"),
        ]
        assert await world.reports("VISA") == []


async def test_a_decimal_comma_is_taken_and_what_cannot_be_is_told_at_the_field(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=REPORTERS) as world:
        await world.until("2026-03-12 10:00")
        message = world.checkin("glambrechts")
        typed = {
            "SATCOM/indicator/SATCOM.UP": "99,4",
            "BIOM/indicator/BIOM.KITS": "500",
            "DCMOVE/indicator/DCMOVE.MOVED": "veel",
        }
        answer = await world.presses("glambrechts", message, "checkin.submit", typed)
        shown = inputs(answer.card or {})
        assert [one.value for one in await values(world, "SATCOM.UP")] == [Decimal("99.4")]
        assert shown["BIOM/indicator/BIOM.KITS"] == 500
        assert shown["DCMOVE/indicator/DCMOVE.MOVED"] == "veel"
        told = plain(answer.card or {})
        assert "Een getal van 0 tot 80 wordt verwacht." in told
        assert "Dit is geen getal." in told
        assert await values(world, "BIOM.KITS") == []


async def test_a_monthly_figure_is_asked_in_the_last_check_in_of_the_month_and_stays_until_it_is_answered(
    world: World,
) -> None:
    await world.until("2026-03-19 10:00")
    assert "VISA/indicator/VISA.DAYS" not in inputs(world.checkin("nbrennan").card or {})
    await world.until("2026-03-26 10:00")
    card = world.checkin("nbrennan").card or {}
    assert "VISA/indicator/VISA.DAYS" in inputs(card)
    assert "March 2026" in plain(card) or "March 2026" in str(card)
    await world.until("2026-04-02 10:00")
    message = world.checkin("nbrennan")
    assert message.mark["period"] == "2026-W14"
    await world.presses("nbrennan", message, "checkin.submit", {"VISA/indicator/VISA.DAYS": "9.5", "VISA/rag": "green"})
    assert [one.value for one in await values(world, "VISA.DAYS", "2026-03")] == [Decimal("9.5")]
    await world.until("2026-04-09 10:00")
    assert "VISA/indicator/VISA.DAYS" not in inputs(world.checkin("nbrennan").card or {})


async def test_a_figure_of_a_program_is_asked_under_the_programs_code(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=REPORTERS) as world:
        await world.until("2026-03-26 10:00")
        message = world.checkin("cmarchal")
        await world.presses("cmarchal", message, "checkin.submit", {"CONSUL/indicator/CONSUL.NPS": "4,1"})
        assert [one.value for one in await values(world, "CONSUL.NPS", "2026-03")] == [Decimal("4.1")]


async def test_nobody_gives_the_figures_of_another_but_the_pmo_does_under_their_own_name(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=REPORTERS) as world:
        await world.until("2026-03-12 10:00")
        message = next(one for one in world.told("vnguyen", "ask") if "VISA" in one.mark["projects"])
        data = {"VISA/indicator/VISA.ONLINE": "10"}
        refused = await world.teams.execute(world["glambrechts"], message, "checkin.submit", data)
        assert "iemand anders" in refused.message
        await world.teams.execute(world["pdewael"], message, "checkin.submit", data)
        assert [(one.value, one.reporter) for one in await values(world, "VISA.ONLINE")] == [(Decimal(10), "pdewael")]


async def milestone(world: World, code: str) -> Any:
    return await world.records(lambda records: records.milestones.get(code))


async def test_a_milestone_that_is_due_gets_a_new_date_or_is_reached(world: World) -> None:
    await world.until("2026-03-26 10:00")
    assert "CRISIS/milestone/PILOT" not in inputs(world.checkin("jkabongo").card or {})
    await world.until("2026-04-02 12:00")
    message = world.checkin("jkabongo")
    shown = inputs(message.card or {})
    assert shown["CRISIS/milestone/PILOT"] == "2026-04-03"
    late = {"CRISIS/rag": "green", "CRISIS/milestone/PILOT": "2026-03-02"}
    answer = await world.presses("jkabongo", message, "checkin.submit", late)
    assert "Cette date est passée" in plain(answer.card or {})
    moved = {"CRISIS/rag": "amber", "CRISIS/milestone/PILOT": "2026-04-24"}
    await world.presses("jkabongo", message, "checkin.submit", moved)
    assert (await milestone(world, "crisis/pilot")).forecast_date == date(2026, 4, 24)
    promised = await world.records(lambda records: records.forecasts.find("milestone", "crisis/pilot"))
    assert promised[-1].forecast_date == date(2026, 4, 24)
    assert promised[-1].period == "2026-W14"
    await world.until("2026-04-23 12:00")
    message = world.checkin("jkabongo")
    reached = {"CRISIS/rag": "green", "CRISIS/milestone/PILOT": "2026-04-20", "CRISIS/reached/PILOT": "true"}
    await world.presses("jkabongo", message, "checkin.submit", reached)
    assert (await milestone(world, "crisis/pilot")).actual_date == date(2026, 4, 20)


async def test_costs_are_asked_once_a_month_where_the_program_wants_them(tmp_path: Path) -> None:
    async with ministry(tmp_path, installed=REPORTERS) as world:
        await world.stop()
        await world.change("programs", "CONSUL", costs="yes")
        await world.start()
        await world.until("2026-03-12 10:00")
        assert "VISA/actual_cost" not in inputs(world.checkin("nbrennan").card or {})
        await world.until("2026-03-26 10:00")
        message = world.checkin("nbrennan")
        assert "Actual costs, March 2026 (EUR)" in str(message.card)
        doubtful = await world.presses(
            "nbrennan", message, "checkin.submit", {"VISA/rag": "green", "VISA/actual_cost": "172.300"}
        )
        assert "At most 2 digits after the point are possible." in plain(doubtful.card or {})
        typed = {"VISA/rag": "green", "VISA/actual_cost": "172300.50"}
        receipt = await world.presses("nbrennan", message, "checkin.submit", typed)
        assert "Costs, March 2026: planned" in plain(receipt.card or {})
        assert "172,300.50" in plain(receipt.card or {})
        costs = await world.records(lambda records: records.costs.find("project", "visa"))
        assert (costs[-1].period, costs[-1].actual_cost) == ("2026-03", Decimal("172300.50"))
