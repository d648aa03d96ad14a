"""Arithmetic in working time: exact across clock changes, holidays, half-days, absences and any working week."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate

from pmo.calendars import WorkingCalendar


def days_later(calendar: WorkingCalendar, instant: datetime, days: int) -> datetime:
    """The same local time `days` (1 or more) working days later, in UTC."""
    local = calendar.local(instant)
    following = calendar.working_days(local.date() + timedelta(days=1))
    for _ in range(days - 1):
        next(following)
    return calendar.at(next(following), local.time())


def later(calendar: WorkingCalendar, instant: datetime, work: timedelta) -> datetime:
    """The instant at which so much working time (more than none) has passed, in UTC."""
    for start, end in calendar.spans(instant):
        if work <= end - start:
            return start + work
        work -= end - start
    raise AssertionError("working time has no end")


def worked(calendar: WorkingCalendar, start: datetime, end: datetime) -> timedelta:
    """Working time between two instants; none when the second is not after the first."""
    total = timedelta(0)
    for begin, finish in calendar.spans(start):
        if begin >= end:
            break
        total += min(finish, end) - begin
    return total


def at_share(calendar: WorkingCalendar, start: datetime, end: datetime, share: Fraction) -> datetime:
    """The instant at which a share (above 0, up to 1) of the working time of a window has passed, in UTC.

    A window without working time has only its end.
    """
    whole = worked(calendar, start, end)
    # Whole microseconds, rounded up: the share has passed then, not nearly.
    part = -(-(whole // timedelta(microseconds=1)) * share.numerator // share.denominator)
    return later(calendar, start, timedelta(microseconds=part)) if part else end


def working_days(calendar: WorkingCalendar, first: date, last: date) -> int:
    """Working days after `first` up to `last`; negative when `last` is before `first`."""
    if last < first:
        return -working_days(calendar, last, first)
    if first.year == last.year:
        return _worked_by(calendar, last) - _worked_by(calendar, first)
    between = sum(_worked_in(calendar, year)[-1] for year in range(first.year + 1, last.year))
    return _worked_in(calendar, first.year)[-1] - _worked_by(calendar, first) + between + _worked_by(calendar, last)


def _worked_by(calendar: WorkingCalendar, day: date) -> int:
    """Working days of the year up to this one, itself included."""
    return _worked_in(calendar, day.year)[day.timetuple().tm_yday - 1]


@lru_cache(maxsize=1024)
def _worked_in(calendar: WorkingCalendar, year: int) -> tuple[int, ...]:
    """For each day of a year, how many working days have passed by its end."""
    days = (date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1))
    return tuple(accumulate(int(calendar.works_on(day)) for day in days))
