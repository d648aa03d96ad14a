"""Questions change their card before they are put: a card too large is split by program, one too many joins another."""

from dataclasses import replace

from msgspec import structs

from dialogs import checkin_cards, reminding
from dialogs.asked import asks_on, card_named, cards_of
from dialogs.checkin_groups import laid
from dialogs.checkin_making import first_deadline, made
from dialogs.checkin_views import is_small_enough
from dialogs.desk import Desk, Person
from pmo.checkins import CheckinCard
from pmo.schedule import DueKind, due_key
from storage.outbox import Letter


async def split(card: CheckinCard, letter: Letter, person: Person, desk: Desk) -> CheckinCard:
    """The card itself, or its first program's part when all would be too large; the other programs get their own."""
    asks = await asks_on(card, desk)
    programs = list(dict.fromkeys(question.program for question in asks))
    if (
        card.messages
        or letter.activity
        or len(programs) < 2
        or await is_small_enough(await laid(card, desk), person, desk)
    ):
        return card
    for program in programs[1:]:
        apart = [question for question in asks if question.program == program]
        moved = [structs.replace(one, cards=tuple(known for known in one.cards if known != card.id)) for one in apart]
        other = await made(moved, person, desk)
        assert other is not None, "each program has asks"
        await desk.write(replace(letter, key=f"ask/{other.id}", subject=other.id, written=desk.now))
        await reminding.plan_next(other, apart, person, desk)
    first = replace(card, asks=tuple(question.key for question in asks if question.program == programs[0]), shown={})
    await desk.records.cards.put(first)
    return first


async def joined(letter: Letter, person: Person, desk: Desk) -> bool:
    """Put the questions of a card that nobody has yet on one the person got today; False when none can take them."""
    card = await card_named(letter.subject, desk)
    if card is None or card.messages:
        return False
    asks = await asks_on(card, desk)
    for other in await _of_today(person, desk):
        known = await asks_on(other, desk)
        both = replace(other, asks=(*other.asks, *card.asks), deadline=first_deadline([*known, *asks], desk))
        if not await is_small_enough(await laid(both, desk), person, desk):
            continue
        for question in asks:
            cards = (*(one for one in question.cards if one != card.id), other.id)
            await desk.records.asks.put(structs.replace(question, cards=cards, sent_at=desk.now, undelivered=""))
        await desk.records.cards.remove(card.id)
        await desk.records.due.remove(due_key(DueKind.REMINDER, card.id))
        await checkin_cards.redraw((await checkin_cards.raised(both, desk)).card, desk)
        await reminding.plan_next(both, await asks_on(both, desk), person, desk)
        return True
    return False


async def _of_today(person: Person, desk: Desk) -> list[CheckinCard]:
    """The cards the person has from today that still wait for an answer, the newest first."""
    today = person.calendar.local(desk.now).date()
    return [
        card
        for card in await cards_of(person.id, desk)
        if card.messages
        and not card.side
        and person.calendar.local(card.made_at).date() == today
        and await checkin_cards.awaited(card, desk)
    ]
