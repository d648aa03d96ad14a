"""What narrows and orders a list of projects, whatever the language it was asked in (contract §6 "Filters")."""

import operator
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz

from pmo.colours import Colour
from pmo.portfolio import Phase, Rag

ALIKE = 80
"""How alike two words must be, of 100, for one to be taken for the other misspelt."""
_LONG_ENOUGH = 4
"""Letters from which on a word can be misspelt and still be known."""


class Flag(StrEnum):
    """What may be the matter with a project."""

    LATE = "late"
    STALE = "stale"
    MISSING = "missing"
    MINE = "mine"


class Order(StrEnum):
    """By what a list is sorted."""

    STATUS = "status"
    CODE = "code"
    NAME = "name"
    PROGRAM = "program"
    MANAGER = "manager"
    END = "end"
    PROGRESS = "progress"
    DAY = "day"


COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}


@dataclass(frozen=True, slots=True)
class Bound:
    """A comparison with the latest value of an indicator; `code` is folded, or what its code ends in after a point."""

    code: str
    comparison: str
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A project as it stands in a list.

    Attributes:
        late: it is expected to end after its first promised end.
        stale: its last status is older than its rhythm allows.
        missing: its last question is due and unanswered.
        mine: the reader manages or owns it, or its program.
        text: code, name and program, folded: what free words are looked for in.
        manager, owner, program, post: folded names and codes of each, what keyed words are looked for in.
        values: latest value of its indicators by folded code.
        day: on which its status was said.
    """

    code: str
    phase: Phase = Phase.EXECUTING
    rag: Rag | None = None
    computed: Colour | None = None
    late: bool = False
    stale: bool = False
    missing: bool = False
    mine: bool = False
    text: str = ""
    name: str = ""
    manager: str = ""
    owner: str = ""
    program: str = ""
    post: str = ""
    values: Mapping[str, Decimal] = field(default_factory=dict)
    end: date | None = None
    progress: int | None = None
    day: date | None = None

    @property
    def rank(self) -> tuple[int, int, str]:
        """Red, amber, never reported, green, by the worse of both statuses: silence is no good sign."""
        declared = 2 * self.rag.severity if self.rag else 1
        computed = 2 * self.computed.severity if self.computed else 0
        return -max(declared, computed), -declared, self.code.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is asked for: a project must satisfy every kind of filter, and one of those of its kind.

    Attributes:
        rags: declared statuses; None is never reported.
        phases: those asked for; without any, closed projects are left out.
        programs, posts, managers, owners: beginnings of words, folded, in codes and names.
        words: free words, folded; all of them.
        order: by what to sort; `backwards` the other way round.
    """

    rags: frozenset[Rag | None] = frozenset()
    flags: frozenset[Flag] = frozenset()
    phases: frozenset[Phase] = frozenset()
    programs: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    bounds: tuple[Bound, ...] = ()
    words: tuple[str, ...] = ()
    order: Order = Order.STATUS
    backwards: bool = False

    def matches(self, one: Listed, *, loosely: bool = False) -> bool:
        """Whether a project is among what is asked for.

        Args:
            loosely: words may be misspelt.
        """
        if self.rags and one.rag not in self.rags:
            return False
        if one.phase not in self.phases if self.phases else one.phase is Phase.CLOSED:
            return False
        if not all(getattr(one, flag.value) for flag in self.flags):
            return False
        keyed = (
            (self.programs, one.program),
            (self.posts, one.post),
            (self.managers, one.manager),
            (self.owners, one.owner),
        )
        if not all(not asked or any(_has(text, wanted, loosely) for wanted in asked) for asked, text in keyed):
            return False
        return all(_holds(bound, one) for bound in self.bounds) and all(_has(one.text, w, loosely) for w in self.words)


def selected(selection: Selection, projects: Collection[Listed]) -> list[Listed]:
    """What is asked for, in its order; where no word is found as it is typed, what is spelt nearly so."""
    found = [one for one in projects if selection.matches(one)]
    if not found:
        found = [one for one in projects if selection.matches(one, loosely=True)]
    return ordered(selection, found)


def ordered(selection: Selection, projects: Sequence[Listed]) -> list[Listed]:
    """In the order asked for; what has nothing to be sorted by comes last either way."""
    by_rank = sorted(projects, key=lambda one: one.rank)
    if selection.order is Order.STATUS:
        return by_rank[::-1] if selection.backwards else by_rank
    keyed = [(_KEYS[selection.order](one), one) for one in by_rank]
    known = [pair for pair in keyed if pair[0] not in (None, "")]
    known.sort(key=lambda pair: pair[0], reverse=selection.backwards)
    return [one for _, one in known] + [one for key, one in keyed if key in (None, "")]


_KEYS: Mapping[Order, Callable[[Listed], Any]] = {
    Order.CODE: lambda one: one.code.casefold(),
    Order.NAME: lambda one: one.name,
    Order.PROGRAM: lambda one: one.program,
    Order.MANAGER: lambda one: one.manager,
    Order.END: lambda one: one.end,
    Order.PROGRESS: lambda one: one.progress,
    Order.DAY: lambda one: one.day,
}


def _has(text: str, word: str, loosely: bool) -> bool:
    """Whether a word begins in the text where none goes on: “art” is not in “start”, but “7” is in “PRJ-7”."""
    if re.search(rf"(?<!\w){re.escape(word)}", text):
        return True
    if not loosely or len(word) < _LONG_ENOUGH:
        return False
    return any(fuzz.ratio(word, known[: len(word) + 1]) >= ALIKE for known in re.findall(r"\w+", text))


def _holds(bound: Bound, one: Listed) -> bool:
    compare = COMPARISONS[bound.comparison]
    return any(
        compare(value, bound.value)
        for code, value in one.values.items()
        if code == bound.code or code.endswith(f".{bound.code}")
    )
