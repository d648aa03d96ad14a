"""What is meant by words behind a command that are no code: a project or a program (CONTRACT §6)."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from cards.perhaps import perhaps_asked_card
from cards.rendered import Rendered
from dialogs.access import note_reading
from dialogs.codes import CERTAIN, OFFERED, naming, nearly_coded
from dialogs.known_programs import programs_known
from dialogs.questions import Question
from dialogs.selecting import visible
from dialogs.words import bare
from locales.folding import folded
from pmo.likeness import suiting
from pmo.portfolio import Program, Project, code_key

Draw = Callable[[str, Question], Awaitable[Rendered | None]]
"""Draws the answer about the project or program of a code; None for what the readers may not see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A project or a program, and where words are looked for.

    Attributes:
        text: its code and name, folded.
        context: the same with the program of a project.
    """

    thing: Project | Program
    text: str
    context: str = ""


async def by_words(command: str, typed: str, asked: Question, draw: Draw) -> Rendered | None:
    """The answer about what suits the words for certain, else a button for each that is perhaps meant.

    What the readers may not see is not there: words mean what they may see (CONTRACT §8). None where nothing is meant.

    Args:
        command: its English word; behind `program` only programs are meant.
    """
    words, known = naming(typed), await _known(asked, programs_alone=command == "program")
    if not words:
        return None
    named = suiting(words, known, lambda one: one.text)
    if len(named) == 1 and len("".join(words)) >= CERTAIN:
        return await draw(named[0].thing.code, asked)
    perhaps = named or _nearly(words, known)
    if not 0 < len(perhaps) <= OFFERED:
        return None
    things = _nearest(" ".join(words), perhaps)
    await note_reading(asked.person, [one for one in things if isinstance(one, Project)], asked.desk)
    return perhaps_asked_card(bare(typed), command, [(one.code, one.name) for one in things], asked.say)


async def _known(asked: Question, *, programs_alone: bool) -> list[_Named]:
    """What the readers may see, each code once: one that both have means the project."""
    programs = [_Named(thing=one, text=folded(f"{one.code} {one.name}")) for one in await programs_known(asked)]
    if programs_alone:
        return programs
    listed = await visible(asked)
    keys = {one.key for one in listed}
    projects = [_Named(thing=one.project, text=f"{folded(one.code)} {one.name}", context=one.text) for one in listed]
    return [*projects, *[one for one in programs if code_key(one.thing.code) not in keys]]


def _nearly(words: Sequence[str], known: Sequence[_Named]) -> list[_Named]:
    """Those that the words suit with the program of a project, else those whose code or name is spelt nearly so."""
    return (
        suiting(words, known, lambda one: one.context)
        or suiting(words, known, lambda one: one.text, loosely=True)
        or nearly_coded(" ".join(words), known, lambda one: one.thing.code)
    )


def _nearest(words: str, found: Sequence[_Named]) -> list[Project | Program]:
    """First those whose code is most like the words."""
    return [one.thing for one in sorted(found, key=lambda one: -fuzz.ratio(words, folded(one.thing.code)))]
