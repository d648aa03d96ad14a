"""Individuals control charts (XmR): which values of a series are signals, and which are its ordinary noise.

Limits after Wheeler, *Making Sense of Data*: the mean plus and minus 2.66 times the mean moving range of two; with the
median moving range 3.145. Rules 1 to 3 after Nelson, "The Shewhart Control Chart: Tests for Special Causes" (1984).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from itertools import pairwise
from statistics import median

FEWEST_POINTS = 8
"""With fewer values the limits say little; nothing is called a signal then."""
_BY_MEAN, _BY_MEDIAN = (Decimal("2.66"), Decimal("3.268")), (Decimal("3.145"), Decimal("3.865"))
_SAME_SIDE = 9
_STEADY = 6


class Signal(IntEnum):
    """Nelson's rules by their numbers."""

    BEYOND_LIMITS = 1
    ONE_SIDE = 2
    STEADY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a series keeps within while nothing but noise is at work.

    Attributes:
        mean: of the values.
        moving_range: mean or median of the differences between neighbours.
        low, high: the natural process limits.
        range_high: the upper limit of a single moving range.
    """

    mean: Decimal
    moving_range: Decimal
    low: Decimal
    high: Decimal
    range_high: Decimal


def limits(values: Sequence[Decimal], *, by_median: bool = False) -> Limits:
    """The limits of a series of at least two values.

    Args:
        by_median: from the median moving range, which a few wild values do not widen.
    """
    ranges = [abs(after - before) for before, after in pairwise(values)]
    mean, moving = _mean(values), (median if by_median else _mean)(ranges)
    width, range_width = _BY_MEDIAN if by_median else _BY_MEAN
    return Limits(
        mean=mean,
        moving_range=moving,
        low=mean - width * moving,
        high=mean + width * moving,
        range_high=range_width * moving,
    )


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, start=Decimal(0)) / len(values)


def signals(values: Sequence[Decimal]) -> list[frozenset[Signal]]:
    """For each value the rules it breaks, in the order of the series; none while there are too few values.

    A run is told at the value that completes it and at every further one.
    """
    if len(values) < FEWEST_POINTS:
        return [frozenset()] * len(values)
    found = limits(values)
    sides, steps = list(_run_beside(values, found.mean)), list(_run_of_steps(values))
    return [
        frozenset(
            rule
            for rule, holds in (
                (Signal.BEYOND_LIMITS, not found.low <= value <= found.high),
                (Signal.ONE_SIDE, sides[n] >= _SAME_SIDE),
                (Signal.STEADY, steps[n] >= _STEADY),
            )
            if holds
        )
        for n, value in enumerate(values)
    ]


def latest_signals(values: Sequence[Decimal]) -> frozenset[Signal]:
    """The rules that the last value breaks: the last of `signals`, without looking at every value before it."""
    if len(values) < FEWEST_POINTS:
        return frozenset()
    found, last = limits(values), values[-1]
    rules = set() if found.low <= last <= found.high else {Signal.BEYOND_LIMITS}
    side = values[-_SAME_SIDE:]
    if len(side) == _SAME_SIDE and (min(side) > found.mean or max(side) < found.mean):
        rules.add(Signal.ONE_SIDE)
    steps = list(pairwise(values[-_STEADY:]))
    if all(before < after for before, after in steps) or all(before > after for before, after in steps):
        rules.add(Signal.STEADY)
    return frozenset(rules)


def _run_beside(values: Sequence[Decimal], mean: Decimal) -> Iterator[int]:
    """How many values up to each stand on its side of the mean; one on the mean is on neither."""
    run, side = 0, 0
    for value in values:
        now = (value > mean) - (value < mean)
        run = run + 1 if now == side and now else abs(now)
        side = now
        yield run


def _run_of_steps(values: Sequence[Decimal]) -> Iterator[int]:
    """How many values up to each rise or fall one after the other, the first of them included."""
    run, way = 1, 0
    yield run
    for before, after in pairwise(values):
        now = (after > before) - (after < before)
        run = run + 1 if now == way and now else 1 + abs(now)
        way = now
        yield run
