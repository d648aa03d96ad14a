"""Reads a workbook in a process of its own, whatever it is made of, and hands its cells over in pieces.

`python -m bot.unpacking WORKBOOK CELLS` writes lines of JSON: of each sheet what is known of it, then its rows.
"""

import asyncio
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import msgspec

from bot.workbooks import read_workbook
from pmo.importing.sheets import Line, Remark, Sheet, Sheets, Unreadable
from pmo.importing.stages import Trouble

MEMORY_LIMIT = 2 * 2**30
"""Bytes that the process may take: a workbook can unpack to far more than it says."""
TIME_LIMIT = 180.0
"""Seconds that it may take."""
_ROWS = 500
"""Rows of a piece; the loop is free between two."""


class _Beginning(msgspec.Struct, frozen=True):
    """What is known of a sheet before its rows; or why the workbook cannot be read, then there is nothing else."""

    sheet: str = ""
    columns: tuple[str, ...] = ()
    faults: tuple[Remark, ...] = ()
    unread: bool = False
    refused: str = ""


_CALLED = "{workbook}"
"""Stands for what people call the workbook in what is said of it: the process does not know that."""
_Lines = list[Line]
_encode = msgspec.json.Encoder().encode
_beginning, _lines = msgspec.json.Decoder(_Beginning), msgspec.json.Decoder(_Lines)


class NotUnpacked(Exception):
    """The process came to no end; `why` says how."""

    def __init__(self, why: Trouble) -> None:
        super().__init__(why.value)
        self.why = why


async def unpack(workbook: Path, cells: Path) -> None:
    """Read the workbook in a process of its own.

    Raises:
        NotUnpacked: it took too long or too much.
        OSError: the process cannot be started.
    """
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot.unpacking", str(workbook), str(cells)),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(TIME_LIMIT):
            code = await child.wait()
    except TimeoutError:
        raise NotUnpacked(Trouble.TIME) from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if code:
        raise NotUnpacked(Trouble.KIND)


async def sheets_in(cells: Path, called: str) -> Sheets:
    """The sheets that were handed over of a workbook that people call like this.

    Raises:
        Unreadable: the workbook was none.
        FileNotFoundError: nothing was.
    """
    content = await asyncio.to_thread(cells.read_bytes)
    sheets: dict[str, Sheet] = {}
    begun, rows = _Beginning(), list[Line]()
    for raw in content.splitlines():
        if raw.startswith(b"["):
            rows += _lines.decode(raw)
            await asyncio.sleep(0)
            continue
        begun, rows = _beginning.decode(raw), []
        if begun.refused:
            raise Unreadable(begun.refused.replace(_CALLED, called))
        faults = [replace(one, message=one.message.replace(_CALLED, called)) for one in begun.faults]
        sheets[begun.sheet] = Sheet(begun.columns, rows, tuple(faults), begun.unread)
    return sheets


def _written(sheets: Sheets) -> Iterator[bytes]:
    for name, sheet in sheets.items():
        yield _encode(_Beginning(name, sheet.columns, tuple(sheet.faults), sheet.unread))
        for first in range(0, len(sheet.lines), _ROWS):
            yield _encode(sheet.lines[first : first + _ROWS])


def main(workbook: str, cells: str) -> None:
    """Read the workbook of this path and write its cells to the other."""
    with suppress(ValueError, OSError):  # a lower limit holds already
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    try:
        pieces = list(_written(read_workbook(Path(workbook), _CALLED)))
    except Unreadable as refused:
        pieces = [_encode(_Beginning(refused=str(refused)))]
    Path(cells).write_bytes(b"\n".join(pieces))


if __name__ == "__main__":
    main(*sys.argv[1:3])
