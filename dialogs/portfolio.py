"""Somebody asks how the portfolio stands, and gets the projects they may see where they ask, worst first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cards.portfolio import PortfolioRow, PortfolioView, portfolio_card
from cards.rendered import Rendered
from dialogs.access import linked_program, note_reading, seen_by
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.filter_problems import problem_words
from dialogs.filters import understood
from dialogs.pauses import with_pauses
from dialogs.questions import Question, answered, question, reply, stranger
from dialogs.selecting import Looker, Seen
from dialogs.turn import Reply, Turn
from dialogs.words import typed_by
from pmo.portfolio import Phase, Project, Rag
from pmo.selection import Listed, Selection, selected

conversation = Conversation()
PAGE = 20
"""Projects on a page."""
FILTER_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A project that the readers may see, and how it stands."""

    seen: Seen
    listed: Listed

    @property
    def project(self) -> Project:
        """The project."""
        return self.seen.project


@conversation.command("portfolio")
async def portfolio(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The projects this person may see here, narrowed and sorted as they ask; the rest in their own chat."""
    if person.member is None:
        return stranger(person)
    filters = typed_by(turn).rest[:FILTER_LIMIT]
    if problems := understood(filters).problems:
        return Reply.toast(problem_words(problems, person.say))

    async def drawn(asked: Question) -> Rendered | None:
        shows = asked.audience.private or asked.audience.program
        return await page_of(asked, filters) if shows else None

    return await answered(await question(turn, person, desk), drawn, "portfolio")


@conversation.verb("portfolio.page")
async def page(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Another page; in a channel it is for the clicker alone (CONTRACT §5 "Redraw")."""
    number = str(turn.values.get("page", ""))
    if not (number.isascii() and number.isdigit() and len(number) < 7):
        raise Refused(person.say("This page does not exist. Ask for the portfolio again."))
    asked = await question(turn, person, desk)
    filters = str(turn.values.get("filters", ""))[:FILTER_LIMIT]
    if problems := understood(filters).problems:
        return Reply.toast(problem_words(problems, person.say))
    shown = await page_of(asked, filters, int(number))
    answer = reply(shown, "portfolio")
    return answer.as_redraw() if turn.place.kind == "personal" else answer


async def page_of(asked: Question, filters: str, number: int = 1) -> Rendered:
    """A page of the projects the readers may see; a page that does not exist is the nearest one."""
    selection = understood(filters).selection
    rows = await selected_rows(asked, selection)
    here = None if asked.audience.private else await linked_program(asked.place, asked.desk)
    scope = f"{here.code} · {here.name}" if here else asked.say("Portfolio")
    view = listing(rows, asked, filters, number)
    shown = {row.code for row in view.rows}
    read = [row.project for row in rows if row.project.code in shown]
    await note_reading(asked.person, read, asked.desk)
    if filters:
        scope = asked.say("{scope}: {filters}", scope=scope, filters=filters)
    named = replace(view, scope=scope, notes=asked.notes)
    return portfolio_card(named, asked.say)


async def selected_rows(asked: Question, selection: Selection) -> list[Row]:
    """The projects of a selection that the readers may see, in its order."""
    rows = {row.listed.code: row for row in await _looked_at(asked, selection)}
    return [rows[one.code] for one in selected(selection, [row.listed for row in rows.values()])]


async def visible(asked: Question) -> list[Row]:
    """The projects the readers may see, worst first; closed and archived ones are shown only when asked for."""
    return await selected_rows(asked, Selection())


async def _looked_at(asked: Question, selection: Selection) -> list[Row]:
    records, rows, looker = asked.desk.records, list[Row](), Looker(selection, asked)
    async for project in with_pauses(await _candidates(asked)):
        if project.archived or (project.phase is Phase.CLOSED and Phase.CLOSED not in selection.phases):
            continue
        view = await seen_by(asked.person, project, asked.audience, asked.desk)
        if view.readable:
            seen = Seen(
                project=project,
                standing=await records.standings.get(project.key),
                judged=await records.judgements.get(project.key),
                money=view.money,
            )
            rows.append(Row(seen, await looker.listed(seen)))
    return rows


async def _candidates(asked: Question) -> Sequence[Project]:
    projects = asked.desk.records.projects
    if asked.audience.private:
        return await projects.all()
    return await projects.find("program", asked.audience.program) if asked.audience.program else ()


def listing(rows: Sequence[Row], asked: Question, filters: str, number: int = 1) -> PortfolioView:
    """A page of these rows, with the counts of all of them."""
    pages = max(1, -(-len(rows) // PAGE))
    number = min(max(1, number), pages)
    return PortfolioView(
        rows=tuple(_row(row) for row in rows[(number - 1) * PAGE : number * PAGE]),
        as_of=asked.desk.now,
        counts={rag: sum(row.listed.rag is rag for row in rows) for rag in Rag},
        unreported=sum(row.listed.rag is None for row in rows),
        page=number,
        pages=pages,
        filters=filters,
    )


def _row(row: Row) -> PortfolioRow:
    project = row.project
    return PortfolioRow(
        code=project.code,
        name=project.name,
        rag=row.listed.rag,
        as_of=row.listed.day,
        program=project.program,
        computed=row.listed.computed,
    )
