"""Control charts tell signal from noise: Wheeler's published charts, and Nelson's rules at their exact lengths."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.control_charts import FEWEST_POINTS, Signal, latest_signals, limits, signals


def numbers(text: str) -> list[Decimal]:
    return [Decimal(word) for word in text.split()]


SOFTWARE = "5045 4350 4350 3975 4290 4430 4485 4285 3980 3925 3645 3760 3300 3685 3463 5200"
WILD = "2.5 2.3 16.3 6.3 7.6 16.3 7.1 7.8 7.8 9.9 10.5 -4.8"
ACCIDENTS = "43 40 37 33 30 33 34 35 29 33 31 39"
RECEIVABLES = (
    "55.6 54.7 54.9 54.8 56.9 55.7 53.8 54.8 53.4 57.0 59.4 63.2 "
    "60.9 60.7 58.6 57.3 56.9 58.1 58.3 50.9 53.3 52.5 50.8 52.9"
)


@pytest.mark.parametrize(
    ("series", "by_median", "figures", "beyond"),
    [
        (SOFTWARE, False, (4135.5, 355.9333, 3188.7173, 5082.2827, 1163.1901), [16]),
        (WILD, True, (7.4667, 2.1, 0.8622, 14.0712, 8.1165), [3, 6, 12]),
        (ACCIDENTS, False, (34.75, 3.4545, 25.5609, 43.9391, 11.2895), []),
        (RECEIVABLES, False, (56.0583, 1.7696, 51.3513, 60.7654, 5.7829), [12, 13, 20, 23]),
    ],
)
def test_the_charts_of_wheeler_are_met(
    series: str, by_median: bool, figures: tuple[float, ...], beyond: list[int]
) -> None:
    # Donald J. Wheeler, Making Sense of Data, pp. 382 and 145, tables 9.1 and 9.2.
    values = numbers(series)
    found = limits(values, by_median=by_median)
    got = (found.mean, found.moving_range, found.low, found.high, found.range_high)
    assert [f"{figure:.4f}" for figure in got] == [f"{figure:.4f}" for figure in figures]
    assert [n for n, value in enumerate(values, 1) if not found.low <= value <= found.high] == beyond
    if not by_median:
        assert [n for n, told in enumerate(signals(values), 1) if Signal.BEYOND_LIMITS in told] == beyond


def test_nine_values_on_one_side_of_the_mean_are_a_signal_and_eight_are_none() -> None:
    above = numbers("1.0 1.1 1.0 1.2 1.0 1.1 1.0 1.1")
    below = [-value for value in above]
    assert not any(Signal.ONE_SIDE in told for told in signals(above + below))
    told = signals([*above, Decimal(1), *below, Decimal(-1), Decimal(-1)])
    assert [n for n, one in enumerate(told, 1) if Signal.ONE_SIDE in one] == [9, 18, 19]


def test_six_values_in_one_direction_are_a_signal_and_five_are_none() -> None:
    noise, five = "3.0 2.0 3.5 2.5 3.0 ", "1 2 3 4 5 "
    assert not any(Signal.STEADY in told for told in signals(numbers(noise + five + "1")))
    rising = numbers(noise + five + "6 7 6.5")
    told = signals(rising)
    assert [n for n, one in enumerate(told, 1) if Signal.STEADY in one] == [11, 12]
    assert signals([-value for value in rising]) == told


def test_equal_neighbours_end_a_rise() -> None:
    assert not any(Signal.STEADY in told for told in signals(numbers("1 2 3 4 5 5 6 7 8 9")))


def test_too_few_values_are_never_a_signal() -> None:
    assert signals([]) == []
    assert set(signals([Decimal(0)] * (FEWEST_POINTS - 2) + [Decimal(100)])) == {frozenset()}


VALUES = st.decimals(-1_000_000, 1_000_000, places=3)


@given(st.lists(VALUES, min_size=FEWEST_POINTS, max_size=40), st.integers(1, 50), st.integers(-9, 9))
def test_signals_do_not_depend_on_the_unit(series: list[Decimal], scale: int, shift: int) -> None:
    assert signals([scale * (value + shift) for value in series]) == signals(series)


@given(VALUES, st.integers(FEWEST_POINTS, 30))
def test_a_series_that_never_moves_has_no_signal(value: Decimal, length: int) -> None:
    assert set(signals([value] * length)) == {frozenset()}


@given(st.lists(st.integers(-3, 3).map(Decimal) | VALUES, max_size=30))
def test_the_signals_of_the_last_value_are_the_last_of_all(series: list[Decimal]) -> None:
    assert latest_signals(series) == (signals(series)[-1] if series else frozenset())


@pytest.mark.parametrize("length", range(5, 12))
def test_they_are_so_for_runs_of_every_length_too(length: int) -> None:
    noise = numbers("5 1 4 2 5 1 4 2 5")
    for run in (list(range(10, 10 + length)), [9] * length, [-one for one in range(length)]):
        series = noise + [Decimal(one) for one in run]
        assert latest_signals(series) == signals(series)[-1]
