"""`rapporteur demo` at the terminal: what the person there reads, and how they move the time."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from datetime import datetime, timedelta
from pathlib import Path

from bot.demo.node import PlaygroundUnavailable
from bot.demo.week import Demo, Ports, demo_week

_AHEAD = re.compile(r"\+?([1-9]\d{0,2}h|[1-9]\d?d)", re.ASCII)
_TAKES_LONG = timedelta(days=4)
"""A week of the demo takes about two seconds."""


async def run_demo(folder: Path, ports: Ports) -> None:
    """Run the demo until a signal or the end of the input ends it.

    Raises:
        PlaygroundUnavailable: the client cannot run here, or it has ended by itself.
        StoreError: the store cannot be opened.
    """
    demo = asyncio.ensure_future(_run(folder, ports))
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(name, demo.cancel)
    with suppress(asyncio.CancelledError):
        await demo
    print("The demo has ended.", flush=True)


async def _run(folder: Path, ports: Ports) -> None:
    print("Loading the sample portfolio and starting the Teams client …", flush=True)
    async with demo_week(folder, ports) as demo:
        print(_explanation(demo), flush=True)
        await _until_one_ends(demo)


async def _until_one_ends(demo: Demo) -> None:
    """Move time as the person says, while there is a client to see it in."""
    moving = asyncio.ensure_future(_move_time(demo))
    client = asyncio.ensure_future(demo.playground.wait())
    try:
        await asyncio.wait((moving, client), return_when=asyncio.FIRST_COMPLETED)
        if client.done():
            raise PlaygroundUnavailable("The Teams client of the demo has ended; start the demo again.")
        moving.result()
    finally:
        moving.cancel()
        client.cancel()
        await asyncio.gather(moving, client, return_exceptions=True)


def _explanation(demo: Demo) -> str:
    return f"""
Rapporteur is running. Open  {demo.playground.address}

You are {demo.people[0].name}, who manages three projects. It is {_time(demo)}.
  Ask in the personal chat:      portfolio  ·  portfolio red  ·  project VISA  ·  missing  ·  settings  ·  help
  Say before you leave:          away 19/3 20/3
  Answer in a line:              VISA amber 60% 15 April the supplier is late
  Ask in the channel “Status”:   @Rapporteur portfolio

Time stands still until you move it, here:
  Enter       to the next thing that happens somewhere
  +3h  +2d    hours or days ahead
A week:  +26h  your check-in arrives; answer it, one project red, and look at the channel “Status”
         +4h   a reminder, unless you have answered
         +24h  Friday 14:00, the digest stands in the channel
From another shell:
  curl -H 'Content-Type: application/json' -d '{{"now": "2026-03-12T10:00:00+01:00"}}' \\
    http://127.0.0.1:{demo.service.port}/_clock

(This client draws no full-width cards, says so under each, and knows six people only.)
Ctrl-C ends the demo.
"""


def _time(demo: Demo) -> str:
    return f"{demo.now:%A %d %B %Y, %H:%M} in Brussels"


async def _move_time(demo: Demo) -> None:
    """Move the clock as the person at the terminal says; without a terminal only `/_clock` moves it."""
    if not sys.stdin.isatty():
        await asyncio.Event().wait()
    async with aclosing(_typed_lines()) as lines:
        async for line in lines:
            to = await _instant(line.strip(), demo)
            if to is None:
                print("Press Enter, or type for example +3h or +2d.", flush=True)
                continue
            if to - demo.now > _TAKES_LONG:
                print("Everything on the way happens first …", flush=True)
            moved = await demo.hand.move(to)
            print(f"It is {_time(demo)}; messages sent: {moved['sent']}.", flush=True)


async def _typed_lines() -> AsyncGenerator[str, None]:
    """What is typed, until the input ends or the terminal is gone."""
    typed: asyncio.Queue[bytes] = asyncio.Queue()
    loop, terminal = asyncio.get_running_loop(), sys.stdin.fileno()

    def take_line() -> None:
        line = b""
        with suppress(OSError):
            line = os.read(terminal, 4096)
        if not line:
            loop.remove_reader(terminal)
        typed.put_nowait(line)

    # A terminal gives a line a read. A thread waiting in readline() would keep the process alive after Ctrl-C.
    loop.add_reader(terminal, take_line)
    try:
        while line := await typed.get():
            yield line.decode("utf-8", "replace")
    finally:
        loop.remove_reader(terminal)


async def _instant(words: str, demo: Demo) -> datetime | None:
    """The instant somebody means; None when it is not understood."""
    if not words:
        return await demo.hand.next_stop() or demo.now + timedelta(days=1)
    ahead = _AHEAD.fullmatch(words)
    if ahead is None:
        return None
    number, unit = int(ahead[1][:-1]), ahead[1][-1]
    return demo.now + (timedelta(hours=number) if unit == "h" else timedelta(days=number))
