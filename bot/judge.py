"""Has projects judged whose time has come, one a transaction and beside everything else that is due."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.office import Office, guarded
from dialogs import judging, rule_keeping
from storage.tables import DUE

EVERY_SECONDS = 2.0


class Judge:
    """Judges what answers and the passing of days have changed; an answer is judged as soon as it is kept.

    It works while nothing is due, and half of the time: who waits for a question or an answer goes first.
    """

    def __init__(self, office: Office) -> None:
        self._office = office
        self._woken = asyncio.Event()
        self._judging = asyncio.Lock()
        office.store.on_commit(self._wake)

    def _wake(self, tables: frozenset[str]) -> None:
        if DUE.name in tables:
            self._woken.set()

    async def run(self) -> None:
        """Judge for ever."""
        while True:
            self._woken.clear()
            while await self._gently():
                pass
            if await self.try_one():
                continue  # there may be more of it, and something to judge meanwhile
            try:
                async with asyncio.timeout(EVERY_SECONDS):
                    await self._woken.wait()
            except TimeoutError:
                pass

    @asynccontextmanager
    async def resting(self) -> AsyncIterator[None]:
        """Judge nothing while the block runs, so that a long transaction is not overtaken again and again."""
        async with self._judging:
            yield

    async def _gently(self) -> bool:
        """Judge one, then leave the loop to others for as long as it took."""
        await self._office.quiet.wait()
        began = time.monotonic()
        judged = await self._one()
        await asyncio.sleep(time.monotonic() - began if judged else 0)
        return judged

    async def settle(self) -> int:
        """Judge everything whose time has come, without a pause, and return how many projects that were.

        A project we fail at waits, the others do not.
        """
        count = 0
        while await self._one():
            count += 1
        return count

    async def try_one(self) -> bool:
        """Try a rule that is to be tried on one project; False when there is nothing to try."""
        async with self._judging:
            tried = await guarded("trial", self._office.work(rule_keeping.try_next))
            if tried is None:
                tried = await guarded("trial passed over", self._office.work(rule_keeping.pass_over))
        return bool(tried)

    async def _one(self) -> bool:
        async with self._judging:
            judged = await guarded("judgement", self._office.work(judging.judge_next))
            if judged is None:
                judged = await guarded("judgement put off", self._office.work(judging.put_off))
        return bool(judged)
