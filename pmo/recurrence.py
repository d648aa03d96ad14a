"""Recurrence: on which local days a rule falls (DESIGN §5).

A rule is RRULE text (RFC 5545) of frequency WEEKLY, MONTHLY or YEARLY, anchored on Monday 2001-01-01, without COUNT and
UNTIL, that falls at most once in its period and at least once in two years.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from dateutil.rrule import rrule, rrulestr

from pmo.periods import Span, period_of

ANCHOR = datetime(2001, 1, 1)
LOOK_BACK = timedelta(days=2 * 366 + 31)
"""Two occurrences of a rule are at most two years apart."""
_WEEKDAY = "(?:MO|TU|WE|TH|FR|SA|SU)"
_OF_YEAR = "[+-]?(?:36[0-6]|3[0-5][0-9]|[12]?[0-9]?[0-9])"
_VALUES = {
    "FREQ": "[A-Z]+",
    "INTERVAL": "[0-9]+",
    "BYDAY": f"(?:[+-]?[1-5]?[0-9])?{_WEEKDAY}",
    "BYMONTHDAY": "[+-]?(?:3[01]|[12]?[0-9])",
    "BYMONTH": "1[0-2]|[1-9]",
    "BYSETPOS": _OF_YEAR,
    "BYYEARDAY": _OF_YEAR,
    "WKST": _WEEKDAY,
}
"""What each part of a rule may hold; a list of it where its name begins with BY (RFC 5545 §3.3.10)."""
_LONGEST = 200
"""Characters of a rule."""
_SPANS = {"WEEKLY": Span.WEEK, "MONTHLY": Span.MONTH, "YEARLY": Span.YEAR}
_HORIZON = timedelta(days=29 * 366)
"""Every combination of weekday, date and leap year comes within 28 years."""


class BadRule(ValueError):
    """A text that is no usable rule; the message says what is wrong and what is allowed, in English."""


def check_rule(text: str) -> str | None:
    """What is wrong with this rule, as an English sentence; None when it can be used."""
    try:
        _checked(text)
    except BadRule as error:
        return str(error)
    return None


@lru_cache(maxsize=1024)
def _checked(text: str) -> rrule:
    rule = _parsed(text)
    try:
        days = [moment.date() for moment in rule.between(ANCHOR, ANCHOR + _HORIZON, inc=True)]
    except IndexError as error:  # the ninth Monday of a December
        raise BadRule(f"{text!r} names a weekday that its period does not have") from error
    span = span_of(text)
    if not days or max(_gaps(days)) > timedelta(days=2 * 366):
        raise BadRule(f"{text!r} does not fall within two years")
    periods = [period_of(day, span).name for day in days]
    if len(set(periods)) < len(periods):
        raise BadRule(f"{text!r} falls more than once in a {span.value}; one day a {span.value} is allowed")
    return rule


def _parsed(text: str) -> rrule:
    if len(text) > _LONGEST:
        raise BadRule(f"{text[:40]!r}… is no RRULE: it has more than {_LONGEST} characters")
    pairs = [part.partition("=")[::2] for part in text.upper().removeprefix("RRULE:").split(";")]
    parts = dict(pairs)
    unknown = sorted(parts.keys() - _VALUES.keys())
    if unknown:
        raise BadRule(f"{unknown[0]} is not allowed in a rule; allowed are {', '.join(sorted(_VALUES))}")
    if parts.get("FREQ") not in _SPANS:
        raise BadRule(f"{text!r} has no FREQ of WEEKLY, MONTHLY or YEARLY")
    for name, value in pairs:
        if not _can_hold(name, value):
            raise BadRule(f"{text!r} is no RRULE: {name} cannot be {value!r}")
    if not 1 <= int(parts.get("INTERVAL", "1")) <= 24:
        raise BadRule(f"INTERVAL of {text!r} is not a whole number from 1 to 24")
    try:
        rule = rrulestr(text.upper(), dtstart=ANCHOR, cache=False)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise BadRule(f"{text!r} is no RRULE that can be read") from error
    assert isinstance(rule, rrule), "no part holds another line"
    return rule


def _can_hold(name: str, value: str) -> bool:
    one = f"(?:{_VALUES[name]})"
    return re.fullmatch(f"{one}(?:,{one})*" if name.startswith("BY") else one, value) is not None


def _gaps(days: list[date]) -> list[timedelta]:
    fence = [ANCHOR.date(), *days, ANCHOR.date() + _HORIZON]
    return [later - earlier for earlier, later in pairwise(fence)]


@lru_cache(maxsize=1024)
def span_of(text: str) -> Span:
    """The kind of period a rule speaks of: the ISO week, the month, the quarter (MONTHLY, INTERVAL=3) or the year."""
    parts = dict(part.partition("=")[::2] for part in text.upper().removeprefix("RRULE:").split(";"))
    if parts["FREQ"] == "MONTHLY" and int(parts.get("INTERVAL", "1")) == 3:
        return Span.QUARTER
    return _SPANS[parts["FREQ"]]


@lru_cache(maxsize=4096)
def _days_of_year(rule: str, year: int) -> tuple[date, ...]:
    found = _checked(rule).between(datetime(year, 1, 1), datetime(year, 12, 31), inc=True)
    return tuple(moment.date() for moment in found)


def occurrences(rule: str, first: date) -> Iterator[date]:
    """Local days on which the rule falls, from `first` on, for at least eight years.

    Raises:
        BadRule: the rule cannot be used.
    """
    for year in range(first.year, min(first.year + 9, 9999)):
        days = _days_of_year(rule, year)
        yield from days[bisect_left(days, first) :]


def last_occurrence(rule: str, until: date) -> date | None:
    """The last local day up to `until` on which the rule falls; None before the first one.

    Raises:
        BadRule: the rule cannot be used.
    """
    for year in range(until.year, (until - LOOK_BACK).year - 1, -1):
        days = _days_of_year(rule, year)
        if found := bisect_right(days, until):
            return days[found - 1]
    return None


def last_in_each(rule: str, span: Span, first: date) -> Iterator[date]:
    """Of the days on which the rule falls, from `first` on, the last in each period of this length.

    Raises:
        BadRule: the rule cannot be used.
    """
    for day, following in pairwise(occurrences(rule, first)):
        if following not in period_of(day, span):
            yield day
