"""Reminders in working time, and putting a check-in off."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo.calendars import WorkingCalendar
from pmo.portfolio import Hours
from pmo.snoozing import Snooze, reminders, snoozed
from pmo.working_time import later, worked
from tests.pmo.places import CALENDARS, QUARTERS, SUN_TO_THU, at, calendar

HALF, NINE_TENTHS = Fraction(1, 2), Fraction(9, 10)
OFFICE = calendar()
TEN = time(10)
THURSDAY, FRIDAY = "2026-03-12 10:00", "2026-03-13 10:00"


def put_off(choice: Snooze, now: str, deadline: str, where: WorkingCalendar = OFFICE, ask_at: time = TEN) -> str:
    """When it comes back on the local clock; empty for never."""
    found = snoozed(choice, at(now, where.zone), where, ask_at, at(deadline, where.zone))
    return f"{where.local(found):%Y-%m-%d %H:%M}" if found else ""


def test_reminders_come_after_half_and_nine_tenths_of_the_working_time_of_the_window() -> None:
    # Eight hours of work: four are over at 14:00, seven and a fifth the next morning at 09:12.
    found = reminders(at(THURSDAY), at(FRIDAY), OFFICE, (HALF, NINE_TENTHS))
    assert found == (at("2026-03-12 14:00"), at("2026-03-13 09:12"))


def test_a_weekend_in_the_window_does_not_count() -> None:
    found = reminders(at("2026-03-13 15:00"), at("2026-03-16 15:00"), OFFICE, (HALF, NINE_TENTHS))
    assert found == (at("2026-03-16 11:00"), at("2026-03-16 14:12"))  # two hours on Friday, six on Monday


def test_reminders_are_in_order_each_once_and_before_the_deadline() -> None:
    shares = (NINE_TENTHS, HALF, Fraction(5, 10), Fraction(1))
    assert reminders(at(THURSDAY), at(FRIDAY), OFFICE, shares) == (at("2026-03-12 14:00"), at("2026-03-13 09:12"))


def test_a_window_without_working_time_and_a_policy_without_shares_have_no_reminders() -> None:
    assert reminders(at("2026-03-14 10:00"), at("2026-03-15 10:00"), OFFICE, (HALF, NINE_TENTHS)) == ()
    assert reminders(at(THURSDAY), at(FRIDAY), OFFICE, ()) == ()


@settings(max_examples=60, derandomize=True)
@given(CALENDARS, QUARTERS, st.integers(1, 40))
def test_at_a_reminder_just_its_share_has_been_worked(where: WorkingCalendar, since: datetime, quarters: int) -> None:
    deadline = later(where, since, quarters * timedelta(minutes=15))
    found = reminders(since, deadline, where, (Fraction(1, 3), HALF))
    minutes = [worked(where, since, instant) / timedelta(minutes=1) for instant in found]
    assert minutes == [5 * quarters, 7.5 * quarters]
    assert all(since < instant < deadline for instant in found)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-03-12 10:30", "2026-03-12 11:30"),
        ("2026-03-12 16:00", "2026-03-12 17:00"),
        ("2026-03-12 16:30", "2026-03-13 09:30"),
        ("2026-03-13 16:45", "2026-03-16 09:45"),  # over the weekend
        ("2026-03-14 12:00", "2026-03-16 10:00"),  # put off on a Saturday
    ],
)
def test_an_hour_is_a_working_hour(now: str, until: str) -> None:
    assert put_off(Snooze.HOUR, now, "2026-03-20 10:00") == until


def test_an_hour_in_a_night_that_loses_one_is_over_an_hour_later_on_the_clock() -> None:
    nights = calendar(week=(1, 2, 3, 4, 5, 6, 7), hours=Hours(start=time(0), end=time(8)))
    assert put_off(Snooze.HOUR, "2026-03-29 01:30", "2026-03-30 06:00", nights) == "2026-03-29 03:30"


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-03-12 09:00", "2026-03-12 14:00"),
        ("2026-03-12 13:00", "2026-03-12 14:00"),
        ("2026-03-12 13:01", ""),
        ("2026-03-12 16:00", ""),
        ("2026-03-14 10:00", ""),  # a Saturday
    ],
)
def test_the_afternoon_begins_at_two_and_can_be_chosen_until_one(now: str, until: str) -> None:
    assert put_off(Snooze.AFTERNOON, now, "2026-03-20 10:00") == until


def test_who_does_not_work_at_two_has_no_afternoon() -> None:
    mornings = calendar(hours=Hours(start=time(7), end=time(14)))
    assert put_off(Snooze.AFTERNOON, "2026-03-12 09:00", "2026-03-20 10:00", mornings) == ""
    longer = replace(mornings, hours=Hours(start=time(7), end=time(14, 1)))
    assert put_off(Snooze.AFTERNOON, "2026-03-12 09:00", "2026-03-20 10:00", longer) == "2026-03-12 14:00"


@pytest.mark.parametrize(
    ("now", "ask_at", "until"),
    [
        ("2026-03-12 10:30", time(10), "2026-03-13 10:00"),
        ("2026-03-13 10:30", time(10), "2026-03-16 10:00"),  # Friday: on Monday
        ("2026-03-12 10:30", time(7), "2026-03-13 09:00"),  # before work: at its start
        ("2026-03-12 10:30", time(17), "2026-03-13 09:00"),  # after it, too
    ],
)
def test_tomorrow_is_the_next_working_day_at_the_asking_time(now: str, ask_at: time, until: str) -> None:
    assert put_off(Snooze.TOMORROW, now, "2026-03-20 10:00", ask_at=ask_at) == until


def test_tomorrow_knows_the_week_and_the_closed_days_of_the_person() -> None:
    doha = calendar("Asia/Qatar", SUN_TO_THU)
    assert put_off(Snooze.TOMORROW, "2026-03-12 10:30", "2026-03-20 10:00", doha) == "2026-03-15 10:00"
    closed = replace(OFFICE, closed=frozenset({date(2026, 3, 13)}), away=((date(2026, 3, 16), date(2026, 3, 17)),))
    assert put_off(Snooze.TOMORROW, "2026-03-12 10:30", "2026-03-20 10:00", closed) == "2026-03-18 10:00"


@pytest.mark.parametrize(
    ("choice", "now", "until"),
    [
        (Snooze.TOMORROW, THURSDAY, "2026-03-13 09:12"),  # nine tenths of eight hours
        (Snooze.TOMORROW, "2026-03-12 16:00", "2026-03-13 09:48"),  # nine tenths of two
        (Snooze.HOUR, "2026-03-13 09:30", "2026-03-13 09:57"),  # nine tenths of half an hour
        (Snooze.HOUR, "2026-03-13 09:00", "2026-03-13 09:54"),  # it would end with the window
        (Snooze.HOUR, "2026-03-12 16:59", "2026-03-13 09:59"),  # 61 minutes are left: it ends before
    ],
)
def test_what_would_not_end_before_the_deadline_ends_nine_tenths_through_what_is_left(
    choice: Snooze, now: str, until: str
) -> None:
    assert put_off(choice, now, FRIDAY) == until


@pytest.mark.parametrize("choice", Snooze)
def test_nothing_can_be_put_off_from_the_deadline_on(choice: Snooze) -> None:
    assert put_off(choice, FRIDAY, FRIDAY) == ""
    assert put_off(choice, "2026-03-13 10:01", FRIDAY) == ""


@pytest.mark.parametrize("choice", Snooze)
def test_nothing_can_be_put_off_where_no_working_time_is_left(choice: Snooze) -> None:
    assert put_off(choice, "2026-03-14 10:00", "2026-03-15 10:00") == ""


@settings(max_examples=60, derandomize=True)
@given(st.sampled_from(Snooze), CALENDARS, QUARTERS, st.integers(1, 40))
def test_whatever_is_chosen_comes_back_between_now_and_the_deadline(
    choice: Snooze, where: WorkingCalendar, now: datetime, quarters: int
) -> None:
    deadline = later(where, now, quarters * timedelta(minutes=15))
    found = snoozed(choice, now, where, TEN, deadline)
    assert found is None or now < found < deadline
    assert choice is Snooze.AFTERNOON or found is not None
