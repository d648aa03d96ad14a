"""A question about one project, one program or all that the readers may see, by the code that was typed."""

from collections.abc import Awaitable, Callable

from cards.rendered import Rendered
from cards.status import title_of
from dialogs.access import linked_program, note_reading, note_refused
from dialogs.codes import code_meant
from dialogs.desk import Desk, Person
from dialogs.known_programs import may_know
from dialogs.meant import Draw, by_words
from dialogs.projects import CODE_SHOWN
from dialogs.questions import Question, answered, question, stranger
from dialogs.selecting import visible
from dialogs.turn import Reply, Turn
from dialogs.words import typed_by
from locales import Say
from pmo.portfolio import Program, Project, code_key

OfOne = Callable[[Project, Question], Awaitable[Rendered | None]]
OfMany = Callable[[Program | None, Question], Awaitable[Rendered | None]]


async def about(turn: Turn, person: Person, desk: Desk, of_one: OfOne, of_many: OfMany) -> Reply:
    """The answer about what was named, or about everything when nothing was.

    Args:
        of_one, of_many: draw it, of a project and of several, of a program or of all; None for what the readers may not
            see, of which they hear the same as of what does not exist.
    """

    async def drawn(code: str, asked: Question) -> Rendered | None:
        project = await desk.records.projects.get(code_key(code)) if code else None
        program = await desk.records.programs.get(code_key(code)) if code else None
        shown = await of_one(project, asked) if project else None
        if shown is None and (program or not code):  # a code that both have means the project, where it may be seen
            shown = await of_many(program, asked)
        return shown

    return await drawn_about(turn, person, desk, drawn)


async def drawn_about(turn: Turn, person: Person, desk: Desk, draw: Draw) -> Reply:
    """The answer about the project or program that was named, by its code or by words, or about everything.

    Args:
        draw: draws it by a code, of everything by none.
    """
    if person.member is None:
        return stranger(person)
    typed = typed_by(turn)
    code = await code_meant(typed.rest, desk)

    async def drawn(asked: Question) -> Rendered | None:
        shown = await draw(code, asked)
        if shown is not None:
            return shown
        if asked.refuses:
            await note_refused(person, typed.command, code, desk)
        return await by_words(typed.command, typed.rest, asked, draw)

    nothing = unknown_scope(typed.rest, person)
    return await answered(await question(turn, person, desk), drawn, typed.command, nothing)


def over_words(project: Project, say: Say) -> str:
    """What is said of a closed project wherever something would be asked or expected of an open one."""
    title = title_of(project.code, project.name)
    return say("{project} is closed: nothing is asked about it any more.", project=title)


def unknown_scope(typed: str, person: Person) -> str:
    """What somebody hears of a code that no project or program has which they may see."""
    return person.say(
        "There is no project or program {code} that you can see. Type “portfolio” for the list.",
        code=typed[:CODE_SHOWN],
    )


async def several(program: Program | None, asked: Question) -> tuple[Program | None, list[Project]] | None:
    """The program that is meant and the projects of it that the readers may see, of all without one.

    A channel's everything is its program. None for a program that may not be named to them.
    """
    if not asked.audience.private:
        here = await linked_program(asked.place, asked.desk)
        if here is None or (program is not None and program.code != here.code):
            return None
        program = here
    projects = [one.project for one in await visible(asked)]
    if program is None:
        return None, projects
    projects = [one for one in projects if code_key(one.program) == code_key(program.code)]
    return None if program.archived or not (projects or may_know(program, asked)) else (program, projects)


async def note_reading_of_all(turn: Turn, person: Person, desk: Desk) -> None:
    """What tells of everything that the person may see tells of every restricted project among it."""
    found = await several(None, (await question(turn, person, desk)).in_private())
    await note_reading(person, found[1] if found else (), desk)
