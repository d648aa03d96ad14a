"""Working calendars: when a person or a post works, in local time, and arithmetic in working time.

Only zones, weeks and hours so far; a day is worked when its weekday is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from pmo.portfolio import HEADQUARTERS, Hours, Member, Post

_FAR = 366 * 2


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCalendar:
    """When somebody works.

    Attributes:
        zone: IANA zone name.
        week: ISO weekdays worked, Monday is 1; never empty.
        hours: local wall times.
    """

    zone: str
    week: tuple[int, ...]
    hours: Hours

    def works_on(self, day: date) -> bool:
        """Whether this local date is a working day."""
        return day.isoweekday() in self.week

    def local(self, instant: datetime) -> datetime:
        """The instant on the local clock."""
        return instant.astimezone(zone_named(self.zone))

    def at(self, day: date, wall: time) -> datetime:
        """The UTC instant of a local wall time.

        A time that a clock change skips is shifted by the gap; of a repeated one the first counts (DESIGN §5).
        """
        return datetime.combine(day, wall.replace(fold=0), zone_named(self.zone)).astimezone(UTC)

    def day_starts(self, day: date) -> datetime:
        """UTC instant at which work starts on this local date."""
        return self.at(day, self.hours.start)

    def day_ends(self, day: date) -> datetime:
        """UTC instant at which work ends on this local date."""
        return self.at(day, self.hours.end)

    def is_working(self, instant: datetime) -> bool:
        """Whether the instant lies inside working hours (the end excluded)."""
        day = self.local(instant).date()
        return self.works_on(day) and self.day_starts(day) <= instant < self.day_ends(day)

    def next_working(self, instant: datetime) -> datetime:
        """The instant itself when it is working time, else the start of the next working day (UTC)."""
        if self.is_working(instant):
            return instant.astimezone(UTC)
        for day in self.working_days(self.local(instant).date()):
            start = self.day_starts(day)
            # Hours that a clock change skips are no working time.
            if instant <= start and self.is_working(start):
                return start
        raise AssertionError("a working week has a working day")

    def working_days(self, first: date) -> Iterator[date]:
        """Working days from `first` on, itself included."""
        for offset in range(_FAR):
            day = first + timedelta(days=offset)
            if self.works_on(day):
                yield day

    def days_later(self, instant: datetime, days: int) -> datetime:
        """The same local time `days` (1 or more) working days later, in UTC."""
        local = self.local(instant)
        following = self.working_days(local.date() + timedelta(days=1))
        for _ in range(days - 1):
            next(following)
        return self.at(next(following), local.time())

    def hours_later(self, instant: datetime, hours: int) -> datetime:
        """The instant at which `hours` hours of working time have passed, in UTC."""
        left = timedelta(hours=hours)
        now = self.next_working(instant)
        while True:
            end = self.day_ends(self.local(now).date())
            if left <= end - now:
                return now + left
            left -= end - now
            now = self.next_working(end)


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo | timezone:
    """The zone of this IANA name; UTC when the name is not known to this machine's zone data."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC


def calendar_of_post(post: Post | None) -> WorkingCalendar:
    """The calendar of a post; headquarters' when there is none."""
    where = post or HEADQUARTERS
    return WorkingCalendar(zone=where.timezone, week=where.workweek, hours=where.hours)


def calendar_of(member: Member, post: Post | None) -> WorkingCalendar:
    """The member's own zone and week, else the post's, else headquarters' (DESIGN §5)."""
    base = calendar_of_post(post)
    return WorkingCalendar(zone=member.timezone or base.zone, week=member.workweek or base.week, hours=base.hours)
