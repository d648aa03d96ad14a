"""`rapporteur serve`: the bot until a signal stops it."""

import asyncio
import gc
import signal

from bot.app import running
from bot.settings import Settings


async def serve_until_stopped(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT; turns under way are finished."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopped.set)
    async with running(settings):
        # What is there now stays to the end; a collection that walks it all stops every turn for 100 ms and more.
        gc.collect()
        gc.freeze()
        gc.set_threshold(5_000)
        await stopped.wait()
