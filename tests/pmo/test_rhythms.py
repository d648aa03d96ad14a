"""The rhythms of check-ins, costs, indicators and digests."""

from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo.cadence import Cadence
from pmo.calendars import WorkingCalendar
from pmo.indicators import Direction, Frequency, Indicator
from pmo.periods import Span, period, period_of
from pmo.portfolio import Program, Project
from pmo.recurrence import occurrences
from pmo.rhythm_choices import WEEKDAYS
from pmo.rhythms import (
    cadence_of,
    cadence_of_indicator,
    cadence_of_program,
    costs_asked,
    digest_before,
    last_digest,
    next_digest,
    own_period,
    spoken_of,
)
from tests.pmo.places import SUN_TO_THU, at, calendar

CONSUL = Program(code="CONSUL", name="Consular", ask_at=time(11), answer_within="6h")
VISA = Project(code="VISA", program="CONSUL", name="Visa")
MONTH_END = "FREQ=MONTHLY;BYDAY=-1TH"
OFFICE = calendar()
DOHA = calendar("Asia/Qatar", SUN_TO_THU)
"""1 January 2026 is a Thursday, so are 5, 12, 19 and 26 March."""


def asks(rule: str) -> Cadence:
    return Cadence(rule=rule, at=time(10), within="1d")


def closed(*days: date) -> WorkingCalendar:
    return replace(OFFICE, closed=frozenset(days))


def measured(frequency: Frequency) -> Indicator:
    return Indicator(code="UP", name="Uptime", direction=Direction.HIGHER, frequency=frequency)


def test_a_project_has_its_own_rule_and_the_hours_and_window_of_its_program() -> None:
    assert cadence_of_program(CONSUL) == Cadence(rule="FREQ=WEEKLY;BYDAY=TH", at=time(11), within="6h")
    assert cadence_of(VISA, CONSUL) == cadence_of_program(CONSUL)
    own = replace(VISA, checkin_rule=MONTH_END)
    assert cadence_of(own, CONSUL) == Cadence(rule=MONTH_END, at=time(11), within="6h")


def test_an_indicator_is_asked_as_its_scope_is() -> None:
    own = replace(VISA, checkin_rule=MONTH_END)
    assert cadence_of_indicator(measured(Frequency.WEEKLY), VISA, CONSUL) == cadence_of_program(CONSUL)
    assert cadence_of_indicator(measured(Frequency.WEEKLY), None, CONSUL) == cadence_of_program(CONSUL)
    assert cadence_of_indicator(measured(Frequency.MONTHLY), own, CONSUL) == cadence_of(own, CONSUL)


def test_an_indicator_of_the_whole_portfolio_has_the_default_rhythm() -> None:
    found = cadence_of_indicator(measured(Frequency.WEEKLY), None, None)
    assert found == Cadence(rule="FREQ=WEEKLY;BYDAY=TH", at=time(10), within="1d")


@pytest.mark.parametrize(
    ("frequency", "days", "name"),
    [
        (Frequency.WEEKLY, [date(2026, 3, 5), date(2026, 3, 12)], "2026-W10"),
        (Frequency.MONTHLY, [date(2026, 3, 26), date(2026, 4, 30)], "2026-03"),
        (Frequency.QUARTERLY, [date(2026, 3, 26), date(2026, 6, 25)], "2026-Q1"),
        (Frequency.YEARLY, [date(2026, 12, 31), date(2027, 12, 30)], "2026"),
    ],
)
def test_what_is_measured_less_often_is_asked_in_the_last_check_in_of_its_period(
    frequency: Frequency, days: list[date], name: str
) -> None:
    found = cadence_of_indicator(measured(frequency), VISA, CONSUL)
    asked = found.days(date(2026, 3, 1))
    assert [next(asked), next(asked)] == days
    assert found.period_of(days[0]).name == name


