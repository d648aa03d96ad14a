"""An event loop with a heartbeat of 10 ms, with nothing else to do or with the whole bot on it.

    python -m benchmarks.peers.beating idle|bot FILE

When it is told to stop, FILE gets every beat: when it came (monotonic seconds) and how late it was (seconds).
"""

import asyncio
import contextlib
import json
import signal
import sys
from pathlib import Path
from time import monotonic

import uvloop

from bot import logs
from bot.service import serve_until_stopped
from bot.settings import read_settings

EVERY_SECONDS = 0.01


async def beat(beats: list[tuple[float, float]]) -> None:
    """Beat for ever."""
    before = monotonic()
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        now = monotonic()
        beats.append((now, now - before - EVERY_SECONDS))
        before = now


async def idle() -> None:
    """Do nothing until told to stop."""
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    print(json.dumps({"event": "listening", "port": 0}), file=sys.stderr)
    await stopped.wait()


async def bot() -> None:
    """Be the bot until told to stop."""
    settings = read_settings()
    logs.set_up(settings.log_format)
    await serve_until_stopped(settings)


async def run(what: str) -> list[tuple[float, float]]:
    """The beats beside the work."""
    beats: list[tuple[float, float]] = []
    heart = asyncio.create_task(beat(beats))
    await (bot() if what == "bot" else idle())
    heart.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await heart
    return beats


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(uvloop.run(run(sys.argv[1]))), "utf-8")
