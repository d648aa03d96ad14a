"""Dates, times, calendars and rhythms in a cell."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.importing import moments
from pmo.importing.parsing import BadCell
from pmo.periods import Span, period, period_of
from pmo.portfolio import Hours

DAYS = st.dates(date(1900, 1, 8), date(2199, 12, 20))
NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


@given(DAYS)
def test_an_iso_date_is_that_day(day: date) -> None:
    assert moments.day(day.isoformat()) == day


@pytest.mark.parametrize(
    "text", ["2026-13-01", "2026-02-30", "11/03/2026", "20260311", "2026-W11-3", "0219-01-01", "2026-3-1", "today"]
)
def test_what_is_no_iso_date_is_refused(text: str) -> None:
    with pytest.raises(BadCell, match="is not a date; allowed: YYYY-MM-DD"):
        moments.day(text)


@given(st.lists(DAYS, max_size=5))
def test_a_list_of_dates_is_sorted_and_each_once(days: list[date]) -> None:
    assert moments.days(";".join(day.isoformat() for day in days)) == tuple(sorted(set(days)))


@given(st.times().map(lambda value: value.replace(second=0, microsecond=0, tzinfo=None)))
def test_a_time_is_to_the_minute(value: time) -> None:
    assert moments.clock_time(value.strftime("%H:%M")) == value
    assert moments.clock_time(value.isoformat()) == value


@pytest.mark.parametrize("text", ["24:00", "10:60", "10", "10h00", "10:00:30", "-1:00", "1٠:00"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(BadCell, match="is not a time"):
        moments.clock_time(text)


def test_hours_are_of_one_day_and_begin_before_they_end() -> None:
    assert moments.hours("09:00-17:00") == Hours(start=time(9), end=time(17))
    assert moments.hours("9:00 – 17:30") == Hours(start=time(9), end=time(17, 30))
    for text in ("17:00-09:00", "09:00-09:00", "09:00", "a-b", "9-17"):
        with pytest.raises(BadCell, match="allowed"):
            moments.hours(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon-fri", (1, 2, 3, 4, 5)),
        ("sun-thu", (1, 2, 3, 4, 7)),
        ("Mon;Tue;Thu", (1, 2, 4)),
        ("mon-wed;fri", (1, 2, 3, 5)),
        ("sat", (6,)),
        ("mon-mon", (1,)),
    ],
)
def test_a_working_week_may_go_over_the_weekend(text: str, days: tuple[int, ...]) -> None:
    assert moments.workweek(text) == days


@given(st.integers(0, 6), st.integers(0, 6))
def test_a_span_of_weekdays_holds_its_ends_and_all_between(first: int, last: int) -> None:
    week = moments.workweek(f"{NAMES[first]}-{NAMES[last]}")
    assert len(week) == (last - first) % 7 + 1
    assert {first + 1, last + 1} <= set(week)
    assert week == tuple(sorted(set(week)))


@pytest.mark.parametrize("text", ["monday", "mon-", "-fri", "mon-tue-wed", ";", "1-5"])
def test_what_is_no_working_week_is_refused(text: str) -> None:
    with pytest.raises(BadCell, match="is not a working week"):
        moments.workweek(text)


def test_a_time_zone_has_an_iana_name_and_a_near_miss_is_named() -> None:
    assert moments.zone("Asia/Kathmandu") == "Asia/Kathmandu"
    with pytest.raises(BadCell, match="did you mean Europe/Brussels"):
        moments.zone("Europe/Brussel")
    with pytest.raises(BadCell, match="is not a time zone"):
        moments.zone("../../etc/passwd")


def test_a_country_has_two_letters_of_iso() -> None:
    assert moments.country("be") == "BE"
    assert moments.country("XK") == "XK"
    for text in ("UK", "BEL", "EU", "ZZ", "1"):
        with pytest.raises(BadCell, match="is not a country"):
            moments.country(text)


def test_holidays_are_those_of_countries_or_none() -> None:
    assert moments.holidays("NL;be") == ("NL", "BE")
    assert moments.holidays("None") == ()


def test_a_rule_must_serve_as_a_rhythm() -> None:
    assert moments.rule("FREQ=WEEKLY;BYDAY=TH") == "FREQ=WEEKLY;BYDAY=TH"
    for text in ("every Thursday", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=TH;COUNT=3", "FREQ=WEEKLY;BYDAY=TU,TH"):
        with pytest.raises(BadCell, match="allowed"):
            moments.rule(text)


def test_a_span_to_answer_in_is_days_or_hours() -> None:
    assert moments.within("1D") == "1d"
    assert moments.within("6h") == "6h"
    for text in ("0d", "1w", "d", "1000d", "1.5h"):
        with pytest.raises(BadCell, match="is not a span of time"):
            moments.within(text)


@given(DAYS, st.sampled_from(Span))
def test_every_period_is_read_back_from_its_name(day: date, span: Span) -> None:
    name = period_of(day, span).name
    assert moments.period(name) == name
    assert day in period(moments.period(name.lower()))


@pytest.mark.parametrize("text", ["2026-W54", "2026-13", "2026-Q5", "W11", "2026-02-30", "9999-W52", "0001", "26-W1"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(BadCell, match="is not a period"):
        moments.period(text)


@given(
    st.datetimes(datetime(1901, 1, 1), datetime(2198, 1, 1)),  # noqa: DTZ001 - the zone is drawn beside it
    st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
def test_an_instant_is_kept_in_utc(moment: datetime, zone: timezone) -> None:
    aware = moment.replace(tzinfo=zone)
    read = moments.instant(aware.isoformat())
    assert read == aware
    assert read.tzinfo is UTC


def test_an_instant_without_an_offset_is_utc() -> None:
    assert moments.instant("2026-03-05T10:12:00") == datetime(2026, 3, 5, 10, 12, tzinfo=UTC)
    kathmandu = datetime(2026, 3, 5, 10, 12, tzinfo=ZoneInfo("Asia/Kathmandu"))
    assert moments.instant(kathmandu.isoformat()) == kathmandu


@pytest.mark.parametrize(
    "text", ["yesterday", "2026-03-05T25:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59-12:00"]
)
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(BadCell, match="is not an instant"):
        moments.instant(text)
