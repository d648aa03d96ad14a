"""The words of a question that have no key before them: statuses, what may be the matter, and what is looked for."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from dialogs.filtering.groups import Groups, Joint, Part
from dialogs.filtering.order import Sorting, order_named
from dialogs.filtering.values import NAMED, part_of
from dialogs.filtering.words import (
    CLOSED,
    COMPUTED_WORDS,
    EITHER,
    FLAGS,
    NOT,
    NOT_KNOWN,
    PHASE_WORDS,
    SAY_NOTHING,
    SAYS_WHOSE,
    SCHEDULE,
    SEVERAL,
    SORT_WORDS,
    is_unreported,
)
from dialogs.inflection import named
from dialogs.words import status_named
from locales.folding import folded, forms
from pmo.colours import Colour
from pmo.listed import Flag
from pmo.portfolio import Phase

_LEADS: Mapping[str, Collection[str]] = {"sort": SORT_WORDS, "phase": PHASE_WORDS, "computed": COMPUTED_WORDS}
"""Words that stand before a value as their keys do."""


@dataclass(slots=True)
class Led:
    """A word that says something of what follows it, `sort`, `phase`, `computed`; alone it is looked for as any other.

    Attributes:
        word: as it was typed.
        key: the English one that it stands for.
    """

    word: str
    key: str


class PlainWords:
    """Takes words one by one.

    Attributes:
        might_be_of: the key, in English, before the `or` behind which the last word stands as one that is looked for.
    """

    def __init__(self, groups: Groups, sorting: Sorting) -> None:
        self._groups, self._sorting = groups, sorting
        self._led: Led | None = None
        self._before = self._key = self.might_be_of = ""
        self._is_or = False

    def take(self, word: str) -> bool:
        """One word, or several in quotes; whether it could as well be part of a name."""
        known, before, self._before = folded(word), self._before, folded(word)
        self.might_be_of = ""
        if self._goes_on(word):
            return False
        if self._led is not None and self._follows(word, self._led):
            self._led = None
            return False
        if self._is_status_of(word) or self._sorting.turn(known):
            return False
        if known in NOT:
            self.deny(word)
            return False
        lead = next((key for key, words in _LEADS.items() if known in words), None)
        if lead is not None:
            self._end_led()
            self._led = Led(word, lead)
            return False
        if SAY_NOTHING.issuperset(re.findall(r"\w+", known)):
            if known in EITHER and not (known in SAYS_WHOSE and before in SEVERAL):
                self._groups.join(Joint.OR)
                self._is_or = True
            return True
        key = self._key if self._is_or and self._key in NAMED else ""
        self.ask(Part("words", known, word))
        self._key = self.might_be_of = key
        return True

    def keyed(self, key: str) -> None:
        """A value behind this key has been taken: behind `or` further ones of it may follow."""
        self._key, self._is_or = key, False

    def _goes_on(self, word: str) -> bool:
        """Whether a word behind `or` is one more value of the key before it; names are told by who reads them."""
        part = part_of(self._key, word) if self._is_or else None
        if part is None or part.kind in NAMED.values():
            return False
        if self._key == "only":
            self._groups.narrowings[-1].append(part)
        else:
            self._groups.take(part)
        self._is_or = False
        return True

    def ask(self, part: Part) -> None:
        """Something that no word before it speaks of, unless it is `not`."""
        self._end_led()
        self._before = self._key = ""
        self._is_or = False
        self._groups.take(part)

    def deny(self, word: str) -> None:
        """`not`: what follows must not be so."""
        self._end_led()
        self._end_not()
        self._groups.deny(word)

    def end(self) -> None:
        """Something else follows: a word that says something of what follows it, and nothing has, is looked for."""
        self._end_led()
        self._end_not()
        self._groups.end()

    def _end_led(self) -> None:
        led, self._led = self._led, None
        if led is not None:
            self._groups.take(Part("words", folded(led.word), led.word))

    def _end_not(self) -> None:
        if word := self._groups.open_not:
            self._groups.deny("")
            self._groups.take(Part("words", folded(word), word))

    def _follows(self, word: str, led: Led) -> bool:
        """Whether a word is what the word before it speaks of."""
        if led.key != "sort":
            part = part_of(led.key, word)
            if part is not None:
                self._groups.take(replace(part, typed=f"{led.word} {word}"))
                self.keyed(led.key)
            return part is not None
        if order_named(word) is None or not self._sorting.take(word):
            return False
        self._end_not()
        self._groups.end()
        return True

    def _is_status_of(self, word: str) -> bool:
        """A status, what may be the matter, or that a project is closed."""
        rag, flag, written = status_named(word), named(word, FLAGS), forms(word)
        if rag is not None or is_unreported(word):
            self._groups.take(Part("rags", rag, word))
        elif not NOT_KNOWN.isdisjoint(written):
            self._groups.take(Part("computed", Colour.GREY, word))
        elif flag is not None:
            self._groups.take(Part("flags", flag, word))
        elif named(word, CLOSED) is not None:
            self._groups.take(Part("phases", Phase.CLOSED, word))
        else:
            return self._groups.speaks_of("flags", Flag.LATE) and not SCHEDULE.isdisjoint(written)
        return True
