"""A code as somebody typed it: in a sentence it stands in quotes, or a full stop or question mark follows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from dialogs.desk import Desk
from dialogs.questions import Question
from dialogs.selecting import visible
from dialogs.words import bare, command_likeness
from locales.folding import folded, legible
from pmo.likeness import ALIKE, alike, suiting
from pmo.listed import Listed
from pmo.portfolio import Project, code_key

_READ, _WORDS = 100, 8
"""Characters and words of what stands in a field that are looked for."""
_QUOTES = tuple("\"'“”„«‘")
_BEHIND_A_CODE = " · "
"""Stands between code and name where both are shown."""
_CERTAIN, _OFFERED = 3, 5
"""Letters from which on a word says enough, and projects that are offered at most."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The project that is meant, else those that are perhaps."""

    certain: Project | None = None
    perhaps: tuple[Project, ...] = ()


async def code_meant(typed: str, desk: Desk) -> str:
    """What is to be looked up: what was typed where a project or program has just that code, else the bare word."""
    found = bare(typed)
    if found in ("", typed):
        return typed
    key = code_key(typed)
    exact = await desk.records.projects.get(key) or await desk.records.programs.get(key)
    return typed if exact else found


async def code_in(typed: str, desk: Desk) -> str:
    """The code in what stands in a field or behind a command: alone, or before the name as both are shown."""
    return await code_meant(legible(typed[:_READ]).partition(_BEHIND_A_CODE)[0], desk)


async def projects_meant(typed: str, asked: Question, *, chosen: bool = False) -> Meant:
    """Which projects are meant by words that are no code, of those that the readers of the answer may see.

    Args:
        chosen: it stands in a field that suggests as one types, so that a word spelt nearly so is no surprise.
    """
    words, known = words_in(typed), await visible(asked)
    if not words:
        return Meant()
    likely = alike(words, known, lambda one: one.text)
    named = suiting(words, likely, lambda one: f"{folded(one.code)} {one.name}")
    if len(likely) == len(named) == 1 and len("".join(words)) >= _CERTAIN:
        return Meant(certain=named[0].project)
    if chosen and len(likely) == 1:
        return Meant(certain=likely[0].project)
    return Meant(perhaps=tuple([one.project for one in likely]) if len(likely) <= _OFFERED else ())


def called(typed: str, listed: Sequence[Listed]) -> Listed | None:
    """The project whose code was typed, alone: it may be a word of filters, too."""
    keys = (code_key(typed), code_key(bare(typed)))
    return next((one for one in listed if one.key in keys), None)


def quoted(typed: str, listed: Sequence[Listed]) -> Listed | None:
    """The project whose code stands in quotes, alone: words in quotes are meant as they are written."""
    return called(typed, listed) if typed[:1] in _QUOTES else None


async def nearly_called(word: str, asked: Question) -> tuple[Project, ...]:
    """The projects that the readers may see whose codes are spelt nearly so, the nearest first."""
    folded_word = folded(word)
    if len(folded_word) < _CERTAIN:
        return ()
    near = [(fuzz.ratio(folded_word, folded(one.code)), one.project) for one in await visible(asked)]
    likely = sorted([one for one in near if one[0] >= ALIKE], key=lambda one: -one[0])
    return tuple([project for score, project in likely[:_OFFERED] if score > command_likeness(word)])


def words_in(typed: str) -> list[str]:
    """The words, folded, that are looked for in codes and names: the mark that is shown between these is none."""
    words = [bare(word) for word in folded(legible(typed[:_READ])).split()]
    return [word for word in words if any(map(str.isalnum, word))][:_WORDS]
