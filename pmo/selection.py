"""What narrows and orders a list of projects, whatever the language it was asked in (contract §6 "Filters")."""

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from itertools import chain
from typing import Any

from pmo.colours import Colour
from pmo.criteria import NAMES, NOTHING, Bound, Criteria, Limit, Test, all_of
from pmo.likeness import worded
from pmo.listed import CODE_ENDS, Flag, Known, Listed
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is asked for: a project must satisfy every kind of filter, and one of those of its kind.

    Attributes:
        rags: declared statuses; None is never reported.
        phases: those asked for; without any, closed projects are left out.
        programs, posts, managers, owners: beginnings of words, folded, in codes and names.
        computed: computed statuses, grey where they are not known.
        without: what must not be so.
        mixed: of each of these one is enough, of whatever kind it is.
        words: free words, folded; all of them.
        either: of each of these one is enough.
        order: by what to sort; `backwards` the other way round; `then` equals by what else, which way.
    """

    rags: frozenset[Rag | None] = frozenset()
    flags: frozenset[Flag] = frozenset()
    without: Criteria = NOTHING
    mixed: tuple[Criteria, ...] = ()
    phases: frozenset[Phase] = frozenset()
    programs: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    bounds: tuple[Bound, ...] = ()
    computed: frozenset[Colour] = frozenset()
    limits: tuple[Limit, ...] = ()
    words: tuple[str, ...] = ()
    either: tuple[tuple[str, ...], ...] = ()
    order: Order = Order.STATUS
    backwards: bool = False
    then: tuple[tuple[Order, bool], ...] = ()

    def tests(self, known: Known, *, loosely: bool = False) -> list[Test]:
        """What a project must pass, the cheapest first; nothing is tested that is not asked about.

        Args:
            loosely: words may be misspelt.
        """
        tests = self._alone.tests(known, loosely=loosely)
        if not self.phases and not any(Phase.CLOSED in one.phases for one in self.mixed):
            tests.insert(0, lambda one: not one.is_closed)
        tests += self.without.none_of_them(known)
        tests += [one.one_of_them(known, loosely=loosely) for one in self.mixed]
        return tests + [worded(operator.attrgetter("text"), several, loosely=loosely) for several in self.free]

    @property
    def _alone(self) -> Criteria:
        """What is asked by itself, but for the words, each of which must be found."""
        return Criteria(**{name: getattr(self, name) for name in _BY_ITSELF})

    @property
    def wanted(self) -> Criteria:
        """All that a project may be found by."""
        return all_of((self._alone, *self.mixed, Criteria(words=tuple(chain.from_iterable(self.free)))))

    @property
    def asked(self) -> Criteria:
        """All that is asked about, wherever it stands."""
        return all_of((self.wanted, self.without))

    @property
    def has_words(self) -> bool:
        """Whether it asks for words, which can be misspelt."""
        wanted = self.wanted
        return any(getattr(wanted, name) for name in NAMES)

    @property
    def free(self) -> tuple[tuple[str, ...], ...]:
        """The free words, those together of which one is enough."""
        return (*[(word,) for word in self.words], *self.either)

    @property
    def orders(self) -> tuple[Order, ...]:
        """By what it is sorted, the first first."""
        return (self.order, *[order for order, _ in self.then])

    @property
    def asks_for_ends(self) -> bool:
        """Whether it has to be known when projects are expected to end."""
        return Order.END in self.orders or any(limit.of == Order.END for limit in self.asked.limits)

    @property
    def essence(self) -> str:
        """The same for all selections of the same projects, however they are typed and in what order they are listed.

        Of a list of projects without a filter it is empty.
        """
        asked = [one.name for one in fields(self) if one.name not in _ORDERING]
        return "\n".join(f"{name}:{said}" for name in asked for said in sorted(set(_said(getattr(self, name)))))


_BY_ITSELF = tuple([one.name for one in fields(Criteria) if one.name != "words"])
"""The kinds of which one is enough when they are asked for by themselves, too."""
_ORDERING = ("order", "backwards", "then")
"""What says nothing of which projects they are."""


def _said(asked: Criteria | Iterable[Any]) -> list[str]:
    """Each of the things asked for, the same however it is typed; of alternatives their order says nothing."""
    if isinstance(asked, Criteria):
        return asked.said()
    return [_alternatives(one) for one in asked]


def _alternatives(asked: Any) -> str:
    if isinstance(asked, Criteria):
        return "|".join(asked.said())
    return "|".join(sorted(set(asked))) if isinstance(asked, tuple) else str(asked)


def selected(selection: Selection, projects: Iterable[Listed], known: Known | None = None) -> list[Listed]:
    """What is asked for, in its order; where no word is found as it is typed, what is spelt nearly so.

    Of several codes, which no project can have together, one is enough.

    Args:
        projects: in the order of their ranks.
        known: what is looked up for this selection.
    """
    known = known or Known()
    everything = list(projects)
    selection = _of_whole_codes(selection, everything)
    found = _passing(selection.tests(known), everything)
    if not found and (several := _of_several_codes(selection, everything)) is not None:
        selection = several
        found = _passing(selection.tests(known), everything)
    if not found and selection.has_words:
        found = _passing(selection.tests(known, loosely=True), everything)
    return ordered(selection, found, known)


def _of_whole_codes(selection: Selection, projects: Iterable[Listed]) -> Selection:
    """The same where the code of a program is that program, and no beginning of the code of another."""
    if not selection.asked.programs:
        return selection
    codes = {one.program.partition(CODE_ENDS)[0] for one in projects}

    def whole(asked: Selection | Criteria) -> tuple[str, ...]:
        return tuple([f"{value}{CODE_ENDS}" if value in codes else value for value in asked.programs])

    return replace(
        selection,
        programs=whole(selection),
        without=replace(selection.without, programs=whole(selection.without)),
        mixed=tuple([replace(one, programs=whole(one)) for one in selection.mixed]),
    )


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
    found = list(projects)
    *firsts, (last, backwards) = ((selection.order, selection.backwards), *selection.then)
    if last is Order.STATUS:
        found = found[::-1] if backwards else found
    else:
        firsts.append((last, backwards))
    for order, backwards in reversed(firsts):
        found = _ordered(order, backwards, found, known or Known())
    return found


def _ordered(order: Order, backwards: bool, found: list[Listed], known: Known) -> list[Listed]:
    """These by one order; equals stay as they come."""
    key = _key(order, known)
    sortable = [one for one in found if key(one) is not None]
    rest = [one for one in found if key(one) is None] if len(sortable) < len(found) else []
    return sorted(sortable, key=key, reverse=backwards) + rest


def _key(order: Order, known: Known) -> Callable[[Listed], Any]:
    """By what a list is sorted, None for what has nothing of it."""
    match order:
        case Order.STATUS:
            return lambda one: one.rank[:2]
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
