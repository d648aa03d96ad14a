"""How late the bot's event loop is while Microsoft's keys are slow to come, beside that of an idle process."""

from contextlib import AsyncExitStack
from pathlib import Path
from time import monotonic

import msgspec

from benchmarks.contenders import LINES, asking_for_help, messages_of
from benchmarks.cores import started
from benchmarks.storage import Limit
from benchmarks.traffic import load, open_sink, service_url_of
from tests.crash.asking import bring_in, settings_of
from tests.crash.ministry import managers
from tests.teams import ALERTS, LoopbackTeams

PEOPLE = 10
METADATA_SECONDS = 3.0
"""Metadata take this long, and then the keys again."""
SECONDS = 12.0


async def measure(folder: Path) -> list[Limit]:
    """Turns from the first moment on, none of which can be answered before the keys have come."""
    staff = managers(PEOPLE)
    async with AsyncExitStack() as stack:
        teams = await stack.enter_async_context(LoopbackTeams([manager.person for manager in staff], [ALERTS]))
        teams.issuer.delay = METADATA_SECONDS
        sink = await stack.enter_async_context(await open_sink())
        connector = service_url_of(sink)
        store = await bring_in(folder / "slow", staff, ALERTS)
        settings = settings_of(teams, store, connector)
        beating, beats = ("-m", "benchmarks.peers.beating"), [folder / "idle.json", folder / "bot.json"]
        idle = await started((*beating, "idle", str(beats[0])), {}, folder / "beating", stack)
        bot = await started((*beating, "bot", str(beats[1])), settings, folder / "beating bot", stack)
        start = monotonic()
        pace = await load(messages_of(bot), LINES, SECONDS, asking_for_help(bot, staff, teams, connector).turn)
        end = monotonic()
        await idle.stop()
        await bot.stop()
    late = [lateness(file, start, end) for file in beats]
    return limits(late[0], late[1], pace.answers)


def lateness(beats: Path, start: float, end: float) -> list[float]:
    """Milliseconds by which each beat between two instants was late, the latest last."""
    found = msgspec.json.decode(beats.read_bytes(), type=list[tuple[float, float]])
    return sorted(late * 1e3 for at, late in found if start <= at <= end)


def limits(idle: list[float], bot: list[float], answers: int) -> list[Limit]:
    """The figures and their limits."""
    print(f"keys after {2 * METADATA_SECONDS:.0f} s, {answers} turns in {SECONDS:.0f} s; late by ms:")
    for name, late in (("idle", idle), ("bot", bot)):
        p50, p99, p999 = (at(late, share) for share in (0.5, 0.99, 0.999))
        print(f"  {name:4} p50 {p50:.2f}, p99 {p99:.2f}, p99.9 {p999:.2f}, max {late[-1]:.2f}")
    return [
        Limit("p99.9 of the heartbeat, ms", at(bot, 0.999), 50),
        Limit("latest beat after that of an idle process, ms", bot[-1] - idle[-1], 50),
    ]


def at(ordered: list[float], share: float) -> float:
    """The value that this share of them does not exceed."""
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]
