"""A list of people: how they are reached, what narrows it, and who comes first in it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from operator import attrgetter

from pmo.app_states import AppState
from pmo.likeness import alike, worded
from pmo.naming import named
from pmo.portfolio import Member, Role

_LATE = datetime.max.replace(tzinfo=UTC)


class Which(StrEnum):
    """What people are looked for by, beside words."""

    WITHOUT_APP = "without app"
    WITH_APP = "with app"
    UNREACHABLE = "unreachable"
    REACHED = "reached"
    EXTERNAL = "external"
    MANAGEMENT = "management"
    PMO = "pmo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Somebody as they stand in a list.

    Attributes:
        asked_at: when they are asked next (UTC); None for somebody who is not asked.
        name: id, name and e-mail address, folded; `text` is that with code and name of the post.
    """

    member: Member
    state: AppState
    asked_at: datetime | None = None
    post: str = ""
    name: str = ""
    text: str = ""

    @property
    def rank(self) -> tuple[int, datetime, str, str]:
        """Who is asked soon and cannot be reached comes first, then who was never seen, whom a team has, the rest."""
        if self.state.is_reached:
            place = 4 if self.state is AppState.TEAM else 5
        else:
            place = int(self.state is AppState.NEVER_SEEN) + (0 if self.asked_at else 2)
        soon = self.asked_at or _LATE
        return place, _LATE if self.state.is_reached else soon, self.member.name.casefold(), self.member.key


_HOLDS: Mapping[Which, Callable[[Listed], bool]] = {
    Which.WITHOUT_APP: lambda one: one.state is not AppState.INSTALLED,
    Which.WITH_APP: lambda one: one.state is AppState.INSTALLED,
    Which.UNREACHABLE: lambda one: not one.state.is_reached,
    Which.REACHED: lambda one: one.state.is_reached,
    Which.EXTERNAL: lambda one: one.member.external,
    Which.MANAGEMENT: lambda one: one.member.role is Role.MANAGEMENT,
    Which.PMO: lambda one: one.member.role is Role.PMO,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whom somebody looks for: all of it must hold; `words` are folded, `typed` is what they were in."""

    which: frozenset[Which] = frozenset()
    words: tuple[str, ...] = ()
    typed: str = ""


def found(wanted: Wanted, people: Iterable[Listed]) -> list[Listed]:
    """Those who are looked for, who needs a decision first.

    Where nobody is found by the words as they are typed, it is who is spelt nearly so, else whose whole name is.
    """
    kept = [one for one in people if all(_HOLDS[which](one) for which in wanted.which)]
    nearly = alike(wanted.words, kept, attrgetter("text"))
    if not nearly and wanted.words:
        meant = named(wanted.typed, [one.member for one in kept])
        nearly = [one for one in kept if one.member is meant]
    return sorted(nearly, key=lambda one: one.rank)


def only_one_named(wanted: Wanted, listed: Sequence[Listed]) -> Member | None:
    """Who is meant where the words are the name of just one; a post with one person in it is still a list."""
    if len(listed) != 1 or not wanted.words or wanted.which:
        return None
    (one,) = listed
    by_name = [worded(attrgetter("name"), (word,), loosely=True)(one) for word in wanted.words]
    return one.member if any(by_name) else None


def counts(listed: Iterable[Listed]) -> Mapping[AppState, int]:
    """How many are in each state."""
    return Counter([one.state for one in listed])
