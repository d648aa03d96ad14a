"""Calendars on their way: what is wanted waits for a second member of the PMO or a day; closing at once does not.

Whatever changes a post under a change that waits, what is so already waits no more (`bring_up_to_date`).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dialogs import post_schedule
from dialogs.alert_people import deciders
from dialogs.deciding import LIVE, WANTED, Keeping
from dialogs.desk import Desk, Person
from pmo.calendar_changes import CalendarChange, CalendarState, Closure, as_cells, closure_of, difference, mark_of
from pmo.calendars import zone_named
from pmo.portfolio import HEADQUARTERS, Post, code_key
from pmo.schedule import Due, DueKind
from pmo.two_people import is_wanted_still
from storage.outbox import LetterKind

CLOSED, TAKEN_BACK = "closed", "taken back"
"""Why a letter about a calendar was written, beside what is common to all that two people decide."""
keeping: Keeping[CalendarState] = Keeping(
    rows=lambda records: records.calendar_states, due=DueKind.CALENDAR, letter=LetterKind.CALENDAR
)


async def state_of(post: Post, desk: Desk) -> CalendarState:
    """What waits to be decided about a post."""
    return await desk.records.calendar_states.get(post.key) or CalendarState(post=post.code)


async def posts(desk: Desk) -> list[Post]:
    """The posts that there are, headquarters first; a store without any has the one that is built in."""
    found = [one for one in await desk.records.posts.all() if not one.archived]
    return sorted(found or [HEADQUARTERS], key=lambda one: (not one.headquarters, one.key))


async def post_named(code: str, desk: Desk) -> Post | None:
    """The post of this code; None when there is none any more."""
    return next((one for one in await posts(desk) if one.key == code_key(code)), None)


def version_of(post: Post, state: CalendarState) -> str:
    """Tells what a card of this post shows from what it showed before anything of it changed, whoever did that."""
    return f"{state.version}-{mark_of(post)}"


def today_at(post: Post, desk: Desk) -> date:
    """The day it is at the post."""
    return desk.now.astimezone(zone_named(post.timezone)).date()


async def propose(post_before: Post, post_after: Post, by: str, desk: Desk) -> None:
    """Let the calendar of an existing post that was brought in otherwise wait, as if somebody wanted it by hand.

    For imports inside Teams: of a post that is there already only the calendar waits; its name, its country and new
    posts are the caller's to write. The store must hold `post_before` still, or that post with other names. What waits
    for the post already is replaced, for the file is newer; the very same that somebody else wants is agreed to.

    Args:
        post_before, post_after: the same post, as it is and as it was brought in.
        by: member id of who brings it in, of the PMO.
    """
    change, state = difference(post_before, post_after), await state_of(post_before, desk)
    if state.is_agreed(change, by):
        await let_hold(change, state, post_before, (state.asked_by, by), desk)
        return
    if change.is_empty or change == state.proposed:
        return
    if state.proposed is not None:
        await drop(state, by, desk)
        state = await state_of(post_before, desk)
    await want(change, state, post_before, by, desk)


async def want(change: CalendarChange, state: CalendarState, post: Post, by: str, desk: Desk) -> None:
    """Somebody of the PMO wants this: it waits for another of them, who is asked, or for a day."""
    others = [one for one in await deciders(desk) if code_key(one.id) != code_key(by)]
    after = state.wanted(change, by, desk.now, alone=not others)
    await keeping.keep(after, desk)
    await desk.note(by, "calendar.want", post.code, as_cells(change))
    await keeping.tell(others, after, WANTED, desk)


async def let_hold(change: CalendarChange, state: CalendarState, post: Post, by: Sequence[str], desk: Desk) -> None:
    """The change holds from now on: the PMO is told, and all that hangs on the calendar is planned anew."""
    after = state.dropped()
    await keeping.keep(after, desk)
    await _write(change.of(post), desk)
    await desk.note(";".join(by), "calendar.live", post.code, as_cells(change))
    await keeping.tell(await deciders(desk), after, LIVE, desk, ";".join(by), *_told(change))


async def close_at_once(change: CalendarChange, state: CalendarState, post: Post, person: Person, desk: Desk) -> None:
    """Today or tomorrow is closed without waiting; the others of the PMO hear of it and can take it back for a day."""
    closure = closure_of(change.close, post, person.id, desk.now)
    after = state.closed(closure)
    await keeping.keep(after, desk)
    await _write(change.of(post), desk)
    await desk.note(person.mark, "calendar.closed", post.code, as_cells(change))
    others = [one for one in await deciders(desk) if one.id != person.id]
    await keeping.tell(others, after, CLOSED, desk, person.id, *_told(change))


async def take_back(closure: Closure, state: CalendarState, post: Post, person: Person, desk: Desk) -> None:
    """A closure that held at once does not hold any more."""
    change = CalendarChange(reopen=tuple(day for day in closure.days if day in post.closed))
    after = state.taken_back(closure)
    await keeping.keep(after, desk)
    await _write(change.of(post), desk)
    await desk.note(person.mark, "calendar.reopen", post.code, as_cells(change))
    others = [one for one in await deciders(desk) if one.id != person.id]
    await keeping.tell(others, after, TAKEN_BACK, desk, person.id, *_told(change))


def _told(change: CalendarChange) -> list[str]:
    """The change as a letter carries it."""
    return [f"{name}={cell}" for name, cell in as_cells(change).items()]


async def _write(post: Post, desk: Desk) -> None:
    """Keep the post, and what follows from its new calendar; there is one headquarters."""
    for other in await desk.records.posts.all() if post.headquarters else ():
        if other.headquarters and other.key != post.key:
            await desk.keep_post(replace(other, headquarters=False))
    await desk.keep_post(post)
    await post_schedule.replan(post, desk)
    await _follow(post, desk)


async def _follow(post: Post, desk: Desk) -> None:
    state = await state_of(post, desk)
    after = state.still_wanted(post)
    if after is not state:
        await keeping.keep(after, desk)


async def drop(state: CalendarState, by: str, desk: Desk) -> None:
    """What waits does not hold for now; whoever wanted it hears of it, unless they say so themselves."""
    await keeping.drop(state, by, desk, *(_told(state.proposed) if state.proposed else ()))
    await desk.note(by, "calendar.drop", state.post)


async def go_live(due: Due, desk: Desk) -> None:
    """A day has passed since the only member of the PMO wanted it."""
    state = await keeping.ripe(due, desk)
    if state is None or state.proposed is None:
        return
    post = await post_named(state.post, desk)
    decides = is_wanted_still(state.asked_by, [one.id for one in await deciders(desk)])
    if post is None or not decides:
        await drop(state, "rapporteur", desk)
    else:
        await let_hold(state.proposed.left_of(post), state, post, (state.asked_by,), desk)


async def bring_up_to_date(desk: Desk) -> None:
    """After posts or people came in otherwise: what is so already, or of a post that has gone, waits no more."""
    there = {one.key: one for one in await posts(desk)}
    for state in await desk.records.calendar_states.all():
        post = there.get(state.key)
        after = state.still_wanted(post) if post else (state.dropped() if state.proposed else state)
        if after is not state:
            await keeping.keep(after, desk)
    await keeping.hold_to_the_pmo(desk)
