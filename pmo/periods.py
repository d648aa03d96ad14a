"""Reporting periods, whose names do not depend on the reader: `2026-W11`, `2026-03`, `2026-Q1`, `2026`, `2026-03-31`.

A date names a snapshot of its own. Periods are ordered by their last day, then by their first (CONTRACT §4).
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class Span(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of days that is reported about; compares by last day, then first day.

    Attributes:
        last, first: the inclusive days of the period.
        name: `2026-W11` and so on.
        order: sorts as periods do, for indexes: the last day and the first, as ISO text.
    """

    last: date
    first: date
    span: Span
    name: str
    order: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "order", f"{self.last.isoformat()}/{self.first.isoformat()}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def in_order(one: Period) -> tuple[date, date]:
    """What periods are sorted by; quicker than comparing them themselves."""
    return one.last, one.first


class BadPeriod(ValueError):
    """A text that names no period."""


_FORMS = (
    (re.compile(r"([0-9]{4})-W([0-9]{2})"), Span.WEEK),
    (re.compile(r"([0-9]{4})-Q([1-4])"), Span.QUARTER),
    (re.compile(r"([0-9]{4})-([0-9]{2})"), Span.MONTH),
    (re.compile(r"([0-9]{4})"), Span.YEAR),
    (re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"), Span.DAY),
)


@lru_cache(maxsize=4096)
def period(name: str) -> Period:
    """The period of this name.

    Raises:
        BadPeriod: the text is none of the five forms, or names no real week, month or day.
    """
    for form, span in _FORMS:
        found = form.fullmatch(name.strip().upper())
        if found:
            return _named(span, [int(part) for part in found.groups()], name)
    raise BadPeriod(name)


def _named(span: Span, numbers: list[int], name: str) -> Period:
    try:
        return period_of(_first_day(span, numbers), span)
    except (ValueError, OverflowError) as error:
        raise BadPeriod(name) from error


def _first_day(span: Span, numbers: list[int]) -> date:
    year = numbers[0]
    if span is Span.WEEK:
        return date.fromisocalendar(year, numbers[1], 1)
    if span is Span.QUARTER:
        return date(year, 3 * numbers[1] - 2, 1)
    return date(*[*numbers, 1, 1][:3])


def period_of(day: date, span: Span) -> Period:
    """The period of this length that contains the day."""
    if span is Span.WEEK:
        return _week(day)
    if span is Span.DAY:
        return Period(day, day, span, day.isoformat())
    if span is Span.YEAR:
        return Period(date(day.year, 12, 31), date(day.year, 1, 1), span, f"{day.year:04}")
    if span is Span.QUARTER:
        quarter = (day.month - 1) // 3 + 1
        return _months(day.year, 3 * quarter - 2, 3 * quarter, span, f"{day.year:04}-Q{quarter}")
    return _months(day.year, day.month, day.month, span, f"{day.year:04}-{day.month:02}")


def _week(day: date) -> Period:
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Period(monday + timedelta(days=6), monday, Span.WEEK, f"{year:04}-W{week:02}")


def _months(year: int, first: int, last: int, span: Span, name: str) -> Period:
    return Period(date(year, last, monthrange(year, last)[1]), date(year, first, 1), span, name)
