"""A code as somebody typed it: in a sentence it stands in quotes, or a full stop or question mark follows it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz import fuzz

from dialogs.desk import Desk
from dialogs.questions import Question
from dialogs.selecting import visible
from dialogs.words import bare, command_likeness
from locales.folding import folded, legible
from pmo.likeness import ALIKE, alike, suiting
from pmo.listed import Listed
from pmo.portfolio import Project, code_key

T = TypeVar("T")
_READ, _WORDS = 100, 8
"""Characters and words of what stands in a field that are looked for."""
_QUOTES = tuple("\"'“”„«‘")
_BEHIND_A_CODE = " · "
"""Stands between code and name where both are shown."""
CERTAIN, OFFERED = 3, 5
"""Letters from which on a word says enough, and projects that are offered at most."""
_LITTLE_WORDS = frozenset(
    word
    for words in (
        "a all an and any at by everything for in of on the to with",
        "a au aux avec d dans de des du en et l la le les par pour sur tous tout toute toutes un une",
        "aan alle alles bij de een en het in met naar op te tot van voor",
        "alle alles am an auf bei das dem den der des die ein eine fur im in mit und vom von zu zum zur",
    )
    for word in words.split()
)
"""Stand in many names and between a command and a name, and name nothing themselves; folded."""


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
    words, known = naming(typed), await visible(asked)
    if not words:
        return Meant()
    likely = alike(words, known, lambda one: one.text)
    named = suiting(words, likely, lambda one: f"{folded(one.code)} {one.name}")
    if len(likely) == len(named) == 1 and len("".join(words)) >= CERTAIN:
        return Meant(certain=named[0].project)
    if chosen and len(likely) == 1:
        return Meant(certain=likely[0].project)
    return Meant(perhaps=tuple([one.project for one in likely]) if len(likely) <= OFFERED else ())


def called(typed: str, listed: Sequence[Listed]) -> Listed | None:
    """The project whose code was typed, alone: it may be a word of filters, too."""
    keys = (code_key(typed), code_key(bare(typed)))
    return next((one for one in listed if one.key in keys), None)


def quoted(typed: str, listed: Sequence[Listed]) -> Listed | None:
    """The project whose code stands in quotes, alone: words in quotes are meant as they are written."""
    return called(typed, listed) if typed[:1] in _QUOTES else None


async def nearly_called(word: str, asked: Question) -> tuple[Project, ...]:
    """The projects that the readers may see whose codes are spelt nearly so, the nearest first."""
    likely = nearly_coded(word, await visible(asked), lambda one: one.code, beyond=command_likeness(word))
    return tuple([one.project for one in likely[:OFFERED]])


def nearly_coded(word: str, things: Iterable[T], code_of: Callable[[T], str], *, beyond: float = 0.0) -> list[T]:
    """Those whose codes are spelt nearly like a word, the nearest first.

    Args:
        beyond: how alike the word is to something else that it may mean, of 100.
    """
    if not CERTAIN <= len(word) <= _READ:
        return []
    meant = folded(word)
    near = [(fuzz.ratio(meant, folded(code_of(one))), one) for one in things]
    likely = [one for one in near if one[0] >= ALIKE and one[0] > beyond]
    return [one for _, one in sorted(likely, key=lambda one: -one[0])]


def naming(typed: str) -> list[str]:
    """The words, folded, that can name something: “all” or “of the” alone do not."""
    return [word for word in words_in(typed) if word not in _LITTLE_WORDS]


def words_in(typed: str) -> list[str]:
    """The words, folded, that are looked for in codes and names: the mark that is shown between these is none."""
    words = [bare(word) for word in folded(legible(typed[:_READ])).split()]
    return [word for word in words if any(map(str.isalnum, word))][:_WORDS]
