"""The words of calendars: weeks, zones, hours, days in full, and what is different in another calendar."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from locales import Say, speaker
from pmo import public_holidays
from pmo.calendar_changes import CalendarChange
from pmo.calendars import DayOff, Free, zone_named
from pmo.portfolio import HEADQUARTERS, Hours, Post

_SPANS = 8
"""Stretches of days that are told one by one."""


def week_words(week: Sequence[int], say: Say) -> str:
    """`Sunday to Thursday`, `Monday to Wednesday and Friday`."""
    if len(week) == 7:
        return say("every day")
    return say.listing([part for first, last in _runs(week) for part in _run_words(first, last, say)])


def _runs(week: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches of weekdays, which may go over the weekend."""
    worked = set(week)
    for first in sorted(worked):
        if (first - 2) % 7 + 1 not in worked:
            last = first
            while last % 7 + 1 in worked:
                last = last % 7 + 1
            yield first, last


def _run_words(first: int, last: int, say: Say) -> list[str]:
    if last in (first, first % 7 + 1):
        return [say.weekday(day) for day in dict.fromkeys((first, last))]
    return [say("{first} to {last}", first=say.weekday(first), last=say.weekday(last))]


def hours_words(hours: Hours) -> str:
    """`09:00–17:00`."""
    return f"{hours.start:%H:%M}–{hours.end:%H:%M}"


def zone_words(local: datetime, say: Say) -> str:
    """`Kinshasa (UTC+1)`, of an aware local time."""
    return say("{zone} ({offset})", zone=say.city(local), offset=offset_words(local.utcoffset() or timedelta()))


def offset_words(offset: timedelta) -> str:
    """`UTC+5:45`."""
    minutes = round(abs(offset).total_seconds() / 60)
    if not minutes:
        return "UTC"
    sign = "-" if offset < timedelta() else "+"
    return f"UTC{sign}{minutes // 60}" + (f":{minutes % 60:02}" if minutes % 60 else "")


def shift_words(by: timedelta, say: Say) -> str:
    """How clocks are changed."""
    minutes = round(abs(by).total_seconds() / 60)
    if minutes == 60:
        return say("one hour forward") if by > timedelta() else say("one hour back")
    if by > timedelta():
        return say.plural("{n} minute forward", "{n} minutes forward", minutes)
    return say.plural("{n} minute back", "{n} minutes back", minutes)


def countries_words(countries: Sequence[str], say: Say) -> str:
    """Whose public holidays are kept."""
    return say.listing([say.country(one) for one in countries]) or say.meaning("holidays", "none")


def reason_words(off: DayOff, say: Say) -> str:
    """Why a day is off at a post: the holiday with its country, or that the post is closed."""
    match off.why:
        case Free.HOLIDAY:
            name = public_holidays.name_of(off.country, off.day, say.language)
            return say("{holiday} ({country})", holiday=name, country=say.country(off.country))
        case Free.CLOSED:
            return say("post closed")
        case Free.AWAY:
            return say("absent")
        case Free.WEEK:
            return say("not a working day")


def days_words(days: Sequence[date], say: Say) -> str:
    """Days in full, those that follow each other as stretches."""
    spans = list(_spans(days))
    told = [_span_words(first, last, say) for first, last in spans[:_SPANS]]
    left = len(spans) - _SPANS
    if left > 0:
        told.append(say.plural("{n} more", "{n} more", left))
    return say.listing(told)


def _spans(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    known = set(days)
    for first in sorted(known):
        if first - timedelta(days=1) not in known:
            last = first
            while last + timedelta(days=1) in known:
                last += timedelta(days=1)
            yield first, last


def _span_words(first: date, last: date, say: Say) -> str:
    if first == last:
        return say.full_day(first)
    return say("{first} to {last}", first=say.full_day(first), last=say.full_day(last))


def when_words(local: datetime, say: Say, *, with_zone: bool = False) -> str:
    """Day and time on the clock of an aware local time."""
    zone = local.tzinfo
    return speaker(say.language, zone).moment(local, with_zone=with_zone) if zone else say.moment(local)


def change_lines(change: CalendarChange, at: datetime, say: Say, before: Post | None = None) -> list[str]:
    """What is different, a line each.

    Args:
        at: UTC; for the offsets of the zones.
        before: the post as it was, where that is to be told, too.
    """
    posts = [one for one in (before, change.of(before or HEADQUARTERS)) if one is not None]
    steps = [
        (change.timezone != "", say("Time zone"), [_zone(one, at, say) for one in posts]),
        (change.workweek != (), say("Working week"), [week_words(one.workweek, say) for one in posts]),
        (change.hours is not None, say("Hours"), [hours_words(one.hours) for one in posts]),
        (change.holidays is not None, say("Public holidays of"), [countries_words(one.holidays, say) for one in posts]),
        (change.close != (), say("Closed"), [days_words(change.close, say)]),
        (change.reopen != (), say("Not closed any more"), [days_words(change.reopen, say)]),
        (change.open != (), say("Worked although a holiday"), [days_words(change.open, say)]),
        (change.unopen != (), say("Off again"), [days_words(change.unopen, say)]),
        (change.headquarters, say("Headquarters"), [say("this post, for all who have no other")]),
    ]
    return [say("{name}: {value}", name=name, value=" → ".join(told)) for differs, name, told in steps if differs]


def _zone(post: Post, at: datetime, say: Say) -> str:
    return zone_words(at.astimezone(zone_named(post.timezone)), say)
