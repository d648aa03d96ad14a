"""`rapporteur import`: files into a store that no bot is serving."""

from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.office import Office, clock_on
from bot.settings import Settings
from dialogs.importing import bring_in
from pmo.importing.outcome import ImportOutcome
from pmo.importing.sheets import Sheets
from storage.embedded import FILE, open_store
from storage.records import Store
from storage.tables import TABLES


async def import_files(settings: Settings, sheets: Sheets, *, dry_run: bool) -> ImportOutcome:
    """Bring the sheets in, or say what that would do; a dry run reads beside a running bot.

    Raises:
        StoreFailed: a bot is serving this store, or it cannot be read or written.
    """
    async with _opened(settings, dry_run=dry_run) as store:
        # The clock of the bot, so that what is imported fits its time.
        office = Office(store, await clock_on(store, settings), settings.language)
        return await office.work(lambda desk: bring_in(sheets, desk, dry_run=dry_run))


@asynccontextmanager
async def _opened(settings: Settings, *, dry_run: bool) -> AsyncIterator[Store]:
    """The store; for a dry run without one, an empty store elsewhere that is gone afterwards."""
    with ExitStack() as beside:
        folder, readonly = settings.folder, dry_run
        if dry_run and not (folder / FILE).exists():
            folder, readonly = Path(beside.enter_context(TemporaryDirectory(prefix="rapporteur-"))), False
        store = await open_store(folder, TABLES, readonly=readonly)
        try:
            yield store
        finally:
            await store.close()
