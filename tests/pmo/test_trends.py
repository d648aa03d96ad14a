"""A trend is believed only when chance would hardly make it: published examples, exact counts, and plain oracles."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.indicators import Direction
from pmo.trends import (
    FEWEST_POINTS,
    LATEST_POINTS,
    SIGNIFICANCE,
    Course,
    Point,
    chance_of,
    concordance,
    slope,
    statistic,
    trend,
)

START = date(2026, 1, 1)
BY_HAND = "12.9 14.8 13.2 15.7 13.8 15.6 12.9 11.0 17.3 15.9 19.0 18.3 20.1 21.7"
VALUES = st.lists(st.decimals(-1000, 1000, places=2), min_size=2, max_size=30)


def numbers(text: str) -> list[Decimal]:
    return [Decimal(word) for word in text.split()]


def monthly(values: list[Decimal]) -> list[Point]:
    return [(START + timedelta(days=30 * n), value) for n, value in enumerate(values)]


def test_the_example_worked_by_hand_is_met() -> None:
    # John Little, College of the Holy Cross, "A Mann-Kendall Example (By Hand)": 91 pairs, one of them equal.
    values = numbers(BY_HAND)
    assert concordance(values) == 54
    assert statistic(values) == pytest.approx(2.9058, abs=5e-5)
    assert chance_of(values) / 2 == pytest.approx(0.0018, abs=5e-5)
    assert trend(monthly(values), Direction.HIGHER).course is Course.BETTER
    assert trend(monthly(values), Direction.LOWER).course is Course.WORSE


def test_the_published_line_through_three_points_is_met() -> None:
    # Wolfram Function Repository, "TheilSenLine": (0, 1), (1, 1), (2.5, 3), in tenths of a day: slopes 0, 0.8, 4/3.
    points = [(START + timedelta(days=days), Decimal(y)) for days, y in ((0, 1), (10, 1), (25, 3))]
    assert slope(points) == pytest.approx(0.08)


@pytest.mark.parametrize("n", [4, 5, 6, 7])
def test_few_values_are_counted_exactly(n: int) -> None:
    orders = [concordance([Decimal(one) for one in order]) for order in permutations(range(n))]
    for s in sorted({abs(one) for one in orders}):
        values = next(order for order in permutations(range(n)) if concordance([Decimal(v) for v in order]) == s)
        expected = sum(abs(one) >= s for one in orders) / len(orders) if s else 1
        assert chance_of([Decimal(one) for one in values]) == pytest.approx(min(1, expected))


@pytest.mark.parametrize(("values", "course"), [("1 2 3 4", Course.UNCLEAR), ("1 2 3 4 5", Course.BETTER)])
def test_four_values_never_make_a_trend_and_five_in_order_do(values: str, course: Course) -> None:
    # 2 of 24 orders are as extreme as four rising values (0.083), 2 of 120 as five (0.017).
    assert trend(monthly(numbers(values)), Direction.HIGHER).course is course


def test_a_wild_value_moves_neither_slope_nor_verdict() -> None:
    calm = [Decimal(n) for n in range(12)]
    wild = [*calm[:6], Decimal(500), *calm[7:]]
    assert slope(monthly(wild)) == pytest.approx(1 / 30)
    assert trend(monthly(wild), Direction.HIGHER).course is Course.BETTER


def test_of_a_band_the_distance_from_the_target_gets_better_or_worse() -> None:
    away = monthly(numbers("0 1 -2 3 -4 5 -6"))
    assert trend(away, Direction.BAND, Decimal(0)).course is Course.WORSE
    assert (
        trend(
            list(zip((day for day, _ in away), (v for _, v in reversed(away)), strict=True)), Direction.BAND, Decimal(0)
        ).course
        is Course.BETTER
    )
    assert trend(away, Direction.BAND).course is Course.UNCLEAR


def test_only_the_latest_values_count() -> None:
    fell_long_ago = [Decimal(1000 - 40 * n) for n in range(20)] + [Decimal(n) for n in range(LATEST_POINTS)]
    found = trend(monthly(fell_long_ago), Direction.HIGHER)
    assert (found.course, found.points) == (Course.BETTER, LATEST_POINTS)


@pytest.mark.parametrize("values", ["", "3", "3 3 3 3 3 3 3 3 3 3 3 3"])
def test_of_nothing_of_one_value_and_of_equal_values_nothing_is_said(values: str) -> None:
    found = trend(monthly(numbers(values)), Direction.HIGHER)
    assert (found.course, found.probability) == (Course.UNCLEAR, 1.0)
    assert found.slope == (0.0 if len(values) > 1 else None)


@given(VALUES)
def test_a_series_read_backwards_has_the_opposite_trend(values: list[Decimal]) -> None:
    assert concordance(values[::-1]) == -concordance(values)
    assert chance_of(values[::-1]) == chance_of(values)
    forth, back = slope(monthly(values)), slope(monthly(values[::-1]))
    assert forth is not None
    assert back is not None
    assert forth == pytest.approx(-back)


@given(st.lists(st.integers(0, 5), min_size=11, max_size=24))
def test_a_probability_is_one(values: list[int]) -> None:
    assert 0 <= chance_of([Decimal(value) for value in values]) <= 1


def test_two_values_of_one_day_make_no_slope() -> None:
    assert slope([(START, Decimal(1)), (START, Decimal(2))]) is None


def test_fewer_values_than_are_asked_for_never_make_a_trend() -> None:
    assert FEWEST_POINTS == 5
    assert chance_of([Decimal(n) for n in range(FEWEST_POINTS - 1)]) >= SIGNIFICANCE
    assert chance_of([Decimal(n) for n in range(FEWEST_POINTS)]) < SIGNIFICANCE
