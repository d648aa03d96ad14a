"""`rapporteur export`: the tables of a store that a bot may be serving, as files."""

from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack
from pathlib import Path

from bot.export_targets import Target, target_for
from bot.office import Office, clock_on
from bot.settings import Settings
from dialogs.exporting import EVERYTHING, Extract, Page, pages
from storage.embedded import open_store
from storage.tables import TABLES


async def export_files(
    settings: Settings, path: Path, extract: Extract = EVERYTHING, *, tell: Callable[[Page], None] | None = None
) -> dict[str, int]:
    """Write the tables, and give how many rows each has.

    Args:
        tell: hears of every page that was written.

    Raises:
        CannotExport: nobody has this id, or the filters cannot be used.
        CannotWrite: there is something else at that path, or it cannot hold so much.
        StoreFailed: there is no store, or it cannot be read.
    """
    store = await open_store(settings.folder, TABLES, readonly=True)
    try:
        office = Office(store, await clock_on(store, settings), settings.language)
        return await _written(pages(office.work, extract), target_for(path), tell or _nobody)
    finally:
        await store.close()


def _nobody(_page: Page) -> None:
    """Nobody wants to hear of a page."""


async def _written(found: AsyncIterator[Page], target: Target, tell: Callable[[Page], None]) -> dict[str, int]:
    """Write the pages, and give how many rows each table has; what goes wrong leaves nothing behind."""
    rows: dict[str, int] = {}
    with ExitStack() as undo:
        undo.callback(target.drop)
        async for page in found:
            if page.layout.name not in rows:
                rows[page.layout.name] = 0
                target.begin(page.layout)
            target.write(list(page.rows))
            rows[page.layout.name] += len(page.rows)
            tell(page)
        target.finish()
        undo.pop_all()
    return rows
