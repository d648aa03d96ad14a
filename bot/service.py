"""`rapporteur serve`: the bot until a signal stops it."""

import asyncio
import signal

from bot.app import running
from bot.garbage import collect_seldom
from bot.settings import Settings
from locales.translations import read_all


async def serve_until_stopped(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT; turns under way are finished."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopped.set)
    read_all()
    async with running(settings) as service:
        await service.office.line_up()
        collect_seldom()
        await stopped.wait()
