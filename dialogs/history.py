"""Somebody looks at everything that was reported of a project, in every version."""

from cards.history import HistoryView, ReportRow, history_card
from cards.paging import nearest_page
from cards.rendered import Rendered
from dialogs.access import note_reading, note_refused, seen_by
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.questions import Question, answered, question
from dialogs.turn import Reply, Turn
from pmo.portfolio import Project, code_key
from pmo.reports import StatusReport

conversation = Conversation()
PAGE = 20
"""Versions on a page."""
_CODE_SHOWN = 40


@conversation.verb("history.show")
async def history(turn: Turn, person: Person, desk: Desk) -> Reply:
    """A page of the reports, the newest first; a page that does not exist is the nearest one."""
    code = str(turn.values.get("project", ""))
    text = str(turn.values.get("page", "1"))
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
    found = await desk.records.projects.get(code_key(code)) if code else None

    async def drawn(asked: Question) -> Rendered | None:
        if found is None or not (await seen_by(person, found, asked.audience, desk)).readable:
            if asked.refuses:
                await note_refused(person, turn.verb, code, desk)
            return None
        await note_reading(person, (found,), desk)
        return history_card(await _view(found, number, asked), asked.say)

    say = person.say
    nothing = say(
        "There is no project {code} that you can see. Type “portfolio” for the list.", code=code[:_CODE_SHOWN]
    )
    reply = await answered(await question(turn, person, desk), drawn, "history", nothing)
    paged = "page" in turn.values and turn.place.is_private and reply.card is not None
    return reply.as_redraw() if paged else reply


async def _view(found: Project, number: int, asked: Question) -> HistoryView:
    reports = list(reversed(await asked.desk.records.reports.find("project", code_key(found.code))))
    pages = max(1, -(-len(reports) // PAGE))
    number, missed = nearest_page(number, pages)
    rows = [await _row(report, asked.desk) for report in reports[(number - 1) * PAGE : number * PAGE]]
    return HistoryView(code=found.code, name=found.name, rows=tuple(rows), page=number, pages=pages, missed=missed)


async def _row(report: StatusReport, desk: Desk) -> ReportRow:
    return ReportRow(
        period=report.period,
        version=report.version,
        rag=report.rag,
        at=report.answered_at,
        by=await desk.name_of(report.reporter),
        stands_for=await desk.name_of(report.stands_for),
        summary=report.summary,
        unchanged=report.unchanged,
        late=report.late,
        correction=report.correction,
    )
