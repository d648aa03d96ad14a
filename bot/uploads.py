"""Takes workbooks that were sent on their way: fetched, read, compared; brought in or taken back as people decide."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import structlog

from bot.garbage import collecting_later
from bot.judge import Judge
from bot.office import Office, guarded
from bot.settings import Settings
from bot.teams.files import NotFetched, SentFiles
from bot.unpacking import NotUnpacked, sheets_in, unpack
from dialogs import judging, upload_work
from dialogs.desk import Desk
from dialogs.schedule import replan_in_slices
from pmo.importing.layouts import LAYOUTS
from pmo.importing.sheets import Sheets, Unreadable
from pmo.importing.stages import Stage, Trouble
from storage.import_tables import UPLOADS
from storage.uploads import Upload

FOLDER = "imports"
LOOKS_EVERY = 60.0
"""Seconds from one look for what is over to the next."""

log = structlog.get_logger(__name__)


class Uploads:
    """One workbook after the other; what was begun when the bot stopped is begun anew."""

    def __init__(self, office: Office, settings: Settings, files: SentFiles, judge: Judge) -> None:
        self._office = office
        self._judge = judge
        self._folder = settings.folder / FOLDER
        self._files = files
        self._woken = asyncio.Event()
        office.store.on_commit(self._wake)

    def _wake(self, tables: frozenset[str]) -> None:
        if UPLOADS.name in tables:
            self._woken.set()

    async def run(self) -> None:
        """Work for ever."""
        while True:
            self._woken.clear()
            await guarded("imports", self.work())
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOKS_EVERY):
                    await self._woken.wait()

    async def work(self) -> None:
        """Do what is to be done with each, and let go of what is over."""
        for upload in await self._office.work(upload_work.waiting):
            if not await guarded("import", self._go_on(upload)):
                # A fault of ours, which would be the same the next time.
                await self._office.work(partial(upload_work.fail, upload.id, Trouble.LOST))
        for upload_id in await self._office.work(upload_work.over):
            await asyncio.to_thread(self._let_go, upload_id)
        if await self._office.work(upload_work.forget):
            self._woken.set()

    async def _go_on(self, upload: Upload) -> bool:
        """Do what is to be done with it; always true."""
        try:
            await self._step(upload)
        except (NotFetched, NotUnpacked) as failed:
            await self._office.work(partial(upload_work.fail, upload.id, failed.why))
        except Unreadable as unread:
            await self._office.work(partial(upload_work.refuse, upload.id, unread))
        except OSError as error:
            log.warning("import_failed", error=str(error))
            await self._office.work(partial(upload_work.fail, upload.id, Trouble.LOST))
        return True

    async def _step(self, upload: Upload) -> None:
        """Do the next of what is to be done with it."""
        if upload.stage is Stage.UNWANTED:
            await self._alone(partial(upload_work.undo, upload.id))
        elif upload.to_follow:
            await replan_in_slices(self._office.work)
            await judging.ask_for_all_again(self._office.work)
            await self._office.work(partial(upload_work.followed, upload.id))
        else:
            if upload.stage is Stage.SENT:
                await self._fetch(upload)
            sheets = await self._sheets(upload)
            await self._alone(partial(upload_work.go_on, upload.id, sheets))

    async def _alone(self, work: Callable[[Desk], Awaitable[None]]) -> None:
        """Do what takes long and touches everything while nothing else of ours does."""
        async with self._judge.resting():
            with collecting_later():
                await self._office.work(work)

    async def _fetch(self, upload: Upload) -> None:
        await asyncio.to_thread(self._folder.mkdir, mode=0o700, exist_ok=True)
        workbook = self._file(upload.id, ".xlsx")
        await self._files.fetch(upload.link, workbook)
        await unpack(workbook, self._file(upload.id, ".jsonl"))

    async def _sheets(self, upload: Upload) -> Sheets:
        sheets = await sheets_in(self._file(upload.id, ".jsonl"), upload.name)
        if not set(sheets) & set(LAYOUTS):
            raise Unreadable(f"{upload.name} holds no sheet of an import; known are {', '.join(LAYOUTS)}.")
        return sheets

    def _file(self, upload_id: str, suffix: str) -> Path:
        return self._folder / f"{upload_id}{suffix}"

    def _let_go(self, upload_id: str) -> None:
        for suffix in (".xlsx", ".jsonl"):
            self._file(upload_id, suffix).unlink(missing_ok=True)
