"""A check-in card is made of asks."""

from collections.abc import Sequence
from datetime import datetime
from secrets import token_hex

from msgspec import structs

from dialogs.desk import Desk, Person
from pmo.asks import Ask
from pmo.checkins import CheckinCard


def new_id() -> str:
    """The id of a card that is going to be made."""
    return token_hex(16)


async def made(
    asks: Sequence[Ask], person: Person, desk: Desk, *, side: bool = False, card_id: str = ""
) -> CheckinCard | None:
    """A card of this person with these asks, whoever they were put to; None without asks."""
    if not asks:
        return None
    card = CheckinCard(
        id=card_id or new_id(),
        member=person.id,
        asks=tuple(question.key for question in asks),
        made_at=desk.now,
        deadline=first_deadline(asks, desk),
        side=side,
    )
    for question in asks:
        shown = card.id in question.cards
        await desk.records.asks.put(question if shown else structs.replace(question, cards=(*question.cards, card.id)))
    await desk.records.cards.put(card)
    return card


def first_deadline(asks: Sequence[Ask], desk: Desk) -> datetime:
    """The first deadline that is still to come; what was left over from before has none any more."""
    coming = [question.deadline for question in asks if question.deadline > desk.now]
    return min(coming) if coming else max(question.deadline for question in asks)
