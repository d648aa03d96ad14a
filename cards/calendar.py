"""The calendar of a post: whether it works now, its clock, week and days off, whom it moves, and what waits."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cards.actions import execute
from cards.calendar_words import (
    change_lines,
    countries_words,
    days_words,
    hours_words,
    reason_words,
    shift_words,
    week_words,
    when_words,
    zone_words,
)
from cards.elements import Strict, action_set, facts, heading, text
from cards.listing import section
from cards.plain import joined
from cards.rendered import Rendered, rendered, told
from cards.status import as_of_words, title_of
from locales import Say
from pmo.calendar_changes import CalendarChange
from pmo.calendars import DayOff
from pmo.portfolio import Post

_OFF, _OPENED, _ASKED = 25, 10, 6
"""Lines of each part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OffLine:
    """A day that is not worked although it is one of the week, or a half one."""

    off: DayOff
    half: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """An instant at which people are asked by this calendar.

    Attributes:
        at: on the clock of the post.
        off: the day it was moved from, and why; None where it was not.
    """

    at: datetime
    people: int
    off: DayOff | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A change that somebody wants.

    Attributes:
        wanted_by: name; empty when it is the reader.
        goes_live_at: when it holds by itself; None where another must agree.
    """

    change: CalendarChange
    wanted_by: str
    goes_live_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedAtOnce:
    """Days that somebody closed without waiting; `until` then they can be opened again, by the button with `number`."""

    days: tuple[date, ...]
    by: str
    until: datetime
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What has just happened, in a sentence, and what is different by it."""

    sentence: str
    change: CalendarChange | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarView:
    """A post with its calendar.

    Attributes:
        now: on the clock of the post.
        works_until, works_from: on the same clock; when work under way ends, or else begins next.
        off_today: why today is not worked; None when it is, and where the reason is the week.
        clock_change: when the clocks are changed next, on the clock of the post after it, and by how much.
        unlisted: countries whose public holidays are not known.
        off: the next three months. `opened` are days worked although listed.
        asked: None for readers who are not of the PMO.
        waiting, closed: for the PMO.
        may_change: whether the reader gets the form.
    """

    post: Post
    version: str
    now: datetime
    works_until: datetime | None
    works_from: datetime
    people: int
    off_today: DayOff | None = None
    clock_change: tuple[datetime, timedelta] | None = None
    unlisted: tuple[str, ...] = ()
    off: tuple[OffLine, ...] = ()
    opened: tuple[date, ...] = ()
    asked: tuple[AskedLine, ...] | None = None
    waiting: Waiting | None = None
    closed: tuple[ClosedAtOnce, ...] = ()
    may_change: bool = False
    news: News | None = None


def calendar_card(view: CalendarView, say: Say) -> Rendered:
    """What has happened, whether the post works now, what waits, then the calendar itself."""
    title, sentence = title_words(view.post, say), works_words(view, say)
    body: list[Strict] = [heading(title), *_news(view, say), text(sentence, weight="Bolder", spacing="Small")]
    body += _waits(view, say)
    body += [line for one in view.closed for line in _closed(one, view, say)]
    body.append(_facts(view, say))
    if view.unlisted:
        names = say.listing([say.country(one) for one in view.unlisted])
        unknown = say("I know no public holidays of {country}: its days off must be closed one by one.", country=names)
        body.append(text(f"⚠ {unknown}", color="Attention"))
    body += _days(view, say)
    if view.may_change:
        body.append(_buttons(view, say))
    body.append(text(as_of_words(view.now, say), subtle=True, size="Small", separator=True))
    return rendered(body, summary=told(title, view.news.sentence if view.news else sentence), say=say)


def title_words(post: Post, say: Say) -> str:
    """The title of every card about one calendar."""
    return say("Calendar of {post}", post=title_of(post.code, post.name))


def works_words(view: CalendarView, say: Say) -> str:
    """Whether the post works now, in a sentence."""
    if view.works_until is not None:
        return say("Works now, until {time}.", time=f"{view.works_until:%H:%M}")
    moment = when_words(view.works_from, say)
    if view.off_today is not None:
        return say(
            "Off today: {reason}. Works again {moment}.", reason=reason_words(view.off_today, say), moment=moment
        )
    return say("Does not work now; next on {moment}.", moment=moment)


