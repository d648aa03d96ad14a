"""Runs dialogs: a desk in a transaction, the whole dialog again when somebody else was faster."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TypeVar

import structlog

from bot.clock import Clock, RealClock, SimulatedClock
from bot.settings import Settings
from dialogs import housekeeping
from dialogs.desk import Desk
from dialogs.lineup import Lineup
from storage.records import Conflict, Store
from storage.shelves import Records

T = TypeVar("T")
TRIES = 5

log = structlog.get_logger(__name__)


class Office:
    """Gives dialogs a desk.

    Args:
        language: for people and programs without one.

    Attributes:
        quiet: set while no tick is at work; judging waits for that.
        all_put: set while no questions are being put; letters wait for that, so that everybody's are written sooner.
    """

    def __init__(self, store: Store, clock: Clock, language: str = "en") -> None:
        self.store = store
        self.clock = clock
        self._language = language
        self._lineup = Lineup()
        self.quiet = asyncio.Event()
        self.quiet.set()
        self.all_put = asyncio.Event()
        self.all_put.set()

    async def work(self, dialog: Callable[[Desk], Awaitable[T]]) -> T:
        """Run a dialog in one transaction and give what it gives; safe to run again, for a dialog has no other effects.

        Raises:
            Conflict: somebody else was faster five times.
            StoreFailed: nothing of it was kept.
        """
        for left in reversed(range(TRIES)):
            try:
                async with self.store.transaction() as transaction:
                    return await dialog(self._desk(Records(transaction)))
            except Conflict:
                if not left:
                    raise
        raise AssertionError("the last try returns or raises")

    async def line_up(self) -> None:
        """Line the portfolio up, so that the first who asks need not wait for it."""
        await self.work(lambda desk: desk.lineup.now(desk.records))

    def _desk(self, records: Records) -> Desk:
        return Desk(
            records=records,
            now=self.clock.now(),
            real=datetime.now(UTC),
            language=self._language,
            lineup=self._lineup,
        )


async def clock_on(store: Store, settings: Settings) -> Clock:
    """The real clock, or a simulated one that goes on where this store's last one stood."""
    if settings.clock is None:
        return RealClock()
    clock = SimulatedClock(settings.clock, settings.clock_speed)
    last = await Office(store, clock).work(housekeeping.last_instant)
    return SimulatedClock(last, settings.clock_speed) if last and last > settings.clock else clock


async def guarded(what: str, task: Awaitable[T]) -> T | None:
    """Do one piece of background work; a bug in it is logged and stops nothing else. The net of the tick."""
    try:
        return await task
    except Exception:
        log.exception("background_work_failed", what=what)
        return None
