"""What somebody means by the words behind `watch` and `export`: a project, a program, or what filters find."""

from dialogs.access import reads
from dialogs.codes import code_meant, nearly_called, nearly_coded
from dialogs.desk import Desk, Person
from dialogs.filtering.understanding import understood
from dialogs.known_programs import programs_known
from dialogs.portfolio import filters_of
from dialogs.questions import Question, alone
from dialogs.selecting import visible
from dialogs.words import bare, command_likeness
from dialogs.words import understood as command_in
from locales.folding import folded
from pmo.likeness import suiting
from pmo.portfolio import Program, Project, code_key
from pmo.selection import Selection
from pmo.watches import Watched

Thing = tuple[Watched, str]
"""What can be watched: of which kind, and its code or filters."""
_KINDS = {"project": Watched.PROJECT, "program": Watched.PROGRAM, "portfolio": Watched.PORTFOLIO}


def led(typed: str) -> tuple[Watched | None, str]:
    """The kind that is named before it, as other commands take it (`project VISA`), and what is left."""
    first, _, rest = typed.partition(" ")
    kind = _KINDS.get(command_in(first).command) if first[-1:].isalnum() else None
    return (kind, rest.strip()) if kind and (rest or kind is Watched.PORTFOLIO) else (None, typed)


async def by_code(typed: str, person: Person, desk: Desk) -> list[Thing]:
    """The project and the program of this code that the person may see; where there are both, the project goes first.

    What is typed may name the kind, and may stand in quotes or before a full stop or question mark.
    """
    found = await _of_code(typed, None, person, desk)
    kind, rest = led(typed)
    return found or (await _of_code(rest, kind, person, desk) if kind and rest else [])


async def _of_code(typed: str, kind: Watched | None, person: Person, desk: Desk) -> list[Thing]:
    code, found = await code_meant(typed, desk), list[Thing]()
    if kind in (None, Watched.PROJECT) and (project := await project_of(code, person, desk)):
        found.append((Watched.PROJECT, project.code))
    if kind in (None, Watched.PROGRAM) and (program := await program_of(code, person, desk)):
        found.append((Watched.PROGRAM, program.code))
    return found


async def project_of(code: str, person: Person, desk: Desk) -> Project | None:
    """The project with this code, if the person may see it."""
    found = await desk.records.projects.get(code_key(code))
    return found if found is not None and not found.archived and await reads(person, found, desk) else None


async def program_of(code: str, person: Person, desk: Desk) -> Program | None:
    """The program with this code, if the person may know of it or see one of its projects."""
    known = await programs_known(alone(person, desk))
    return next((one for one in known if code_key(one.code) == code_key(code)), None)


async def filters_meant(typed: str, person: Person, desk: Desk) -> str:
    """The filters that find the project, the program or the list that is named by its kind (`program CONSUL`)."""
    kind, rest = led(typed)
    if kind is Watched.PORTFOLIO:
        return rest
    for of, code in await _of_code(rest, kind, person, desk) if kind else ():
        return filters_of(code) if of is Watched.PROGRAM else f'"{code}"'
    return typed


async def others(of: Watched, subject: str, person: Person, desk: Desk) -> list[Thing]:
    """What the same word can mean, too: a code that is a status or what may be the matter, or one of two things."""
    read = understood(subject)
    is_filter = not read.problems and bool(read.selection.essence) and not read.selection.free
    found = [
        *await _of_code(subject, None, person, desk),
        *([(Watched.PORTFOLIO, subject.lower())] if is_filter else []),
    ]
    return [(kind, code) for kind, code in found if kind is not of]


async def nearly(typed: str, person: Person, desk: Desk) -> list[Thing]:
    """The projects and programs whose codes are spelt nearly like a word that nothing is called by as it is."""
    kind, rest = led(typed)
    word, asked = bare(rest), alone(person, desk)
    read = understood(word)
    if kind is Watched.PORTFOLIO or read.problems or read.selection != Selection(words=(folded(word),)):
        return []
    if suiting((folded(word),), await visible(asked), lambda one: one.text):
        return []
    projects = [] if kind is Watched.PROGRAM else await nearly_called(word, asked)
    programs = [] if kind is Watched.PROJECT else await _programs_nearly_called(word, asked)
    return [*[(Watched.PROJECT, one.code) for one in projects], *[(Watched.PROGRAM, one.code) for one in programs]]


async def _programs_nearly_called(word: str, asked: Question) -> list[Program]:
    return nearly_coded(word, await programs_known(asked), lambda one: one.code, beyond=command_likeness(word))
