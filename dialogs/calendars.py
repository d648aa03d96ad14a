"""When a post works: everybody sees it of their own, the PMO of all and decides on it, two of them together."""

from dataclasses import replace

from cards.calendar import News, calendar_card
from cards.calendar_form import form_card
from cards.calendar_preview import preview_card
from cards.calendars import posts_card
from dialogs import calendar_keeping
from dialogs.access import audience_of
from dialogs.calendar_access import left_words, no_such_post, own_post, post_meant_by, sees_calendar
from dialogs.calendar_days import change_said, reader_of
from dialogs.calendar_form import form_of, typed_form
from dialogs.calendar_keeping import post_named, state_of, today_at, version_of
from dialogs.calendar_views import list_of, preview_of, view_of
from dialogs.conversation import Conversation
from dialogs.days_said import closing_said
from dialogs.deciding import is_old
from dialogs.desk import Desk, Person, Refused
from dialogs.discreet import to_themselves
from dialogs.paging import page_number
from dialogs.questions import reply, stranger
from dialogs.rhythm_form import values_of
from dialogs.turn import Reply, Turn
from dialogs.words import typed_by
from pmo.calendar_changes import MOST_DAYS, CalendarChange, CalendarState, of_cells
from pmo.importing.parsing import BadCell
from pmo.portfolio import Post

conversation = Conversation()


@conversation.command("calendar")
async def calendar(turn: Turn, person: Person, desk: Desk) -> Reply:
    """One post, the reader's own, or for the PMO all; `calendar KIN closed tomorrow` shows at once what that moves."""
    if person.member is None:
        return stranger(person)
    return await to_themselves(await _answer(typed_by(turn).rest, person, desk), turn, person, desk)


async def _answer(typed: str, person: Person, desk: Desk) -> Reply:
    if not typed and person.may_decide:
        return await _listed(1, person, desk)
    if not typed:
        own = await own_post(person, desk)
        news = News(sentence=left_words(own, person)) if own.archived else None
        return await _shown(own, person, desk, news)
    closes, rest = closing_said(typed)
    if closes is not None and await post_named(typed, desk) is None:
        _require(person, "calendar")
        post, change = await change_said(rest, person, desk, closes=closes)
        return await _previewed(change, post, person, desk)
    found = await post_meant_by(typed, person, desk)
    if found is None:
        raise await no_such_post(typed, person, desk, "calendar")
    return await _shown(found, person, desk)


@conversation.verb("calendar.list")
async def list_posts(turn: Turn, person: Person, desk: Desk) -> Reply:
    """A page of all posts."""
    await _require_here(turn, person, desk)
    number = page_number(turn, person.say("This page does not exist. Type “calendar” again."), usual="1")
    return (await _listed(number, person, desk)).as_redraw()


@conversation.verb("calendar.show")
async def show(turn: Turn, person: Person, desk: Desk) -> Reply:
    """One post, as it stands."""
    await _require_private(turn, person, desk)
    code = values_of(turn).get("post", "")
    post = await post_named(code, desk)
    if post is None or not await sees_calendar(person, post, desk):
        raise await no_such_post(code, person, desk, turn.verb)
    return (await _shown(post, person, desk)).as_redraw()


