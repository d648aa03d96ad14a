"""How fast the bot sends, on a clock of its own: no second of these tests is a real one."""

import asyncio
import heapq
import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pacing import Pacer


class Time:
    """Monotonic seconds that pass only when everybody waits."""

    def __init__(self) -> None:
        self.now = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + seconds, next(self._numbers), woken))
        await woken

    async def pass_until(self, done: Callable[[], bool]) -> None:
        """Let time jump to the next sleeper that wakes up, once nobody has anything left to do before."""
        while not done():
            for _ in range(6):
                await asyncio.sleep(0)
            if self._sleepers:
                self.now, _, woken = heapq.heappop(self._sleepers)
                woken.set_result(None)


class Sender:
    """Sends through a pacer and notes when."""

    def __init__(self, rate: float = 48) -> None:
        self.time = Time()
        self.pacer = Pacer(rate, self.time, self.time.sleep)
        self.sent: dict[str, list[float]] = defaultdict(list)

    async def one(self, conversation: str) -> None:
        await self.pacer.slot(conversation)
        self.sent[conversation].append(self.time.now)

    async def all(self, conversations: Sequence[str]) -> list[float]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self.one(conversation)) for conversation in conversations]
            await self.time.pass_until(lambda: all(task.done() for task in tasks))
        return sorted(at for times in self.sent.values() for at in times)


def most_within(times: Sequence[float], seconds: float) -> int:
    return max(bisect_right(times, at + seconds - 1e-6) - index for index, at in enumerate(times))


async def test_a_message_to_a_quiet_conversation_goes_at_once() -> None:
    assert await Sender().all(["a"]) == [0.0]


async def test_the_tenant_as_a_whole_is_sent_to_at_its_rate() -> None:
    times = await Sender(rate=48).all([f"c{number}" for number in range(481)])
    assert times[-1] == pytest.approx(10.0)
    assert most_within(times, 1.0) <= 48


async def test_one_conversation_gets_one_message_a_second_and_1800_an_hour() -> None:
    times = await Sender().all(["a"] * 2400)
    assert most_within(times, 1.0) == 1
    assert most_within(times, 30.0) <= 60
    assert most_within(times, 3600.0) <= 1800
    assert times[1799] == pytest.approx(1799.0)  # up to there a second apart, then the hour has to pass
    assert times[1800] == pytest.approx(3600.0)


async def test_a_busy_conversation_does_not_hold_up_the_others() -> None:
    sender = Sender()
    await sender.all(["busy"] * 10 + ["quiet"])
    assert sender.sent["quiet"][0] < 1.0


async def test_a_direct_send_never_waits_but_the_queued_one_after_it_keeps_its_distance() -> None:
    sender = Sender()
    for _ in range(5):
        sender.pacer.count("a")
    assert sender.time.now == 0.0
    assert await sender.all(["a"]) == [1.0]


async def test_after_sixty_direct_sends_in_half_a_minute_the_queue_waits_for_the_half_minute_to_pass() -> None:
    sender = Sender()
    for _ in range(60):
        sender.pacer.count("a")
        sender.time.now += 0.1
    assert await sender.all(["a"]) == [30.0]


async def test_a_pause_that_teams_asked_for_is_kept_in_that_conversation_only() -> None:
    sender = Sender()
    sender.pacer.pause("a", 7.0)
    await sender.all(["a", "b"])
    assert sender.sent["a"] == [7.0]
    assert sender.sent["b"][0] < 1.0


@settings(max_examples=40)
@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=60), st.floats(1, 50))
async def test_whatever_is_sent_no_limit_is_passed_and_everything_goes_out(
    conversations: list[str], rate: float
) -> None:
    sender = Sender(rate)
    times = await sender.all(conversations)
    assert len(times) == len(conversations)
    assert most_within(times, 1.0) <= rate + 1
    assert all(most_within(lane, 1.0) == 1 for lane in sender.sent.values())
