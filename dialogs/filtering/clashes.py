"""Filters that exclude each other: nothing could ever be found by them."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations

from dialogs.filtering.groups import ONE_OF, Groups, Part
from pmo.criteria import COMPARISONS, Bound, Limit


def clashes(groups: Groups) -> list[tuple[Part, Part]]:
    """Two of the parts for each time that they do."""
    alone, denied = groups.alone, groups.denied
    return [*_denied(groups), *_all_denied(alone, denied), *_narrowed_away(groups), *_apart(alone)]


def _denied(groups: Groups) -> Iterator[tuple[Part, Part]]:
    """What is asked for and must not be so; of alternatives all of them."""
    kinds = [[part for part in groups.alone if part.kind == kind] for kind in ONE_OF]
    others = [[part] for part in groups.alone if part.kind not in ONE_OF]
    for several in (*kinds, *others, *groups.alternatives):
        against = [_same(part, groups.denied) for part in several]
        if against and all(against) and (denied := against[0]) is not None:
            yield several[0], denied


def _same(part: Part, denied: Sequence[Part]) -> Part | None:
    return next((one for one in denied if (one.kind, one.value) == (part.kind, part.value)), None)


def _all_denied(alone: Sequence[Part], denied: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
    """Nothing is left of a kind of which there are few."""
    for kind, everything in ONE_OF.items():
        gone = [part for part in denied if part.kind == kind]
        if everything and not any(part.kind == kind for part in alone) and everything <= {part.value for part in gone}:
            yield gone[0], gone[-1]


def _narrowed_away(groups: Groups) -> Iterator[tuple[Part, Part]]:
    """Nothing is left of the statuses where all is narrowed to some."""
    asked = [part for part in groups.alone if part.kind == "rags"]
    taken = [several for several in (asked, *groups.narrowings) if several]
    kept = [(frozenset([part.value for part in several]), several[0]) for several in taken]
    kept += [(ONE_OF["rags"] - {part.value}, part) for part in groups.denied if part.kind == "rags"]
    if groups.narrowings and kept and not frozenset.intersection(ONE_OF["rags"], *[values for values, _ in kept]):
        yield kept[0][1], kept[-1][1]


def _apart(alone: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
    """Two comparisons of one thing that no value passes."""
    compared = [part for part in alone if isinstance(part.value, Bound | Limit)]
    for one, other in combinations(compared, 2):
        if _what(one.value) == _what(other.value) and not _meet(one.value, other.value):
            yield one, other


def _what(compared: Bound | Limit) -> str:
    return f"indicator {compared.code}" if isinstance(compared, Bound) else compared.of


def _meet(one: Bound | Limit, other: Bound | Limit) -> bool:
    values = [Decimal(value.toordinal()) if isinstance(value, date) else value for value in (one.value, other.value)]
    low, high = sorted(values)
    tried = (low - 1, low, (low + high) / 2, high, high + 1)
    pairs = list(zip((one, other), values, strict=True))
    return any(all(COMPARISONS[of.comparison](value, limit) for of, limit in pairs) for value in tried)
