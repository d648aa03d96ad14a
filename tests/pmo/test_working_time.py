"""Working time, counted in small steps around changes of the clocks, holidays, half-days and absences."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo.working_time import at_share, days_later, later, worked
from tests.pmo import oracle
from tests.pmo.asked_people import SUN_TO_THU, WALLS, ZONES, days_near_changes, free_days, people
from tests.pmo.oracle import QUARTER, Person, calendar_of, instant
from tests.pmo.oracle_rules import DAY

HALF_A_MINUTE = timedelta(seconds=30)
HOUR = timedelta(hours=1)
Moment = tuple[Person, datetime]


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """Somebody, and a quarter of an hour in their time: often near a change of the clocks or near a free day."""
    zone = draw(st.sampled_from(ZONES))
    day = draw(days_near_changes(zone))
    person = replace(draw(people(day - 10 * DAY, day + 60 * DAY)), zone=zone)
    free = free_days(person.countries, day, day + 60 * DAY)
    near_one: bool = draw(st.booleans())
    if free and near_one:
        day = draw(st.sampled_from(free)) - draw(st.integers(0, 3)) * DAY
    return person, instant(zone, day, draw(WALLS))


@settings(derandomize=True, max_examples=250)
@given(moments(), st.integers(0, 12 * 96))
def test_time_worked_is_the_number_of_quarters_that_are_worked(moment: Moment, quarters: int) -> None:
    person, start = moment
    end = start + quarters * QUARTER
    assert worked(calendar_of(person), start, end) == oracle.time_worked(person, start, end)
    assert worked(calendar_of(person), end, start) == timedelta(0)


@settings(derandomize=True, max_examples=250)
@given(moments(), st.integers(1, 50 * 4))
def test_some_work_later_is_when_so_many_quarters_have_been_worked(moment: Moment, quarters: int) -> None:
    person, start = moment
    assert later(calendar_of(person), start, quarters * QUARTER) == oracle.later(person, start, quarters * QUARTER)


@settings(derandomize=True, max_examples=250)
@given(moments(), st.integers(1, 15))
def test_some_days_later_the_clock_on_the_wall_shows_the_same_again(moment: Moment, days: int) -> None:
    person, start = moment
    assert days_later(calendar_of(person), start, days) == oracle.days_later(person, start, days)


@settings(derandomize=True, max_examples=250)
@given(moments(), st.integers(1, 6 * 96), st.sampled_from([(1, 2), (9, 10), (2, 5), (1, 1)]))
def test_a_share_of_a_window_is_over_when_that_share_of_its_steps_has_been_worked(
    moment: Moment, quarters: int, share: tuple[int, int]
) -> None:
    person, start = moment
    end = start + quarters * QUARTER
    steps = oracle.time_worked(person, start, end) // HALF_A_MINUTE
    part = steps * share[0] // share[1]
    expected = oracle.later(person, start, part * HALF_A_MINUTE, HALF_A_MINUTE) if part else end
    assert at_share(calendar_of(person), start, end, Fraction(*share)) == expected


@settings(derandomize=True, max_examples=60)
@given(moments(), st.tuples(st.integers(301, 540), st.integers(240, 600)), st.integers(1, 3 * 24 * 60))
def test_hours_that_begin_and_end_at_any_minute_are_worked_to_the_minute(
    moment: Moment, minutes: tuple[int, int], length: int
) -> None:
    start, end = (time(minute // 60, minute % 60) for minute in (minutes[0], sum(minutes)))
    person, since = replace(moment[0], start=start, end=end), moment[1]
    until = since + timedelta(minutes=length)
    counted = oracle.time_worked(person, since, until, HALF_A_MINUTE)
    assert worked(calendar_of(person), since, until) == counted
    if counted:
        assert later(calendar_of(person), since, counted) == oracle.later(person, since, counted, HALF_A_MINUTE)


OFFICE = Person(name="m", zone="Europe/Brussels", week=(1, 2, 3, 4, 5), start=time(9), end=time(17))
ANKARA = replace(OFFICE, zone="Europe/Istanbul", countries=("TR",))
DOHA = replace(OFFICE, zone="Asia/Qatar", week=SUN_TO_THU)
NIGHTS = replace(OFFICE, week=(1, 2, 3, 4, 5, 6, 7), start=time(0), end=time(8))


@pytest.mark.parametrize(
    ("person", "day", "hours", "until"),
    [
        (ANKARA, "2026-10-28", 4, "2026-10-28T13:00"),  # the afternoon before Republic Day is free
        (ANKARA, "2026-10-28", 5, "2026-10-30T10:00"),
        (DOHA, "2026-03-12", 12, "2026-03-15T13:00"),
        (NIGHTS, "2026-03-29", 7, "2026-03-29T08:00"),  # a night of seven hours
        (NIGHTS, "2026-10-25", 9, "2026-10-25T08:00"),  # and one of nine
    ],
)
def test_what_was_counted_by_hand_is_what_both_count(person: Person, day: str, hours: int, until: str) -> None:
    start = instant(person.zone, date.fromisoformat(day), person.start)
    end = datetime.fromisoformat(until)
    assert instant(person.zone, end.date(), end.time()) == later(calendar_of(person), start, hours * HOUR)
    assert oracle.later(person, start, hours * HOUR) == later(calendar_of(person), start, hours * HOUR)
    assert worked(calendar_of(person), start, later(calendar_of(person), start, hours * HOUR)) == hours * HOUR
