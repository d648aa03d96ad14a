"""Whether a series of values goes up or down, and how fast.

The slope is that of Theil and Sen (P. K. Sen, "Estimates of the Regression Coefficient Based on Kendall's Tau", 1968):
the median of the slopes between all pairs, which single wild values do not move. Whether it may be believed is decided
by the test of Mann and Kendall (R. O. Gilbert, *Statistical Methods for Environmental Pollution Monitoring*, 1987,
section 16.4): two-sided, exact for up to ten values without ties, else by the normal approximation with ties.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import combinations
from math import factorial, sqrt
from statistics import NormalDist, median

from pmo.indicators import Direction

LATEST_POINTS = 24
"""So many of the latest values make the trend."""
SIGNIFICANCE = 0.05
FEWEST_POINTS = 5
"""Of fewer values no order is so rare that it could not be chance."""
_EXACT_UP_TO = 10
_NORMAL = NormalDist()

Point = tuple[date, Decimal]
"""A value and the day it is of."""


class Course(StrEnum):
    """Where a series goes, as far as it can be told from noise."""

    BETTER = "better"
    WORSE = "worse"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """What the latest values of an indicator do.

    Attributes:
        course: unclear when the test does not reject at 5 %.
        slope: of the values themselves, in units a day; None for fewer than two days.
        probability: of a series as ordered as this one if nothing but chance were at work, 0 to 1.
        points: how many values were looked at.
    """

    course: Course
    slope: float | None
    probability: float
    points: int


def trend(points: Sequence[Point], direction: Direction, target: Decimal | None = None) -> Trend:
    """The trend of an indicator's values.

    Args:
        points: one a period, in the order of time; the latest 24 count.
        direction: for a band the distance from the target is what gets better or worse.
        target: in the indicator's unit; a band without one has no course.
    """
    latest = points[-LATEST_POINTS:]
    judged = [_goodness(value, direction, target) for _, value in latest]
    s = concordance(judged)
    probability = _chance(s, judged)
    clear = probability < SIGNIFICANCE
    course = (Course.BETTER if s > 0 else Course.WORSE) if clear else Course.UNCLEAR
    return Trend(course=course, slope=slope(latest), probability=probability, points=len(latest))


def _goodness(value: Decimal, direction: Direction, target: Decimal | None) -> Decimal:
    """The value so that higher is better."""
    match direction:
        case Direction.HIGHER:
            return value
        case Direction.LOWER:
            return -value
        case Direction.BAND:
            return Decimal(0) if target is None else -abs(value - target)


def slope(points: Sequence[Point]) -> float | None:
    """The median slope between all pairs, in units a day; pairs of one day say nothing. None without a pair."""
    placed = [(day.toordinal(), float(value)) for day, value in points]
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(placed, 2) if x1 != x2]
    return median(slopes) if slopes else None


def concordance(values: Sequence[Decimal]) -> int:
    """Mann and Kendall's S: pairs that rise less pairs that fall."""
    s, earlier = 0, list[Decimal]()
    for value in values:
        below = bisect_left(earlier, value)
        s += below - (len(earlier) - bisect_right(earlier, value, lo=below))
        earlier.insert(below, value)
    return s


def chance_of(values: Sequence[Decimal]) -> float:
    """The two-sided probability of an S as far from 0 as that of these values; 1 when nothing can be said."""
    return _chance(concordance(values), values)


def _chance(s: int, values: Sequence[Decimal]) -> float:
    if s == 0:
        return 1.0
    s, ties = abs(s), [n for n in Counter(values).values() if n > 1]
    if len(values) <= _EXACT_UP_TO and not ties:
        return min(1.0, 2 * _exact_tail(len(values), s))
    return 2 * (1 - _NORMAL.cdf((s - 1) / sqrt(_variance(len(values), ties))))


def statistic(values: Sequence[Decimal]) -> float:
    """Mann and Kendall's Z, with the correction for continuity; 0 when S is 0."""
    s, ties = concordance(values), [n for n in Counter(values).values() if n > 1]
    return (s - (s > 0) + (s < 0)) / sqrt(_variance(len(values), ties)) if s else 0.0


def _variance(n: int, ties: Sequence[int]) -> float:
    """The variance of S; each group of equal values takes its share away."""
    return (_share(n) - sum(map(_share, ties))) / 18


def _share(n: int) -> int:
    return n * (n - 1) * (2 * n + 5)


@cache
def _exact_tail(n: int, s: int) -> float:
    """The probability that S of n different values is at least s, all orders being equally likely."""
    pairs = n * (n - 1) // 2
    fewest_rising = -(-(pairs + s) // 2)
    return sum(_orders(n)[fewest_rising:]) / factorial(n)


@cache
def _orders(n: int) -> tuple[int, ...]:
    """How many orders of n values have 0, 1, 2, … rising pairs."""
    if n < 2:
        return (1,)
    before = _orders(n - 1)
    most = len(before) + n - 1
    return tuple(sum(before[k - new] for new in range(n) if 0 <= k - new < len(before)) for k in range(most))
