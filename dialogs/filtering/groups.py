"""What is asked for one by one, and how it goes together: with and, with or, or as what must not be so."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from pmo.colours import Colour
from pmo.criteria import Criteria
from pmo.listed import Flag
from pmo.portfolio import Phase, Rag

ONE_OF: dict[str, frozenset[Any]] = {
    "rags": frozenset((None, *Rag)),
    "phases": frozenset(Phase) - {Phase.CLOSED},
    "computed": frozenset(Colour),
    **dict.fromkeys(("programs", "posts", "managers", "owners"), frozenset()),
}
"""Kinds of which a project has one: several of them are alternatives; with all that there are, where they are few."""
_SETS = ("rags", "flags", "phases", "computed")
_OPPOSITE = {("flags", Flag.ON_TIME): Flag.LATE}
"""What is asked for as what must not be so, so that it is the same filter however it is typed."""
_MATTERS = ("rags", "flags")
"""Kinds that are of one list: what is the matter with a project."""


class Joint(Enum):
    """What stands between two things that are asked for."""

    NOTHING = 0
    COMMA = 1
    OR = 2


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is asked for.

    Attributes:
        kind: the attribute of a selection that has its value.
        typed: how it was typed.
    """

    kind: str
    value: Any
    typed: str

    def is_like(self, other: "Part") -> bool:
        """Whether both can be of one list."""
        return self.kind == other.kind or (self.kind in _MATTERS and other.kind in _MATTERS)


class Groups:
    """Takes one part after another.

    Attributes:
        parts: all of them.
        refused: those of which it is asked that they are not so, or that something else is.
        narrowings: statuses to which all the rest is narrowed, whatever it is.
    """

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._denied: list[Part] = []
        self.refused: list[Part] = []
        self.narrowings: list[list[Part]] = []
        self._groups: list[list[Part]] = []
        self._not = self._denied_by = ""
        self._last: Part | None = None
        self._is_last_denied = False
        self._joint = Joint.NOTHING

    @property
    def open_not(self) -> str:
        """The `not`, as it was typed, of which nothing has come yet."""
        return self._not

    def take(self, part: Part) -> None:
        """Something that is asked for or, behind `not`, must not be so."""
        self.parts.append(part)
        joined = self._is_joined(part)
        if self._not or (joined and self._is_last_denied):
            # Either something or what is not so: that is no group of criteria.
            if self._not and self._joint is Joint.OR:
                self.refused.append(part)
            else:
                self._denied_by = self._not or self._denied_by
                self._denied.append(replace(part, typed=_joined(self._denied_by, part.typed)))
            self._is_last_denied = True
        else:
            if joined:
                self._groups[-1].append(part)
            else:
                self._groups.append([part])
            self._is_last_denied = False
        self._not, self._last, self._joint = "", part, Joint.NOTHING

    def join(self, joint: Joint) -> None:
        """What follows is as good as what stands before, if anything does."""
        if self._last is not None and joint.value > self._joint.value:
            self._joint = joint

    def deny(self, word: str) -> None:
        """What follows must not be so."""
        self._not = word

    def end(self) -> None:
        """What follows does not go on with what stands before."""
        self._not, self._last, self._is_last_denied, self._joint = "", None, False, Joint.NOTHING

    def speaks_of(self, kind: str, value: Any) -> bool:
        """Whether this is asked for or denied already."""
        return any((one.kind, one.value) == (kind, value) for one in self.parts)

    def _is_joined(self, part: Part) -> bool:
        if self._last is None or self._joint is Joint.OR:
            return self._last is not None
        if self._joint is Joint.COMMA:
            return part.is_like(self._last)
        return part.kind == self._last.kind and part.kind in ONE_OF and not self._is_last_denied

    @property
    def alone(self) -> list[Part]:
        """Those that are asked for by themselves; of what a project has one of, several are alternatives."""
        asked = [part for group in self._groups if _is_alone(group) for part in group]
        return _turned(asked, self._denied)

    @property
    def denied(self) -> list[Part]:
        """Those that must not be so, typed with the `not` before them."""
        return _turned(self._denied, [group[0] for group in self._groups if _is_alone(group)])

    @property
    def alternatives(self) -> list[list[Part]]:
        """Those of which one is enough."""
        return [group for group in self._groups if not _is_alone(group)]

    def criteria(self) -> dict[str, Any]:
        """All of them, as the attributes of a selection."""
        mixed, either = list[Criteria](), list[tuple[str, ...]]()
        for group in self.alternatives:
            if {part.kind for part in group} == {"words"}:
                either.append(tuple([part.value for part in group]))
            else:
                mixed.append(Criteria(**_by_kind(group)))
        asked, denied = _by_kind(self.alone), _by_kind(self.denied)
        for kind, everything in ONE_OF.items():
            if everything and (gone := denied.pop(kind, None)):
                left = asked.get(kind, frozenset()) - gone or everything - gone
                asked[kind] = frozenset() if left == everything else left
        for several in self.narrowings:
            only = frozenset([part.value for part in several])
            asked["rags"] = (asked.get("rags") or only) & only
        return {**asked, "mixed": tuple(mixed), "either": tuple(either), "without": Criteria(**denied)}


def _turned(parts: Iterable[Part], others: Iterable[Part]) -> list[Part]:
    """These without what says the opposite of something, and what the opposites among the others say."""
    kept = [part for part in parts if (part.kind, part.value) not in _OPPOSITE]
    opposite = [(part, _OPPOSITE.get((part.kind, part.value))) for part in others]
    return [*kept, *[replace(part, value=value) for part, value in opposite if value is not None]]


def _joined(denial: str, typed: str) -> str:
    """`not red`, `-red`."""
    return f"{denial} {typed}" if denial.isalpha() else f"{denial}{typed}"


def _is_alone(group: Sequence[Part]) -> bool:
    return len(group) == 1 or (group[0].kind in ONE_OF and all(part.kind == group[0].kind for part in group))


def _by_kind(parts: Iterable[Part]) -> dict[str, Any]:
    """The values of each kind."""
    values = defaultdict[str, list[Any]](list)
    for part in parts:
        values[part.kind].append(part.value)
    return {kind: frozenset(several) if kind in _SETS else tuple(several) for kind, several in values.items()}
