"""The calendar of a post as people see it: what holds, whom it moves next, and for the PMO what waits."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from cards.calendar import AskedLine, CalendarView, ClosedAtOnce, News, OffLine, Waiting
from cards.calendar_preview import CalendarPreview, MovedRow, MovedSide
from cards.calendars import PostRow, PostsView
from cards.paging import nearest_page
from dialogs import post_schedule
from dialogs.access import note_reading
from dialogs.calendar_keeping import posts, state_of, today_at, version_of
from dialogs.calendar_preview import MOST, DigestMove, preview
from dialogs.deciding import others_than
from dialogs.desk import Desk, Person
from pmo import public_holidays
from pmo.calendar_changes import CalendarChange, CalendarState
from pmo.calendar_moves import Asked, Move
from pmo.calendars import DayOff, Free, WorkingCalendar, calendar_of_post, zone_named
from pmo.portfolio import Member, Post, Project, code_key
from pmo.zones import next_clock_change

SHOWN = timedelta(days=92)
"""Three months: so far days off are told."""
_ASKED = timedelta(days=14)
PAGE = 20
"""Posts on a page."""


async def view_of(post: Post, person: Person, desk: Desk, news: News | None = None) -> CalendarView:
    """A post for somebody who may see its calendar; what waits and whom it moves are for the PMO."""
    state, calendar, today = await state_of(post, desk), calendar_of_post(post), today_at(post, desk)
    now, decides = calendar.local(desk.now), person.may_decide
    span, off = calendar.span(today), calendar.day_off(today)
    change = next_clock_change(zone_named(post.timezone), desk.now)
    view = CalendarView(
        post=post,
        version=version_of(post, state),
        now=now,
        works_until=calendar.local(span[1]) if span is not None and span[0] <= desk.now < span[1] else None,
        works_from=calendar.local(calendar.next_working(desk.now)),
        off_today=off if off is not None and off.why is not Free.WEEK else None,
        clock_change=(change[0].astimezone(zone_named(post.timezone)), change[1]) if change else None,
        people=len(await post_schedule.members_of(post, desk)),
        unlisted=unlisted(post, today),
        off=tuple(_off_lines(calendar, today)),
        opened=tuple(day for day in post.open if today <= day <= today + SHOWN),
        news=news,
    )
    return await _for_the_pmo(view, state, person, desk) if decides else view


async def _for_the_pmo(view: CalendarView, state: CalendarState, person: Person, desk: Desk) -> CalendarView:
    return replace(
        view,
        asked=await _asked(view.post, desk),
        waiting=await waiting_of(state, person, desk),
        closed=await _closed(state, view.post, desk),
        may_change=True,
    )


def unlisted(post: Post, today: date) -> tuple[str, ...]:
    """The countries it keeps whose holidays are unknown, while it has no closed days of its own to come."""
    if any(day >= today for day in post.closed):
        return ()
    years = (today.year, (today + SHOWN).year)
    return tuple(one for one in post.holidays if not any(public_holidays.of_year(one, year) for year in years))


def _off_lines(calendar: WorkingCalendar, today: date) -> list[OffLine]:
    """The days of the working week that are not worked, or in half only."""
    lines = []
    for day in (today + timedelta(days=n) for n in range(SHOWN.days + 1)):
        off = calendar.day_off(day)
        if off is not None and off.why is not Free.WEEK:
            lines.append(OffLine(off=off))
        elif off is None and calendar.hours_on(day) != calendar.hours:
            countries = [one for one in calendar.holidays if public_holidays.of_year(one, day.year).get(day)]
            lines.append(OffLine(off=DayOff(day, Free.HOLIDAY, countries[0]), half=True))
    return lines


async def _asked(post: Post, desk: Desk) -> tuple[AskedLine, ...]:
    """The next instants at which people of the post are asked."""
    found = await post_schedule.concerned(post, desk)
    shown = replace(found, projects=found.projects[:MOST], indicators=found.indicators[:MOST])
    here = {one.key for one in found.members}
    people: defaultdict[tuple[datetime, DayOff | None], set[str]] = defaultdict(set)
    for asks in (await post_schedule.asks_ahead(shown, desk.now + _ASKED, desk)).values():
        for ask in asks:
            if not ask.absent and code_key(ask.member) in here:
                people[ask.at, ask.moved].add(code_key(ask.member))
    zone = zone_named(post.timezone)
    told = sorted(people.items(), key=lambda one: (one[0][0], len(one[1])))
    return tuple(AskedLine(at=at.astimezone(zone), people=len(who), off=off) for (at, off), who in told)


async def waiting_of(state: CalendarState, person: Person, desk: Desk) -> Waiting | None:
    """What waits, for this reader."""
    if state.proposed is None:
        return None
    name = "" if state.is_wanted_by(person.id) else await desk.name_of(state.asked_by)
    return Waiting(change=state.proposed, wanted_by=name, goes_live_at=state.goes_live_at)


async def _closed(state: CalendarState, post: Post, desk: Desk) -> tuple[ClosedAtOnce, ...]:
    """What was closed at once and can be taken back still."""
    return tuple(
        [
            ClosedAtOnce(
                days=tuple(day for day in one.days if day in post.closed),
                by=await desk.name_of(one.by),
                until=one.until,
                number=one.number,
            )
            for one in state.closures
            if one.can_be_taken_back(desk.now, post)
        ]
    )


async def preview_of(change: CalendarChange, post: Post, person: Person, desk: Desk) -> CalendarPreview:
    """What the change would move, for a member of the PMO."""
    state, found = await state_of(post, desk), await preview(change, post, desk)
    rows = [await _row(one, change.of(post), desk) for one in found.moves.moved]
    await note_reading(person, await _projects_of(found.moves.moved, desk), desk)
    urgent, mine = change.is_urgent(today_at(post, desk)), state.is_wanted_by(person.id)
    waits = state.proposed == change and not (urgent and mine)
    others = state.proposed is not None and state.proposed != change and not urgent
    return CalendarPreview(
        post=post,
        version=version_of(post, state),
        as_of=desk.now,
        change=change,
        rows=(*rows, *(_digest(one, post, change.of(post)) for one in found.digests)),
        people=len({code_key(one.member) for move in found.moves.moved for one in (move.before, move.after) if one}),
        questions=sum(len(move.codes) for move in found.moves.moved),
        later=found.moves.later,
        looked_at=found.looked_at,
        total=found.total,
        urgent=urgent,
        waiting=await waiting_of(state, person, desk) if waits else None,
        may_want=not (change.is_empty or others or (waits and mine)),
        alone=not await others_than(person, desk),
    )


async def _projects_of(moved: Sequence[Move], desk: Desk) -> list[Project]:
    """The projects that are named, by their own code or by that of an indicator."""
    found: dict[str, Project] = {}
    for code in {code_key(code) for move in moved for code in move.codes}:
        indicator = await desk.records.indicators.get(code)
        project = await desk.records.projects.get(code_key(indicator.project) if indicator else code)
        if project is not None:
            found[project.key] = project
    return [found[key] for key in sorted(found)]


async def _row(move: Move, after: Post, desk: Desk) -> MovedRow:
    before = await _side(move.before, desk)
    then = await _side(move.after, desk.supposing(after))
    return MovedRow(before=before, after=then, codes=move.codes, off=move.off)


async def _side(asked: Asked | None, desk: Desk) -> MovedSide | None:
    """Whom is asked when, on the clock they have then."""
    person = await desk.member(asked.member) if asked else None
    if asked is None or person is None:
        return None
    return MovedSide(name=person.name, at=person.calendar.local(asked.at), at_once=asked.made_up)


def _digest(move: DigestMove, before: Post, after: Post) -> MovedRow:
    sides = []
    for at, post in ((move.before, before), (move.after, after)):
        sides.append(MovedSide(name="", at=at.astimezone(zone_named(post.timezone))) if at else None)
    return MovedRow(before=sides[0], after=sides[1], digest=move.program)


async def list_of(number: int, desk: Desk) -> PostsView:
    """A page of all posts, those first that need attention; a page that does not exist is the nearest one."""
    members = [one for one in await desk.records.members.all() if not one.archived]
    rows = [await _post_row(post, members, desk) for post in await posts(desk)]
    rows.sort(key=lambda row: not row.needs_attention)
    pages = max(1, -(-len(rows) // PAGE))
    number, missed = nearest_page(number, pages)
    return PostsView(
        rows=tuple(rows[(number - 1) * PAGE : number * PAGE]),
        total=len(rows),
        attention=sum(row.needs_attention for row in rows),
        as_of=desk.now,
        page=number,
        pages=pages,
        missed=missed,
    )


async def _post_row(post: Post, members: Sequence[Member], desk: Desk) -> PostRow:
    state, calendar = await state_of(post, desk), calendar_of_post(post)
    return PostRow(
        code=post.code,
        name=post.name,
        now=calendar.local(desk.now),
        works=calendar.is_working(desk.now),
        people=sum(post_schedule.is_at(one.post, post) for one in members),
        waits=state.proposed is not None,
        unlisted=unlisted(post, today_at(post, desk)),
        without_list=not post.holidays and not any(day >= today_at(post, desk) for day in post.closed),
    )
