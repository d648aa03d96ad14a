"""A workbook on its way into the portfolio: what it would change, what is wrong with it, and how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cards.actions import execute
from cards.elements import Strict, action_set, heading, text
from cards.inputs import toggle
from cards.paging import nearest_page, shorter
from cards.plain import clipped, joined
from cards.rendered import Rendered, rendered, told
from cards.upload_lines import PAGE, REMARK, REMARKS, and_more, by_file, differences, remarks, standing, total_words
from locales import Say
from pmo.importing.preview import Preview
from pmo.importing.stages import Stage, Trouble

_ROW = 60


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
            body += remarks(view.preview, say, refused=True)
        case Stage.HELD:
            body += by_file(view.preview, say)
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
    return joined(when, clipped(view.name, _ROW), view.by, total_words(view.preview.total, say), ended)


def _sentence(view: UploadView, say: Say) -> str:
    match view.stage:
        case Stage.SENT:
            return say("I am reading it and comparing it with the portfolio.")
        case Stage.SHOWN:
            return _shown_sentence(view, say)
        case Stage.WANTED:
            return say("I am bringing it in.")
        case Stage.HELD:
            return say("Brought in: {counts}.", counts=total_words(view.preview.total, say))
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
        return _nothing_words(len(view.preview.stands) + view.preview.more_stands, say)
    counts, loss = total_words(view.preview.total, say), _loss_words(view.preview, say)
    if view.again:
        again = say(
            "The portfolio has changed meanwhile. If you bring it in now: {counts}. Please look again.", counts=counts
        )
        return joined(again, loss, by=" ")
    return joined(loss, say("If you bring it in: {counts}. Nothing has changed yet.", counts=counts), by=" ")


def _nothing_words(stands: int, say: Say) -> str:
    if not stands:
        return say("It says nothing new: the portfolio is as it says.")
    return say.plural(
        "It says nothing new since the last import. {n} cell was changed in Teams since, and that stays.",
        "It says nothing new since the last import. {n} cells were changed in Teams since, and that stays.",
        stands,
    )


def _loss_words(preview: Preview, say: Say) -> str:
    """Of which tables many rows leave; empty for none."""
    parts = [say("{n} of {all} in {file}", n=gone, all=had, file=file) for file, (gone, had) in preview.losing.items()]
    return say("Many rows leave the portfolio: {parts}.", parts=say.listing(parts)) if parts else ""


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


def _preview(view: UploadView, say: Say, page: int) -> list[Strict]:
    preview = view.preview
    body = by_file(preview, say)
    if preview.gone:
        leaving = say("What is archived is not in the workbook and leaves the portfolio. Its history stays.")
        body.append(text(leaving, color="Attention", spacing="Small"))
    if not preview.changes_nothing:
        apply, drop = say("Bring it in"), say("Do not bring it in")
        ids = _ids(view)
        if preview.losing:
            body.append(toggle("sure", say("Many rows leave"), say("I know that, and want it all the same.")))
        body.append(action_set(execute(apply, "import.apply", ids, main=True), execute(drop, "import.drop", ids)))
    pages = max(1, -(-len(preview.lines) // PAGE))
    page, missed = nearest_page(page, pages)
    body += shorter(missed, page, say)
    body += differences(preview, page, say)
    body += standing(preview, say)
    if page == pages and preview.more:
        body.append(text(say("There are more changes than I can list here."), subtle=True))
    if pages > 1:
        body.append(_pages(view, page, pages, say))
    return [*body, *remarks(preview, say, refused=False)]


def _pages(view: UploadView, page: int, pages: int, say: Say) -> Strict:
    wanted = [(page - 1, say("Previous page")), (page + 1, say("Next page"))]
    buttons = [
        execute(title, "import.page", {**_ids(view), "page": number}, with_inputs=False)
        for number, title in wanted
        if 1 <= number <= pages
    ]
    return action_set(*buttons)


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
            body += [text(clipped(name, REMARK), spacing="None") for name in names[:REMARKS]]
            body += and_more(more + max(0, len(names) - REMARKS), say)
    return body


def _ids(view: UploadView) -> dict[str, str | int]:
    return {"import": view.id, "version": view.version}
