"""Reminders: when somebody who has not answered hears of it again, and how they can put that off (CONTRACT §5)."""

from datetime import datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from pmo.cadence import asking_instant
from pmo.calendars import WorkingCalendar
from pmo.working_time import at_share, later


class Snooze(StrEnum):
    """How long a check-in is put off."""

    HOUR = "1h"
    AFTERNOON = "afternoon"
    TOMORROW = "tomorrow"


_AFTERNOON = time(14)
_TOO_LATE_FOR_AFTERNOON = time(13)


@lru_cache(maxsize=4096)
def reminders(
    asked: datetime, deadline: datetime, calendar: WorkingCalendar, shares: tuple[Fraction, ...]
) -> tuple[datetime, ...]:
    """The instants, in order, at which these shares of the working time of a window have passed (UTC)."""
    found = [at_share(calendar, asked, deadline, share) for share in shares]
    return tuple(sorted({instant for instant in found if instant < deadline}))


def snoozed(
    choice: Snooze, now: datetime, calendar: WorkingCalendar, ask_at: time, deadline: datetime
) -> datetime | None:
    """When somebody who puts it off hears of it again (UTC); None when that choice is not possible now.

    One hour is a working hour, the afternoon begins at 14:00 and can be chosen until 13:00, tomorrow is the next
    working day at the asking time. What would not end before the deadline ends nine tenths through what is left; an
    afternoon is then not possible.
    """
    if now >= deadline:
        return None
    wanted = _wanted(choice, now, calendar, ask_at)
    if wanted is None or wanted < deadline:
        return wanted
    latest = at_share(calendar, now, deadline, Fraction(9, 10))
    return latest if now < latest < deadline and choice is not Snooze.AFTERNOON else None


def _wanted(choice: Snooze, now: datetime, calendar: WorkingCalendar, ask_at: time) -> datetime | None:
    local = calendar.local(now)
    if choice is Snooze.HOUR:
        return later(calendar, now, timedelta(hours=1))
    if choice is Snooze.AFTERNOON:
        at = calendar.at(local.date(), _AFTERNOON)
        possible = local.time() <= _TOO_LATE_FOR_AFTERNOON and calendar.is_working(at)
        return at if possible else None
    following = next(calendar.working_days(local.date() + timedelta(days=1)))
    return asking_instant(following, ask_at, calendar)