@pytest.mark.parametrize(
    ("weekday", "week", "month"),
    [
        ("TH", "2026-W12", ""),  # the 19th
        ("TH", "2026-W13", "2026-03"),  # the 26th, the last of March
        ("TH", "2026-W14", ""),  # 2 April, in a week that begins in March
        ("TH", "2026-W18", "2026-04"),  # the 30th
        ("MO", "2026-W14", "2026-03"),  # 30 March: another weekday, another week
        ("MO", "2026-W13", ""),
        ("FR", "2026-W14", ""),
        ("TH", "2026-W53", "2026-12"),  # 31 December
        ("MO", "2026-W01", "2025-12"),  # 29 December 2025
        ("FR", "2026-W01", ""),
        ("SA", "2026-W09", "2026-02"),  # 28 February
        ("SU", "2026-W09", ""),  # 1 March
    ],
)
def test_the_costs_of_a_month_are_asked_in_its_last_check_in(weekday: str, week: str, month: str) -> None:
    assert costs_asked(asks(f"FREQ=WEEKLY;BYDAY={weekday}"), week) == month


@pytest.mark.parametrize(
    ("week", "month"),
    [
        ("2026-W11", ""),
        ("2026-W13", "2026-03"),  # Thursdays of every second week: 12 and 26 March, 9 and 23 April, 7 May
        ("2026-W15", ""),
        ("2026-W17", "2026-04"),
        ("2026-W12", ""),  # no check-in in this week, nor in the next one
        ("2026-W18", ""),
    ],
)
def test_of_fortnightly_check_ins_the_last_of_the_month_asks_and_a_week_without_one_does_not(
    week: str, month: str
) -> None:
    assert costs_asked(asks("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"), week) == month


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        (MONTH_END, "2026-03"),
        ("FREQ=MONTHLY;BYMONTHDAY=1", "2026-04"),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=-1TH", "2026-Q1"),
        ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1", "2026"),
    ],
)
def test_a_longer_period_asks_its_own_costs(rule: str, name: str) -> None:
    assert costs_asked(asks(rule), name) == name


@settings(max_examples=30, derandomize=True)
@given(st.sampled_from(WEEKDAYS), st.sampled_from([1, 2, 3]), st.integers(2020, 2035))
def test_every_month_of_a_year_asks_its_costs_once_and_on_the_last_of_its_days(
    weekday: str, interval: int, year: int
) -> None:
    rule = f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={weekday}"
    days = [day for day in occurrences(rule, date(year, 1, 1)) if day.year == year]
    found = {day: costs_asked(asks(rule), period_of(day, Span.WEEK).name) for day in days}
    assert Counter(name for name in found.values() if name) == {f"{year}-{month:02}": 1 for month in range(1, 13)}
    for day, name in found.items():
        is_last = (day + timedelta(weeks=interval)).month != day.month
        assert name == (f"{day:%Y-%m}" if is_last else "")


@pytest.mark.parametrize(
    ("moment", "name"),
    [
        ("2026-03-12 10:59", "2026-W10"),
        ("2026-03-12 11:00", "2026-W10"),  # its instant is not before it
        ("2026-03-12 11:01", "2026-W11"),
        ("2026-03-13 14:00", "2026-W11"),
        ("2026-03-18 09:00", "2026-W11"),
        ("2026-05-15 14:00", "2026-W20"),  # Ascension Day moves people's questions, not the regular instant
    ],
)
def test_a_digest_speaks_of_the_last_period_whose_regular_instant_is_before_it(moment: str, name: str) -> None:
    belgian = replace(OFFICE, holidays=("BE",))
    assert spoken_of(CONSUL, belgian, at(moment)) == name


def test_the_regular_instant_is_that_of_the_programs_zone() -> None:
    assert spoken_of(CONSUL, DOHA, at("2026-03-12 11:01", "Asia/Qatar")) == "2026-W11"
    assert spoken_of(CONSUL, OFFICE, at("2026-03-12 11:01", "Asia/Qatar")) == "2026-W10"


def test_a_project_of_another_rhythm_has_a_period_of_its_own() -> None:
    own = replace(VISA, checkin_rule=MONTH_END)
    assert own_period(own, CONSUL, OFFICE, at("2026-03-13 14:00")) == "2026-02"
    assert own_period(own, CONSUL, OFFICE, at("2026-03-26 11:00")) == "2026-02"
    assert own_period(own, CONSUL, OFFICE, at("2026-03-26 11:01")) == "2026-03"


