"""`rapporteur export`: the tables of a store that a bot may be serving, as files."""

from collections.abc import Callable
from pathlib import Path

from bot.office import Office, clock_on
from bot.settings import Settings
from bot.tables import target_for
from dialogs.exporting import Page, pages
from storage.embedded import open_store
from storage.tables import TABLES


async def export_files(
    settings: Settings, path: Path, *, member: str = "", tell: Callable[[Page], None] | None = None
) -> dict[str, int]:
    """Write the tables, and give how many rows each has.

    Args:
        member: id of who is to see no more than they may; everything without one.
        tell: hears of every page that was written.

    Raises:
        UnknownReader: nobody has this id.
        CannotWrite: there is something else at that path, or it cannot hold so much.
        StoreFailed: there is no store, or it cannot be read.
    """
    rows: dict[str, int] = {}
    store = await open_store(settings.folder, TABLES, readonly=True)
    try:
        office = Office(store, await clock_on(store, settings), settings.language)
        target = target_for(path)
        try:
            async for page in pages(office.work, member):
                if page.layout.name not in rows:
                    rows[page.layout.name] = 0
                    target.begin(page.layout)
                target.write(list(page.rows))
                rows[page.layout.name] += len(page.rows)
                if tell:
                    tell(page)
            target.finish()
        except BaseException:
            target.drop()
            raise
    finally:
        await store.close()
    return rows
