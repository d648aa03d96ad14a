"""`rapporteur import`: files into a store that no bot is serving."""

from bot.clock import Clock, RealClock, SimulatedClock
from bot.office import Office
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
        office = Office(store, clock_of(settings), settings.language)
        return await office.work(lambda desk: bring_in(sheets, desk, dry_run=dry_run))
    finally:
        await store.close()


def clock_of(settings: Settings) -> Clock:
    """A simulated clock of the settings counts here too, so that what is imported fits the time of the bot."""
    return SimulatedClock(settings.clock) if settings.clock else RealClock()
