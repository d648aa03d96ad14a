"""Nobody is written to on a day off (DESIGN §5 "When it may be heard")."""

from datetime import datetime

from dialogs.desk import Desk
from storage.outbox import Letter


async def day_off_ends(letter: Letter, desk: Desk) -> datetime | None:
    """When the person works again (UTC), where a message to them would fall on a day off; None on a working day.

    The day may have become one after the message was written: an absence is entered, a calendar changes.
    """
    person = await desk.member(letter.member) if letter.member and not letter.activity else None
    if person is None or person.calendar.span(person.calendar.local(desk.now).date()) is not None:
        return None
    return person.calendar.next_working(desk.now)