def _news(view: CalendarView, say: Say) -> list[Strict]:
    if view.news is None:
        return []
    lines = change_lines(view.news.change, view.now, say) if view.news.change else []
    return [text(view.news.sentence, weight="Bolder"), *(text(line, spacing="None") for line in lines)]


def wanted_words(waiting: Waiting, say: Say) -> str:
    """Who wants another calendar, and what that waits for."""
    if waiting.goes_live_at is not None:
        moment = say.moment(waiting.goes_live_at)
        return say("Another calendar holds from {moment}, unless you change your mind.", moment=moment)
    if not waiting.wanted_by:
        return say("You want another calendar; a second member of the PMO must agree.")
    return say("{name} wants another calendar; a second member of the PMO must agree.", name=waiting.wanted_by)


def _waits(view: CalendarView, say: Say) -> list[Strict]:
    if view.waiting is None:
        return []
    lines = change_lines(view.waiting.change, view.now, say, view.post)
    ids = ids_of(view.post, view.version)
    look = execute(say("Show what would move"), "calendar.preview", ids, main=True, with_inputs=False)
    drop = execute(say("Not now"), "calendar.drop", ids, with_inputs=False)
    return [
        text(wanted_words(view.waiting, say), color="Warning", weight="Bolder"),
        *(text(line, spacing="None") for line in lines),
        action_set(look, drop),
    ]


def _closed(one: ClosedAtOnce, view: CalendarView, say: Say) -> list[Strict]:
    days, until = days_words(one.days, say), say.moment(one.until)
    sentence = say(
        "{name} closed it at once: {days}. Any of the PMO can take that back until {moment}.",
        name=one.by,
        days=days,
        moment=until,
    )
    ids = {**ids_of(view.post, view.version), "closure": one.number}
    return [text(sentence), action_set(execute(say("Take it back"), "calendar.reopen", ids, with_inputs=False))]


def _facts(view: CalendarView, say: Say) -> Strict:
    post = view.post
    change = say("none within a year")
    if view.clock_change is not None:
        moment = when_words(view.clock_change[0], say)
        change = say("{moment}, {shift}", moment=moment, shift=shift_words(view.clock_change[1], say))
    return facts(
        [
            (say("Time zone"), joined(zone_words(view.now, say), say("{time} there now", time=f"{view.now:%H:%M}"))),
            (say("Next clock change"), change),
            (say("Working week"), joined(week_words(post.workweek, say), hours_words(post.hours))),
            (say("Public holidays of"), countries_words(post.holidays, say)),
            (say("Works by it"), say.plural("{n} person", "{n} people", view.people)),
        ]
    )


def _days(view: CalendarView, say: Say) -> list[Strict]:
    off = [text(_off(one, say), spacing="Small") for one in view.off]
    opened = [text(say.full_day(day), spacing="Small") for day in view.opened]
    parts = section(say("Off in the next three months"), off, say, _OFF)
    if not off:
        parts = [text(say("No holiday and no closed day in the next three months."), spacing="Medium")]
    parts += section(say("Worked although a holiday"), opened, say, _OPENED)
    rows = [text(_asked(one, say), spacing="Small") for one in view.asked or ()]
    return [*parts, *section(say("Asked next, on the clock of the post"), rows, say, _ASKED)]


def _off(one: OffLine, say: Say) -> str:
    half = say("half a day") if one.half else ""
    return joined(say.full_day(one.off.day), reason_words(one.off, say), half)


def _asked(one: AskedLine, say: Say) -> str:
    moved = ""
    if one.off is not None:
        moved = say("instead of {day}: {reason}", day=say.day(one.off.day), reason=reason_words(one.off, say))
    return joined(when_words(one.at, say), say.plural("{n} person", "{n} people", one.people), moved)


def ids_of(post: Post, version: str) -> dict[str, str | int]:
    """What every button about one calendar sends."""
    return {"post": post.code, "version": version}


def _buttons(view: CalendarView, say: Say) -> Strict:
    everything = execute(say("All posts"), "calendar.list", {}, with_inputs=False)
    if view.waiting is not None:
        return action_set(everything)
    ids = ids_of(view.post, view.version)
    return action_set(execute(say("Change it"), "calendar.edit", ids, main=True, with_inputs=False), everything)
