"""`rapporteur import`: files into a store that no bot is serving."""

from bot.office import Office, clock_on
from bot.settings import Settings
from dialogs.importing import bring_in
from pmo.importing.outcome import ImportOutcome
from pmo.importing.sheets import Sheets
from storage.embedded import open_store
from storage.tables import TABLES


async def import_files(settings: Settings, sheets: Sheets, *, dry_run: bool) -> ImportOutcome:
    """Bring the sheets in, or say what that would do; a dry run reads beside a running bot.

    Raises:
        StoreFailed: a bot is serving this store, or it cannot be read or written.
    """
    readonly = dry_run and (settings.folder / "rapporteur.sqlite").exists()
    store = await open_store(settings.folder, TABLES, readonly=readonly)
    try:
        # The clock of the bot, so that what is imported fits its time.
        office = Office(store, await clock_on(store, settings), settings.language)
        return await office.work(lambda desk: bring_in(sheets, desk, dry_run=dry_run))
    finally:
        await store.close()
