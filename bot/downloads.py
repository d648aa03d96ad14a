"""Makes the files that people ask for, in a process of its own, and lets go of them when their time is over."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import structlog

from bot.office import Office, guarded
from bot.pdf import libreoffice
from bot.settings import PREFIX, Settings
from dialogs import downloads
from pmo.files import FileKind
from storage.downloads import Download, Making
from storage.tables import DOWNLOADS

FOLDER, PDF = "exports", ".pdf"
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

    def file_of(self, download: Download, form: str) -> Path:
        """Where its file of this suffix is."""
        return self._settings.folder / FOLDER / f"{download.id}{form}"

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
            for form in download.forms:
                self.file_of(download, form).unlink(missing_ok=True)

    async def _make(self, download: Download) -> None:
        if not self._address:
            await self._office.work(partial(downloads.not_made, download.id, Making.NO_ADDRESS))
            return
        try:
            made = await self._written(download)
        except OSError as error:
            log.warning("file_not_made", error=str(error))
            made = None
        if made is None:
            for form in (*download.kind.forms, PDF):
                with suppress(OSError):  # it may be just what kept it from being made
                    self.file_of(download, form).unlink(missing_ok=True)
            await self._office.work(partial(downloads.not_made, download.id, Making.FAILED))
        else:
            files = f"{self._address}/files/"
            await self._office.work(partial(downloads.ready, download.id, made, files))

    async def _written(self, download: Download) -> downloads.Made | None:
        """What was made; None when it could not be."""
        (self._settings.folder / FOLDER).mkdir(mode=0o700, exist_ok=True)
        if download.kind is FileKind.EXPORT:
            told = await self._child(download, self._export_words(download))
            return None if told is None else downloads.Made(download.kind.forms, sum(json.loads(told).values()))
        forms = (*download.kind.forms, PDF) if libreoffice() else download.kind.forms
        await self._child(download, self._report_words(download, forms))
        made = tuple([form for form in forms if self.file_of(download, form).exists()])
        # A PDF that could not be made keeps nobody from the documents.
        return downloads.Made(made) if set(download.kind.forms) <= set(made) else None

    def _export_words(self, download: Download) -> Sequence[str]:
        (form,) = download.kind.forms
        of = (f"--member={download.member}", f"--filters={download.code}")
        return "export", str(self.file_of(download, form)), *of, "--json", "--progress"

    def _report_words(self, download: Download, forms: Sequence[str]) -> Sequence[str]:
        files = [str(self.file_of(download, form)) for form in forms]
        of = (f"--of={download.code}", "--language", download.language, f"--member={download.member}")
        return "report", *files, *of, "--progress"

    async def _child(self, download: Download, words: Sequence[str]) -> str | None:
        """The last thing that a command of ours said; None when it failed."""
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
        log.info("file_made", kind=download.kind.value, member=download.member, code=code)
        return last if code == 0 else None

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
