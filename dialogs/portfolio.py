"""Somebody asks how the portfolio stands, and gets the projects they may see where they ask, worst first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cards.portfolio import PortfolioRow, PortfolioView, portfolio_card
from cards.rendered import Rendered
from dialogs.access import linked_program, note_reading, seen_by
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.filters import not_yet_words, understood
from dialogs.questions import Question, answered, question, reply, stranger
from dialogs.turn import Reply, Turn
from dialogs.words import typed_by
from pmo.colours import Colour
from pmo.portfolio import Phase, Project, Rag, code_key
from pmo.reports import Standing, said_on

conversation = Conversation()
PAGE = 20
"""Projects on a page."""
FILTER_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A project and what stands of it."""

    project: Project
    standing: Standing | None
    computed: Colour | None = None

    @property
    def rag(self) -> Rag | None:
        """The declared status; None before the first report."""
        return self.standing.report.rag if self.standing else None

    @property
    def rank(self) -> tuple[int, int, str]:
        """Red, amber, never reported, green, by the worse of both statuses: silence is no good sign."""
        declared = 2 * self.rag.severity if self.rag else 1
        computed = 2 * self.computed.severity if self.computed else 0
        return -max(declared, computed), -declared, code_key(self.project.code)


@conversation.command("portfolio")
async def portfolio(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The projects this person may see here, narrowed by status words and free words; the rest in their own chat."""
    if person.member is None:
        return stranger(person)
    filters = typed_by(turn).rest[:FILTER_LIMIT]
    if not_yet := understood(filters).not_yet:
        return Reply.toast(not_yet_words(not_yet, person.say))

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
    if not_yet := understood(filters).not_yet:
        return Reply.toast(not_yet_words(not_yet, person.say))
    shown = await page_of(asked, filters, int(number))
    answer = reply(shown, "portfolio")
    return answer.as_redraw() if turn.place.kind == "personal" else answer


async def page_of(asked: Question, filters: str, number: int = 1) -> Rendered:
    """A page of the projects the readers may see; a page that does not exist is the nearest one."""
    wanted = understood(filters)
    rows = [row for row in await visible(asked) if wanted.match(row.project, row.rag)]
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


async def visible(asked: Question) -> list[Row]:
    """The projects the readers may see, worst first; closed and archived ones are shown only when asked by code."""
    records, rows = asked.desk.records, []
    for project in await _candidates(asked):
        if project.archived or project.phase is Phase.CLOSED:
            continue
        view = await seen_by(asked.person, project, asked.audience, asked.desk)
        if view.readable:
            key = code_key(project.code)
            judged = await records.judgements.get(key)
            computed = judged.seen_with(money=view.money).colour if judged else None
            rows.append(Row(project, await records.standings.get(key), computed))
    return sorted(rows, key=lambda row: row.rank)


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
        rows=tuple(_row(row, asked) for row in rows[(number - 1) * PAGE : number * PAGE]),
        as_of=asked.desk.now,
        counts={rag: sum(row.rag is rag for row in rows) for rag in Rag},
        unreported=sum(row.rag is None for row in rows),
        page=number,
        pages=pages,
        filters=filters,
    )


def _row(row: Row, asked: Question) -> PortfolioRow:
    project = row.project
    as_of = said_on(row.standing.report, asked.say.zone) if row.standing else None
    return PortfolioRow(
        code=project.code,
        name=project.name,
        rag=row.rag,
        as_of=as_of,
        program=project.program,
        computed=row.computed,
    )
