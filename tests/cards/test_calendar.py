"""Weeks, zones and days of calendars in words."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from cards.calendar_words import days_words, offset_words, shift_words, week_words
from locales import Say, speaker

SAY: Say = speaker("en", ZoneInfo("Europe/Brussels"))


@pytest.mark.parametrize(
    ("week", "words"),
    [
        ((1, 2, 3, 4, 5), "Monday to Friday"),
        ((1, 2, 3, 4, 7), "Sunday to Thursday"),
        ((1, 2, 4, 5), "Monday, Tuesday, Thursday and Friday"),
        ((1, 3, 5), "Monday, Wednesday and Friday"),
        ((6, 7), "Saturday and Sunday"),
        ((1, 7), "Sunday and Monday"),
        ((1, 2, 3, 4, 5, 6, 7), "every day"),
    ],
)
def test_a_week_is_told_as_stretches_that_may_go_over_the_weekend(week: tuple[int, ...], words: str) -> None:
    assert week_words(week, SAY) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "UTC"), (60, "UTC+1"), (345, "UTC+5:45"), (-210, "UTC-3:30"), (840, "UTC+14")],
)
def test_an_offset_is_written_as_people_do(minutes: int, words: str) -> None:
    assert offset_words(timedelta(minutes=minutes)) == words


def test_clocks_go_forward_and_back() -> None:
    steps = [shift_words(timedelta(minutes=n), SAY) for n in (60, -60, 30, -30)]
    assert steps == ["one hour forward", "one hour back", "30 minutes forward", "30 minutes back"]


def test_days_that_follow_each_other_are_one_stretch() -> None:
    days = [date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31)]
    told = "Thursday 24 December 2026 to Friday 25 December 2026 and Thursday 31 December 2026"
    assert days_words(days, SAY) == told
    assert days_words([date(2026, 1, 1) + timedelta(days=2 * n) for n in range(20)], SAY).endswith("and 12 more")
