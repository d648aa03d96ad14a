"""An import is taken back: what nobody has changed since is as it was before it."""

from dataclasses import dataclass, replace
from typing import Any

from dialogs import amended_by_file
from dialogs.alert_keeping import keep as keep_alert
from dialogs.alert_moves import Before
from dialogs.alerts import settle_silently
from dialogs.checkin_cards import redraw_others
from dialogs.desk import Desk
from dialogs.importing import settle_portfolio
from dialogs.pauses import with_pauses
from pmo.alerts import alert_key
from pmo.asks import Ask
from pmo.declared_alerts import run_of
from pmo.importing.layouts import LAYOUTS
from pmo.reports import Standing
from storage.import_tables import IMPORTED
from storage.recording import KeptChange
from storage.records import Table
from storage.tables import ASKS, INDICATOR_VERSIONS, LATEST, STANDINGS, TABLES

_FILES = {"reports" if name == "statuses" else name: layout for name, layout in LAYOUTS.items()}
"""The files of an import by the name of the table that holds them."""
TABLES_KEPT = frozenset((*_FILES, *(table.name for table in (ASKS, IMPORTED, INDICATOR_VERSIONS, LATEST, STANDINGS))))
"""The tables of which an import keeps how they were; what else it changes follows from these."""
LISTED = 20
"""Rows that are named of those that somebody has changed since."""
_BY_NAME: dict[str, Table[Any]] = {table.name: table for table in TABLES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What came of it.

    Attributes:
        restored: how many rows of the files are as they were.
        left: the first rows that somebody has changed since, and that stay; `more` are counted.
    """

    restored: int
    left: tuple[str, ...]
    more: int


async def take_back(of: str, by: str, desk: Desk) -> Undone:
    """Put back what this import changed; rows that it brought are archived, versions that it added are gone.

    Args:
        by: member id of who wants it.
    """
    before = Before(
        projects={one.key: one for one in await desk.records.projects.all()},
        programs={one.key: one for one in await desk.records.programs.all()},
        members={one.key: one for one in await desk.records.members.all()},
    )
    restored, left, asks, standings, said = 0, [], [], [], []
    async for change in with_pauses(await desk.records.kept_changes.find("of", of)):
        became = await _document(change, desk)
        was_left = not await _put_back(change, desk)
        if change.table in _FILES:
            restored += not was_left
            said += [] if was_left else [became]
            left += [f"{_FILES[change.table].name}: {change.document}"] if was_left else []
        elif change.table == ASKS.name and not was_left:
            asks.append(change.document)
        elif change.table == STANDINGS.name and not was_left:
            standings.append(change.document)
    desk.look_again()
    await _settle_alerts(standings, desk)
    found = [await desk.records.asks.get(key) for key in asks]
    await redraw_others([ask for ask in found if isinstance(ask, Ask)], None, desk)
    await settle_portfolio(before, by, desk)
    await amended_by_file.follow(said, desk)
    return Undone(restored=restored, left=tuple(left[:LISTED]), more=max(0, len(left) - LISTED))


async def _document(change: KeptChange, desk: Desk) -> object:
    """What is kept under this key now; None for nothing."""
    table = _BY_NAME.get(change.table)
    return None if table is None else await desk.records.transaction.rows(table).get(change.document)


async def _put_back(change: KeptChange, desk: Desk) -> bool:
    """Whether the document is as it was; one that was changed since stays as it is."""
    table = _BY_NAME.get(change.table)
    if table is None or change.schema != table.version:
        return False
    rows = desk.records.transaction.rows(table)
    now = await rows.get(change.document)
    if not change.is_as_it_became(now):
        return False
    was = change.restored(table)
    if was is not None:
        await rows.put(was)
    elif now is not None and (file := _FILES.get(change.table)) is not None and not file.history:
        # Others may have referred to it since, so it leaves as all rows of these files do.
        await rows.put(replace(now, archived=True))
    else:
        await rows.remove(change.document)
    return True


async def _settle_alerts(projects: list[str], desk: Desk) -> None:
    """The alerts on declared statuses stand as what is declared now wants it, silently as with the import."""
    for key in projects:
        project, stands = await desk.records.projects.get(key), await desk.records.standings.get(key)
        if project is None:
            continue
        if isinstance(stands, Standing):
            reports = await desk.records.reports.find("project", key)
            await settle_silently(project, stands, run_of(stands, reports, desk.now), desk)
            continue
        alert = await desk.records.alerts.get(alert_key(project.code))
        if alert is not None and alert.is_open:
            await keep_alert(alert.closed_itself_at(desk.now), project, desk)
