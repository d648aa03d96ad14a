"""`rapporteur serve`: the bot until a signal stops it."""

import asyncio
import gc
import signal

from bot.app import running
from bot.settings import Settings
from locales.translations import read_all

ALLOCATIONS = 5_000
"""Containers made and still there after which the youngest are looked through for garbage; a turn makes hundreds."""
MIDDLE, ALL = 2, 50
"""How often that is done before those that have stayed once are looked through too, and how often that before all are.

A tick that asks everybody makes documents that stay: with Python's own 10 and 10 it waits 30 ms for fifty thousand of
them at once.
"""


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


def collect_seldom() -> None:
    """What start has made stays to the end: a collection that walks it holds up every turn for 100 ms and more."""
    gc.freeze()
    gc.set_threshold(ALLOCATIONS, MIDDLE, ALL)
