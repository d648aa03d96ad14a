"""Somebody begins with the code of a project: alone it shows the project, with words it is an answer about it."""

import re

from dialogs import logs, projects, respondents, spoken
from dialogs.access import audience_of, note_reading, note_refused, reads, seen_by
from dialogs.codes import code_meant
from dialogs.desk import Desk, Person
from dialogs.discreet import to_themselves
from dialogs.help import narrowed
from dialogs.questions import elsewhere, has_chat, question
from dialogs.turn import Reply, Turn
from dialogs.words import bare, nearest
from pmo.portfolio import Project, code_key
from pmo.rights import shows

_CODE = re.compile(r"[\w.\-]{1,40}")


async def answered(turn: Turn, person: Person, desk: Desk, unknown: Reply) -> Reply:
    """The answer to words without a command.

    A place that may not show the project hears the same as of one that there is not: by the words alone, that the
    answer is in the asker's chat, or what it hears of words that mean nothing (CONTRACT §8).

    Args:
        unknown: what is said to words that mean nothing.
    """
    entry = await logs.named_entry(turn.text.strip().removeprefix("/"), turn, person, desk)
    if entry is not None:
        return entry
    found, asked = await _answer(turn, person, desk), await question(turn, person, desk)
    if found is not None and shows(asked.audience, found[0]):
        return found[1]
    private = found[1].private if found is not None else None
    if found is None and (perhaps := await _perhaps(turn, person, desk)) is not None:
        return perhaps
    if asked.audience.private or person.member is None or not _may_mean_a_code(turn.text, person, desk):
        return unknown.beside(private)
    return Reply.toast(elsewhere(asked)).beside(private or (unknown if has_chat(person) else None))


async def _perhaps(turn: Turn, person: Person, desk: Desk) -> Reply | None:
    """The projects whose codes are nearly what was typed, to who alone reads it."""
    word = bare(turn.text.strip().lstrip("/"))
    return await projects.offered(word, turn, person, desk)


def _may_mean_a_code(text: str, person: Person, desk: Desk) -> bool:
    """Whether the words look like a code, alone or with an answer, whatever codes there are."""
    first, rest = spoken.parted(text)
    code = bare(first)
    if not _CODE.fullmatch(code):
        return False
    if len(code) > 1 and (code.isupper() or any(sign.isdigit() for sign in code)):
        return True
    if bare(rest):
        return spoken.is_answer(rest, person.calendar.local(desk.now).date())
    return not (narrowed(code, person.say) or nearest(code, person.say.language))


async def _answer(turn: Turn, person: Person, desk: Desk) -> tuple[Project, Reply] | None:
    """The project that is meant and what is said about it; None where there is none that the person may know of."""
    said = await spoken.named_project(turn.text, person, desk)
    if said is not None:
        return said[0], await spoken.answer(*said, turn, person, desk)
    if (others := await _reported_by_others(turn, person, desk)) is not None:
        return others
    code = await code_meant(turn.text.strip().removeprefix("/").strip(), desk)
    project = await desk.records.projects.get(code_key(code)) if code else None
    if project is not None and await _may_be_told(project, turn, person, desk):
        return project, await projects.shown(code, turn, person, desk)
    await _note_refused(code, person, desk)
    return None


async def _reported_by_others(turn: Turn, person: Person, desk: Desk) -> tuple[Project, Reply] | None:
    """An answer about a project that the person may see and does not report: who does. None for anything else."""
    first, rest = spoken.parted(turn.text)
    project = await desk.records.projects.get(code_key(await code_meant(first, desk))) if first else None
    if project is None or not spoken.is_answer(rest, person.calendar.local(desk.now).date()):
        return None
    if not await reads(person, project, desk):
        return None
    await note_reading(person, (project,), desk)
    say, code = person.say, project.code
    program = await desk.records.programs.get(code_key(project.program))
    reporter = await respondents.asked_about_project(project, program, desk)
    if not respondents.is_asked_about(project):
        told = say("{project} is not asked about now.", project=code)
    elif reporter is None:
        told = say("Nobody reports about {project} now. Nothing was recorded.", project=code)
    else:
        told = say("{name} reports about {project}, not you. Nothing was recorded.", name=reporter.name, project=code)
    return project, await to_themselves(Reply.toast(told), turn, person, desk)


async def _may_be_told(project: Project, turn: Turn, person: Person, desk: Desk) -> bool:
    here = await seen_by(person, project, await audience_of(turn.place, desk), desk)
    return here.readable or await reads(person, project, desk)


async def _note_refused(words: str, person: Person, desk: Desk) -> None:
    """Where the first word is the code of a project that the person may not know of, that was refused."""
    first = next(iter(words.split()), "")
    project = await desk.records.projects.get(code_key(first)) if first else None
    if project is not None and not await reads(person, project, desk):
        await note_refused(person, "project", project.code, desk)
