"""Somebody asks for a report as a document: a project's status report, or the pack of a program's committee."""

from dialogs.access import note_reading, note_refused, reads
from dialogs.codes import code_meant
from dialogs.conversation import Conversation
from dialogs.desk import Desk, Person
from dialogs.downloads import ask_for
from dialogs.known_programs import may_know
from dialogs.questions import question, stranger, without_chat
from dialogs.report_views import is_program
from dialogs.scopes import note_reading_of_all, several, unknown_scope
from dialogs.turn import Reply, Turn
from dialogs.words import COMMANDS, language_meant, typed_by
from locales.folding import folded
from pmo.files import FileKind
from pmo.portfolio import code_key

conversation = Conversation()
_BEFORE_A_CODE = frozenset(COMMANDS["program"] + COMMANDS["project"])
_BEFORE_A_LANGUAGE = frozenset(("in", "en", "auf", "het"))
"""What people say before the name of a language."""


@conversation.command("report")
async def report(turn: Turn, person: Person, desk: Desk) -> Reply:
    """`report CODE [LANGUAGE]`; without a code about everything that the person may see."""
    if person.member is None:
        return stranger(person)
    if refusal := without_chat(person):
        return refusal
    refusal = await _asked(turn, person, desk)
    if turn.place.kind == "personal":
        return refusal or _begun(person)
    if turn.place.is_private and refusal is not None:
        return refusal
    # A place hears the same whether there is such a project or not (CONTRACT §8).
    return Reply.toast(person.say("The answer comes into your personal chat with me.")).beside(refusal)


async def _asked(turn: Turn, person: Person, desk: Desk) -> Reply | None:
    """Have the report made that was asked for; a reply where there is none that the person may see."""
    typed, language = await _meant(typed_by(turn).rest, desk)
    if " " in typed:
        return Reply.toast(
            person.say(
                "Type one code and, if you like, a language behind it, for example “report CODE fr”. "
                "Possible are English, Français, Nederlands and Deutsch."
            )
        )
    code = await code_meant(typed, desk)
    first = folded((typed_by(turn).rest.split() or [""])[0])
    if first not in _BEFORE_A_CODE and await _is_both(code, person, desk):
        return Reply.toast(
            person.say(
                "There are a project and a program {code}: type “report project {code}” or “report program {code}”.",
                code=await _spelled(code, desk),
            )
        )
    kind = await _kind(code, turn, person, desk, of_program=first in COMMANDS["program"])
    if kind is not None:
        await ask_for(kind, person, desk, await _spelled(code, desk), language)
        return None
    await note_refused(person, "report", code, desk)
    return Reply.toast(unknown_scope(typed, person))


def _begun(person: Person) -> Reply:
    return Reply.toast(person.say("Your report is being made; the link comes here in a moment."))


@conversation.verb("report.make")
async def make(turn: Turn, person: Person, desk: Desk) -> Reply:
    """The slides and the workbook of everything that the person may see, from a button in their own chat."""
    if refusal := without_chat(person):
        return refusal
    await note_reading_of_all(turn, person, desk)
    await ask_for(FileKind.COMMITTEE_PACK, person, desk)
    return _begun(person)


async def _meant(typed: str, desk: Desk) -> tuple[str, str]:
    """Code and language of what was typed behind the command: `VISA`, `VISA fr`, `VISA en français`, `fr`."""
    words = typed.split()
    if len(words) > 1 and folded(words[0]) in _BEFORE_A_CODE:
        words = words[1:]
    if len(words) > 1 and language_meant(words[0]) and not language_meant(words[-1]):
        words = [*words[1:], words[0]]
    language = language_meant(words[-1]) if words else ""
    if not language or (len(words) == 1 and await _spelled(words[0], desk)):
        return " ".join(words), ""
    words.pop()
    if words and folded(words[-1]) in _BEFORE_A_LANGUAGE:
        words.pop()
    return " ".join(words), language


async def _is_both(code: str, person: Person, desk: Desk) -> bool:
    """Whether it is the code of a project that the person may see, and of a program."""
    project = await desk.records.projects.get(code_key(code)) if code else None
    return project is not None and await is_program(code, desk) and await reads(person, project, desk)


async def _kind(code: str, turn: Turn, person: Person, desk: Desk, *, of_program: bool) -> FileKind | None:
    """What report there is of this code for the person; None where there is nothing that they may see."""
    if not code:
        await note_reading_of_all(turn, person, desk)
        return FileKind.COMMITTEE_PACK
    project = await desk.records.projects.get(code_key(code))
    if project is not None and not (of_program and await is_program(code, desk)):
        if not await reads(person, project, desk):
            return None
        await note_reading(person, (project,), desk)
        return FileKind.STATUS_REPORT
    program = await desk.records.programs.get(code_key(code))
    asked = (await question(turn, person, desk)).in_private()
    if program is None or program.archived:
        return None
    found = await several(program, asked)
    await note_reading(person, found[1] if found else (), desk)
    return FileKind.COMMITTEE_PACK if found and (found[1] or may_know(program, asked)) else None


async def _spelled(code: str, desk: Desk) -> str:
    """The code as the portfolio writes it."""
    found = await desk.records.projects.get(code_key(code)) or await desk.records.programs.get(code_key(code))
    return found.code if found else ""
