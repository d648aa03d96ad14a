"""Earned value: published examples to the last digit, and every case in which a figure has no meaning."""

from datetime import date
from decimal import Decimal

import pytest

from pmo.costs import Cost
from pmo.earned_value import Earned, EarnedValue, NotAvailable, earned_value


def value(bac: str, pv: str, ev: str, ac: str) -> EarnedValue:
    return EarnedValue(bac=Decimal(bac), pv=Decimal(pv), ev=Decimal(ev), ac=Decimal(ac))


def shown(figure: Decimal | None, digits: int = 4) -> str:
    return "n/a" if figure is None else f"{figure:.{digits}f}"


def test_the_vector_of_the_design_holds_to_the_last_digit() -> None:
    found = value("100000", "50000", "40000", "48000")
    assert (shown(found.sv, 0), shown(found.cv, 0)) == ("-10000", "-8000")
    assert (shown(found.spi, 1), shown(found.cpi)) == ("0.8", "0.8333")
    assert [shown(one, 0) for one in (found.eac, found.eac_atypical, found.eac_combined)] == [
        "120000",
        "108000",
        "138000",
    ]
    assert (shown(found.etc, 0), shown(found.vac, 0)) == ("72000", "-20000")
    assert (shown(found.tcpi), shown(found.tcpi_of_eac)) == ("1.1538", "0.8333")
    assert (found.complete, found.spent) == (Decimal("0.4"), Decimal("0.48"))


def test_the_pages_of_the_r_package_pra_are_met() -> None:
    # paulgovan/PRA: planned 10, 20, 40 % of 100,000 in the third period, 35 % done.
    found = value("100000", "40000", "35000", "36000")
    assert [shown(one, 0) for one in (found.sv, found.cv)] == ["-5000", "-1000"]
    assert (shown(found.spi, 3), shown(found.cpi)) == ("0.875", "0.9722")
    assert value("100000", "40000", "35000", "63000").eac_atypical == 128000
    small = value("8", "2.4", "1.6", "3")
    assert (small.sv, small.cv) == (Decimal("-0.8"), Decimal("-1.4"))
    assert (shown(small.cpi, 3), shown(small.tcpi, 2)) == ("0.533", "1.28")


@pytest.mark.parametrize(
    ("pv", "ev", "ac", "figures"),
    [
        ("2400", "1610", "2500", ("0.6708", "0.6440", "27484.47", "18590.00", "39743.93", "1.0586")),
        ("4400", "3755", "3900", ("0.8534", "0.9628", "18383.49", "17845.00", "20871.33", "1.0105")),
        ("7650", "6985", "6650", ("0.9131", "1.0504", "16851.11", "17365.00", "17822.30", "0.9697")),
    ],
)
def test_a_weekly_series_is_met(pv: str, ev: str, ac: str, figures: tuple[str, ...]) -> None:
    # jdawood1/earned-value-analysis, weeks 1 to 3 of a budget of 17,700.
    found = value("17700", pv, ev, ac)
    money = [shown(one, 2) for one in (found.eac, found.eac_atypical, found.eac_combined)]
    assert (shown(found.spi), shown(found.cpi), *money, shown(found.tcpi)) == figures


@pytest.mark.parametrize(
    ("found", "without"),
    [
        (value("100", "0", "10", "10"), {"spi", "eac_combined"}),
        (value("100", "10", "10", "0"), {"cpi", "eac", "eac_combined", "etc", "vac", "tcpi_of_eac"}),
        (value("100", "10", "0", "10"), {"eac", "eac_combined", "etc", "vac", "tcpi_of_eac"}),
        (value("100", "90", "90", "100"), {"tcpi"}),
        (value("100", "90", "90", "120"), {"tcpi"}),
        (value("100", "100", "100", "90"), {"tcpi_of_eac"}),
    ],
)
def test_what_has_no_meaning_is_not_available(found: EarnedValue, without: set[str]) -> None:
    figures = ("spi", "cpi", "eac", "eac_combined", "etc", "vac", "tcpi", "tcpi_of_eac")
    assert {name for name in figures if getattr(found, name) is None} == without


def cost(period: str, planned: str | None, actual: str | None, version: int = 1) -> Cost:
    amounts = [None if text is None else Decimal(text) for text in (planned, actual)]
    return Cost(project="P", period=period, version=version, planned_cost=amounts[0], actual_cost=amounts[1])


JANUARY, FEBRUARY = cost("2026-01", "30", "20"), cost("2026-02", "20", "25")
SAID = {date(2026, 1, 29): 10, date(2026, 2, 26): 40, date(2026, 3, 5): 45}


def earned(
    costs: list[Cost],
    *,
    as_of: date = date(2026, 3, 10),
    budget: str | None = "100",
    start: date | None = date(2026, 1, 12),
    progress: dict[date, int] = SAID,
) -> Earned | NotAvailable:
    money = None if budget is None else Decimal(budget)
    return earned_value(budget=money, start=start, costs=costs, progress=progress, as_of=as_of)


def test_costs_are_summed_up_to_the_day_for_which_progress_is_taken_too() -> None:
    assert earned([FEBRUARY, JANUARY]) == Earned(value=value("100", "50", "40", "45"), day=date(2026, 2, 28))


def test_costs_that_are_not_known_yet_wait_with_the_progress_of_their_time() -> None:
    march = cost("2026-03", "10", None)
    found = earned([JANUARY, FEBRUARY, march], as_of=date(2026, 4, 15))
    assert isinstance(found, Earned)
    assert (found.day, found.value.ev) == (date(2026, 2, 28), Decimal(40))
    gap = earned([JANUARY, cost("2026-02", "20", None), cost("2026-03", "10", "10")], as_of=date(2026, 4, 15))
    assert isinstance(gap, Earned)
    assert (gap.day, gap.value.ac) == (date(2026, 1, 31), Decimal(20))


def test_a_month_without_costs_is_not_passed_over_by_the_sums() -> None:
    found = earned([JANUARY, cost("2026-03", "10", "10")], as_of=date(2026, 4, 15))
    assert isinstance(found, Earned)
    assert (found.day, found.value.pv) == (date(2026, 1, 31), Decimal(30))


def test_the_last_version_of_a_period_counts_and_what_is_later_than_the_day_does_not() -> None:
    corrected = cost("2026-01", "30", "22", version=2)
    found = earned([corrected, JANUARY, FEBRUARY], as_of=date(2026, 2, 27))
    assert isinstance(found, Earned)
    assert (found.value.pv, found.value.ac, found.day) == (Decimal(30), Decimal(22), date(2026, 1, 31))


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (earned([JANUARY], budget=None), NotAvailable.NO_BUDGET),
        (earned([JANUARY], budget="0"), NotAvailable.NO_BUDGET),
        (earned([JANUARY], start=None), NotAvailable.NO_START),
        (earned([]), NotAvailable.NO_COSTS),
        (earned([cost("2026-01", "30", None)]), NotAvailable.NO_COSTS),
        (earned([FEBRUARY]), NotAvailable.COSTS_BEGIN_LATE),
        (earned([JANUARY, cost("2026-W03", "1", "1")]), NotAvailable.COSTS_OVERLAP),
        (earned([JANUARY], progress={date(2026, 2, 5): 10}), NotAvailable.NO_PROGRESS),
    ],
)
def test_a_project_without_what_it_takes_has_none_and_the_reason_is_told(
    found: Earned | NotAvailable, why: NotAvailable
) -> None:
    assert found is why


def test_costs_may_begin_before_the_project_does() -> None:
    assert isinstance(earned([cost("2025-12", "5", "5"), JANUARY]), Earned)
