"""Sends what waits in the outbox: paced, retried, each letter with an outcome (DESIGN §3 "A message")."""

import asyncio
from collections.abc import Sequence

from bot.addressing import Destination
from bot.courier import Courier
from bot.office import Office, guarded
from bot.pacing import Pacer
from bot.roster import DAILY, Rosters
from dialogs.desk import Desk
from storage.instants import instant
from storage.message_tables import LETTERS
from storage.outbox import Letter

IN_HAND = 256
"""Letters worked on at the same time; most of them wait for their turn."""
AT_ONCE = 4 * IN_HAND
"""Letters that are looked at to fill the hands."""
STOP_PATIENCE = 10.0
"""Seconds a stop waits for what is being sent, so that what Teams has taken is recorded."""


class Delivery:
    """The one door out.

    Args:
        pacer: hands out the turns.
    """

    def __init__(self, office: Office, courier: Courier, rosters: Rosters, pacer: Pacer) -> None:
        self._office = office
        self._rosters = rosters
        self._courier = courier
        self._pacer = pacer
        self._hands: dict[str, asyncio.Task[None]] = {}
        self._queued: set[str] = set()
        self._closed = False
        self._lanes: set[str] = set()
        self._woken = asyncio.Event()
        office.store.on_commit(self._wake)

    @property
    def sent(self) -> int:
        """Letters that went out so far."""
        return self._courier.sent

    def _wake(self, tables: frozenset[str]) -> None:
        if LETTERS.name in tables:
            self._woken.set()

    async def run(self) -> None:
        """Deliver for ever: whatever is ready, then wait for a commit that writes a letter or for the next instant."""
        while True:
            await self._office.all_put.wait()
            self._woken.clear()
            await guarded("delivery", self.take_up())
            try:
                async with asyncio.timeout(1.0):
                    await self._woken.wait()
            except TimeoutError:
                pass

    async def take_up(self) -> int:
        """Start on what is ready, as far as hands are free; return how many letters were taken up."""
        free = IN_HAND - len(self._hands)
        if self._closed or free < IN_HAND // 4:
            return 0
        taken = 0
        for letter in await self._office.work(self._ready):
            if taken == free or self._closed:
                break
            if letter.key in self._hands or _lane(letter) in self._lanes:
                continue
            self._take(letter)
            taken += 1
        return taken

    async def _ready(self, desk: Desk) -> Sequence[Letter]:
        """What there is to do: say that it is too late, a first try, another try."""
        letters = desk.records.letters
        over = await letters.range("ending", high=(instant(desk.now),), limit=AT_ONCE)
        again = await letters.range("again", high=(instant(desk.real) + 1,), limit=AT_ONCE)
        return [*over, *await self._untried(desk, AT_ONCE), *again]

    async def _untried(self, desk: Desk, limit: int | None) -> Sequence[Letter]:
        return await desk.records.letters.range("ready", high=(instant(desk.now) + 1,), limit=limit)

    def _take(self, letter: Letter) -> None:
        self._lanes.add(_lane(letter))
        self._hands[letter.key] = asyncio.create_task(self._hand(letter))

    async def _hand(self, letter: Letter) -> None:
        try:
            if await guarded(f"letter {letter.kind.value}", self._deliver(letter)) is None:
                await guarded("letter put back", self._courier.tripped(letter))
        finally:
            del self._hands[letter.key]
            self._lanes.discard(_lane(letter))
            self._woken.set()

    async def close(self, patience: float = STOP_PATIENCE) -> None:
        """Take up nothing more and finish what is being sent, at most `patience` seconds of it."""
        self._closed = True
        hands = dict(self._hands)
        for key in self._queued:
            hands[key].cancel()
        if hands:
            _, unfinished = await asyncio.wait(hands.values(), timeout=patience)
            for hand in unfinished:
                hand.cancel()
            await asyncio.gather(*unfinished, return_exceptions=True)

    async def settled(self, patience: float) -> int:
        """Wait until everything ready has been delivered; return how many letters are still to be sent at this instant.

        Args:
            patience: real seconds to wait once no letter is left that was not tried yet, or none of them moves.
        """
        loop = asyncio.get_running_loop()
        end, untried = loop.time() + patience, frozenset[str]()
        while True:
            await self.take_up()
            fresh, tried = await self._office.work(lambda desk: self._left(desk, AT_ONCE))
            if not fresh and not tried:
                return 0
            if fresh != untried:
                end, untried = loop.time() + patience, fresh
            elif loop.time() >= end:
                return sum(map(len, await self._office.work(lambda desk: self._left(desk, None))))
            await self._something_to_do()

    async def _left(self, desk: Desk, limit: int | None) -> tuple[frozenset[str], frozenset[str]]:
        """Letters whose time has come, by key: those that were not tried yet, and those that are to be tried again."""
        again = await desk.records.letters.range("again", limit=limit)
        return _keys(await self._untried(desk, limit)), _keys(again)

    async def _something_to_do(self) -> None:
        """Wait until a hand is free again, or for a moment, because letters are to be tried again by then."""
        if self._hands:
            await asyncio.wait(self._hands.values(), timeout=1.0, return_when=asyncio.FIRST_COMPLETED)
        else:
            await asyncio.sleep(0.05)

    async def _deliver(self, letter: Letter) -> bool:
        """Bring one letter to an outcome or to its next try; always True, so that a bug can be told apart."""
        where = await self._courier.address(letter)
        if letter.channel:
            await self._rosters.learn(DAILY)  # who is in its team can be mentioned
        if where is not None and where.is_nameless and await self._rosters.learn():
            where = await self._courier.address(letter)
        if where is not None and where.needs_chat:
            where = await self._courier.with_chat(letter, where) if await self._turn(letter, where) else None
        if where is not None and await self._turn(letter, where):
            await self._courier.bring(letter, where)
        return True

    async def _turn(self, letter: Letter, where: Destination) -> bool:
        """Wait for the letter's turn; False when the service stops first."""
        if self._closed:
            return False
        self._queued.add(letter.key)
        try:
            await self._pacer.slot(where.lane)
        finally:
            self._queued.discard(letter.key)
        return not self._closed


def _keys(letters: Sequence[Letter]) -> frozenset[str]:
    return frozenset(letter.key for letter in letters)


def _lane(letter: Letter) -> str:
    return letter.conversation or letter.channel or letter.member
