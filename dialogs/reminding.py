"""Who has not answered is reminded, in their working time, and can put that off (DESIGN §6, CONTRACT §5)."""

from collections.abc import Sequence
from datetime import datetime

from dialogs import checkin_cards, unanswered
from dialogs.asked import asks_on, card_named
from dialogs.checkin_cards import Said
from dialogs.checkin_views import drawn, waiting_for
from dialogs.conversation import Conversation, Drawn, Post, Withdrawn
from dialogs.desk import Desk, Person
from dialogs.turn import Mark, Message
from pmo.asks import Ask
from pmo.checkins import CheckinCard
from pmo.preferences import reminders_of
from pmo.schedule import Due, DueKind, due_key
from pmo.snoozing import reminders
from storage.outbox import Letter, LetterKind

conversation = Conversation()


async def plan_next(card: CheckinCard, asks: Sequence[Ask], person: Person, desk: Desk) -> None:
    """Put the card's next reminder into the due instants, or take it out when none is to come."""
    at = await _next_instant(card, asks, person, desk)
    known = await desk.records.due.get(due_key(DueKind.REMINDER, card.id))
    if at is None:
        if known is not None:
            await desk.records.due.remove(known.key)
        return
    due = Due(kind=DueKind.REMINDER, subject=card.id, at=at, member=card.member, deadline=card.deadline)
    if due != known:
        await desk.records.due.put(due)


async def _next_instant(card: CheckinCard, asks: Sequence[Ask], person: Person, desk: Desk) -> datetime | None:
    """The next share of the window that passes, then its end; the end of a snooze comes instead of what lies before."""
    if not asks or desk.now >= card.deadline:
        return None
    if card.snoozed_until is not None and card.snoozed_until > desk.now:
        return card.snoozed_until
    if card.side:
        return None  # its question is reminded of by the card on which it was put
    shares = reminders_of(person.preferences, await desk.policy())
    # What is left over from an earlier window has no share of this one.
    asked_at = min((ask.at for ask in asks if ask.deadline >= card.deadline), default=card.made_at)
    instants = reminders(asked_at, card.deadline, person.calendar, shares)
    return next((instant for instant in instants if instant > desk.now), card.deadline)


async def remind(due: Due, desk: Desk) -> None:
    """Write the reminder of a card on which an answer is missing, and look ahead to its next one; then to its end."""
    await desk.records.due.remove(due.key)
    card = await card_named(due.subject, desk)
    if card is not None and desk.now >= card.deadline:
        await unanswered.window_closed(card, desk)
        return
    person = await desk.member(card.member) if card else None
    waiting = await waiting_for(card, person, desk) if card and person else []
    if card is None or person is None or not waiting:
        return
    if any(ask.sent_at is not None for ask in waiting):
        await desk.write(_letter(card, due.at, person, desk))
    await plan_next(card, await asks_on(card, desk), person, desk)


def _letter(card: CheckinCard, at: datetime, person: Person, desk: Desk) -> Letter:
    named = (LetterKind.REMINDER, f"reminder/{card.id}/{at.isoformat()}")
    return checkin_cards.letter_with(card, named, person, desk)


async def _draw(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    """The same card once more, as it stands; a reminder that was overtaken by an answer or a snooze is not sent."""
    card = await card_named(letter.subject, desk)
    person = await desk.member(letter.member)
    if card is None or person is None:
        return Withdrawn("gone")
    if not await waiting_for(card, person, desk):
        return Withdrawn("answered")
    if card.snoozed_until is not None and card.snoozed_until > desk.now:
        return Withdrawn("snoozed")
    now = await checkin_cards.prepared(card, desk)
    shown, summary = await drawn(now, person, Said(reminder=True), desk)
    mark = checkin_cards.mark_of(now, "reminder")
    return Drawn(card=shown, summary=summary, mark=mark)


async def _posted(letter: Letter, message: Message, mark: Mark, desk: Desk) -> None:
    """The message shows the card from now on, like the first one."""
    card = await card_named(letter.subject, desk)
    if card is not None:
        await checkin_cards.shown_in(card, message, mark, desk)


conversation.letter(LetterKind.REMINDER, Post(draw=_draw, posted=_posted))
