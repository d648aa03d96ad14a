"""Somebody who had left is back in the files: what waited for them goes on, and nothing is asked twice."""

from collections.abc import Mapping

from dialogs import asking_letters, reminding, watch_due
from dialogs.asked import asks_on, cards_of
from dialogs.desk import Desk, Person
from pmo.portfolio import Member, code_key
from pmo.watches import Pace


async def follow(before: Mapping[str, Member], desk: Desk) -> None:
    """Take up again what rested for those who are back.

    Args:
        before: the members as they were before the import, by key.
    """
    for key, was in before.items():
        person = await desk.member(key) if was.archived else None
        if person is not None:
            await _take_up(person, desk)


async def _take_up(person: Person, desk: Desk) -> None:
    """Reminders of open check-ins, those that never came, and what they watch."""
    for card in await cards_of(person.id, desk):
        asks = await asks_on(card, desk)
        if card.side or desk.now > card.deadline or all(ask.is_settled for ask in asks):
            continue
        if not card.messages:
            await desk.write(asking_letters.letter_of(card, person, desk))
        await reminding.plan_next(card, asks, person, desk)
    await watch_due.plan_all_of(person, desk)
    for watch in await desk.records.watches.find("member", code_key(person.id)):
        if watch.pace is Pace.AT_ONCE:
            await watch_due.look_soon(watch, desk)
