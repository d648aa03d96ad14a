"""Calendars of posts as the tests show them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from cards.calendar import AskedLine, CalendarView, ClosedAtOnce, News, OffLine, Waiting, calendar_card
from cards.calendar_form import CalendarForm, form_card
from cards.calendar_preview import CalendarPreview, MovedRow, MovedSide, preview_card
from cards.calendars import PostRow, PostsView, posts_card
from cards.rendered import Rendered
from locales import Say
from pmo.calendar_changes import CalendarChange
from pmo.calendars import DayOff, Free
from pmo.portfolio import Hours, Post
from tests.cards.samples import ARABIC, HOSTILE, NOW

KINSHASA, BRUSSELS = ZoneInfo("Africa/Kinshasa"), ZoneInfo("Europe/Brussels")
TODAY = date(2026, 3, 12)
KIN = Post(
    code="KIN",
    name="Embassy Kinshasa",
    country="CD",
    timezone="Africa/Kinshasa",
    hours=Hours(start=time(8), end=time(16)),
    holidays=("CD", "BE"),
    closed=(TODAY, date(2026, 7, 21)),
)
OFF = DayOff(date(2026, 4, 6), Free.HOLIDAY, "CD")
HERE = CalendarView(
    post=KIN,
    version="3-0badcafe",
    now=NOW.astimezone(KINSHASA),
    works_until=None,
    works_from=(NOW + timedelta(days=1)).astimezone(KINSHASA),
    people=14,
    off_today=DayOff(TODAY, Free.CLOSED),
    clock_change=((NOW + timedelta(days=17)).astimezone(BRUSSELS), timedelta(hours=1)),
    off=(OffLine(off=DayOff(TODAY, Free.CLOSED)), OffLine(off=OFF), OffLine(off=OFF, half=True)),
    opened=(date(2026, 5, 1),),
    asked=(
        AskedLine(at=NOW.astimezone(KINSHASA), people=3, off=DayOff(TODAY, Free.CLOSED)),
        AskedLine(at=(NOW + timedelta(days=7)).astimezone(KINSHASA), people=1),
    ),
    may_change=True,
)
CLOSED = (ClosedAtOnce(days=(TODAY,), by="Ana Peeters", until=NOW + timedelta(days=1), number=NOW.isoformat()),)
EVERYTHING = CalendarChange(
    timezone="Europe/Brussels",
    workweek=(1, 2, 3, 4, 7),
    hours=Hours(start=time(9), end=time(17)),
    holidays=(),
    close=(date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 28)),
    reopen=(TODAY,),
    open=(date(2026, 5, 1),),
    unopen=(date(2026, 6, 30),),
)
ROWS = (
    MovedRow(
        before=MovedSide(name="Koko Luamba", at=NOW.astimezone(KINSHASA)),
        after=MovedSide(name="Koko Luamba", at=(NOW - timedelta(days=1)).astimezone(KINSHASA)),
        codes=("VISA", "APPT"),
        off=DayOff(TODAY, Free.CLOSED),
    ),
    MovedRow(
        before=MovedSide(name=ARABIC, at=NOW.astimezone(KINSHASA)),
        after=MovedSide(name=ARABIC, at=NOW.astimezone(BRUSSELS), at_once=True),
        codes=tuple(f"P{n}" for n in range(9)),
    ),
    MovedRow(before=MovedSide(name=HOSTILE, at=NOW.astimezone(KINSHASA)), after=None, codes=("P1",)),
    MovedRow(before=None, after=MovedSide(name="", at=NOW.astimezone(KINSHASA)), digest="CONSUL"),
)
PREVIEW = CalendarPreview(
    post=KIN,
    version="3-0badcafe",
    as_of=NOW,
    change=EVERYTHING,
    rows=ROWS,
    people=3,
    questions=12,
    later=2,
    looked_at=400,
    total=412,
    may_want=True,
)


def own(say: Say) -> Rendered:
    """What everybody sees of their own post."""
    return calendar_card(replace(HERE, asked=None, may_change=False), say)


def of_a_post(say: Say) -> Rendered:
    """A post as the PMO sees it, closed at once today."""
    return calendar_card(replace(HERE, closed=CLOSED), say)


def at_work(say: Say) -> Rendered:
    """A post at work, without any holiday, of a country whose holidays nobody knows."""
    works = replace(HERE, works_until=NOW.astimezone(KINSHASA), off_today=None, clock_change=None, off=(), asked=())
    return calendar_card(replace(works, unlisted=("CD",), opened=()), say)


def after_work(say: Say) -> Rendered:
    """A post in the evening, with a hostile name."""
    return calendar_card(replace(HERE, off_today=None, post=replace(KIN, name=HOSTILE, holidays=())), say)


def wanted(by: str, *, alone: bool = False) -> Callable[[Say], Rendered]:
    """Another calendar waits."""
    waiting = Waiting(change=EVERYTHING, wanted_by=by, goes_live_at=NOW if alone else None)
    return lambda say: calendar_card(replace(HERE, waiting=waiting), say)


def news(say: Say) -> Rendered:
    """Something has just happened."""
    return calendar_card(replace(HERE, news=News(sentence="Ana closed it.", change=EVERYTHING)), say)


def form(say: Say) -> Rendered:
    """The form as it stands."""
    typed = {"timezone": "Africa/Kinshasa", "hours": "08:00-16:00", "workweek": "1,2,3,4,5", "holidays": "CD; BE"}
    return form_card(CalendarForm(post=KIN, version="1-0badcafe", typed=typed, closed=KIN.closed, opened=(TODAY,)), say)


def faulty(say: Say) -> Rendered:
    """A form that nobody can understand."""
    typed = dict.fromkeys(("timezone", "hours", "workweek", "holidays", "closing", "opening", "back"), HOSTILE * 20)
    problems = {name: f"What is wrong with {name}." for name in typed}
    return form_card(
        CalendarForm(post=KIN, version="1-0badcafe", typed=typed, closed=KIN.closed, problems=problems), say
    )


def preview(say: Say) -> Rendered:
    """Everything is different."""
    return preview_card(PREVIEW, say)


def urgent(say: Say) -> Rendered:
    """One day is to be closed, which moves a digest alone."""
    change = CalendarChange(close=(TODAY,))
    view = replace(PREVIEW, change=change, rows=ROWS[-1:], people=0, questions=0, later=0, urgent=True, looked_at=412)
    return preview_card(view, say)


def agreed(say: Say) -> Rendered:
    """The second member of the PMO looks at it."""
    waiting = Waiting(change=EVERYTHING, wanted_by="Ana Peeters")
    return preview_card(replace(PREVIEW, waiting=waiting, rows=ROWS[:1], people=1, questions=2), say)


def large(say: Say) -> Rendered:
    """More moves than a card holds."""
    return preview_card(replace(PREVIEW, rows=ROWS * 60, alone=True), say)


def nothing(say: Say) -> Rendered:
    """Nothing moves."""
    return preview_card(replace(PREVIEW, rows=(), people=0, questions=0, later=0), say)


def nothing_new(say: Say) -> Rendered:
    """What holds already."""
    return preview_card(replace(PREVIEW, change=CalendarChange(), rows=(), questions=0, may_want=False), say)


def posts(count: int, page: int) -> Callable[[Say], Rendered]:
    """A page of posts."""
    now = NOW.astimezone(KINSHASA)
    rows = [PostRow(code=f"P{n}", name=ARABIC, now=now, works=n % 2 == 0, people=n) for n in range(count)]
    rows[0] = replace(rows[0], name=HOSTILE, waits=True)
    rows[1] = replace(rows[1], unlisted=("CD", "XK"))
    rows[2] = replace(rows[2], without_list=True)
    return lambda say: posts_card(
        PostsView(rows=tuple(rows), total=120, attention=3, as_of=NOW, page=page, pages=page + 1), say
    )


def well(say: Say) -> Rendered:
    """One post, of which nothing is to be said."""
    row = PostRow(code="KIN", name="Kinshasa", now=NOW.astimezone(KINSHASA), works=True, people=2)
    return posts_card(PostsView(rows=(row,), total=1, attention=0, as_of=NOW), say)


CALENDAR_VIEWS: dict[str, Callable[[Say], Rendered]] = {
    "calendar_own": own,
    "calendar_of_a_post": of_a_post,
    "calendar_at_work": at_work,
    "calendar_after_work": after_work,
    "calendar_wanted": wanted("Ana Peeters"),
    "calendar_wanted_by_the_reader": wanted(""),
    "calendar_wanted_alone": wanted("", alone=True),
    "calendar_news": news,
    "calendar_form": form,
    "calendar_form_faulty": faulty,
    "calendar_preview": preview,
    "calendar_preview_urgent": urgent,
    "calendar_preview_agreed": agreed,
    "calendar_preview_large": large,
    "calendar_preview_nothing": nothing,
    "calendar_preview_nothing_new": nothing_new,
    "calendar_posts": posts(20, 2),
    "calendar_posts_well": well,
}
