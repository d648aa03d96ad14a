"""Rhythms: on which local days a rule falls, which period each occurrence speaks of, and who is asked when (DESIGN §5).

A rule is RRULE text (RFC 5545) of frequency WEEKLY, MONTHLY or YEARLY, anchored on Monday 2001-01-01, without COUNT and
UNTIL, that falls at most once in its period and at least once in two years.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise, takewhile

from dateutil.rrule import rrule, rrulestr

from pmo.calendars import WorkingCalendar
from pmo.periods import Period, Span, period, period_of

ANCHOR = datetime(2001, 1, 1)
_PARTS = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "BYYEARDAY", "WKST"}
_SPANS = {"WEEKLY": Span.WEEK, "MONTHLY": Span.MONTH, "YEARLY": Span.YEAR}
_WITHIN = re.compile(r"([1-9]\d{0,2})([dh])")
_LOOK_BACK = timedelta(days=2 * 366 + 31)
"""Two occurrences of a rule are at most two years apart."""
_HORIZON = timedelta(days=29 * 366)
"""Every combination of weekday, date and leap year comes within 28 years."""


class BadRule(ValueError):
    """A text that is no usable rule; the message says what is wrong and what is allowed, in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """When something is asked, in local terms, and how long one may answer.

    Attributes:
        rule: RRULE text.
        at: local wall time of asking.
        within: `Nd` working days or `Nh` working hours.
    """

    rule: str
    at: time
    within: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAsk:
    """One asking instant of one person.

    Attributes:
        period: what the question is about.
        at, deadline: UTC.
        moved_from: the rule's own local day, when the person does not work on it.
        made_up: the instant had passed when it became known and was moved to the next working minute.
    """

    period: str
    at: datetime
    deadline: datetime
    moved_from: date | None = None
    made_up: bool = False


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
    days = [moment.date() for moment in rule.between(ANCHOR, ANCHOR + _HORIZON, inc=True)]
    span = span_of(text)
    if not days or max(_gaps(days)) > timedelta(days=2 * 366):
        raise BadRule(f"{text!r} does not fall within two years")
    periods = [period_of(day, span).name for day in days]
    if len(set(periods)) < len(periods):
        raise BadRule(f"{text!r} falls more than once in a {span.value}; one day a {span.value} is allowed")
    return rule


def _parsed(text: str) -> rrule:
    parts = dict(part.partition("=")[::2] for part in text.upper().removeprefix("RRULE:").split(";"))
    unknown = sorted(set(parts) - _PARTS)
    if unknown:
        raise BadRule(f"{unknown[0]} is not allowed in a rule; allowed are {', '.join(sorted(_PARTS))}")
    if parts.get("FREQ") not in _SPANS:
        raise BadRule(f"{text!r} has no FREQ of WEEKLY, MONTHLY or YEARLY")
    if not parts.get("INTERVAL", "1").isdigit() or not 1 <= int(parts.get("INTERVAL", "1")) <= 24:
        raise BadRule(f"INTERVAL of {text!r} is not a whole number from 1 to 24")
    try:
        rule = rrulestr(text.upper(), dtstart=ANCHOR, cache=False)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise BadRule(f"{text!r} is no RRULE: {error}") from error
    if not isinstance(rule, rrule):
        raise BadRule(f"{text!r} holds more than one rule")
    return rule


def _gaps(days: list[date]) -> list[timedelta]:
    fence = [ANCHOR.date(), *days, ANCHOR.date() + _HORIZON]
    return [later - earlier for earlier, later in pairwise(fence)]


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
        for day in _days_of_year(rule, year):
            if day >= first:
                yield day


def moved(day: date, span: Span, calendar: WorkingCalendar) -> date | None:
    """The day itself when it is worked, else the nearest earlier working day of its period, else None."""
    first = period_of(day, span).first
    while day >= first:
        if calendar.works_on(day):
            return day
        day -= timedelta(days=1)
    return None


def planned(cadence: Cadence, day: date, calendar: WorkingCalendar) -> PlannedAsk | None:
    """The ask for one occurrence of the rule; None when nobody with this calendar works in that period before it."""
    span = span_of(cadence.rule)
    worked = moved(day, span, calendar)
    if worked is None:
        return None
    inside = calendar.hours.start <= cadence.at < calendar.hours.end
    at = calendar.at(worked, cadence.at if inside else calendar.hours.start)
    return PlannedAsk(
        period=period_of(day, span).name,
        at=at,
        deadline=deadline(at, cadence.within, calendar),
        moved_from=None if worked == day else day,
    )


def deadline(at: datetime, within: str, calendar: WorkingCalendar) -> datetime:
    """Until when an ask made at this instant is on time, in UTC (`Nd` or `Nh`, DESIGN §5)."""
    found = _WITHIN.fullmatch(within)
    if found is None:
        raise BadRule(f"{within!r} is neither days (1d) nor hours (6h)")
    count = int(found.group(1))
    return calendar.days_later(at, count) if found.group(2) == "d" else calendar.hours_later(at, count)


def plans(cadence: Cadence, calendar: WorkingCalendar, today: date) -> Iterator[PlannedAsk]:
    """Asks in order of time, from the last occurrence that is not after `today` on: its window may still be open."""
    past = takewhile(lambda day: day <= today, occurrences(cadence.rule, today - _LOOK_BACK))
    for day in occurrences(cadence.rule, max(past, default=today)):
        ask = planned(cadence, day, calendar)
        if ask is not None:
            yield ask


def next_ask(
    cadence: Cadence, calendar: WorkingCalendar, now: datetime, asked: Callable[[str], bool]
) -> PlannedAsk | None:
    """What is to be asked next, at or after `now`; `asked` tells whether a period has had its ask already.

    An instant that has passed is made up at the next working minute while its window is open.
    """
    for ask in plans(cadence, calendar, calendar.local(now).date()):
        if asked(ask.period) or ask.deadline <= now:
            continue
        if ask.at >= now:
            return ask
        made_up = calendar.next_working(_whole_minute(now))
        if made_up < ask.deadline:
            return replace(ask, at=made_up, made_up=True)
    return None


def _whole_minute(instant: datetime) -> datetime:
    """The instant itself at a full minute, else the next full minute."""
    rest = timedelta(seconds=instant.second, microseconds=instant.microsecond)
    return instant + timedelta(minutes=1) - rest if rest else instant


@lru_cache(maxsize=4096)
def closing(cadence: Cadence, name: str, calendar: WorkingCalendar, after: int = 1) -> datetime:
    """When a period closes: the `after`-th regular asking instant after it (DESIGN §5), in UTC."""
    following = occurrences(cadence.rule, period(name).last + timedelta(days=1))
    for _ in range(after - 1):
        next(following)
    return calendar.at(next(following), cadence.at)


def current_period(cadence: Cadence, now: datetime, calendar: WorkingCalendar) -> Period | None:
    """The last period whose regular asking instant is before `now`; None before the first one."""
    today = calendar.local(now).date()
    found: Period | None = None
    for day in occurrences(cadence.rule, today - _LOOK_BACK):
        if calendar.at(day, cadence.at).astimezone(UTC) >= now:
            break
        found = period_of(day, span_of(cadence.rule))
    return found
