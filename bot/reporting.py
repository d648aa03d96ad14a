"""`rapporteur report`: a project's status report or a committee's pack, from a store that a bot may be serving."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.office import Office, clock_on
from bot.pdf import pdf_of
from bot.settings import Settings
from dialogs.desk import Desk
from dialogs.report_views import Wanted, committee_part, committee_view, is_program, scope, status_report
from documents import status_report as paper
from documents.committee_pack import committee_pack
from documents.committee_workbook import committee_workbook
from documents.view import ReportedMilestone, ReportedProject
from storage.embedded import open_store
from storage.tables import TABLES

OF_A_PROJECT, OF_MANY = (".docx", ".pdf"), (".pptx", ".xlsx", ".pdf")
"""What a report can be written as, by its suffix."""
_AT_ONCE = 20
"""Projects that are gathered before it is told how far it has come."""

Tell = Callable[[float], None]


class CannotReport(Exception):
    """The report cannot be written as that; the message says why and what is possible."""


async def write_reports(
    settings: Settings, wanted: Wanted, paths: Sequence[Path], tell: Tell | None = None
) -> Sequence[Path]:
    """Write one report in several forms, all from the same state of the data.

    Args:
        tell: hears which share is done, 0 to 1.

    Raises:
        NothingToReport: there is nothing of that code that this reader may see.
        CannotReport: a file would not be what its name says, or cannot be written there.
        CannotConvert: there is no PDF.
        StoreFailed: there is no store, or it cannot be read.
    """
    store = await open_store(settings.folder, TABLES, readonly=True)
    try:
        office = Office(store, await clock_on(store, settings), settings.language)
        suffixes = [path.suffix.lower() for path in paths]
        made = await office.work(lambda desk: _made(wanted, suffixes, desk, tell or _nobody))
    finally:
        await store.close()
    asked = list(zip(paths, suffixes, strict=True))
    for path, suffix in asked:
        if suffix != ".pdf":
            _put(path, made[suffix])
    for path, suffix in asked:  # last: where it cannot be made, the documents are there all the same
        if suffix == ".pdf":
            _put(path, await _as_pdf(made))
    return paths


def _nobody(_share: float) -> None:
    """Nobody wants to hear how far it has come."""


async def _made(wanted: Wanted, suffixes: Sequence[str], desk: Desk, tell: Tell) -> Mapping[str, bytes]:
    """The documents, by suffix; a PDF is made of another one later.

    Where a project and a program have one code, slides and a workbook are the program's.
    """
    is_of_many = not set(suffixes) <= set(OF_A_PROJECT) and await is_program(wanted.code, desk)
    found = None if is_of_many else await status_report(wanted, desk)
    whole = await scope(wanted, desk) if found is None else None  # first: who may not know of it hears just that
    possible = OF_A_PROJECT if found else OF_MANY
    for suffix in suffixes:
        if suffix not in possible:
            raise CannotReport(f"This report ends in {' or '.join(possible)}, not in “{suffix}”.")
    if found is not None:
        view, reader = found
        return {".docx": paper.status_report(view, reader.say)}
    assert whole is not None, "it is about many"
    told, milestones = list[ReportedProject](), list[ReportedMilestone]()
    for start in range(0, len(whole.projects), _AT_ONCE):
        some, theirs = await committee_part(whole.projects[start : start + _AT_ONCE], whole)
        told, milestones = told + some, milestones + theirs
        tell(len(told) / len(whole.projects))
    view_of_all = await committee_view(whole, told, milestones)
    say = whole.reader.say
    return {".pptx": committee_pack(view_of_all, say), ".xlsx": committee_workbook(view_of_all, say)}


async def _as_pdf(made: Mapping[str, bytes]) -> bytes:
    suffix = ".docx" if ".docx" in made else ".pptx"
    return await pdf_of(made[suffix], suffix)


def _put(path: Path, content: bytes) -> None:
    """Put the file into its place when it is whole."""
    if path.is_dir():
        raise CannotReport(f"{path} is a folder; give the name of a file.")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
