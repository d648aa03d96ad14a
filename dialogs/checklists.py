"""Somebody asks for documents: of a project its whole checklist, of several what is missing or in draft."""

from collections.abc import Sequence
from datetime import date

from cards.checklist import ChecklistView, DocumentRow, checklist_card
from cards.rendered import Rendered
from cards.status import title_of
from dialogs.access import note_reading, seen_by
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.questions import Question
from dialogs.scopes import about, several
from dialogs.turn import Reply, Turn
from pmo.documents import Document, DocumentState
from pmo.portfolio import Program, Project

conversation = Conversation()
WANTED = (DocumentState.MISSING, DocumentState.DRAFT)
_ORDER = tuple(DocumentState)


@conversation.command("documents")
async def documents(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The checklist of a project; of a program or of all that the readers may see what is still to come."""
    return await about(turn, person, desk, _of_one, _of_many)


async def _of_one(project: Project, asked: Question) -> Rendered | None:
    view = await seen_by(asked.person, project, asked.audience, asked.desk)
    if not view.readable:
        return None
    await note_reading(asked.person, (project,), asked.desk)
    rows = [await _row(one, project, asked, named=False) for one in await _checklist(project, asked.desk)]
    shown = ChecklistView(
        scope=title_of(project.code, project.name), rows=_sorted(rows), as_of=asked.desk.now, notes=asked.notes
    )
    return checklist_card(shown, asked.say)


async def _of_many(program: Program | None, asked: Question) -> Rendered | None:
    """A channel's everything is its program."""
    found = await several(program, asked)
    if found is None:
        return None
    meant, projects = found
    rows: list[DocumentRow] = []
    read, known = [], 0
    for project in projects:
        listed = await _checklist(project, asked.desk)
        known += len(listed)
        wanted = [one for one in listed if one.state in WANTED]
        rows += [await _row(one, project, asked, named=True) for one in wanted]
        read += [project] if wanted else []
    await note_reading(asked.person, read, asked.desk)
    shown = ChecklistView(
        scope=title_of(meant.code, meant.name) if meant else asked.say("Portfolio"),
        rows=_sorted(rows),
        as_of=asked.desk.now,
        wanted=True,
        known=known,
        example=read[0].code if read else "",
        notes=asked.notes,
    )
    return checklist_card(shown, asked.say)


async def _checklist(project: Project, desk: Desk) -> list[Document]:
    return [one for one in await desk.records.documents.find("project", project.key) if not one.archived]


def _sorted(rows: Sequence[DocumentRow]) -> tuple[DocumentRow, ...]:
    """Overdue first, then what is missing, then by day."""
    order = sorted(rows, key=lambda row: (row.project, row.artefact))
    order.sort(key=lambda row: (not row.overdue, _ORDER.index(row.state), row.due or date.max))
    return tuple(order)


async def _row(one: Document, project: Project, asked: Question, *, named: bool) -> DocumentRow:
    today = asked.desk.now.astimezone(asked.say.zone).date()
    return DocumentRow(
        artefact=one.artefact,
        state=one.state,
        project=project.code if named else "",
        owner=await asked.desk.name_of(one.owner or project.manager) if one.state in WANTED else "",
        due=one.due if one.state in WANTED else None,
        overdue=one.state in WANTED and one.due is not None and one.due < today,
        link=one.link,
    )
