"""Working calendars: when a person or a post works, in local time, and why they do not (DESIGN §5).

Working time is what lies between the start and the end of a day's hours on the wall clock of the zone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from pmo import public_holidays
from pmo.absences import Absence
from pmo.portfolio import HEADQUARTERS, Hours, Member, Post

_FAR = 366 * 3
"""Days that are looked through for a working one; somebody who is away for longer is taken to be back then."""


class Free(StrEnum):
    """Why a day is not worked."""

    WEEK = "week"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that is not worked, and why.

    Attributes:
        country: whose public holiday it is (ISO 3166-1 alpha-2); empty for the other reasons.
    """

    day: date
    why: Free
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCalendar:
    """When somebody works.

    Attributes:
        zone: IANA zone name.
        week: ISO weekdays worked, Monday is 1; never empty.
        hours: local wall times.
        holidays: countries whose public holidays are kept (ISO 3166-1 alpha-2).
        closed, open: further days off, and days worked although they are listed as days off; the open ones win.
        away: first and last days of absences.
    """

    zone: str
    week: tuple[int, ...]
    hours: Hours
    holidays: tuple[str, ...] = ()
    closed: frozenset[date] = frozenset()
    open: frozenset[date] = frozenset()
    away: tuple[tuple[date, date], ...] = ()

    def works_on(self, day: date) -> bool:
        """Whether this local date is a working day, be it a half one."""
        return self.day_off(day) is None

    def day_off(self, day: date) -> DayOff | None:
        """Why this local date is not worked; None when it is."""
        if day.isoweekday() not in self.week:
            return DayOff(day, Free.WEEK)
        if self.is_away(day):
            return DayOff(day, Free.AWAY)
        if day in self.open:
            return None
        if day in self.closed:
            return DayOff(day, Free.CLOSED)
        country = self._holiday(day, half=False)
        return DayOff(day, Free.HOLIDAY, country) if country else None

    def is_away(self, day: date) -> bool:
        """Whether this local date lies in an absence, whatever else is true of it."""
        return any(first <= day <= last for first, last in self.away)

    def _holiday(self, day: date, *, half: bool) -> str:
        """The first country of ours that has a holiday then, a whole or a half one; empty for none."""
        for country in self.holidays:
            if public_holidays.of_year(country, day.year).get(day) is half:
                return country
        return ""

    def local(self, instant: datetime) -> datetime:
        """The instant on the local clock."""
        return instant.astimezone(zone_named(self.zone))

    def at(self, day: date, wall: time) -> datetime:
        """The UTC instant of a local wall time.

        A time that a clock change skips is shifted by the gap; of a repeated one the first counts (DESIGN §5).
        """
        return datetime.combine(day, wall.replace(fold=0), zone_named(self.zone)).astimezone(UTC)

    def hours_on(self, day: date) -> Hours:
        """The hours of a working day; a half one ends in the middle of the usual hours."""
        if self.holidays and day not in self.open and self._holiday(day, half=True):
            return _first_half(self.hours)
        return self.hours

    def span(self, day: date) -> tuple[datetime, datetime] | None:
        """From when to when is worked on this local date, in UTC; None on a day off, or where clocks skip it all."""
        return self._hours_of(day) if self.works_on(day) else None

    def _hours_of(self, day: date) -> tuple[datetime, datetime] | None:
        start, end = self.at(day, self.hours.start), self.at(day, self.hours_on(day).end)
        return (start, end) if start < end and self.local(start).date() == day else None

    def is_working(self, instant: datetime) -> bool:
        """Whether the instant lies inside working hours (the end excluded)."""
        span = self.span(self.local(instant).date())
        return span is not None and span[0] <= instant < span[1]

    def working_days(self, first: date) -> Iterator[date]:
        """Working days from `first` on, itself included; without end, for an absence without end has one here."""
        day, looked_at = first, 0
        while True:
            looked_at += 1
            if self.works_on(day) or looked_at > _FAR:
                looked_at = 0
                yield day
            day += timedelta(days=1)

    def next_working(self, instant: datetime) -> datetime:
        """The instant itself when it is working time, else the start of the next working day (UTC)."""
        return _next_working(self, instant)

    def spans(self, instant: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Stretches of working time from an instant on, in UTC; one that is under way is cut at the instant."""
        since = instant.astimezone(UTC)
        for day in self.working_days(self.local(instant).date()):
            span = self._hours_of(day)
            if span is not None and since < span[1]:
                yield max(span[0], since), span[1]


@lru_cache(maxsize=4096)
def _next_working(calendar: WorkingCalendar, instant: datetime) -> datetime:
    start, _ = next(calendar.spans(instant))
    return start


@lru_cache(maxsize=256)
def _first_half(hours: Hours) -> Hours:
    start, end = (datetime.combine(date.min, wall) for wall in (hours.start, hours.end))
    return Hours(start=hours.start, end=(start + (end - start) / 2).time())


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo | timezone:
    """The zone of this IANA name; UTC when the name is not known to this machine's zone data."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC


@lru_cache(maxsize=1024)
def calendar_of_post(post: Post | None) -> WorkingCalendar:
    """The calendar of a post; headquarters' when there is none."""
    where = post or HEADQUARTERS
    return WorkingCalendar(
        zone=where.timezone,
        week=where.workweek,
        hours=where.hours,
        holidays=where.holidays,
        closed=frozenset(where.closed),
        open=frozenset(where.open),
    )


def calendar_of(
    member: Member, post: Post | None, hours: Hours | None = None, absences: Iterable[Absence] = ()
) -> WorkingCalendar:
    """The member's own zone, week and hours, else the post's, else headquarters' (DESIGN §5), minus their absences."""
    base = calendar_of_post(post)
    away = tuple((absence.first, absence.last) for absence in absences if not absence.archived)
    if not (member.timezone or member.workweek or hours or away):
        return base
    return _own(base, member.timezone, member.workweek, hours, away)


@lru_cache(maxsize=8192)
def _own(
    base: WorkingCalendar, zone: str, week: tuple[int, ...], hours: Hours | None, away: tuple[tuple[date, date], ...]
) -> WorkingCalendar:
    return WorkingCalendar(
        zone=zone or base.zone,
        week=week or base.week,
        hours=hours or base.hours,
        holidays=base.holidays,
        closed=base.closed,
        open=base.open,
        away=away,
    )
