"""What narrows and orders a list of projects, whatever the language it was asked in (contract §6 "Filters")."""

import operator
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pmo.likeness import worded
from pmo.listed import Flag, Known, Listed
from pmo.portfolio import Phase, Rag, code_key


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


Test = Callable[[Listed], bool]


@dataclass(frozen=True, slots=True)
class Either:
    """Statuses, None for never reported, and what may be the matter: one of all these is enough."""

    rags: frozenset[Rag | None]
    flags: frozenset[Flag]

    def test(self, known: Known) -> Test:
        """Whether one of them is so."""
        rags, flagged = self.rags, [known.flagged[flag] for flag in self.flags]
        return lambda one: one.rag in rags or any(one.key in keys for keys in flagged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is asked for: a project must satisfy every kind of filter, and one of those of its kind.

    Attributes:
        rags: declared statuses; None is never reported.
        phases: those asked for; without any, closed projects are left out.
        programs, posts, managers, owners: beginnings of words, folded, in codes and names.
        without: what must not be the matter.
        mixed: statuses and what may be the matter, of which one is enough.
        words: free words, folded; all of them.
        either: of each of these one is enough.
        order: by what to sort; `backwards` the other way round.
    """

    rags: frozenset[Rag | None] = frozenset()
    flags: frozenset[Flag] = frozenset()
    without: frozenset[Flag] = frozenset()
    mixed: tuple[Either, ...] = ()
    phases: frozenset[Phase] = frozenset()
    programs: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    bounds: tuple[Bound, ...] = ()
    words: tuple[str, ...] = ()
    either: tuple[tuple[str, ...], ...] = ()
    order: Order = Order.STATUS
    backwards: bool = False

    def tests(self, known: Known, *, loosely: bool = False) -> list[Test]:
        """What a project must pass, the cheapest first; nothing is tested that is not asked about.

        Args:
            loosely: words may be misspelt.
        """
        rags, phases = self.rags, self.phases
        tests: list[Test] = [lambda one: one.project.phase in phases] if phases else [lambda one: not one.is_closed]
        if rags:
            tests.append(lambda one: one.rag in rags)
        tests += [_flagged(known.flagged[flag]) for flag in self.flags]
        tests += [_not(_flagged(known.flagged[flag])) for flag in self.without]
        tests += [one.test(known) for one in self.mixed]
        tests += [_bounded(bound, known.values) for bound in self.bounds]
        for name, asked in (
            ("program", self.programs),
            ("post", self.posts),
            ("manager", self.managers),
            ("owner", self.owners),
        ):
            if asked:
                tests.append(worded(operator.attrgetter(name), asked, loosely=loosely))
        return tests + [worded(operator.attrgetter("text"), several, loosely=loosely) for several in self.free]

    @property
    def matters(self) -> frozenset[Flag]:
        """What may be the matter, wherever it is asked about."""
        return self.flags.union(self.without, *[one.flags for one in self.mixed])

    @property
    def has_words(self) -> bool:
        """Whether it asks for words, which can be misspelt."""
        return bool(self.free or self.programs or self.posts or self.managers or self.owners)

    @property
    def free(self) -> tuple[tuple[str, ...], ...]:
        """The free words, those together of which one is enough."""
        return (*[(word,) for word in self.words], *self.either)

    @property
    def essence(self) -> str:
        """The same for all selections of the same projects, however they are typed and in what order they are listed.

        Of a list of projects without a filter it is empty.
        """
        asked = [one for one in fields(self) if one.name not in _ORDERING]
        return "\n".join(
            f"{one.name}:{said}"
            for one in asked
            for said in sorted({_said(value) for value in getattr(self, one.name)})
        )


_ORDERING = ("order", "backwards")
"""What says nothing of which projects they are."""


def _said(value: Any) -> str:
    """One of the things asked for, the same however it is typed; of alternatives their order says nothing."""
    if isinstance(value, Bound):
        return f"{value.code}{value.comparison}{value.value.normalize():f}"
    if isinstance(value, Either):
        return "|".join(sorted(map(str, (*value.rags, *value.flags))))
    return "|".join(sorted(set(value))) if isinstance(value, tuple) else str(value)


def selected(selection: Selection, projects: Iterable[Listed], known: Known | None = None) -> list[Listed]:
    """What is asked for, in its order; where no word is found as it is typed, what is spelt nearly so.

    Of several codes, which no project can have together, one is enough.

    Args:
        projects: in the order of their ranks.
        known: what is looked up for this selection.
    """
    known = known or Known()
    everything = list(projects)
    found = _passing(selection.tests(known), everything)
    if not found and (several := _of_several_codes(selection, everything)) is not None:
        selection = several
        found = _passing(selection.tests(known), everything)
    if not found and selection.has_words:
        found = _passing(selection.tests(known, loosely=True), everything)
    return ordered(selection, found, known)


def _of_several_codes(selection: Selection, projects: Iterable[Listed]) -> Selection | None:
    """The same with its codes as alternatives; None where it asks for fewer than two."""
    if len(selection.words) < 2:
        return None
    keys = {one.key for one in projects}
    codes = tuple([word for word in selection.words if code_key(word) in keys])
    if len(codes) < 2:
        return None
    rest = tuple([word for word in selection.words if word not in codes])
    return replace(selection, words=rest, either=(*selection.either, codes))


def _passing(tests: Iterable[Test], projects: list[Listed]) -> list[Listed]:
    for test in tests:
        projects = [one for one in projects if test(one)]
    return projects


def ordered(selection: Selection, projects: Iterable[Listed], known: Known | None = None) -> list[Listed]:
    """These, which come by rank, in the order asked for; what has nothing to be sorted by comes last either way."""
    by_rank = list(projects)
    if selection.order is Order.STATUS:
        return by_rank[::-1] if selection.backwards else by_rank
    key = _key(selection.order, known or Known())
    sortable = [one for one in by_rank if key(one) is not None]
    rest = [one for one in by_rank if key(one) is None] if len(sortable) < len(by_rank) else []
    return sorted(sortable, key=key, reverse=selection.backwards) + rest


def _key(order: Order, known: Known) -> Callable[[Listed], Any]:
    """By what a list is sorted, None for what has nothing of it; statuses are sorted by rank."""
    match order:
        case Order.END:
            return lambda one: known.ends.get(one.key)
        case Order.DAY:
            return lambda one: known.days.get(one.key)
        case Order.PROGRESS:
            return lambda one: one.report.progress if one.report else None
        case Order.CODE:
            return operator.attrgetter("key")
        case _:
            text_of = operator.attrgetter(order.value)
            return lambda one: text_of(one) or None


def _flagged(keys: Collection[str]) -> Test:
    return lambda one: one.key in keys


def _not(test: Test) -> Test:
    return lambda one: not test(one)


def _bounded(bound: Bound, values: Mapping[str, Mapping[str, Decimal]]) -> Test:
    compare, ending = COMPARISONS[bound.comparison], f".{bound.code}"
    nothing: Mapping[str, Decimal] = {}

    def holds(one: Listed) -> bool:
        for code, value in values.get(one.key, nothing).items():
            if (code == bound.code or code.endswith(ending)) and compare(value, bound.value):
                return True
        return False

    return holds
