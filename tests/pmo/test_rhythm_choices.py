"""The rhythms to choose from stand for rules, and the rules for them."""

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.periods import Span, period_of
from pmo.recurrence import check_rule, occurrences, span_of
from pmo.rhythm_choices import Choice, choice_of, rule_of
from tests.pmo.places import DAYS

RULES = [
    (Choice.WEEKLY, 4, "FREQ=WEEKLY;BYDAY=TH"),
    (Choice.FORTNIGHTLY, 1, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
    (Choice.MONTH_LAST, 5, "FREQ=MONTHLY;BYDAY=-1FR"),
    (Choice.MONTH_FIRST, 7, "FREQ=MONTHLY;BYDAY=1SU"),
    (Choice.QUARTER, 3, "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1WE"),
]
WEEKDAYS = st.integers(1, 7)


@pytest.mark.parametrize(("choice", "weekday", "rule"), RULES)
def test_a_choice_is_a_rule_and_the_rule_is_that_choice(choice: Choice, weekday: int, rule: str) -> None:
    assert rule_of(choice, weekday) == rule
    assert choice_of(rule) == choice_of(rule.lower()) == (choice, weekday)


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=MO,TH",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=TH",
        "FREQ=MONTHLY;BYDAY=2TH",
        "FREQ=MONTHLY;BYMONTHDAY=15",
        "FREQ=YEARLY;BYMONTH=1;BYDAY=1MO",
        "TH",
    ],
)
def test_any_other_rule_is_no_choice(rule: str) -> None:
    assert choice_of(rule) is None


@given(st.sampled_from(Choice), WEEKDAYS)
def test_every_choice_is_a_rule_that_can_be_used_and_leads_back(choice: Choice, weekday: int) -> None:
    assert check_rule(rule_of(choice, weekday)) is None
    assert choice_of(rule_of(choice, weekday)) == (choice, weekday)


@given(st.sampled_from(Choice), WEEKDAYS, DAYS)
def test_a_choice_falls_on_its_weekday_once_in_each_of_its_periods(choice: Choice, weekday: int, first: date) -> None:
    rule = rule_of(choice, weekday)
    days = list(islice(occurrences(rule, first), 5))
    assert {day.isoweekday() for day in days} == {weekday}
    assert len({period_of(day, span_of(rule)) for day in days}) == 5


@given(WEEKDAYS, DAYS)
def test_weekly_is_every_seven_and_fortnightly_every_fourteen_days(weekday: int, first: date) -> None:
    for choice, gap in ((Choice.WEEKLY, 7), (Choice.FORTNIGHTLY, 14)):
        one, other = islice(occurrences(rule_of(choice, weekday), first), 2)
        assert other - one == timedelta(days=gap)
        assert first <= one < first + timedelta(days=gap)


@given(WEEKDAYS, DAYS)
def test_the_first_of_a_month_is_in_its_first_seven_days_and_the_last_in_its_last(weekday: int, first: date) -> None:
    assert next(occurrences(rule_of(Choice.MONTH_FIRST, weekday), first)).day <= 7
    last = next(occurrences(rule_of(Choice.MONTH_LAST, weekday), first))
    assert (period_of(last, Span.MONTH).last - last).days < 7


@pytest.mark.parametrize(
    ("choice", "span"),
    [
        (Choice.WEEKLY, Span.WEEK),
        (Choice.FORTNIGHTLY, Span.WEEK),
        (Choice.MONTH_LAST, Span.MONTH),
        (Choice.MONTH_FIRST, Span.MONTH),
        (Choice.QUARTER, Span.QUARTER),
    ],
)
def test_a_choice_speaks_of_a_week_a_month_or_a_quarter(choice: Choice, span: Span) -> None:
    assert span_of(rule_of(choice, 4)) is span


@pytest.mark.parametrize(
    "rule", ["RRULE:FREQ=WEEKLY;BYDAY=TH", "BYDAY=TH;FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=1;WKST=MO;BYDAY=TH"]
)
def test_a_rule_is_a_choice_in_whatever_order_it_is_written(rule: str) -> None:
    assert choice_of(rule) == (Choice.WEEKLY, 4)
