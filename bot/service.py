"""`rapporteur serve`: the bot until a signal stops it."""

import asyncio
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
        await stopped.wait()
