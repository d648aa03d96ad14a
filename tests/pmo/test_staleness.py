"""What was last said too long ago is not known any more."""

from datetime import date, timedelta

import pytest

from pmo.staleness import is_stale, usual_interval

WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("last", "interval", "stale"),
    [
        (date(2026, 3, 13), WEEK, False),
        (date(2026, 3, 10), WEEK, False),
        (date(2026, 3, 9), WEEK, True),
        (date(2026, 3, 20), WEEK, False),
        (date(2020, 1, 1), None, False),
        (None, WEEK, True),
        (None, None, True),
    ],
)
def test_one_and_a_half_intervals_without_an_answer_are_too_many(
    last: date | None, interval: timedelta | None, stale: bool
) -> None:
    assert is_stale(last, interval, as_of=date(2026, 3, 20)) is stale


def test_the_usual_interval_is_the_median_between_answers() -> None:
    said = [date(2026, 1, 1), date(2026, 1, 8), date(2026, 1, 15), date(2026, 3, 1)]
    assert usual_interval(said) == WEEK
    assert usual_interval(said[:1]) is None
    assert usual_interval([]) is None
