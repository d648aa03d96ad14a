"""The computed status: each dimension by its limits, with reasons in figures; the worst counts, and stale is grey."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import product

import pytest

from pmo.calendars import calendar_of_post
from pmo.colours import Colour
from pmo.computed_status import Facts, Risk, Value, computed_status, overall
from pmo.earned_value import Earned, EarnedValue
from pmo.indicators import Direction, Indicator, Measurement
from pmo.limits import DEFAULT, LimitChoice, Limits, decided
from pmo.milestones import Milestone
from pmo.portfolio import HEADQUARTERS
from pmo.reasons import Computed, Dimension, Reason, Why
from pmo.working_time import working_days

BRUSSELS = calendar_of_post(HEADQUARTERS)
TODAY = date(2026, 3, 12)
WEEK = timedelta(days=7)
G, A, R, N = Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY


def computed(limits: Limits = DEFAULT, **known: object) -> Computed:
    facts = Facts(project="VISA", as_of=TODAY, **({"reported": TODAY, "interval": WEEK} | known))  # type: ignore[arg-type]
    return computed_status(facts, partial(working_days, BRUSSELS), limits)


def colour(found: Computed, dimension: Dimension) -> Colour:
    return found.of(dimension).colour


def later(days: int) -> date:
    """So many working days after today."""
    day = TODAY
    while working_days(BRUSSELS, TODAY, day) < days:
        day += timedelta(days=1)
    return day


@pytest.mark.parametrize(("slip", "expected"), [(-10, G), (0, G), (1, G), (5, G), (6, A), (10, A), (11, R), (100, R)])
def test_an_end_slips_against_the_working_days_that_were_left(slip: int, expected: Colour) -> None:
    found = computed(end=later(100), forecast_end=later(100 + slip))
    assert colour(found, Dimension.SCHEDULE) is expected
    (reason,) = found.of(Dimension.SCHEDULE).reasons
    assert reason.days == slip
    if slip > 0:
        assert (reason.why, reason.figure) == (Why.END_SLIPS, Decimal(slip) / 100)
        assert reason.limit == (DEFAULT.slip_red if expected is R else DEFAULT.slip_amber)


def test_past_the_baseline_any_delay_is_red() -> None:
    found = computed(end=TODAY, forecast_end=later(1))
    assert colour(found, Dimension.SCHEDULE) is R
    assert found.reasons == (Reason(why=Why.END_SLIPS, colour=R, limit=DEFAULT.slip_red, days=1, day=later(1)),)


def milestone(baseline: date, forecast: date | None = None, actual: date | None = None) -> Milestone:
    return Milestone(
        project="VISA", code="GO", name="Go", baseline_date=baseline, forecast_date=forecast, actual_date=actual
    )


def test_a_milestone_is_missed_when_its_date_has_passed_without_a_new_one() -> None:
    missed = computed(milestones=(milestone(date(2026, 3, 6)),))
    assert missed.reasons == (Reason(why=Why.MILESTONE_MISSED, colour=R, subject="GO", days=4, day=date(2026, 3, 6)),)
    assert colour(computed(milestones=(milestone(TODAY),)), Dimension.SCHEDULE) is G
    assert colour(computed(milestones=(milestone(date(2026, 3, 6), later(200)),)), Dimension.SCHEDULE) is R
    assert colour(computed(milestones=(milestone(later(100), later(106)),)), Dimension.SCHEDULE) is A
    reached = computed(milestones=(milestone(date(2026, 3, 6), actual=date(2026, 3, 9)),))
    assert (colour(reached, Dimension.SCHEDULE), reached.colour) == (G, G)


def earned(pv: str, ev: str, ac: str) -> Earned:
    value = EarnedValue(bac=Decimal(1000), pv=Decimal(pv), ev=Decimal(ev), ac=Decimal(ac))
    return Earned(value=value, day=date(2026, 2, 28))


@pytest.mark.parametrize(
    ("amounts", "schedule", "cost"),
    [
        (("100", "100", "100"), G, G),
        (("100", "95", "95"), G, G),
        (("100", "94", "94"), A, G),
        (("100", "90", "90"), A, G),
        (("100", "89", "89"), R, G),
        (("100", "100", "106"), G, A),  # CPI 0.943, six percent over budget
        (("100", "100", "112"), G, R),  # CPI 0.893
        (("0", "0", "0"), N, N),
    ],
)
def test_indices_are_held_against_their_limits(amounts: tuple[str, str, str], schedule: Colour, cost: Colour) -> None:
    found = computed(earned=earned(*amounts))
    assert (colour(found, Dimension.SCHEDULE), colour(found, Dimension.COST)) == (schedule, cost)


def test_a_budget_that_will_not_do_is_told_with_the_share() -> None:
    reasons = computed(earned=earned("100", "100", "112")).of(Dimension.COST).reasons
    assert {(reason.why, reason.colour) for reason in reasons} == {(Why.OVER_COST, R), (Why.OVER_BUDGET, R)}
    assert next(reason.figure for reason in reasons if reason.why is Why.OVER_BUDGET) == Decimal("0.12")


@pytest.mark.parametrize(
    ("level", "has_action", "expected"),
    [(9, False, G), (10, True, G), (10, False, A), (16, False, A), (19, True, G), (20, True, R), (25, False, R)],
)
def test_a_risk_without_an_action_is_amber_and_a_very_high_one_red(
    level: int, has_action: bool, expected: Colour
) -> None:
    found = computed(risks=(Risk(code="R1", level=level, has_action=has_action),))
    assert colour(found, Dimension.RISK) is expected


def value(figure: str, *, stale: bool = False, limits: bool = True) -> Value:
    indicator = Indicator(
        code="UP",
        name="Up",
        direction=Direction.HIGHER,
        amber=Decimal(99) if limits else None,
        red=Decimal(98) if limits else None,
    )
    measured = Measurement(indicator="UP", period="2026-02", version=1, value=Decimal(figure))
    return Value(indicator=indicator, measurements=(measured,), since=TODAY, stale=stale)


def test_the_worst_indicator_counts_and_a_stale_one_is_grey() -> None:
    assert colour(computed(values=(value("99.5"), value("98.5"))), Dimension.INDICATORS) is A
    found = computed(values=(value("97"),))
    assert found.reasons == (
        Reason(why=Why.BEYOND_LIMIT, colour=R, subject="UP", figure=Decimal(97), limit=Decimal(98)),
    )
    stale = computed(values=(value("97", stale=True),))
    assert (colour(stale, Dimension.INDICATORS), stale.colour) == (N, N)
    assert [reason.why for reason in stale.reasons] == [Why.VALUE_STALE, Why.NO_FIGURES]
    assert colour(computed(values=(value("1", limits=False),)), Dimension.INDICATORS) is N


def test_what_was_reported_too_long_ago_or_never_is_grey_and_never_green() -> None:
    good = (milestone(later(100)),)
    old = computed(reported=TODAY - timedelta(days=11), milestones=good)
    assert (colour(old, Dimension.REPORTING), old.colour) == (N, N)
    never = computed(reported=None, milestones=good)
    assert never.reasons == (Reason(why=Why.NOT_REPORTED, colour=N),)
    red = computed(reported=None, milestones=(milestone(date(2026, 3, 6)),))
    assert red.colour is R
    assert computed(milestones=good).colour is G


def test_the_overall_colour_is_the_worst_and_ambers_add_up_only_where_it_was_decided() -> None:
    two = dict.fromkeys(Dimension, G) | {Dimension.COST: A, Dimension.RISK: A}
    assert overall(two) is A
    assert overall(two, Limits(ambers=2)) is R
    assert overall(two, Limits(ambers=3)) is A


def test_every_combination_of_dimensions_has_the_colour_of_its_worst() -> None:
    order = [N, G, A, R]
    for colours in product(Colour, repeat=len(Dimension)):
        found = dict(zip(Dimension, colours, strict=True))
        expected = max(
            (one for dimension, one in found.items() if dimension is not Dimension.REPORTING), key=order.index
        )
        if expected is G and found[Dimension.REPORTING] is N:
            expected = N
        assert overall(found) is expected


def test_a_report_without_figures_makes_nothing_green() -> None:
    found = computed()
    assert found.colour is N
    assert found.reasons == (Reason(why=Why.NO_FIGURES, colour=N),)


def test_the_narrower_scope_decides_and_leaves_the_rest_to_the_wider() -> None:
    portfolio = LimitChoice(slip_amber=Decimal("0.2"), ambers=2)
    program = LimitChoice(scope="CONSUL", slip_amber=Decimal("0.1"))
    project = LimitChoice(scope="VISA", risk_red=Decimal(15))
    found = decided(portfolio, program, project)
    assert (found.slip_amber, found.ambers, found.risk_red) == (Decimal("0.1"), 2, Decimal(15))
    assert (found.slip_red, found.index_red) == (DEFAULT.slip_red, DEFAULT.index_red)
    assert decided(None, None) == DEFAULT
    assert decided(LimitChoice(ambers=2), LimitChoice(ambers=0)).ambers == 0
