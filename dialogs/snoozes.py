"""How a person can put off their check-in now."""

from datetime import time

from dialogs.asked import asks_on
from dialogs.checkin_cards import cadence_of_ask
from dialogs.desk import Desk, Person
from locales import Say
from pmo.checkins import CheckinCard
from pmo.snoozing import Snooze, snoozed

_TEN = time(10)


async def choices(card: CheckinCard, person: Person, desk: Desk) -> tuple[tuple[str, str], ...]:
    """What the buttons send, and their titles; only those that are possible now."""
    ask_at = await asking_time(card, desk)
    found = [
        (choice.value, _title(choice, person.say))
        for choice in Snooze
        if snoozed(choice, desk.now, person.calendar, ask_at, card.deadline) is not None
    ]
    return tuple(found)


def _title(choice: Snooze, say: Say) -> str:
    match choice:
        case Snooze.HOUR:
            return say("Remind me in an hour")
        case Snooze.AFTERNOON:
            return say("This afternoon")
        case Snooze.TOMORROW:
            return say("Tomorrow")


async def asking_time(card: CheckinCard, desk: Desk) -> time:
    """The local time at which the card's first question is usually asked."""
    for ask in await asks_on(card, desk):
        cadence = await cadence_of_ask(ask, desk)
        if cadence is not None:
            return cadence.at
    return _TEN
