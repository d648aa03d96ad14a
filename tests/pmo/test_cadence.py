"""Who is asked when: rules, their periods, moved days, windows and closings."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import takewhile

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pmo.cadence import Cadence, PlannedAsk, closing, current_period, deadline, moved, next_ask, planned
from pmo.calendars import DayOff, Free, WorkingCalendar
from pmo.periods import Span, period, period_of
from pmo.recurrence import BadRule, check_rule, occurrences, span_of
from pmo.respondents import Respondent, StandIn
from tests.pmo.places import CALENDARS, MON_TO_FRI, QUARTERS, SUN_TO_THU, WEEKS, at, calendar, utc

WEEKLY = "FREQ=WEEKLY;BYDAY=TH"
THURSDAYS = Cadence(rule=WEEKLY, at=time(10), within="1d")
RULES = (
    WEEKLY,
    "FREQ=WEEKLY;BYDAY=FR",
    "FREQ=WEEKLY;BYDAY=SU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
    "FREQ=MONTHLY;BYDAY=-1TU",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15",
    "FREQ=MONTHLY;INTERVAL=24;BYMONTHDAY=1",
    "FREQ=YEARLY;BYMONTH=6;BYDAY=2MO",
)


def who(where: WorkingCalendar, *stand_ins: StandIn) -> Respondent:
    return Respondent(member="m", calendar=where, stand_ins=stand_ins)


def nothing(_ask: PlannedAsk) -> bool:
    return False


def a_weekly(day: str, **changes: str) -> Cadence:
    return Cadence(rule=f"FREQ=WEEKLY;BYDAY={day}", at=time(10), within=changes.get("within", "1d"))


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_of_one_day_a_period_can_be_used(rule: str) -> None:
    assert check_rule(rule) is None


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ("", "FREQ"),
        ("FREQ=DAILY", "FREQ"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "more than once"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "more than once"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1,-1", "more than once"),
        ("FREQ=YEARLY;BYMONTH=1,6;BYMONTHDAY=1", "more than once"),
        ("FREQ=WEEKLY;BYDAY=TH;COUNT=3", "COUNT"),
        ("FREQ=WEEKLY;BYDAY=TH;UNTIL=20300101", "UNTIL"),
        ("FREQ=WEEKLY;BYDAY=TH;BYHOUR=10", "BYHOUR"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "within two years"),
        ("FREQ=YEARLY;INTERVAL=3;BYMONTH=1;BYMONTHDAY=1", "within two years"),
        ("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "within two years"),
        ("FREQ=WEEKLY;BYDAY=XX", "RRULE"),
        ("FREQ=WEEKLY;INTERVAL=0;BYDAY=TH", "INTERVAL"),
        ("FREQ=WEEKLY;INTERVAL=1000;BYDAY=TH", "INTERVAL"),
        ("FREQ=WEEKLY;BYDAY=TH\nRRULE:FREQ=WEEKLY;BYDAY=MO", "no RRULE"),
        ("FREQ=WEEKLY;BYDAY=TH\nDTSTART:19990101", "no RRULE"),
        ("FREQ=WEEKLY;INTERVAL=²;BYDAY=TH", "INTERVAL"),
        ("FREQ=WEEKLY;INTERVAL=٣;BYDAY=TH", "INTERVAL"),
        ("FREQ=WEEKLY;INTERVAL=1,2;BYDAY=TH", "INTERVAL"),
        ("FREQ=WEEKLY;INTERVAL=" + "9" * 5000, "characters"),
        ("FREQ=WEEKLY;BYDAY=TH;BYMONTH=0", "BYMONTH"),
        ("FREQ=MONTHLY;BYDAY=99MO", "BYDAY"),
        ("FREQ=MONTHLY;BYDAY=53MO", "does not have"),
        ("every thursday", "not allowed"),
        ("FREQ=WEEKLY;BYDAY=TH" * 1000, "characters"),
        ("\x00", ""),
    ],
)
def test_a_rule_that_cannot_be_used_says_why(rule: str, wrong: str) -> None:
    said = check_rule(rule)
    assert said is not None
    assert wrong in said


@given(st.text(alphabet="FREQ=WEKLYMONTHBYDAU;,-123SU", max_size=60))
def test_any_text_is_a_rule_or_a_sentence(text: str) -> None:
    said = check_rule(text)
    assert said is None or said


@pytest.mark.parametrize(
    ("rule", "span"),
    [
        (WEEKLY, Span.WEEK),
        ("RRULE:FREQ=WEEKLY;BYDAY=TH", Span.WEEK),
        ("freq=monthly;byday=-1tu", Span.MONTH),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", Span.QUARTER),
        ("FREQ=MONTHLY;INTERVAL=03;BYMONTHDAY=15", Span.QUARTER),
        ("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15", Span.MONTH),
        ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1", Span.YEAR),
    ],
)
def test_a_rule_speaks_of_weeks_months_quarters_or_years(rule: str, span: Span) -> None:
    assert check_rule(rule) is None
    assert span_of(rule) is span


@settings(max_examples=40)
@given(st.sampled_from(RULES), st.dates(date(2001, 1, 1), date(2060, 1, 1)))
def test_a_usable_rule_never_falls_twice_in_a_period_nor_stays_away_for_more_than_two_years(
    rule: str, first: date
) -> None:
    days = list(occurrences(rule, first))
    names = [period_of(day, span_of(rule)).name for day in days]
    assert len(set(names)) == len(names)
    assert days[0] >= first
    assert max(later - earlier for earlier, later in zip([first, *days], days, strict=False)).days <= 2 * 366


def test_a_quarter_is_named_after_the_day_the_rule_falls_on() -> None:
    days = occurrences("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", date(2026, 1, 1))
    assert [period_of(next(days), Span.QUARTER).name for _ in range(4)] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from(list(Span)), st.sampled_from(WEEKS))
def test_a_day_off_moves_to_the_nearest_earlier_working_day_of_its_period(
    day: date, span: Span, week: tuple[int, ...]
) -> None:
    about = period_of(day, span)
    before = [about.first + timedelta(days=n) for n in range((day - about.first).days + 1)]
    worked = [one for one in before if one.isoweekday() in week]
    assert moved(day, span, calendar(week=week)) == (worked[-1] if worked else None)


def test_who_does_not_work_on_friday_is_asked_on_thursday_and_the_card_can_say_why() -> None:
    ask = planned(a_weekly("FR"), date(2026, 3, 13), who(calendar("Asia/Qatar", SUN_TO_THU)))
    assert (ask.at, ask.period) == (at("2026-03-12 10:00", "Asia/Qatar"), "2026-W11")
    assert ask.moved == DayOff(date(2026, 3, 13), Free.WEEK)
    assert ask.deadline == at("2026-03-15 10:00", "Asia/Qatar")


def test_who_works_on_no_day_of_the_week_up_to_the_asking_day_is_absent() -> None:
    ask = planned(a_weekly("MO"), date(2026, 3, 9), who(calendar(week=(2, 3, 4))))
    assert (ask.absent, ask.at) == (True, at("2026-03-09 10:00"))


@pytest.mark.parametrize(("wall", "asked"), [(time(8, 59), "09:00"), (time(9), "09:00"), (time(17), "09:00")])
def test_an_hour_outside_work_moves_to_the_start_of_the_day(wall: time, asked: str) -> None:
    ask = planned(Cadence(rule=WEEKLY, at=wall, within="1d"), date(2026, 3, 12), who(calendar()))
    assert ask.at == at(f"2026-03-12 {asked}")


@pytest.mark.parametrize(
    ("within", "until"),
    [("1d", "2026-03-13 10:00"), ("2d", "2026-03-16 10:00"), ("6h", "2026-03-12 16:00"), ("8h", "2026-03-13 10:00")],
)
def test_a_window_counts_working_days_or_working_hours_of_the_person(within: str, until: str) -> None:
    assert deadline(at("2026-03-12 10:00"), within, calendar()) == at(until)


@pytest.mark.parametrize("within", ["", "1", "d", "0d", "-1d", "1w", "1 d", "9999d", "١d"])
def test_a_window_that_is_neither_days_nor_hours_is_refused(within: str) -> None:
    with pytest.raises(BadRule):
        deadline(utc("2026-03-12"), within, calendar())


def asks_of(cadence: Cadence, where: WorkingCalendar, start: datetime, end: datetime) -> Iterator[PlannedAsk]:
    """Plays the time: looks ahead, lets the instant come, asks, looks ahead again."""
    now, asked = start, set[str]()
    while (ask := next_ask(cadence, who(where), now, lambda ask: ask.period in asked)) is not None and ask.at < end:
        yield ask
        asked.add(ask.period)
        now = ask.at


@pytest.mark.parametrize(
    ("zone", "week"),
    [
        ("Europe/Brussels", MON_TO_FRI),
        ("Asia/Kathmandu", MON_TO_FRI),
        ("Africa/Kinshasa", MON_TO_FRI),
        ("Asia/Qatar", SUN_TO_THU),
        ("America/New_York", MON_TO_FRI),
        ("Pacific/Auckland", MON_TO_FRI),
        ("Australia/Lord_Howe", MON_TO_FRI),
        ("Pacific/Apia", MON_TO_FRI),
        ("America/Sao_Paulo", MON_TO_FRI),
    ],
)
@pytest.mark.parametrize("day", ["TH", "SU"])
def test_each_week_of_a_year_is_asked_once_at_ten_on_the_persons_own_clock(
    zone: str, week: tuple[int, ...], day: str
) -> None:
    where = calendar(zone, week)
    asks = list(asks_of(a_weekly(day), where, at("2026-01-06 00:00", zone), at("2027-01-04 00:00", zone)))
    assert [ask.period for ask in asks] == [f"2026-W{number:02}" for number in range(2, 54)]
    assert {where.local(ask.at).time() for ask in asks} == {time(10)}
    assert all(where.works_on(where.local(ask.at).date()) for ask in asks)
    assert not any(ask.made_up for ask in asks)


@pytest.mark.parametrize("zone", ["Europe/Brussels", "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe"])
def test_an_hour_that_happens_twice_or_not_at_all_asks_once(zone: str) -> None:
    night = WorkingCalendar(zone=zone, week=(1, 2, 3, 4, 5, 6, 7), hours=calendar().hours)
    sundays = Cadence(rule="FREQ=WEEKLY;BYDAY=SU", at=time(9), within="1d")
    asks = list(asks_of(sundays, night, utc("2026-01-05"), utc("2027-01-04")))
    assert len({ask.period for ask in asks}) == len(asks) == 52


@settings(max_examples=50)
@given(st.sampled_from(RULES), CALENDARS, QUARTERS, st.sampled_from(["1d", "3d", "6h", "10d"]))
def test_what_is_asked_next_is_what_a_slow_search_finds(
    rule: str, where: WorkingCalendar, now: datetime, within: str
) -> None:
    """The search looks at every occurrence of more than two years before now, and of what follows, in order."""
    cadence = Cadence(rule=rule, at=time(10), within=within)
    today = where.local(now).date()
    past = list(takewhile(lambda day: day <= today, occurrences(rule, today - timedelta(days=800))))
    assume(past)
    asks = (planned(cadence, day, who(where)) for day in occurrences(rule, past[0]))
    openings = (
        ask
        for ask in asks
        if now < ask.deadline and (ask.at >= now or ask.absent or where.next_working(now) < ask.deadline)
    )
    found, upcoming = next_ask(cadence, who(where), now, nothing), next(openings, None)
    if found is None or upcoming is None:
        assert found is upcoming
        return
    assert (found.period, found.deadline, found.absent) == (upcoming.period, upcoming.deadline, upcoming.absent)
    if found.absent:
        return
    assert found.at == (upcoming.at if upcoming.at >= now else where.next_working(now))
    assert found.made_up is (upcoming.at < now)
    assert now <= found.at < found.deadline


def test_an_instant_that_has_passed_is_made_up_at_the_next_working_minute_while_its_window_is_open() -> None:
    made_up = next_ask(THURSDAYS, who(calendar()), at("2026-03-12 11:20:30"), nothing)
    assert made_up is not None
    assert (made_up.at, made_up.made_up) == (at("2026-03-12 11:21"), True)
    in_the_evening = next_ask(THURSDAYS, who(calendar()), at("2026-03-12 20:00"), nothing)
    assert in_the_evening is not None
    assert in_the_evening.at == at("2026-03-13 09:00")


def test_a_window_that_reaches_into_the_next_week_is_still_made_up_there() -> None:
    cadence = a_weekly("TH", within="3d")
    made_up = next_ask(cadence, who(calendar()), at("2026-03-17 09:00"), nothing)
    assert made_up is not None
    assert (made_up.period, made_up.at) == ("2026-W11", at("2026-03-17 09:00"))


def test_an_instant_whose_window_has_closed_is_not_made_up() -> None:
    following = next_ask(THURSDAYS, who(calendar()), at("2026-03-13 10:00"), nothing)
    assert following is not None
    assert (following.period, following.made_up) == ("2026-W12", False)


def test_a_period_that_was_asked_is_not_asked_again() -> None:
    following = next_ask(THURSDAYS, who(calendar()), at("2026-03-12 10:00"), lambda ask: ask.period == "2026-W11")
    assert following is not None
    assert following.period == "2026-W12"


def test_a_period_closes_at_the_next_regular_asking_instant_of_the_program() -> None:
    assert closing(THURSDAYS, "2026-W11", calendar()) == at("2026-03-19 10:00")
    assert closing(THURSDAYS, "2026-W11", calendar(), after=2) == at("2026-03-26 10:00")


def test_a_period_of_a_rule_that_comes_every_other_year_closes_too() -> None:
    rare = Cadence(rule="FREQ=MONTHLY;INTERVAL=24;BYMONTHDAY=1", at=time(10), within="1d")
    assert closing(rare, "2025-01", calendar(), after=2) == at("2029-01-01 10:00")
    spoken_of = current_period(rare, at("2026-12-31 10:00"), calendar())
    assert spoken_of is not None
    assert spoken_of.name == "2025-01"


@settings(max_examples=40)
@given(st.sampled_from(RULES), CALENDARS, QUARTERS)
def test_the_current_period_is_the_last_whose_regular_instant_is_before_now(
    rule: str, where: WorkingCalendar, now: datetime
) -> None:
    cadence = Cadence(rule=rule, at=time(10), within="1d")
    days = occurrences(rule, where.local(now).date() - timedelta(days=900))
    before = [day for day in days if where.at(day, cadence.at) < now]
    assert current_period(cadence, now, where) == (period_of(before[-1], span_of(rule)) if before else None)


def test_at_the_asking_instant_itself_the_period_before_is_still_the_one_spoken_of() -> None:
    at_ten = current_period(THURSDAYS, at("2026-03-12 10:00"), calendar())
    assert at_ten is not None
    assert at_ten == period("2026-W10")
    after = current_period(THURSDAYS, at("2026-03-12 10:01"), calendar())
    assert after == period("2026-W11")
