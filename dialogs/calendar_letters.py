"""The PMO is told of calendars: what waits for a second member with what it would move, and what has become of it."""

from cards.calendar import News, calendar_card
from cards.calendar_preview import preview_card
from cards.rendered import Rendered
from dialogs.calendar_keeping import CLOSED, TAKEN_BACK, post_named, state_of
from dialogs.calendar_views import preview_of, view_of
from dialogs.conversation import Conversation, Drawn, Post, Withdrawn
from dialogs.deciding import LIVE, WANTED
from dialogs.desk import Desk, Person
from dialogs.turn import Mark
from pmo import portfolio
from pmo.calendar_changes import of_cells
from storage.outbox import Letter, LetterKind

conversation = Conversation()


async def _draw(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    person, post = await desk.member(letter.member), await post_named(letter.subject, desk)
    if person is None or not person.may_decide or post is None:
        return Withdrawn("gone")
    shown = await _wanted(post, person, desk) if letter.detail[0] == WANTED else await _told(letter, post, person, desk)
    if shown is None:
        return Withdrawn("decided")
    return Drawn(card=shown.card, summary=shown.summary, mark=Mark(kind="notice", key=letter.key))


async def _wanted(post: portfolio.Post, person: Person, desk: Desk) -> Rendered | None:
    """What waits with what it would move; None when it has been decided meanwhile."""
    state = await state_of(post, desk)
    if state.proposed is None or state.is_wanted_by(person.id):
        return None
    return preview_card(await preview_of(state.proposed, post, person, desk), person.say)


async def _told(letter: Letter, post: portfolio.Post, person: Person, desk: Desk) -> Rendered:
    """The calendar as it stands, below what was done."""
    why, who, *cells = letter.detail
    names = person.say.listing([await desk.name_of(one) for one in who.split(";")])
    change = of_cells(dict(cell.split("=", 1) for cell in cells))
    news = News(sentence=_sentence(why, names, person), change=change)
    return calendar_card(await view_of(post, person, desk, news), person.say)


def _sentence(why: str, names: str, person: Person) -> str:
    say = person.say
    known = {
        LIVE: say("This calendar holds from now on; {names} wanted it.", names=names),
        CLOSED: say("{names} has closed this post at once.", names=names),
        TAKEN_BACK: say("{names} has opened this post again.", names=names),
    }
    return known.get(why) or say("What you wanted for this calendar does not hold for now.")


conversation.letter(LetterKind.CALENDAR, Post(draw=_draw))
