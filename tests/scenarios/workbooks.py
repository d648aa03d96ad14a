"""Workbooks that are sent to the bot in a scenario, and what the messages that tell of them say."""

import asyncio
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from bot.files import read_sheets
from pmo.importing.stages import Stage
from samples import SAMPLES
from storage.uploads import Upload
from tests.scenarios.world import World
from tests.teams.connector import Posted
from tests.teams.reading import plain

PMO = "pdewael"
VISA_LATER = {"VISA": {"end": "2026-12-31", "name": "Online visa application, second phase"}}


def workbook(*tables: str, **rows: Any) -> bytes:
    """Tables of the sample as a workbook, with other cells in the rows of these codes; None leaves a row out.

    Args:
        rows: by code; under `new` a further row by table, or a list of such rows.
    """
    book, further = Workbook(), rows.pop("new", {})
    book.remove(book.worksheets[0])
    for name in tables:
        sheet, table = book.create_sheet(name), read_sheets(SAMPLES)[name]
        sheet.append(table.columns)
        for _, row in table.lines:
            changes = rows.get(row[0], {})
            if changes is not None:
                sheet.append([changes.get(column, cell) for column, cell in zip(table.columns, row, strict=True)])
        added = further.get(name, [])
        for row in added if added and isinstance(added[0], list) else [added]:
            sheet.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


async def settled(world: World, stage: Stage | None = None) -> Upload:
    """The newest workbook, once nothing is to be done with it; of that stage where one is given."""
    for _ in range(300):
        known = await world.records(lambda records: records.uploads.all())
        found = max(known, key=lambda one: (one.sent_at, one.version), default=None)
        if found is not None and not any(one.is_at_work for one in known) and stage in (None, found.stage):
            await world.service.delivery.settled(30)
            assert isinstance(found, Upload)
            return found
        await asyncio.sleep(0.1)
    raise AssertionError(f"no workbook comes to {stage}: {known}")


async def sends(world: World, content: bytes, name: str = "portfolio.xlsx", member: str = PMO) -> Posted:
    """Send a workbook; the message that tells of it, once it was read."""
    await world.teams.send_file(world[member], name, content)
    await settled(world)
    return world.teams.message(world[member])


async def presses(world: World, message: Posted, verb: str, member: str = PMO, **values: str) -> str:
    """Press a button below it, with inputs filled in; what the card says once it was done."""
    await world.presses(member, message, verb, values)
    await settled(world)
    return shown(world, message, member)


def shown(world: World, message: Posted, member: str = PMO) -> str:
    """What the message says by now."""
    message.views.clear()
    return plain(message.seen_by(world[member]) or {})


async def project(world: World, code: str) -> Any:
    return await world.records(lambda records: records.projects.get(code.casefold()))
