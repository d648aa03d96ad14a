"""What filters find among what the readers may see; of what finds nothing, which words these are and what is near.

Whatever is said of it is made of what they may see: what is hidden is answered as what does not exist (CONTRACT §8).
"""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter

from dialogs.filtering.order import order_named
from dialogs.filtering.understanding import Tail, Understood, understood
from dialogs.filtering.words import PHASES
from dialogs.inflection import named
from dialogs.questions import Question
from dialogs.selecting import MANY, Sight, known_for, selected_of
from locales.folding import folded
from pmo.criteria import NAMES, Bound
from pmo.likeness import worded
from pmo.listed import Known, Listed
from pmo.nearest import nearest
from pmo.portfolio import Member, Phase
from pmo.selection import Selection, selected

_NEAREST, _EXAMPLES = 3, 5


@dataclass(frozen=True, slots=True)
class Miss:
    """A word or value that no project has which the readers may see.

    Attributes:
        typed: as it was typed.
        key: behind which it stands, in English; empty for a word of its own.
        possible: what could be meant instead.
        behind: English keys behind which it finds something, with it as it would stand there.
    """

    typed: str
    key: str = ""
    possible: tuple[str, ...] = ()
    behind: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found.

    Attributes:
        misses: what found nothing, where nothing was found, or one of several values was for nothing.
        near: projects that are perhaps meant by a word that finds none.
        closed: how many closed projects would be found, where no open one is.
        by_words: it was asked for by words that are looked for in names.
    """

    listed: Sequence[Listed]
    misses: tuple[Miss, ...] = ()
    near: tuple[Listed, ...] = ()
    closed: int = 0
    by_words: bool = False


async def found_by(filters: str, sight: Sight, asked: Question) -> Found:
    """What these filters, which are understood, find."""
    read = completed(understood(filters), sight.listed)
    selection = read.selection
    listed = await selected_of(selection, sight, asked)
    if listed and not _has_alternatives(selection):
        return Found(listed=listed)
    known = await known_for(selection, sight, asked)
    codes = await indicator_codes(asked) if selection.asked.bounds else {}

    def look() -> Found:
        missing = _Missing(read, sight, known, codes)
        if listed:
            return Found(listed=listed, misses=missing.of(selection))
        misses = missing.of_nothing()
        closed = [] if selection.phases else selected(_closed(selection), sight.listed, known)
        near = missing.near([one.typed for one in misses if not one.key]) if not closed else closed[:_NEAREST]
        return Found(
            listed=(), misses=misses, near=tuple(near), closed=len(closed), by_words=bool(selection.asked.words)
        )

    return await asyncio.to_thread(look) if len(sight.listed) > MANY else look()


def completed(read: Understood, listed: Sequence[Listed]) -> Understood:
    """The same with names that stand without quotes whole, where somebody or something is called so."""

    def goes_on(tail: Tail, words: Sequence[str]) -> bool:
        name = folded(" ".join((tail.value, *words)))
        return any(map(worded(attrgetter(tail.key), (name,), loosely=False), listed))

    return read.with_others(goes_on).with_names(goes_on)


def _perhaps_names(read: Understood, listed: Sequence[Listed]) -> Understood:
    """The same with what could be a name as one: a value that is no word of one, and words that are in no project."""

    def goes_on(tail: Tail, words: Sequence[str]) -> bool:
        names = {word for one in listed for word in re.findall(r"\w+", getattr(one, tail.key))}
        texts = worded(attrgetter("text"), list(map(folded, words)), loosely=False)
        return tail.value not in names and not any(map(texts, listed))

    return read.with_names(goes_on)


def _has_alternatives(selection: Selection) -> bool:
    """Whether something may be found although one of the values finds nothing."""
    several = (selection.programs, selection.posts, selection.managers, selection.owners, *selection.either)
    return bool(selection.mixed) or not selection.without.is_empty or any(len(one) > 1 for one in several)


def _closed(selection: Selection) -> Selection:
    return replace(selection, phases=frozenset({Phase.CLOSED}))


async def indicator_codes(asked: Question) -> dict[str, str]:
    """The codes of all indicators, by themselves folded."""
    return {folded(one.code): one.code for one in await asked.desk.records.indicators.all()}


class _Missing:
    """Looks up what finds nothing at all, closed projects included."""

    def __init__(self, read: Understood, sight: Sight, known: Known, codes: dict[str, str]) -> None:
        self._read, self._typed = read, read.typed
        self._sight, self._known, self._codes = sight, known, codes

    def of_nothing(self) -> tuple[Miss, ...]:
        """All of it where nothing is found, with what would find something."""
        read = _perhaps_names(self._read, self._sight.listed)
        self._typed = read.typed
        misses = self.of(read.selection)
        words = [one.typed for one in misses if not one.key]
        together = self._behind(" ".join(words))
        found = [together] if together else map(self._behind, words)
        behind = tuple(dict.fromkeys(chain.from_iterable(found)))
        return tuple([replace(one, behind=() if one.key else behind) for one in misses])

    def _behind(self, words: str) -> list[tuple[str, str]]:
        """Keys behind which these words find something."""
        listed, phase = self._sight.listed, named(words, PHASES)
        found = [(key, words) for key in NAMES.values() if key != "text" and self._is_of(key, words)]
        if phase is not None and any(one.project.phase is phase for one in listed):
            found.append(("phase", words))
        if order_named(words) is not None:
            found.append(("sort", words))
        return found

    def _is_of(self, key: str, words: str) -> bool:
        return bool(words) and any(map(worded(attrgetter(key), (folded(words),), loosely=False), self._sight.listed))

    def of(self, selection: Selection) -> tuple[Miss, ...]:
        """All of it, as it was typed."""
        asked = selection.asked
        words = [word for word in asked.words if not self._finds("text", word)]
        values = [
            Miss(self._as_typed(value), key, self._possible(key, value))
            for kind, key in NAMES.items()
            for value in getattr(asked, kind)
            if kind != "words" and not self._finds(key, value)
        ]
        bounds = [self._of_bound(bound) for bound in asked.bounds if not self._measures(bound)]
        return (*[Miss(self._as_typed(word)) for word in words], *values, *bounds)

    def near(self, words: Sequence[str]) -> list[Listed]:
        """The projects nearest to words that find none."""
        texts = [(one, one.text) for one in self._sight.listed]
        return nearest(folded(" ".join(words)), texts, _NEAREST) if words else []

    def _as_typed(self, word: str) -> str:
        return self._typed.get(word, word)

    def _finds(self, key: str, word: str) -> bool:
        return any(map(worded(attrgetter(key), (word,), loosely=True), self._sight.listed))

    def _possible(self, key: str, value: str) -> tuple[str, ...]:
        return _offered(value, {name: text for one in self._sight.listed for name, text in self._named(key, one)})

    def _named(self, key: str, one: Listed) -> list[tuple[str, str]]:
        """What a project is called by behind a key, and the text in which that is looked for."""
        documents = self._sight.lined.places[one.key].documents
        name_of: dict[str, Callable[[], str]] = {
            "program": lambda: one.project.program,
            "post": lambda: documents.post.name if documents.post else "",
            "manager": lambda: _name(documents.manager),
            "owner": lambda: _name(documents.owner),
        }
        name = name_of[key]()
        return [(name, getattr(one, key))] if name else []

    def _measures(self, bound: Bound) -> bool:
        ending = f".{bound.code}"
        return any(code == bound.code or code.endswith(ending) for code in self._measured())

    def _measured(self) -> set[str]:
        keys = {one.key for one in self._sight.listed}
        return {code for key, values in self._known.values.items() if key in keys for code in values}

    def _of_bound(self, bound: Bound) -> Miss:
        names = {self._codes.get(code, code): code for code in sorted(self._measured())}
        return Miss(self._as_typed(bound.code), "indicator", _offered(bound.code, names))


def _name(member: Member | None) -> str:
    return member.name if member else ""


def _offered(value: str, names: dict[str, str]) -> tuple[str, ...]:
    """The nearest names to a value, else the first few of all."""
    near = nearest(value, names.items(), _NEAREST)
    return tuple(near or sorted(names)[:_EXAMPLES])
