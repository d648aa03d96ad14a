"""What the bot forgets in time, and where its simulated clock stood."""

from datetime import datetime, timedelta

from dialogs.desk import Desk
from storage.tables import instant
from storage.trail import ClockMark

HANDLED_KEPT = timedelta(days=7)
BATCH = 200
CLOCK = "simulated"


async def forget(desk: Desk) -> int:
    """Drop a batch of stored replies that are older than seven days; return how many."""
    old = await desk.records.handled.range("at", high=(instant(desk.real - HANDLED_KEPT),), limit=BATCH)
    for handled in old:
        await desk.records.handled.remove(handled.key)
    return len(old)


async def keep_clock(desk: Desk) -> None:
    """Remember how far the simulated clock has come, for the next start."""
    mark = ClockMark(name=CLOCK, at=desk.now)
    if await desk.records.clocks.get(CLOCK) != mark:
        await desk.records.clocks.put(mark)


async def last_instant(desk: Desk) -> datetime | None:
    """How far a simulated clock has come on this store; None when there was none."""
    mark = await desk.records.clocks.get(CLOCK)
    return mark.at if mark else None
