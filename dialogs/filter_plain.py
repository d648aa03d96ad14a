"""The words of a question that have no key before them: statuses, what may be the matter, and what is looked for."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from dialogs.filter_order import Sorting, order_named
from dialogs.filter_words import (
    CLOSED,
    EITHER,
    FLAGS,
    NOT,
    PHASE_WORDS,
    PHASES,
    REPORTED,
    SAY_NOTHING,
    SCHEDULE,
    SORT_WORDS,
    UNREPORTED,
)
from dialogs.inflection import named
from dialogs.words import status_named
from locales.folding import folded, forms
from pmo.listed import Flag
from pmo.portfolio import Phase, Rag
from pmo.selection import Either

_ANY: frozenset[Rag | None] = frozenset((None, *Rag))


@dataclass(slots=True)
class Led:
    """A word that says something of what follows it, `not`, `sort` or `phase`; alone it is looked for as any other.

    Attributes:
        word: folded.
        kind: the words it is one of; what it says has come when `done`, and goes on with `or` when `goes_on`.
    """

    word: str
    kind: Collection[str]
    done: bool = False
    goes_on: bool = True


class PlainWords:
    """Takes words one by one."""

    def __init__(self, sorting: Sorting) -> None:
        self.rags: set[Rag | None] = set()
        self.flags: set[Flag] = set()
        self.without: set[Flag] = set()
        self.phases: set[Phase] = set()
        self.said: dict[str, str] = {}
        self._denied: set[Rag | None] = set()
        self._mixed: list[set[Rag | Flag | None]] = []
        self._last: list[Rag | Flag | None] = []
        self._is_either = False
        self._groups: list[list[str]] = []
        self._sorting = sorting
        self._led: Led | None = None
        self._joins = self._ends_free = False

    def take(self, word: str) -> bool:
        """One word, or several in quotes; whether it could as well be part of a name."""
        known, led = folded(word), self._led
        if led is not None and led.kind is not NOT and not led.done and self._follows(word, led):
            return False
        if self._is_status_of(word, led) or self._sorting.turn(known):
            self._ends_free = False
            return False
        lead = next((kind for kind in (NOT, SORT_WORDS, PHASE_WORDS) if known in kind), None)
        if lead is not None:
            self.end()
            self._led, self._ends_free = Led(known, lead), False
            self.said[known] = word
            return False
        if SAY_NOTHING.issuperset(re.findall(r"\w+", known)):
            self._connect(known)
            return True
        self.end()
        self._look_for(known, word)
        return True

    def end(self) -> None:
        """Something else follows: a word that says something of what follows it, and nothing has, is looked for."""
        led, self._led = self._led, None
        self._last, self._is_either = [], False
        if led is not None and not led.done:
            self._look_for(led.word, self.said[led.word])

    def join(self) -> None:
        """What follows is another of a list: a comma stands before it."""
        self._joins = self._ends_free
        if self._led is not None and self._led.done:
            self._led.goes_on = True

    @property
    def asked_rags(self) -> frozenset[Rag | None]:
        """The statuses that are left: what is denied is not among them."""
        if not self._denied:
            return frozenset(self.rags)
        return frozenset(self.rags - self._denied or _ANY - self._denied)

    @property
    def mixed(self) -> tuple[Either, ...]:
        """Statuses and what may be the matter, of which one is enough."""
        return tuple([Either(_rags_of(several), _flags_of(several)) for several in self._mixed])

    @property
    def words(self) -> tuple[str, ...]:
        """Those looked for that must all be found."""
        return tuple([one for one, *others in self._groups if not others])

    @property
    def either(self) -> tuple[tuple[str, ...], ...]:
        """Those of which one is enough."""
        return tuple([tuple(several) for several in self._groups if len(several) > 1])

    def _look_for(self, known: str, word: str) -> None:
        self.said[known] = word
        if self._joins:
            self._groups[-1].append(known)
        else:
            self._groups.append([known])
        self._joins, self._ends_free = False, True

    def _connect(self, known: str) -> None:
        self._joins = self._ends_free and known in EITHER
        self._ends_free = self._joins
        self._is_either = self._is_either or known in EITHER
        if self._led is not None and self._led.done:
            self._led.goes_on = known in EITHER

    def _follows(self, word: str, led: Led) -> bool:
        """Whether a word is what the word before it speaks of."""
        phase = named(word, PHASES) if led.kind is PHASE_WORDS else None
        if phase is not None:
            self.phases.add(phase)
        led.done = phase is not None or (
            led.kind is SORT_WORDS and order_named(word) is not None and self._sorting.take(word)
        )
        return led.done

    def _is_status_of(self, word: str, led: Led | None) -> bool:
        """A status, what may be the matter, or that a project is closed; of what is denied, that it is not so."""
        is_denied = led is not None and led.kind is NOT and led.goes_on
        rag, flag, written = status_named(word), named(word, FLAGS), forms(word)
        if rag is not None or not UNREPORTED.isdisjoint(written):
            self._denied.add(rag) if is_denied else self._ask(rag)
        elif is_denied and not REPORTED.isdisjoint(written):
            self.rags.add(None)
        elif flag is not None:
            self.without.add(flag) if is_denied else self._ask(flag)
        elif named(word, CLOSED) is not None:
            self.phases.update(() if is_denied else (Phase.CLOSED,))
        else:
            is_late = Flag.LATE in self.flags or any(Flag.LATE in several for several in self._mixed)
            return is_late and not SCHEDULE.isdisjoint(written)
        if led is not None and is_denied:
            led.done, led.goes_on = True, False
        return True

    def _ask(self, what: Rag | Flag | None) -> None:
        """A status or what may be the matter: behind `or` it is as good as what stands before, else both are meant."""
        if self._is_either and self._last:
            self._mix(self._last[0], what)
        elif isinstance(what, Flag):
            self.flags.add(what)
        else:
            self.rags.add(what)
        self._last, self._is_either = [what], False

    def _mix(self, before: Rag | Flag | None, what: Rag | Flag | None) -> None:
        several = next((one for one in self._mixed if before in one), None)
        if several is not None:
            several.add(what)
        elif isinstance(before, Flag):
            self.flags.discard(before)
            self._mixed.append({before, what})
        elif isinstance(what, Flag):
            self._mixed.append({*self.rags, what})
            self.rags.clear()
        else:
            self.rags.add(what)


def _rags_of(several: Collection[Rag | Flag | None]) -> frozenset[Rag | None]:
    """The statuses among them."""
    return frozenset([one for one in several if not isinstance(one, Flag)])


def _flags_of(several: Collection[Rag | Flag | None]) -> frozenset[Flag]:
    """What may be the matter among them."""
    return frozenset([one for one in several if isinstance(one, Flag)])
