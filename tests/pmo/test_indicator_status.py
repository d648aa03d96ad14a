"""A value has a colour by its limits, which themselves are still within, and a distance from the target."""

from decimal import Decimal

import pytest

from pmo.colours import Colour
from pmo.indicator_status import colour_of, is_believable, variance
from pmo.indicators import Direction, Indicator

G, A, R, N = Colour.GREEN, Colour.AMBER, Colour.RED, Colour.GREY


def indicator(direction: Direction, target: str = "", amber: str = "", red: str = "", **limits: str) -> Indicator:
    def figure(text: str) -> Decimal | None:
        return Decimal(text) if text else None

    return Indicator(
        code="X",
        name="X",
        direction=direction,
        target=figure(target),
        amber=figure(amber),
        red=figure(red),
        min=figure(limits.get("low", "")),
        max=figure(limits.get("high", "")),
    )


UPTIME = indicator(Direction.HIGHER, "99.9", "99", "98")
QUEUE = indicator(Direction.LOWER, "10", "20", "30")
SPENT = indicator(Direction.BAND, "0", "5", "10")


@pytest.mark.parametrize(
    ("known", "colours"),
    [
        (UPTIME, {"100": G, "99": G, "98.9": A, "98": A, "97.99": R}),
        (QUEUE, {"0": G, "20": G, "20.1": A, "30": A, "31": R}),
        (SPENT, {"-5": G, "5": G, "-5.1": A, "10": A, "10.01": R, "-11": R}),
        (indicator(Direction.HIGHER, red="98"), {"99": G, "97": R}),
        (indicator(Direction.HIGHER, amber="98"), {"99": G, "1": A}),
        (indicator(Direction.LOWER, target="5"), {"1": N, "100": N}),
        (indicator(Direction.BAND, amber="5"), {"1": G}),
    ],
)
def test_a_value_has_the_colour_of_the_limit_it_is_beyond(known: Indicator, colours: dict[str, Colour]) -> None:
    assert {value: colour_of(Decimal(value), known) for value in colours} == colours


@pytest.mark.parametrize(
    ("known", "value", "distance"),
    [
        (UPTIME, "99.5", "-0.4"),
        (UPTIME, "100", "0.1"),
        (QUEUE, "12", "-2"),
        (QUEUE, "7", "3"),
        (SPENT, "-4", "-4"),
        (SPENT, "4", "-4"),
        (indicator(Direction.LOWER), "4", ""),
    ],
)
def test_the_distance_from_the_target_is_above_zero_when_it_is_good(
    known: Indicator, value: str, distance: str
) -> None:
    assert variance(Decimal(value), known) == (Decimal(distance) if distance else None)


def test_only_what_lies_in_the_valid_range_is_believed() -> None:
    share = indicator(Direction.HIGHER, low="0", high="100")
    assert [is_believable(Decimal(value), share) for value in ("-0.1", "0", "100", "100.1")] == [
        False,
        True,
        True,
        False,
    ]
    assert is_believable(Decimal("-1e9"), UPTIME)
