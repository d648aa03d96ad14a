"""How much a digest tells: all of it where a card can hold that, else less and less until it fits."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial

from cards.digest_view import DigestLine
from cards.status import NAME_LENGTH
from pmo.portfolio import Rag

_AMENDED = 5
"""So many of the latest amendments are told one by one, so that what needs attention stays on the first screen."""

_SOME = 20
"""So many of the worst are told with their reasons before the other lists are cut to a few rows."""

_MOST = 120
"""Rows of a list that a card could hold at most, were there nothing else in it."""
_EVERYTHING = 1_000_000


class Drawn(Enum):
    """Which charts a digest has; those of milestones and indicators stand in the lists and commands, too."""

    EVERYTHING = auto()
    STATUSES = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Telling:
    """How much is told of a project: characters of its summary, and how many reasons of its computed status."""

    summary: int
    reasons: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """How much a digest tells.

    Attributes:
        red, amber: what is told of a project by the worse of its statuses.
        told: so many of the worst projects are told; of the others there are code, statuses and nothing else.
        named: so many of those others; what is left is counted.
        name: characters of a name.
        others: rows of every other list.
        amended: rows of what changed since it was posted.
        drawn: which charts there are.
    """

    red: Telling
    amber: Telling
    told: int = _MOST
    named: int = _EVERYTHING
    name: int = NAME_LENGTH
    others: int = _MOST
    amended: int = _AMENDED
    drawn: Drawn = Drawn.NOTHING

    def of(self, line: DigestLine) -> Telling:
        """What is told of this project."""
        return self.red if line.severity >= Rag.RED.severity else self.amber


class _Least(Enum):
    """Of how many projects summary and reasons must be told before less is tried."""

    ALL = auto()
    RED = auto()
    SOME = auto()
    NONE = auto()


_FULL = Telling(400, 2)
_SHORT = Telling(120, 1)

WHOLE = Detail(
    red=_FULL, amber=_FULL, told=_EVERYTHING, others=_EVERYTHING, amended=_EVERYTHING, drawn=Drawn.EVERYTHING
)
"""What the pages tell: everything."""
FIRST = Detail(red=_FULL, amber=_FULL, drawn=Drawn.EVERYTHING)
"""What a card tells that can hold everything."""
_FEWER = Detail(red=_SHORT, amber=_SHORT, name=40, others=10)
_TRIED = (
    (Detail(red=_FULL, amber=_FULL, drawn=Drawn.STATUSES), _Least.ALL),
    (Detail(red=_SHORT, amber=_SHORT, drawn=Drawn.STATUSES), _Least.ALL),
    (Detail(red=_SHORT, amber=_SHORT), _Least.ALL),
    (Detail(red=_SHORT, amber=_SHORT, name=60, others=30), _Least.ALL),
    (Detail(red=_SHORT, amber=_SHORT, name=60, others=15), _Least.ALL),
    (replace(_FEWER, amber=Telling(120, 0)), _Least.ALL),
    (_FEWER, _Least.RED),
    (replace(_FEWER, others=5), _Least.RED),
    (replace(_FEWER, others=3), _Least.RED),
    (replace(_FEWER, others=5, red=Telling(40, 1)), _Least.RED),
    (replace(_FEWER, others=5), _Least.SOME),
    (replace(_FEWER, others=3), _Least.NONE),
)
"""What is given up comes in this order: charts, rows of other lists, what is told of amber projects, of red ones."""


def most(attention: Sequence[DigestLine], fits: Callable[[Detail], bool]) -> Detail:
    """The most that fits; of red projects it tells before it tells of amber ones, and names more than it tells."""
    possible = min(len(attention), _MOST)
    if possible == len(attention) and fits(FIRST):
        return FIRST
    for detail, least in _tried(attention):
        if least <= possible and fits(replace(detail, told=least)):
            told = _largest(least, possible, partial(_fits_told, detail, fits))
            return replace(detail, told=told)
    bare = replace(_TRIED[-1][0], told=0)
    return replace(bare, named=_largest(0, len(attention), lambda n: fits(replace(bare, named=n))))


def _fits_told(detail: Detail, fits: Callable[[Detail], bool], told: int) -> bool:
    return fits(replace(detail, told=told))


def _tried(attention: Sequence[DigestLine]) -> Iterator[tuple[Detail, int]]:
    red = sum(line.severity >= Rag.RED.severity for line in attention)
    counts = {_Least.ALL: len(attention), _Least.RED: red, _Least.SOME: min(red, _SOME), _Least.NONE: 0}
    return ((detail, counts[least]) for detail, least in _TRIED)


def _largest(least: int, most: int, fits: Callable[[int], bool]) -> int:
    """The largest number from `least`, which is taken to fit, to `most` that fits, where all below it do."""
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if fits(middle) else (least, middle - 1)
    return least
