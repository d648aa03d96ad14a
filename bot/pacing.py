"""How fast the bot may send: a rate for the whole tenant, and a slower one for each conversation (DESIGN §3).

Queued sends wait for their turn. Direct replies and redraws never wait; they only count.
"""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable

CONVERSATION_GAP = 1.0
"""Seconds between two queued sends to one conversation."""
WINDOWS = ((60, 30.0), (1800, 3600.0))
"""At most so many sends to one conversation in any so many seconds, direct ones included."""
_KEPT = 20_000


class _Lane:
    """One conversation: when it was sent to, whose turn it is, and how long Teams asked to wait."""

    __slots__ = ("paused_until", "sends", "turn")

    def __init__(self) -> None:
        self.paused_until = 0.0
        self.sends: deque[float] = deque(maxlen=max(most for most, _ in WINDOWS))
        self.turn = asyncio.Lock()

    def free_at(self) -> float:
        """From when on it may be sent to again."""
        limits = [self.sends[-most] + seconds for most, seconds in WINDOWS if len(self.sends) >= most]
        gap = [self.sends[-1] + CONVERSATION_GAP] if self.sends else []
        return max(self.paused_until, *limits, *gap, 0.0)


class Pacer:
    """Hands out send times.

    Args:
        rate: sends a second for the tenant.
        clock: monotonic seconds.
        sleep: waits so many of them.
    """

    def __init__(
        self,
        rate: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._gap = 1 / rate
        self._clock = clock
        self._sleep = sleep
        self._tenant_free = clock()
        self._lanes: OrderedDict[str, _Lane] = OrderedDict()

    async def slot(self, conversation: str) -> None:
        """Wait until a queued message may be sent to this conversation."""
        lane = self._lane(conversation)
        async with lane.turn:
            while (wait := lane.free_at() - self._clock()) > 0:
                await self._sleep(wait)
            # Only now a place in the tenant's queue is taken, or a conversation that waits would hold up all others.
            if (wait := self._place_in_queue() - self._clock()) > 0:
                await self._sleep(wait)
            lane.sends.append(self._clock())

    def _place_in_queue(self) -> float:
        at = max(self._clock(), self._tenant_free)
        self._tenant_free = at + self._gap
        return at

    def count(self, conversation: str) -> None:
        """A direct send went out: it uses the allowance and never waits."""
        self._lane(conversation).sends.append(self._clock())
        self._place_in_queue()

    def pause(self, conversation: str, seconds: float) -> None:
        """Teams asked to wait with this conversation."""
        lane = self._lane(conversation)
        lane.paused_until = max(lane.paused_until, self._clock() + seconds)

    def _lane(self, conversation: str) -> _Lane:
        lane = self._lanes.get(conversation)
        if lane is None:
            lane = self._lanes[conversation] = _Lane()
            if len(self._lanes) > _KEPT:
                self._lanes.popitem(last=False)
        self._lanes.move_to_end(conversation)
        return lane
