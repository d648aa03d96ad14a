"""The words of a question that have no key before them: statuses, what may be the matter, and what is looked for."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from dialogs.filter_groups import Groups, Joint, Part
from dialogs.filter_order import Sorting, order_named
from dialogs.filter_words import (
    CLOSED,
    EITHER,
    FLAGS,
    NOT,
    NOT_KNOWN,
    PHASE_WORDS,
    PHASES,
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


@dataclass(slots=True)
class Led:
    """A word that says something of what follows it, `sort` or `phase`; alone it is looked for as any other.

    Attributes:
        word: as it was typed.
        kind: the words it is one of.
    """

    word: str
    kind: Collection[str]


class PlainWords:
    """Takes words one by one."""

    def __init__(self, groups: Groups, sorting: Sorting) -> None:
        self._groups, self._sorting = groups, sorting
        self._led: Led | None = None
        self._before = ""

    def take(self, word: str) -> bool:
        """One word, or several in quotes; whether it could as well be part of a name."""
        known, before, self._before = folded(word), self._before, folded(word)
        if self._led is not None and self._follows(word, self._led):
            self._led = None
            return False
        if self._is_status_of(word) or self._sorting.turn(known):
            return False
        if known in NOT:
            self.deny(word)
            return False
        lead = next((kind for kind in (SORT_WORDS, PHASE_WORDS) if known in kind), None)
        if lead is not None:
            self._end_led()
            self._led = Led(word, lead)
            return False
        if SAY_NOTHING.issuperset(re.findall(r"\w+", known)):
            if known in EITHER and not (known in SAYS_WHOSE and before in SEVERAL):
                self._groups.join(Joint.OR)
            return True
        self.ask(Part("words", known, word))
        return True

    def ask(self, part: Part) -> None:
        """Something that no word before it speaks of, unless it is `not`."""
        self._end_led()
        self._before = ""
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
        if led.kind is PHASE_WORDS:
            phase = named(word, PHASES)
            if phase is not None:
                self._groups.take(Part("phases", phase, f"{led.word} {word}"))
            return phase is not None
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
