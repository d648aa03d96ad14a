"""Working time, counted a quarter of an hour at a time, in many zones, weeks and seasons."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo.calendars import WorkingCalendar, calendar_of, calendar_of_post, zone_named
from pmo.portfolio import HEADQUARTERS, Hours, Member, Post
from pmo.working_time import days_later, later
from tests.pmo.places import CALENDARS, QUARTERS, SUN_TO_THU, ZONES, at, calendar, utc

QUARTER = timedelta(minutes=15)


def worked(where: WorkingCalendar, instant: datetime) -> bool:
    """What a wall clock and a wall calendar say."""
    local = instant.astimezone(ZoneInfo(where.zone))
    return local.isoweekday() in where.week and where.hours.start <= local.time() < where.hours.end


def worked_quarters(where: WorkingCalendar, instant: datetime) -> Iterator[datetime]:
    """Quarters of an hour of work from an instant on."""
    while True:
        if worked(where, instant):
            yield instant
        instant += QUARTER


@given(CALENDARS, QUARTERS)
def test_an_instant_is_working_time_when_the_wall_clock_says_so(where: WorkingCalendar, instant: datetime) -> None:
    assert where.is_working(instant) is worked(where, instant)


@settings(max_examples=60)
@given(CALENDARS, QUARTERS)
def test_the_next_working_instant_is_the_first_quarter_that_is_worked(
    where: WorkingCalendar, instant: datetime
) -> None:
    assert where.next_working(instant) == next(worked_quarters(where, instant))
    assert where.next_working(instant).tzinfo is UTC


@settings(max_examples=40)
@given(CALENDARS, QUARTERS, st.integers(1, 12))
def test_hours_later_is_when_so_many_hours_of_work_have_passed(
    where: WorkingCalendar, instant: datetime, hours: int
) -> None:
    last = next(islice(worked_quarters(where, instant), 4 * hours - 1, None))
    assert later(where, instant, timedelta(hours=hours)) == last + QUARTER


@given(CALENDARS, QUARTERS, st.integers(1, 12))
def test_days_later_is_the_same_local_time_so_many_working_days_later(
    where: WorkingCalendar, instant: datetime, days: int
) -> None:
    found = days_later(where, instant, days)
    local, later_local = where.local(instant), where.local(found)
    day, left = local.date(), days
    while left:
        day += timedelta(days=1)
        left -= day.isoweekday() in where.week
    skipped = wall_exists(day, local.time(), where.zone)
    assert (later_local.date(), later_local.time()) == (day, local.time()) or not skipped


def wall_exists(day: date, wall: time, zone: str) -> bool:
    there = datetime.combine(day, wall.replace(fold=0), ZoneInfo(zone))
    return there.astimezone(UTC).astimezone(ZoneInfo(zone)).time() == wall.replace(fold=0)


@pytest.mark.parametrize(
    ("zone", "day", "wall", "instant"),
    [
        ("Europe/Brussels", date(2026, 3, 29), time(2, 30), "2026-03-29T01:30"),  # skipped: an hour later
        ("Europe/Brussels", date(2026, 10, 25), time(2, 30), "2026-10-25T00:30"),  # twice: the first
        ("America/New_York", date(2026, 3, 8), time(2, 15), "2026-03-08T07:15"),
        ("America/New_York", date(2026, 11, 1), time(1, 15), "2026-11-01T05:15"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-03T15:45"),  # a gap of half an hour
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), "2026-04-04T14:45"),
        ("Pacific/Auckland", date(2026, 9, 27), time(2, 30), "2026-09-26T14:30"),
        ("America/Sao_Paulo", date(2018, 11, 4), time(0, 0), "2018-11-04T03:00"),  # midnight itself was skipped
        ("Asia/Kathmandu", date(2026, 3, 29), time(2, 30), "2026-03-28T20:45"),
    ],
)
def test_a_local_time_that_clocks_skip_is_shifted_and_of_a_repeated_one_the_first_counts(
    zone: str, day: date, wall: time, instant: str
) -> None:
    assert calendar(zone).at(day, wall) == utc(instant)
    assert calendar(zone).at(day, wall.replace(fold=1)) == utc(instant)


def test_a_night_shift_that_is_over_before_it_starts_works_the_next_night() -> None:
    nights = calendar(week=(1, 2, 3, 4, 5, 6, 7), hours=Hours(start=time(2, 30), end=time(3, 0)))
    assert nights.next_working(at("2026-03-28 12:00")) == at("2026-03-30 02:30")
    assert later(nights, at("2026-03-28 12:00"), timedelta(hours=1)) == at("2026-03-31 03:00")


def test_a_day_that_apia_never_had_is_not_worked() -> None:
    there = calendar("Pacific/Apia", week=(5,))
    assert there.next_working(at("2011-12-29 18:00", "Pacific/Apia")) == at("2012-01-06 09:00", "Pacific/Apia")


def test_eight_hours_from_nine_are_over_at_the_end_of_the_day_and_not_the_next_morning() -> None:
    assert later(calendar(), at("2026-03-12 09:00"), timedelta(hours=8)) == at("2026-03-12 17:00")


def test_doha_works_on_sunday_and_not_on_friday() -> None:
    doha = calendar("Asia/Qatar", SUN_TO_THU)
    assert doha.next_working(at("2026-03-12 18:00", "Asia/Qatar")) == at("2026-03-15 09:00", "Asia/Qatar")


def test_a_members_own_zone_and_week_go_before_the_posts_and_the_posts_before_headquarters() -> None:
    doha = Post(code="DOH", name="Doha", country="QA", timezone="Asia/Qatar", workweek=SUN_TO_THU)
    at_home = Member(id="a", name="A", timezone="Europe/Rome", workweek=(1, 2))
    assert calendar_of(at_home, doha) == calendar("Europe/Rome", (1, 2), doha.hours)
    assert calendar_of(Member(id="b", name="B"), doha) == calendar_of_post(doha)
    assert calendar_of(Member(id="c", name="C"), None) == calendar_of_post(HEADQUARTERS)


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "Europe/", "\x00", "x" * 500])
def test_a_zone_nobody_knows_is_told_in_utc(name: str) -> None:
    assert zone_named(name).utcoffset(utc("2026-03-12")) == timedelta(0)


def test_every_zone_of_the_tests_is_a_zone() -> None:
    assert all(isinstance(zone_named(name), ZoneInfo) for name in ZONES)