def test_a_project_of_its_programs_rhythm_has_none() -> None:
    assert own_period(VISA, CONSUL, OFFICE, at("2026-03-13 14:00")) == ""
    same = replace(VISA, checkin_rule=CONSUL.checkin_rule)
    assert own_period(same, CONSUL, OFFICE, at("2026-03-13 14:00")) == ""


@pytest.mark.parametrize(
    ("where", "after", "digest"),
    [
        (OFFICE, "2026-03-09 08:00", "2026-03-13 14:00"),
        (OFFICE, "2026-03-13 13:59", "2026-03-13 14:00"),
        (OFFICE, "2026-03-13 14:00", "2026-03-20 14:00"),
        (OFFICE, "2026-03-28 12:00", "2026-04-03 14:00"),  # over the change of the clocks
        (closed(date(2026, 3, 13)), "2026-03-09 08:00", "2026-03-12 14:00"),  # the nearest earlier working day
        (closed(date(2026, 3, 13)), "2026-03-12 14:00", "2026-03-20 14:00"),
        (closed(*(date(2026, 3, day) for day in range(9, 14))), "2026-03-08 08:00", "2026-03-20 14:00"),
        (DOHA, "2026-03-09 08:00", "2026-03-12 14:00"),
    ],
)
def test_the_next_digest_is_on_its_day_or_the_nearest_earlier_working_day_of_its_week(
    where: WorkingCalendar, after: str, digest: str
) -> None:
    assert next_digest(CONSUL, where, at(after, where.zone)) == at(digest, where.zone)


@pytest.mark.parametrize("hour", [time(7), time(17), time(20)])
def test_a_digest_outside_the_hours_comes_at_their_start(hour: time) -> None:
    early = replace(CONSUL, digest_at=hour)
    assert next_digest(early, OFFICE, at("2026-03-09 08:00")) == at("2026-03-13 09:00")


def test_a_monthly_digest_does_not_leave_its_month() -> None:
    monthly = replace(CONSUL, digest_rule="FREQ=MONTHLY;BYMONTHDAY=1")
    belgian = replace(OFFICE, holidays=("BE",))
    # 1 May is a holiday and has no earlier day in May; 1 June is a Monday.
    assert next_digest(monthly, belgian, at("2026-04-02 09:00")) == at("2026-06-01 14:00")


@pytest.mark.parametrize(
    ("now", "digest"),
    [
        ("2026-03-13 14:00", "2026-03-13 14:00"),
        ("2026-03-20 13:59", "2026-03-13 14:00"),
        ("2026-03-20 14:00", "2026-03-20 14:00"),
        ("2026-04-02 09:00", "2026-03-27 14:00"),
    ],
)
def test_after_a_long_silence_the_latest_digest_counts(now: str, digest: str) -> None:
    assert last_digest(CONSUL, OFFICE, at("2026-03-13 14:00"), at(now)) == at(digest)


@settings(max_examples=40, derandomize=True)
@given(st.integers(0, 4000), st.sampled_from([OFFICE, DOHA, calendar("America/New_York", (1, 2, 3, 4))]))
def test_digests_of_a_week_follow_each_other_in_following_weeks(hours: int, where: WorkingCalendar) -> None:
    after = at("2026-01-01 00:00") + timedelta(hours=hours)
    first = next_digest(CONSUL, where, after)
    assert first is not None
    assert after < first
    following = next_digest(CONSUL, where, first)
    assert following is not None
    weeks = [period_of(where.local(moment).date(), Span.WEEK) for moment in (first, following)]
    assert weeks[1] == period(period_of(weeks[0].last + timedelta(days=1), Span.WEEK).name)


@given(
    st.sampled_from(["FREQ=WEEKLY;BYDAY=FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "FREQ=MONTHLY;BYDAY=1MO"]),
    st.integers(0, 2 * 365 * 24 * 60),
)
def test_the_digest_before_is_the_one_that_none_follows_before_then(rule: str, minutes: int) -> None:
    now = at("2025-01-01 00:00") + timedelta(minutes=minutes)
    program = replace(CONSUL, digest_rule=rule)
    found = digest_before(program, OFFICE, now)
    assert found < now
    following = next_digest(program, OFFICE, found)
    assert following is not None
    assert following >= now
