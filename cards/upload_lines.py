"""What an import changes and what is to be said of it, row by row."""

from cards.elements import Strict, heading, rich, run, text
from cards.import_words import remark_in
from cards.plain import clipped, joined
from locales import Say
from pmo.importing.differences import Change, Difference
from pmo.importing.preview import Counts, Preview
from pmo.importing.sheets import Remark

PAGE = 25
"""Differences on a page."""
REMARKS = 20
"""Errors or warnings that a card names."""
REMARK = 300
_CELL, _ROW, _NEW = 60, 60, 200


def total_words(rows: Counts, say: Say) -> str:
    """`3 new rows, 5 changed rows and 2 archived rows`, as far as there are any."""
    parts = [
        say.plural("{n} new row", "{n} new rows", rows.new) if rows.new else "",
        say.plural("{n} changed row", "{n} changed rows", rows.changed) if rows.changed else "",
        say.plural("{n} archived row", "{n} archived rows", rows.gone) if rows.gone else "",
        say.plural("{n} row that waits for another of the PMO", "{n} rows that wait for another of the PMO", rows.waits)
        if rows.waits
        else "",
    ]
    return say.listing([part for part in parts if part]) or say("nothing")


def by_file(preview: Preview, say: Say) -> list[Strict]:
    """A line a file, under the name that the sheet has."""
    return [text(f"{file}: {total_words(rows, say)}", spacing="Small") for file, rows in preview.by_file()]


def differences(preview: Preview, page: int, say: Say) -> list[Strict]:
    """Those of the page; what is different from what was shown before is set apart from what is not."""
    body: list[Strict] = []
    first = (page - 1) * PAGE
    for place, line in enumerate(preview.lines[first : first + PAGE], start=first):
        if place == 0 and preview.fresh:
            body.append(text(say("Different from what you saw"), weight="Bolder", spacing="Medium"))
        elif place == preview.fresh and preview.fresh:
            body.append(text(say("As you saw it"), weight="Bolder", spacing="Medium"))
        body.append(_difference(line, say))
    return body


def standing(preview: Preview, say: Say) -> list[Strict]:
    """What stands since it was changed in Teams, and what the workbook says as it did before."""
    body: list[Strict] = []
    nothing = say("empty")
    for line in preview.stands[:REMARKS]:
        there, here = clipped(line.before, _CELL) or nothing, clipped(line.after, _CELL) or nothing
        told = say("{column}: {value} in Teams, {cell} in the workbook", column=line.column, value=there, cell=here)
        where = [run(f"{line.file} "), run(clipped(line.row, _ROW), bold=True)]
        body.append(rich(*where, run(f" · {told}"), spacing="Small"))
    return body + and_more(len(preview.stands) + preview.more_stands - len(body), say)


def _difference(line: Difference, say: Say) -> Strict:
    """`projects VISA · forecast_end: 2026-03-31 → 2026-06-30`, as it stands in the cells."""
    where = [run(f"{line.file} "), run(clipped(line.row, _ROW), bold=True)]
    return rich(*where, run(f" · {_what(line, say)}"), spacing="Small")


def _what(line: Difference, say: Say) -> str:
    name = clipped(line.name, _CELL)
    match line.change:
        case Change.NEW:
            cells = [say("{name}: {value}", name=column, value=clipped(cell, _CELL)) for column, cell in line.cells]
            return joined(say("new"), name, clipped(joined(*cells), _NEW))
        case Change.BACK:
            return joined(say("comes back"), name)
        case Change.GONE:
            return joined(say("archived"), name)
        case Change.CHANGED | Change.WAITS | Change.AGREED if line.column:
            nothing = say("empty")
            before, after = clipped(line.before, _CELL) or nothing, clipped(line.after, _CELL) or nothing
            told = say("{column}: {before} → {after}", column=line.column, before=before, after=after)
            return joined(told, _waits(line.change, say))
        case _:
            return joined(say("changed"), name)


def _waits(change: Change, say: Say) -> str:
    """What a cell that two must want waits for."""
    if change is Change.AGREED:
        return say("another of the PMO wants it too: it holds with this")
    return say("waits for another of the PMO") if change is Change.WAITS else ""


def remarks(preview: Preview, say: Say, *, refused: bool) -> list[Strict]:
    """Errors or warnings, each with its place in the workbook."""
    if not preview.remarks:
        return []
    body: list[Strict] = []
    if not refused:
        count = preview.all_remarks
        body.append(heading(say.plural("{n} warning", "{n} warnings", count), size="Medium", spacing="Medium"))
    shown = preview.remarks[:REMARKS]
    for remark in shown:
        where, message = joined(remark.file, _place(remark, say)), clipped(remark_in(remark.message, say), REMARK)
        if message.startswith(where):  # what is said of the workbook itself begins with its name
            body.append(text(message, spacing="Small"))
        else:
            body.append(rich(run(where, bold=True), run(f" · {message}"), spacing="Small"))
    return body + and_more(preview.all_remarks - len(shown), say)


def _place(remark: Remark, say: Say) -> str:
    row = say("row {row}", row=remark.row) if remark.row is not None else ""
    return joined(row, remark.column)


def and_more(left: int, say: Say) -> list[Strict]:
    """How many there are besides, where there are any."""
    return [text(say.plural("and {n} more", "and {n} more", left), subtle=True)] if left > 0 else []
