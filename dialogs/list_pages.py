"""Another page of a list of projects, or a narrower one; that of a program stays with its program."""

from cards.rendered import Rendered
from dialogs import portfolio, programs
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.filtering.refusals import refusal
from dialogs.paging import page_number, program_of
from dialogs.questions import Question, question, reply
from dialogs.turn import Reply, Turn
from pmo.portfolio import code_key

conversation = Conversation()


@conversation.verb("portfolio.page")
async def page(turn: Turn, person: Person, desk: Desk) -> Reply:
    """Another page; in a channel it is for the clicker alone (CONTRACT §5 "Redraw")."""
    number = page_number(turn, person.say("This page does not exist. Ask for the portfolio again."))
    filters = str(turn.values.get("filters", ""))
    asked, code = await question(turn, person, desk), program_of(turn)
    if refused := await refusal(filters, asked, person.say):
        return Reply.toast(refused)
    shown = await (_of_program(code, filters, number, asked) if code else portfolio.page_of(asked, filters, number))
    if shown is None:
        return Reply.toast(programs.no_program(code, person))
    answer = reply(shown, "portfolio")
    return answer.as_redraw() if turn.place.is_private else answer


async def _of_program(code: str, filters: str, number: int, asked: Question) -> Rendered | None:
    """A page of the program, or of those of its projects that the filters find; None where it may not be named."""
    found = await asked.desk.records.programs.get(code_key(code))
    rows = await programs.projects_of(found, asked) if found else None
    if found is None or rows is None:
        return None
    if filters:
        return await portfolio.page_of(asked, filters, number, found)
    return await programs.page_of(found, rows, asked, number)
