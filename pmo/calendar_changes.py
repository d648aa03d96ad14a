"""Another calendar of a post: what would be different in it, who wants that, and closures that hold at once.

A change says only what is different, so that what somebody else changes of the same post meanwhile stays changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta

from pmo.calendars import calendar_of_post
from pmo.fingerprints import fingerprint
from pmo.importing import moments
from pmo.portfolio import Hours, Post
from pmo.two_people import WAIT, Pending

MOST_DAYS = 100
"""Days that one change may close or open."""
AHEAD = timedelta(days=731)
"""So far ahead days may be closed or opened."""
NO_COUNTRY = "none"
"""How a change says that no country's holidays are kept."""
_YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChange:
    """What would be different in the calendar of a post; what is empty stays as it is.

    Attributes:
        timezone: IANA name.
        workweek: ISO weekdays, in order.
        holidays: countries whose public holidays are kept; None where that stays, empty for none.
        close, reopen: days that become closed, and closed days that do not stay so; in order.
        open, unopen: days worked although they are holidays, and such that do not stay so; in order.
        headquarters: the post becomes headquarters, whose calendar is that of all who have no post.
    """

    timezone: str = ""
    workweek: tuple[int, ...] = ()
    hours: Hours | None = None
    holidays: tuple[str, ...] | None = None
    close: tuple[date, ...] = ()
    reopen: tuple[date, ...] = ()
    open: tuple[date, ...] = ()
    unopen: tuple[date, ...] = ()
    headquarters: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing."""
        return self == CalendarChange()

    @property
    def days(self) -> tuple[date, ...]:
        """All days it closes and opens."""
        return (*self.close, *self.reopen, *self.open, *self.unopen)

    def of(self, post: Post) -> Post:
        """The post after it."""
        return replace(
            post,
            timezone=self.timezone or post.timezone,
            workweek=self.workweek or post.workweek,
            hours=self.hours or post.hours,
            holidays=post.holidays if self.holidays is None else self.holidays,
            closed=tuple(sorted({*post.closed, *self.close} - {*self.reopen})),
            open=tuple(sorted({*post.open, *self.open} - {*self.unopen})),
            headquarters=post.headquarters or self.headquarters,
        )

    def left_of(self, post: Post) -> "CalendarChange":
        """What of it is not so already."""
        return difference(post, self.of(post))

    def is_urgent(self, today: date) -> bool:
        """Whether it does nothing but close today or tomorrow, which cannot wait for a day (ADR 16).

        Args:
            today: by the clock of the post.
        """
        soon = {today, today + timedelta(days=1)}
        return self == CalendarChange(close=self.close) and bool(self.close) and soon.issuperset(self.close)


def difference(before: Post, after: Post) -> CalendarChange:
    """What makes the calendar of the one post that of the other; names, codes and countries are no part of it."""
    closed, opened = (set(before.closed), set(after.closed)), (set(before.open), set(after.open))
    return CalendarChange(
        timezone="" if before.timezone == after.timezone else after.timezone,
        workweek=() if before.workweek == after.workweek else after.workweek,
        hours=None if before.hours == after.hours else after.hours,
        holidays=None if before.holidays == after.holidays else after.holidays,
        close=tuple(sorted(closed[1] - closed[0])),
        reopen=tuple(sorted(closed[0] - closed[1])),
        open=tuple(sorted(opened[1] - opened[0])),
        unopen=tuple(sorted(opened[0] - opened[1])),
        headquarters=after.headquarters and not before.headquarters,
    )


def as_cells(change: CalendarChange) -> dict[str, str]:
    """The change as an import would write it, by name of the attribute; what it leaves as it is is left out."""
    found = {
        "timezone": change.timezone,
        "workweek": ",".join(map(str, change.workweek)),
        "hours": f"{change.hours.start:%H:%M}-{change.hours.end:%H:%M}" if change.hours else "",
        "holidays": "" if change.holidays is None else ";".join(change.holidays) or NO_COUNTRY,
    }
    for name in ("close", "reopen", "open", "unopen"):
        found[name] = ";".join(day.isoformat() for day in getattr(change, name))
    found["headquarters"] = _YES if change.headquarters else ""
    return {name: cell for name, cell in found.items() if cell}


def of_cells(cells: Mapping[str, str]) -> CalendarChange:
    """The change that `as_cells` has written, other names passed over.

    Raises:
        BadCell: one of them cannot be read.
    """
    found = {one.name: cells[one.name] for one in fields(CalendarChange) if cells.get(one.name)}
    week = found.get("workweek", "")
    weekdays = sorted({int(day) for day in week.split(",") if day in tuple("1234567")})
    return CalendarChange(
        timezone=moments.zone(found["timezone"]) if "timezone" in found else "",
        workweek=tuple(weekdays),
        hours=moments.hours(found["hours"]) if "hours" in found else None,
        holidays=moments.holidays(found["holidays"]) if "holidays" in found else None,
        headquarters=found.get("headquarters") == _YES,
        **{name: moments.days(found.get(name, "")) for name in ("close", "reopen", "open", "unopen")},
    )


def mark_of(post: Post) -> str:
    """Tells one calendar of a post from another, whoever has changed it: eight hexadecimal digits."""
    parts = (post.timezone, post.workweek, post.hours, post.holidays, post.closed, post.open, post.headquarters)
    return f"{fingerprint(map(repr, parts)):08x}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Days that one of the PMO closed at once.

    Attributes:
        by: member id.
        at: UTC.
        until: UTC; until then any of the PMO can take it back alone.
    """

    days: tuple[date, ...]
    by: str
    at: datetime
    until: datetime

    @property
    def number(self) -> str:
        """Tells it from the other closures of a post."""
        return self.at.isoformat()

    def can_be_taken_back(self, now: datetime, post: Post) -> bool:
        """Whether there is time for it, and something of it still holds."""
        return now < self.until and bool(set(self.days) & set(post.closed))


def closure_of(days: tuple[date, ...], post: Post, by: str, at: datetime) -> Closure:
    """Days closed at an instant; that can be taken back for a day, and until the last of them is over at the post."""
    over = calendar_of_post(post).at(max(days) + timedelta(days=1), time.min)
    return Closure(days=days, by=by, at=at, until=max(at + WAIT, over))


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarState(Pending[CalendarChange]):
    """What waits to be decided about the calendar of a post, and what was closed at once.

    Attributes:
        post: its code.
        closures: those of the last day, the oldest first.
    """

    post: str
    closures: tuple[Closure, ...] = ()

    @property
    def key(self) -> str:
        """One a post."""
        return self.post.casefold()

    def closed(self, closure: Closure) -> "CalendarState":
        """Some days are closed at once; what was closed longer than a day ago is forgotten."""
        kept = tuple(one for one in self.closures if closure.at < one.until)
        return replace(self, closures=(*kept, closure), version=self.version + 1)

    def taken_back(self, closure: Closure) -> "CalendarState":
        """A closure does not hold any more."""
        kept = tuple(one for one in self.closures if one != closure)
        return replace(self, closures=kept, version=self.version + 1)

    def still_wanted(self, post: Post) -> "CalendarState":
        """The same after somebody has changed the post: what is so already waits no more."""
        if self.proposed is None:
            return self
        left = self.proposed.left_of(post)
        if left.is_empty:
            return self.dropped()
        return self if left == self.proposed else replace(self, proposed=left, version=self.version + 1)
