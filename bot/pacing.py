"""How fast the bot may send: a rate for the whole tenant, and a slower one for each conversation (DESIGN §3).

Queued sends wait for their turn. Direct replies and redraws never wait; they only count.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable

CONVERSATION_GAP = 1.0
"""Seconds between two queued sends to one conversation."""
HOURLY = 1800
"""Sends to one conversation in an hour."""
_KEPT = 20_000


class _Lane:
    """One conversation: when it is free again, and how much of its hour is left."""

    __slots__ = ("allowance", "free_at", "refilled_at")

    def __init__(self, now: float) -> None:
        self.free_at = now
        self.allowance = float(HOURLY)
        self.refilled_at = now

    def take(self, now: float) -> float:
        """Use one send; the instant at which it may go."""
        self.allowance = min(HOURLY, self.allowance + (now - self.refilled_at) * HOURLY / 3600)
        self.refilled_at = now
        at = max(now, self.free_at)
        if self.allowance < 1:
            at = max(at, now + (1 - self.allowance) * 3600 / HOURLY)
        self.allowance -= 1
        self.free_at = at + CONVERSATION_GAP
        return at


class Pacer:
    """Hands out send times.

    Args:
        rate: sends a second for the tenant.
        clock: monotonic seconds; replaced in tests.
    """

    def __init__(self, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._gap = 1 / rate
        self._clock = clock
        self._tenant_free = clock()
        self._lanes: OrderedDict[str, _Lane] = OrderedDict()

    async def slot(self, conversation: str) -> None:
        """Wait until a queued message may be sent to this conversation."""
        wait = self._lane(conversation).take(self._clock()) - self._clock()
        if wait > 0:
            await asyncio.sleep(wait)
        now = self._clock()
        at = max(now, self._tenant_free)
        self._tenant_free = at + self._gap
        if at > now:
            await asyncio.sleep(at - now)

    def count(self, conversation: str) -> None:
        """A direct send went out: it uses the allowance and never waits."""
        now = self._clock()
        self._lane(conversation).take(now)
        self._tenant_free = max(now, self._tenant_free) + self._gap

    def pause(self, conversation: str, seconds: float) -> None:
        """Teams asked to wait with this conversation."""
        lane = self._lane(conversation)
        lane.free_at = max(lane.free_at, self._clock() + seconds)

    def _lane(self, conversation: str) -> _Lane:
        lane = self._lanes.get(conversation)
        if lane is None:
            lane = self._lanes[conversation] = _Lane(self._clock())
            if len(self._lanes) > _KEPT:
                self._lanes.popitem(last=False)
        self._lanes.move_to_end(conversation)
        return lane
