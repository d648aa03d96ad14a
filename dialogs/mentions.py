"""Who is to notice something in a channel is mentioned there: people of its team, and only while they work."""

from cards.mentions import Named
from dialogs.desk import Desk, Person


async def named(person: Person, channel: str, desk: Desk) -> Named:
    """The person's name for a post; with a mention where they are in the channel's team and it is their working time.

    Everybody else hears of it in their own chat when their day begins: a mention would ring at night.

    Args:
        channel: Teams channel id of a new post; empty for everything else, where nobody is mentioned.
    """
    address = await desk.records.addresses.get(channel) if channel else None
    contact = person.contact
    there = address is not None and contact is not None and address.team != "" and address.team in contact.teams
    if contact is None or not there or not person.calendar.is_working(desk.now):
        return Named(person.name)
    return Named(person.name, contact.teams_id)
