"""`rapporteur plan`: who will be asked when, read from a store that a bot may be serving."""

from datetime import date

from bot.office import Office, clock_on
from bot.settings import Settings
from dialogs.desk import Desk
from dialogs.planning import Row, known_member, plan
from storage.embedded import open_store
from storage.tables import TABLES


class UnknownMember(Exception):
    """There is nobody with this id; the message says so."""


async def planned_asks(settings: Settings, first: date, last: date, member: str) -> list[Row]:
    """Every ask between two days, both included; of one member, or of all with an empty id.

    Raises:
        UnknownMember: nobody has this id.
        StoreFailed: there is no store, or it cannot be read.
    """

    async def worked_out(desk: Desk) -> list[Row]:
        if member and await known_member(member, desk) is None:
            raise UnknownMember(f"There is no member {member!r}.")
        return await plan(first, last, member, desk)

    store = await open_store(settings.folder, TABLES, readonly=True)
    try:
        return await Office(store, await clock_on(store, settings), settings.language).work(worked_out)
    finally:
        await store.close()


def in_a_line(row: Row) -> str:
    """One row for a terminal."""
    asked = ", ".join((*row.projects, *row.indicators))
    moved = f"  (moved from {row.moved.day:%a %d %b}: {_why(row)})" if row.moved else ""
    absent = f"  (for {', '.join(row.stands_for)})" if row.stands_for else ""
    return f"{row.local:%a %d %b %Y %H:%M}  {row.zone:20}  {row.member:14}  {row.period:9}  {asked}{absent}{moved}"


def _why(row: Row) -> str:
    moved = row.as_json()["moved"]
    return str(moved["reason"]) if isinstance(moved, dict) else ""