@conversation.verb("calendar.edit")
async def edit(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The form with the calendar as it stands, unless a change of it waits."""
    post, state = await _subject(turn, person, desk)
    if state.proposed is not None:
        return (await _shown(post, person, desk)).as_redraw()
    form = form_of(post, version_of(post, state), today_at(post, desk))
    return reply(form_card(form, person.say), "calendar").as_redraw()


@conversation.verb("calendar.preview")
async def preview(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What would move by what is typed, or by what waits; nothing is changed."""
    post, state = await _subject(turn, person, desk)
    if state.proposed is not None:
        return (await _previewed(state.proposed, post, person, desk)).as_redraw()
    values, reader = values_of(turn), await reader_of(post, person, desk)
    form = form_of(post, version_of(post, state), reader.today)
    if is_old(turn, form.version):
        typed = {name: text for name, text in values.items() if name in ("closing", "opening")}
        changed = replace(typed_form(typed, {}, form), note=_changed_meanwhile(person))
        return reply(form_card(changed, person.say), "calendar").as_redraw()
    change = reader.read(values)
    if reader.problems:
        return reply(form_card(typed_form(values, reader.problems, form), person.say), "calendar").as_redraw()
    return (await _previewed(change, post, person, desk)).as_redraw()


@conversation.verb("calendar.want")
async def want(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The person wants it: closing today or tomorrow holds at once, all else when another of the PMO wants it too."""
    post, state = await _subject(turn, person, desk)
    if is_old(turn, version_of(post, state)):
        return await _stale(post, person, desk)
    change = await _wanted(turn, state, post, person, desk)
    if state.is_agreed(change, person.id):
        await desk.note(person.mark, turn.verb, post.code)
        await calendar_keeping.let_hold(change, state, post, (state.asked_by, person.id), desk)
    elif change.is_urgent(today_at(post, desk)):
        await calendar_keeping.close_at_once(change, state, post, person, desk)
    elif state.proposed is None and not change.is_empty:
        await calendar_keeping.want(change, state, post, person.id, desk)
    return await _now(post, person, desk)


async def _wanted(turn: Turn, state: CalendarState, post: Post, person: Person, desk: Desk) -> CalendarChange:
    """What the button sends, read and looked at anew; what waits when it sends nothing."""
    try:
        sent = of_cells({name: text for name, text in values_of(turn).items() if name != "post"})
    except BadCell as error:
        raise Refused(person.say("I cannot read this button any more. Type “calendar” again.")) from error
    reader = await reader_of(post, person, desk)
    change = (state.proposed or sent) if sent.is_empty else sent.left_of(post)
    short = change.hours is not None and not change.hours.are_enough
    if short or len(change.days) > MOST_DAYS or reader.far(sent.days):
        raise Refused(reader.far(sent.days) or person.say("I cannot read this button any more. Type “calendar” again."))
    return change


@conversation.verb("calendar.drop")
async def drop(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What somebody wanted does not hold for now."""
    post, state = await _subject(turn, person, desk)
    if is_old(turn, version_of(post, state)):
        return await _stale(post, person, desk)
    if state.proposed is not None:
        await calendar_keeping.drop(state, person.id, desk)
    return await _now(post, person, desk)


@conversation.verb("calendar.reopen")
async def reopen(turn: Turn, person: Person, desk: Desk) -> Reply:
    """A closure that held at once is taken back, within a day, by any of the PMO."""
    post, state = await _subject(turn, person, desk)
    number = str(turn.values.get("closure", ""))
    closure = next((one for one in state.closures if one.number == number), None)
    if closure is None or not closure.can_be_taken_back(desk.now, post):
        late = person.say("This closure has been taken back, or it is too late for that. Nothing was changed.")
        return (await _shown(post, person, desk, News(sentence=late))).as_redraw()
    await calendar_keeping.take_back(closure, state, post, person, desk)
    return await _now(post, person, desk)


def _require(person: Person, attempt: str) -> None:
    if not person.may_decide:
        raise Refused(person.say("Calendars are decided on by the PMO."), attempt=attempt)


async def _require_private(turn: Turn, person: Person, desk: Desk) -> None:
    if not (await audience_of(turn.place, desk)).private:
        raise Refused(person.say("Type “calendar” in our personal chat."))


async def _require_here(turn: Turn, person: Person, desk: Desk) -> None:
    _require(person, turn.verb)
    await _require_private(turn, person, desk)


async def _subject(turn: Turn, person: Person, desk: Desk) -> tuple[Post, CalendarState]:
    """The post of the button and what waits for it, for somebody who may decide on it, in their own chat."""
    await _require_here(turn, person, desk)
    code = values_of(turn).get("post", "")
    post = await post_named(code, desk)
    if post is None:
        raise await no_such_post(code, person, desk, turn.verb)
    return post, await state_of(post, desk)


async def _listed(number: int, person: Person, desk: Desk) -> Reply:
    return reply(posts_card(await list_of(number, desk), person.say), "calendar")


async def _shown(post: Post, person: Person, desk: Desk, news: News | None = None) -> Reply:
    return reply(calendar_card(await view_of(post, person, desk, news), person.say), "calendar")


async def _now(post: Post, person: Person, desk: Desk) -> Reply:
    """The post after what was done."""
    return (await _shown(await post_named(post.code, desk) or post, person, desk)).as_redraw()


async def _stale(post: Post, person: Person, desk: Desk) -> Reply:
    return (await _shown(post, person, desk, News(sentence=_changed_meanwhile(person)))).as_redraw()


def _changed_meanwhile(person: Person) -> str:
    return person.say("Somebody has changed this calendar meanwhile. Nothing was changed now; here it is as it stands.")


async def _previewed(change: CalendarChange, post: Post, person: Person, desk: Desk) -> Reply:
    """What the change moves; while another one waits for this post, that one."""
    state = await state_of(post, desk)
    if change.is_empty:
        return await _shown(post, person, desk, News(sentence=person.say("That is so already; nothing was changed.")))
    if state.proposed not in (None, change) and not change.is_urgent(today_at(post, desk)):
        first = person.say("Another change of this calendar waits: decide on that one first.")
        return await _shown(post, person, desk, News(sentence=first))
    return reply(preview_card(await preview_of(change, post, person, desk), person.say), "calendar")
