"""What is asked of projects where one of several is enough, or where none of them may be so."""

import operator
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import chain
from typing import Any

from pmo.colours import Colour
from pmo.likeness import worded
from pmo.listed import Flag, Known, Listed
from pmo.portfolio import Phase, Rag

COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "!=": operator.ne,
}
NAMES = {"programs": "program", "posts": "post", "managers": "manager", "owners": "owner", "words": "text"}
"""What words are looked for, and what of a listed project they are looked for in."""
Test = Callable[[Listed], bool]


@dataclass(frozen=True, slots=True)
class Bound:
    """A comparison with the latest value of an indicator; `code` is folded, or what its code ends in after a point."""

    code: str
    comparison: str
    value: Decimal

    def __str__(self) -> str:
        return f"{self.code}{self.comparison}{self.value.normalize():f}"


@dataclass(frozen=True, slots=True)
class Limit:
    """A comparison of the reported progress in per cent, or of the expected end with a day; `of` is which of them."""

    of: str
    comparison: str
    value: Decimal | date

    def __str__(self) -> str:
        value = self.value.isoformat() if isinstance(self.value, date) else f"{self.value.normalize():f}"
        return f"{self.of}{self.comparison}{value}"


@dataclass(frozen=True, slots=True)
class Criteria:
    """Whatever can be asked of a project, of which one is enough.

    Attributes:
        rags: declared statuses; None is never reported.
        computed: computed statuses, grey where they are not known.
        programs, posts, managers, owners: beginnings of words, folded, in codes and names.
        words: looked for in the code, the name and the program.
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
    computed: frozenset[Colour] = frozenset()
    limits: tuple[Limit, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return not any(values for _, values in self.kinds())

    def kinds(self) -> Iterator[tuple[str, Collection[Any]]]:
        """Every kind, with what is asked of it."""
        return ((one.name, getattr(self, one.name)) for one in fields(self))

    def said(self) -> list[str]:
        """All of it, the same however it is typed; a status and a flag need no kind before them."""
        told = [
            str(value) if name in ("rags", "flags") else f"{name}:{value}"
            for name, values in self.kinds()
            for value in values
        ]
        return sorted(set(told))

    def tests(self, known: Known, *, loosely: bool = False) -> list[Test]:
        """A test for every kind of which something is asked, the cheapest first."""
        rags, phases, computed = self.rags, self.phases, self.computed
        tests: list[Test] = []
        if rags:
            tests.append(lambda one: one.rag in rags)
        if phases:
            tests.append(lambda one: one.project.phase in phases)
        if computed:
            tests.append(lambda one: (one.computed or Colour.GREY) in computed)
        tests += [flagged(known.flagged[flag]) for flag in self.flags]
        tests += [limited(limit, known) for limit in self.limits]
        tests += [bounded(bound, known.values) for bound in self.bounds]
        for name, text in NAMES.items():
            if asked := getattr(self, name):
                tests.append(worded(operator.attrgetter(text), asked, loosely=loosely))
        return tests

    def one_of_them(self, known: Known, *, loosely: bool = False) -> Test:
        """Whether one of them is so; a closed project is found by its phase alone."""
        found = reduce(_either, self.tests(known, loosely=loosely))
        if Phase.CLOSED not in self.phases:
            return found
        return lambda one: one.is_closed or found(one)

    def none_of_them(self, known: Known) -> list[Test]:
        """Whether none of them is so, as they are typed: what is spelt nearly so is not left out."""
        return [_not(test) for test in self.tests(known)]


NOTHING = Criteria()


def all_of(several: Iterable[Criteria]) -> Criteria:
    """Everything that these ask about."""
    asked = list(several)
    found: dict[str, Any] = {}
    for name, nothing in NOTHING.kinds():
        gathered: type[Any] = type(nothing)
        found[name] = gathered(chain.from_iterable([getattr(one, name) for one in asked]))
    return Criteria(**found)


def flagged(keys: Collection[str]) -> Test:
    """Whether a project is among these."""
    return lambda one: one.key in keys


def bounded(bound: Bound, values: Mapping[str, Mapping[str, Decimal]]) -> Test:
    """Whether a project has a value of the indicator that keeps to the comparison."""
    compare, ending = COMPARISONS[bound.comparison], f".{bound.code}"
    nothing: Mapping[str, Decimal] = {}

    def holds(one: Listed) -> bool:
        for code, value in values.get(one.key, nothing).items():
            if (code == bound.code or code.endswith(ending)) and compare(value, bound.value):
                return True
        return False

    return holds


def limited(limit: Limit, known: Known) -> Test:
    """Whether a project's progress or expected end, if it has one, keeps to the comparison."""
    compare, value = COMPARISONS[limit.comparison], limit.value
    if limit.of == "end":
        ends = known.ends
        return lambda one: one.key in ends and compare(ends[one.key], value)
    return lambda one: (
        one.report is not None and one.report.progress is not None and compare(one.report.progress, value)
    )


def _either(one: Test, other: Test) -> Test:
    return lambda project: one(project) or other(project)


def _not(test: Test) -> Test:
    return lambda one: not test(one)
