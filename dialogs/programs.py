"""Somebody asks for one program and its projects."""

from dataclasses import replace

from cards.portfolio import ProgramView, program_card
from cards.rendered import Rendered
from dialogs.access import note_reading, note_refused, sets_rhythm
from dialogs.codes import code_meant
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.known_programs import may_know
from dialogs.meant import by_words
from dialogs.portfolio import filters_of, listing, on_page
from dialogs.projects import CODE_SHOWN
from dialogs.questions import Question, answered, question, stranger
from dialogs.selecting import sight_of, visible_of, within
from dialogs.turn import Reply, Turn
from dialogs.words import typed_by
from pmo.listed import Listed
from pmo.portfolio import Program, code_key
from pmo.watches import Watched

conversation = Conversation()


@conversation.command("program")
async def program(turn: Turn, person: Person, desk: Desk) -> Reply:
    """One program, by its code, with the projects the readers may see."""
    say, typed = person.say, typed_by(turn).rest
    if person.member is None:
        return stranger(person)
    if not typed:
        return Reply.toast(say("Which program? Type for example “program CODE”."))
    code = await code_meant(typed, desk)

    async def drawn(asked: Question) -> Rendered | None:
        return await _drawn(code, asked) or await by_words("program", typed, asked, _drawn)

    return await answered(await question(turn, person, desk), drawn, "program", no_program(typed, person))


async def _drawn(code: str, asked: Question) -> Rendered | None:
    """The program of this code with its projects; None where the readers may not know of it."""
    found = await asked.desk.records.programs.get(code_key(code))
    rows = await projects_of(found, asked) if found else None
    return await page_of(found, rows, asked) if found and rows is not None else None


def no_program(typed: str, person: Person) -> str:
    """What is said of a code that no program has which the person may see."""
    code = typed[:CODE_SHOWN]
    return person.say("There is no program {code} that you can see. Type “portfolio” for the list.", code=code)


async def projects_of(found: Program, asked: Question) -> list[Listed] | None:
    """Those of the program that the readers may see, worst first; None where they may not know of it."""
    rows = [] if found.archived else visible_of(within(await sight_of(asked), found))
    if rows or (not found.archived and may_know(found, asked)):
        return rows
    if asked.refuses and not found.archived:
        await note_refused(asked.person, "program", found.code, asked.desk)
    return None


async def page_of(found: Program, rows: list[Listed], asked: Question, number: int = 1) -> Rendered:
    """The program with a page of these projects of it."""
    view = await _view(found, rows, asked, number)
    await note_reading(asked.person, [one.project for one in on_page(rows, view.projects.page)], asked.desk)
    return program_card(view, asked.say)


async def _view(found: Program, rows: list[Listed], asked: Question, number: int) -> ProgramView:
    return ProgramView(
        code=found.code,
        name=found.name,
        projects=replace(
            listing(rows, asked, "", number),
            program=found.code,
            notes=asked.notes,
            watch=(Watched.PROGRAM, found.code),
            anywhere=filters_of(found.code),
        ),
        description=found.description,
        manager=await asked.desk.name_of(found.manager),
        owner=await asked.desk.name_of(found.owner),
        may_set_rhythm=asked.audience.private and sets_rhythm(asked.person, found),
    )
