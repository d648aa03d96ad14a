"""Every date that was ever promised for a milestone is remembered, and slipping is told from being late once."""

from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.calendars import calendar_of_post
from pmo.milestones import Forecast, Milestone
from pmo.portfolio import HEADQUARTERS
from pmo.promises import Memory, memory, out_of_order
from pmo.working_time import working_days

BRUSSELS = calendar_of_post(HEADQUARTERS)
BASELINE = date(2026, 6, 30)


def milestone(code: str = "M1", expected: str = "", *, after: tuple[str, ...] = (), reached: str = "") -> Milestone:
    return Milestone(
        project="VISA",
        code=code,
        name=code,
        baseline_date=BASELINE,
        forecast_date=date.fromisoformat(expected) if expected else None,
        actual_date=date.fromisoformat(reached) if reached else None,
        after=after,
    )


def told(period: str, day: str, version: int = 1) -> Forecast:
    return Forecast(
        project="VISA", milestone="M1", period=period, version=version, forecast_date=date.fromisoformat(day)
    )


def remembered(forecasts: list[Forecast], *, reached: str = "") -> Memory:
    last = max(forecasts, key=lambda one: (one.period, one.version), default=None)
    stands = last.forecast_date.isoformat() if last else ""
    one = milestone(expected=stands, reached=reached)
    return memory(one, forecasts, partial(working_days, BRUSSELS))


def test_every_date_is_kept_in_the_order_of_periods_and_the_last_word_of_each_counts() -> None:
    found = remembered([told("2026-03", "2026-07-15"), told("2026-02", "2026-07-01"), told("2026-03", "2026-07-10", 2)])
    assert [(one.period.name, one.day.isoformat()) for one in found.promises] == [
        ("2026-02", "2026-07-01"),
        ("2026-03", "2026-07-10"),
    ]


def test_a_slip_is_counted_in_working_days_of_the_calendar() -> None:
    # From Tuesday 30 June to Wednesday 22 July: 16 weekdays, of which 21 July is a Belgian holiday.
    found = remembered([told("2026-02", "2026-07-01"), told("2026-03", "2026-07-22")])
    assert (found.slip, found.slip_since_first) == (15, 14)
    assert remembered([told("2026-02", "2026-06-26")]).slip == -2


@pytest.mark.parametrize(
    ("days", "consecutive"),
    [
        ([], 0),
        (["07-01"], 0),
        (["07-01", "07-02", "07-09"], 2),
        (["07-01", "07-02", "07-02"], 0),
        (["07-01", "07-09", "07-02", "07-03"], 1),
        (["07-09", "07-02"], 0),
    ],
)
def test_slips_in_a_row_are_the_latest_promises_that_each_moved_back(days: list[str], consecutive: int) -> None:
    forecasts = [told(f"2026-0{n}", f"2026-{day}") for n, day in enumerate(days, 1)]
    assert remembered(forecasts).consecutive == consecutive


def test_what_slips_as_fast_as_time_passes_never_arrives() -> None:
    months = [(f"2026-0{n}", date(2026, 6, 30) + timedelta(days=31 * n)) for n in range(1, 5)]
    assert remembered([told(name, day.isoformat()) for name, day in months]).never_arrives
    assert not remembered([told(name, day.isoformat()) for name, day in months[:2]]).never_arrives
    slower = [
        told(name, (date(2026, 6, 30) + timedelta(days=10 * n)).isoformat()) for n, (name, _) in enumerate(months)
    ]
    assert not remembered(slower).never_arrives
    assert not remembered([told(name, day.isoformat()) for name, day in months], reached="2026-11-20").never_arrives


def test_a_milestone_that_was_reached_slips_no_more() -> None:
    found = remembered([told("2026-02", "2026-07-01"), told("2026-03", "2026-07-10")], reached="2026-07-08")
    assert (found.consecutive, found.slip) == (0, 6)


def test_what_is_expected_before_what_must_come_first_is_out_of_order_across_projects() -> None:
    first = Milestone(project="NET", code="UP", name="Up", baseline_date=BASELINE, forecast_date=date(2026, 8, 1))
    then = milestone("GO", "2026-07-15", after=("net/up", "NET/GONE"))
    same = milestone("SAME", "2026-08-01", after=("NET/UP",))
    known = {one.key: one for one in (first, then, same)}
    assert [(found.milestone.code, found.before.code) for found in out_of_order(known)] == [("GO", "UP")]
    done = milestone("GO", "2026-07-15", after=("NET/UP",), reached="2026-07-01")
    assert out_of_order({done.key: done, first.key: first}) == []


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(-1200, 1200))
def test_working_days_are_those_one_would_count_on_the_calendar(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    low, high = sorted((first, last))
    counted = sum(BRUSSELS.works_on(low + timedelta(days=n)) for n in range(1, (high - low).days + 1))
    assert working_days(BRUSSELS, first, last) == (counted if last >= first else -counted)
