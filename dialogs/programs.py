"""Somebody asks for one program and its projects."""

from dataclasses import replace

from cards.portfolio import ProgramView, program_card
from cards.rendered import Rendered
from dialogs.access import note_reading, note_refused, sets_rhythm
from dialogs.codes import code_meant
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.portfolio import PAGE, listing
from dialogs.projects import CODE_SHOWN
from dialogs.questions import Question, answered, question, stranger
from dialogs.selecting import visible
from dialogs.turn import Reply, Turn
from dialogs.words import typed_by
from pmo.listed import Listed
from pmo.portfolio import Program, code_key
from pmo.rights import knows_of
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
    found = await desk.records.programs.get(code_key(await code_meant(typed, desk)))

    async def drawn(asked: Question) -> Rendered | None:
        if found is None or found.archived:
            return None
        rows = [one for one in await visible(asked) if code_key(one.project.program) == code_key(found.code)]
        if not rows and not may_know(found, asked):
            if asked.refuses:
                await note_refused(person, "program", found.code, desk)
            return None
        await note_reading(person, [one.project for one in rows[:PAGE]], desk)
        return program_card(await _view(found, rows, asked), asked.say)

    code = typed[:CODE_SHOWN]
    nothing = say("There is no program {code} that you can see. Type “portfolio” for the list.", code=code)
    return await answered(await question(turn, person, desk), drawn, "program", nothing)


def may_know(found: Program, asked: Question) -> bool:
    """Whether a program without visible projects may be named to these readers."""
    member = asked.person.member
    if not asked.audience.private:
        return asked.audience.program == code_key(found.code)
    return member is not None and knows_of(member, found)


async def _view(found: Program, rows: list[Listed], asked: Question) -> ProgramView:
    return ProgramView(
        code=found.code,
        name=found.name,
        projects=replace(
            listing(rows, asked, found.code),
            notes=asked.notes,
            watch=(Watched.PROGRAM, found.code),
            anywhere=f"program:{found.code}",
        ),
        description=found.description,
        manager=await asked.desk.name_of(found.manager),
        owner=await asked.desk.name_of(found.owner),
        may_set_rhythm=asked.audience.private and sets_rhythm(asked.person, found),
    )
