"""Makes the files that people ask for, in a process of its own, and lets go of them when their time is over."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import structlog

from bot.office import Office, guarded
from bot.settings import PREFIX, Settings
from dialogs import downloads
from storage.downloads import Download, Making
from storage.tables import DOWNLOADS

FOLDER = "exports"
LOOKS_EVERY = 20.0
"""Seconds from one look for files whose time is over to the next."""
TELLS_EVERY = 2.0
"""Seconds between two words on how far a file has come."""

log = structlog.get_logger(__name__)


class Downloads:
    """One file after the other; what was begun when the bot stopped is made anew."""

    def __init__(self, office: Office, settings: Settings) -> None:
        self._office = office
        self._settings = settings
        self._address = settings.public_url.rstrip("/")
        self._woken = asyncio.Event()
        office.store.on_commit(self._wake)

    def _wake(self, tables: frozenset[str]) -> None:
        if DOWNLOADS.name in tables:
            self._woken.set()

    def file_of(self, download: Download) -> Path:
        """Where its file is."""
        return self._settings.folder / FOLDER / f"{download.id}.xlsx"

    async def run(self, port: int) -> None:
        """Make files for ever; `port` is where the bot listens, for people on this machine."""
        if self._settings.local and not self._address:
            self._address = f"http://127.0.0.1:{port}"
        while True:
            self._woken.clear()
            await guarded("exports", self.work())
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOKS_EVERY):
                    await self._woken.wait()

    async def work(self) -> None:
        """Make what was asked for, and let go of what is over."""
        for download in await self._office.work(downloads.waiting):
            await self._make(download)
        for download in await self._office.work(downloads.over):
            self.file_of(download).unlink(missing_ok=True)

    async def _make(self, download: Download) -> None:
        if not self._address:
            await self._office.work(partial(downloads.not_made, download.id, Making.NO_ADDRESS))
            return
        try:
            rows = await self._written(download)
        except OSError as error:
            log.warning("export_failed", error=str(error))
            rows = None
        if rows is None:
            await self._office.work(partial(downloads.not_made, download.id, Making.FAILED))
        else:
            files = f"{self._address}/files/"
            await self._office.work(partial(downloads.ready, download.id, rows, files))

    async def _written(self, download: Download) -> int | None:
        """How many rows the file has; None when it could not be made."""
        file = self.file_of(download)
        file.parent.mkdir(mode=0o700, exist_ok=True)
        words = ("export", str(file), "--member", download.member, "--json", "--progress")
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", *words),
            env=self._environment(),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        last = ""
        try:
            async for last in _lines(child):
                if last.isdigit():
                    await self._office.work(partial(downloads.advanced, download.id, int(last)))
            code = await child.wait()
        finally:
            if child.returncode is None:
                child.kill()
        log.info("exported", member=download.member, code=code)
        return sum(json.loads(last).values()) if code == 0 else None

    def _environment(self) -> dict[str, str]:
        """What the child needs to find the same store at the same time."""
        clock = self._settings.clock
        own = {f"{PREFIX}STORE": str(self._settings.folder.absolute())}
        if clock is not None:
            own[f"{PREFIX}CLOCK"] = self._office.clock.now().isoformat()
        kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        return kept | own


async def _lines(child: asyncio.subprocess.Process) -> AsyncIterator[str]:
    assert child.stdout is not None, "it is a pipe"
    loop, told = asyncio.get_running_loop(), 0.0
    async for line in child.stdout:
        text = line.decode().strip()
        if not text.isdigit() or loop.time() - told >= TELLS_EVERY:
            told = loop.time()
            yield text
