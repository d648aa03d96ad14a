"""Periods have names that mean the same to everybody, and an order."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.periods import BadPeriod, Span, period, period_of

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(DAYS, st.sampled_from(Span))
def test_the_name_of_a_period_leads_back_to_it_and_it_holds_the_day(day: date, span: Span) -> None:
    found = period_of(day, span)
    assert period(found.name) == found
    assert day in found


@given(DAYS, st.sampled_from(Span))
def test_the_day_after_a_period_starts_the_next_one(day: date, span: Span) -> None:
    found = period_of(day, span)
    following = period_of(found.last + timedelta(days=1), span)
    assert following.first == found.last + timedelta(days=1)
    assert found < following
    assert found.order < following.order


@given(DAYS, DAYS, st.sampled_from(Span), st.sampled_from(Span))
def test_periods_of_any_kind_are_ordered_by_their_last_day_and_then_their_first(
    one: date, other: date, span: Span, other_span: Span
) -> None:
    a, b = period_of(one, span), period_of(other, other_span)
    assert (a.order < b.order) is ((a.last, a.first) < (b.last, b.first))


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-03-31", date(2026, 3, 31), date(2026, 3, 31)),
        (" 2026-w11 ", date(2026, 3, 9), date(2026, 3, 15)),
    ],
)
def test_a_name_stands_for_its_days(name: str, first: date, last: date) -> None:
    assert (period(name).first, period(name).last) == (first, last)


@pytest.mark.parametrize(
    "name",
    ["", "2026-W54", "2025-W53", "2026-13", "2026-Q5", "2026-02-30", "0000", "9999-W52", "٢٠٢٦", "week 11", "26"],
)
def test_what_names_no_period_is_refused(name: str) -> None:
    with pytest.raises(BadPeriod):
        period(name)


@given(st.text(max_size=12))
def test_any_other_text_is_a_period_or_refused_and_nothing_else(text: str) -> None:
    with suppress(BadPeriod):
        assert period(text).name
