"""When what is known is too old to be shown as known: grey, never green."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from statistics import median

PATIENCE = Fraction(3, 2)
"""Intervals without a valid answer after which it is stale."""


def usual_interval(days: Sequence[date]) -> timedelta | None:
    """The median time between answers, whose days are in order; None for fewer than two."""
    gaps = [(after - before).days for before, after in pairwise(days)]
    return timedelta(days=median(gaps)) if gaps else None


def is_stale(last: date | None, interval: timedelta | None, as_of: date) -> bool:
    """Whether more than one and a half intervals have passed since the last valid answer.

    Args:
        last: None when there was never one, which is stale.
        interval: of the rule, or the usual one where there is no rule; None when neither is known.
    """
    if last is None:
        return True
    return interval is not None and (as_of - last) / interval > PATIENCE
