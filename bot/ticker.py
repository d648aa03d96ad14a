"""Makes things happen when they are due: by the real clock every few seconds, or as a simulated clock is moved."""

import asyncio
import time
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import Backwards, SimulatedClock
from bot.delivery import Delivery
from bot.judge import Judge
from bot.office import Office, guarded
from dialogs import due, housekeeping, judging, rule_keeping, schedule
from dialogs.asking import Tally
from dialogs.desk import Desk
from storage.instants import instant
from storage.records import Place

EVERY_SECONDS = 2.0
FRESH_SECONDS = 60.0
RETRY_PATIENCE_SECONDS = 60.0

log = structlog.get_logger(__name__)


class Ticker:
    """Ticks: does what is due now, in batches, each its own transaction."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._scheduler: AsyncIOScheduler | None = None
        self._ticked_at = time.monotonic()

    @property
    def is_fresh(self) -> bool:
        """Whether the last tick is less than a minute old."""
        return time.monotonic() - self._ticked_at < FRESH_SECONDS

    def start(self, speed: float = 1.0) -> None:
        """Tick every few seconds of the rules' clock, at most ten times a real second."""
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._scheduler.add_job(
            self.tick,
            IntervalTrigger(seconds=max(0.1, EVERY_SECONDS / max(speed, 1.0)), timezone=UTC),
            # A late tick is still a tick, and two late ones are one: what is due is looked up, not remembered.
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        self._scheduler.start()

    def stop(self) -> None:
        """No more ticks."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Do everything that is due by now."""
        self._office.quiet.clear()
        try:
            await self._put_questions()
            while await self._some():
                pass
        finally:
            self._office.quiet.set()
        if isinstance(self._office.clock, SimulatedClock):
            await guarded("clock kept", self._office.work(housekeeping.keep_clock))
        await guarded("forget", self._office.work(housekeeping.forget))
        await guarded("retire", self._office.work(housekeeping.retire))
        self._ticked_at = time.monotonic()

    async def _put_questions(self) -> None:
        """Put all questions first, so that no letter waits until what comes next for everybody else is planned."""
        after: Place | None = None
        self._office.all_put.clear()
        try:
            while (put := await guarded("questions", self._office.work(partial(due.put, after=after)))) and put.last:
                _tell("put", put.tally)
                after = put.last
        finally:
            self._office.all_put.set()
        # A batch that failed is done one by one, with all else that is due.

    async def _some(self) -> int:
        """A batch of what is due; when it fails, one by one, and the one that fails is put off."""
        work = self._office.work
        done = await guarded("tick", work(due.tick))
        if done is None:
            done = await guarded("tick of one", work(lambda desk: due.tick(desk, limit=1)))
        if done is None:
            done = await guarded("put off", work(due.put_off))
        if done is None or not done.count:
            return 0
        _tell("due", done.tally, count=done.count)
        return done.count

    async def replan(self) -> None:
        """Bring up to date the due instants, in slices, and what waits of the rules on figures."""
        await self._office.work(rule_keeping.bring_up_to_date)
        log.info("replanned", changed=await schedule.replan_in_slices(self._office.work))


def _tell(event: str, tally: Tally, **counts: int) -> None:
    """After a downtime this tells who is asked late and who not at all, because the window has closed."""
    told = counts | {name: n for name, n in asdict(tally).items() if n}
    if told:
        log.info(event, **told)


class ClockHand:
    """Moves the simulated clock, stopping at every instant at which something is due (CONTRACT §2)."""

    def __init__(self, clock: SimulatedClock, office: Office, ticker: Ticker, judge: Judge, delivery: Delivery) -> None:
        self._clock = clock
        self._office = office
        self._ticker = ticker
        self._judge = judge
        self._delivery = delivery
        self._moving = asyncio.Lock()

    async def move(self, to: datetime) -> dict[str, object]:
        """Let everything happen up to and including an instant, in order; what was sent, and what still waits.

        Raises:
            Backwards: the instant is in the clock's past.
        """
        async with self._moving:
            if to < self._clock.now():
                raise Backwards(f"The clock shows {self._clock.now().isoformat()} already; it only goes forward.")
            before = self._delivery.sent
            # A start, or one after a crash, leaves undone what is due at the instant the clock already shows.
            await self._settle()
            while (stop := await self.next_stop()) is not None and stop < to:
                await self._arrive(stop)
            pending = await self._arrive(to)
            return {
                "now": self._clock.now().isoformat(),
                "sent": self._delivery.sent - before,
                "pending": pending,
            }

    async def _arrive(self, at: datetime) -> int:
        """Put the clock there and do what there is to do; return how many letters still wait."""
        with suppress(Backwards):  # one that runs by itself may be there already
            self._clock.move(at)
        return await self._settle()

    async def _settle(self) -> int:
        """Do what is due by the present instant and deliver it; return how many letters still wait."""
        await self._office.work(housekeeping.keep_clock)
        await self._ticker.tick()
        if await self._judge.settle():
            await self._ticker.tick()  # what was judged is looked at by those who want to be told at once
        return await self._delivery.settled(RETRY_PATIENCE_SECONDS)

    async def next_stop(self) -> datetime | None:
        """The next instant after now at which something is due; a letter that is tried again is due already."""

        async def earliest(desk: Desk) -> datetime | None:
            after = (instant(desk.now) + 1,)
            letters = await desk.records.letters.range("ready", low=after, limit=1)
            dues = await desk.records.due.range("at", low=after, limit=1)
            found = [*(letter.not_before for letter in letters), *(one.at for one in dues)]
            judging_at = await judging.next_instant(desk)
            return min([*found, judging_at] if judging_at else found, default=None)

        return await self._office.work(earliest)
