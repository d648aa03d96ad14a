"""A workbook on its way into the portfolio: what it would change, what is wrong with it, and how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cards.actions import execute
from cards.elements import Strict, action_set, heading, rich, run, text
from cards.import_words import remark_in
from cards.plain import clipped, joined
from cards.rendered import Rendered, rendered, told
from cards.shorter import nearest_page, shorter
from locales import Say
from pmo.importing.differences import Change, Difference
from pmo.importing.preview import Counts, Preview
from pmo.importing.sheets import Remark
from pmo.importing.stages import Stage, Trouble

PAGE = 25
"""Differences on a page."""
_REMARKS = 20
"""Errors or warnings that a card names."""
_REMARK, _CELL, _ROW, _NEW = 300, 60, 60, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadView:
    """A workbook as who sent it sees it.

    Attributes:
        by: who brought it in.
        preview: what it would change, or what is wrong with it.
        again: the portfolio has changed since it was shown first.
        until: until when it can be taken back; None when it cannot.
        restored: rows that were put back; `left` names the first that somebody had changed, `more_left` are others.
        withdrawn: what waited for another of the PMO and is not wanted any more; `agreed` is what two of them want.
    """

    id: str
    version: int
    name: str
    stage: Stage
    trouble: Trouble | None = None
    by: str = ""
    preview: Preview = field(default_factory=Preview)
    again: bool = False
    done_at: datetime | None = None
    until: datetime | None = None
    restored: int = 0
    left: tuple[str, ...] = ()
    more_left: int = 0
    withdrawn: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()


def upload_card(view: UploadView, say: Say, *, page: int = 1) -> Rendered:
    """One sentence on how it stands, what it changes or what is wrong with it, and what can be done."""
    title = say("Import: {name}", name=clipped(view.name, _ROW))
    sentence = _sentence(view, say)
    body = [heading(title), text(sentence, weight="Bolder", spacing="Small")]
    match view.stage:
        case Stage.SHOWN:
            body += _preview(view, say, page)
        case Stage.REFUSED:
            body += _remarks(view, say)
        case Stage.HELD:
            body += _by_file(view.preview, say)
            body += _undo(view, say)
        case Stage.UNDONE:
            body += _undone(view, say)
    return rendered(body, summary=told(title, sentence), say=say)


def uploads_card(views: Sequence[UploadView], say: Say) -> Rendered:
    """How a workbook is brought in, and the last ones that were."""
    title = say("Bring in a workbook")
    how = say(
        "Send it to me here as a file (.xlsx, up to 10 MB). Nothing changes before you have seen what it changes."
    )
    whole = say("A sheet is the whole table: rows that are missing from it leave the portfolio.")
    get = execute(say("Get the present workbook"), "export.make", {"filters": ""}, with_inputs=False)
    body = [heading(title), text(how, weight="Bolder", spacing="Small"), text(whole, spacing="Small"), action_set(get)]
    if views:
        body.append(heading(say("The last imports"), size="Medium", spacing="Medium"))
        body += [text(_line_of(view, say), spacing="Small") for view in views]
    return rendered(body, summary=told(title, how), say=say)


def _line_of(view: UploadView, say: Say) -> str:
    when = say.moment(view.done_at) if view.done_at else ""
    ended = say("taken back") if view.stage is Stage.UNDONE else ""
    return joined(when, clipped(view.name, _ROW), view.by, _total(view.preview.total, say), ended)


def _sentence(view: UploadView, say: Say) -> str:
    match view.stage:
        case Stage.SENT:
            return say("I am reading it and comparing it with the portfolio.")
        case Stage.SHOWN:
            return _shown_sentence(view, say)
        case Stage.WANTED:
            return say("I am bringing it in.")
        case Stage.HELD:
            return say("Brought in: {counts}.", counts=_total(view.preview.total, say))
        case Stage.UNWANTED:
            return say("I am taking it back.")
        case Stage.UNDONE:
            return _undone_sentence(view.restored, say)
        case Stage.DROPPED:
            return say("Not brought in. Nothing was changed.")
        case Stage.REFUSED:
            count = view.preview.all_remarks
            return say.plural(
                "It has {n} error. Nothing was changed.", "It has {n} errors. Nothing was changed.", count
            )
        case Stage.FAILED:
            return _trouble(view.trouble, say)


def _undone_sentence(rows: int, say: Say) -> str:
    if not rows:
        return say("Taken back.")
    return say.plural("Taken back: {n} row is as it was.", "Taken back: {n} rows are as they were.", rows)


def _shown_sentence(view: UploadView, say: Say) -> str:
    if view.preview.changes_nothing:
        return say("It says nothing new: the portfolio is as it says.")
    counts = _total(view.preview.total, say)
    if view.again:
        return say(
            "The portfolio has changed meanwhile. If you bring it in now: {counts}. Please look again.", counts=counts
        )
    return say("If you bring it in: {counts}. Nothing has changed yet.", counts=counts)


def _trouble(trouble: Trouble | None, say: Say) -> str:
    match trouble:
        case Trouble.ADDRESS:
            return say("It lies where I may not fetch it. Please attach the file itself to your message.")
        case Trouble.SIZE:
            return say("It is too large: up to 10 MB are possible. Nothing was changed.")
        case Trouble.KIND:
            return say("It is no workbook that I can read. Please save it as .xlsx without a password.")
        case Trouble.TIME:
            return say("It took too long to read. Please send fewer sheets at a time. Nothing was changed.")
        case _:
            return say("I could not fetch it. Please send it once more. Nothing was changed.")


def _total(rows: Counts, say: Say) -> str:
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


def _by_file(preview: Preview, say: Say) -> list[Strict]:
    """A line a file, under the name that the sheet has."""
    return [text(f"{file}: {_total(rows, say)}", spacing="Small") for file, rows in preview.by_file()]


def _preview(view: UploadView, say: Say, page: int) -> list[Strict]:
    preview = view.preview
    body = _by_file(preview, say)
    if preview.gone:
        leaving = say("What is archived is not in the workbook and leaves the portfolio. Its history stays.")
        body.append(text(leaving, color="Attention", spacing="Small"))
    if not preview.changes_nothing:
        apply, drop = say("Bring it in"), say("Do not bring it in")
        ids = _ids(view)
        body.append(action_set(execute(apply, "import.apply", ids, main=True), execute(drop, "import.drop", ids)))
    pages = max(1, -(-len(preview.lines) // PAGE))
    page, missed = nearest_page(page, pages)
    body += shorter(missed, page, say)
    body += _differences(preview, page, say)
    if page == pages and preview.more:
        body.append(text(say("There are more changes than I can list here."), subtle=True))
    if pages > 1:
        body.append(_pages(view, page, pages, say))
    return [*body, *_remarks(view, say)]


def _differences(preview: Preview, page: int, say: Say) -> list[Strict]:
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


def _pages(view: UploadView, page: int, pages: int, say: Say) -> Strict:
    wanted = [(page - 1, say("Previous page")), (page + 1, say("Next page"))]
    buttons = [
        execute(title, "import.page", {**_ids(view), "page": number}, with_inputs=False)
        for number, title in wanted
        if 1 <= number <= pages
    ]
    return action_set(*buttons)


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


def _remarks(view: UploadView, say: Say) -> list[Strict]:
    """Errors or warnings, each with its place in the workbook."""
    preview = view.preview
    if not preview.remarks:
        return []
    body: list[Strict] = []
    if view.stage is not Stage.REFUSED:
        count = preview.all_remarks
        body.append(heading(say.plural("{n} warning", "{n} warnings", count), size="Medium", spacing="Medium"))
    shown = preview.remarks[:_REMARKS]
    for remark in shown:
        where, message = joined(remark.file, _place(remark, say)), clipped(remark_in(remark.message, say), _REMARK)
        if message.startswith(where):  # what is said of the workbook itself begins with its name
            body.append(text(message, spacing="Small"))
        else:
            body.append(rich(run(where, bold=True), run(f" · {message}"), spacing="Small"))
    return body + _and_more(preview.all_remarks - len(shown), say)


def _place(remark: Remark, say: Say) -> str:
    row = say("row {row}", row=remark.row) if remark.row is not None else ""
    return joined(row, remark.column)


def _and_more(left: int, say: Say) -> list[Strict]:
    return [text(say.plural("and {n} more", "and {n} more", left), subtle=True)] if left > 0 else []


def _undo(view: UploadView, say: Say) -> list[Strict]:
    if view.until is None:
        return []
    until = say.moment(view.until)
    how = say("You can take it back until {until} or the next import. What others change meanwhile stays.", until=until)
    back = execute(say("Take it back"), "import.undo", _ids(view), with_inputs=False)
    return [text(how, spacing="Medium"), action_set(back)]


def _undone(view: UploadView, say: Say) -> list[Strict]:
    """What stays as it is, and what is not wanted any more."""
    parts = [
        (say("Somebody has changed these since, and they stay as they are:"), view.left, view.more_left),
        (say("Two of the PMO want this, so it stays; two of them can change it:"), view.agreed, 0),
        (say("This waited for another of the PMO and is not wanted any more:"), view.withdrawn, 0),
    ]
    body: list[Strict] = []
    for title, names, more in parts:
        if names:
            body.append(text(title, spacing="Medium"))
            body += [text(clipped(name, _REMARK), spacing="None") for name in names[:_REMARKS]]
            body += _and_more(more + max(0, len(names) - _REMARKS), say)
    return body


def _ids(view: UploadView) -> dict[str, str | int]:
    return {"import": view.id, "version": view.version}
