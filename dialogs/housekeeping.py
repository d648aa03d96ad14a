"""What the bot forgets in time, and where its simulated clock stood."""

from dataclasses import replace
from datetime import datetime, timedelta

from dialogs.asked import RECENT
from dialogs.desk import Desk
from dialogs.targeted import SHOWN_FOR
from storage.instants import instant
from storage.trail import ClockMark

HANDLED_KEPT = timedelta(days=7)
BATCH = 200
CLOCK = "simulated"


async def forget(desk: Desk) -> int:
    """Drop a batch of stored replies older than seven days and of messages that Teams no longer shows; how many."""
    old = await desk.records.handled.range("at", high=(instant(desk.real - HANDLED_KEPT),), limit=BATCH)
    for handled in old:
        await desk.records.handled.remove(handled.key)
    gone = await desk.records.targeted_messages.range("at", high=(instant(desk.real - SHOWN_FOR),), limit=BATCH)
    for message in gone:
        await desk.records.targeted_messages.remove(message.key)
    return len(old) + len(gone)


async def retire(desk: Desk) -> int:
    """Move a batch of asks that are long over, and of cards whose deadline is, out of memory; return how many.

    What an old card showed is forgotten: it is worked out anew when somebody corrects what was answered on it.
    """
    over = (instant(desk.now - RECENT),)
    asks = await desk.records.asks.range("over", high=over, limit=BATCH)
    for ask in asks:
        await desk.records.past_asks.put(ask)
        await desk.records.asks.remove(ask.key)
    cards = await desk.records.cards.range("deadline", high=over, limit=BATCH)
    for card in cards:
        await desk.records.past_cards.put(replace(card, shown={}))
        await desk.records.cards.remove(card.id)
        for version in range(1, card.version + 1):
            await desk.records.shown.remove(f"{card.id}/{version}")
    return len(asks) + len(cards)


async def keep_clock(desk: Desk) -> None:
    """Remember how far the simulated clock has come, for the next start."""
    mark = ClockMark(name=CLOCK, at=desk.now)
    if await desk.records.clocks.get(CLOCK) != mark:
        await desk.records.clocks.put(mark)


async def last_instant(desk: Desk) -> datetime | None:
    """How far a simulated clock has come on this store; None when there was none."""
    mark = await desk.records.clocks.get(CLOCK)
    return mark.at if mark else None
