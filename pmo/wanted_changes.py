"""What became of the actions, decisions and help that a digest told of, and what is wanted besides. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pmo.actions import Action, ActionKind, ActionState
from pmo.digests import DigestWanted


class Became(StrEnum):
    """What became of it."""

    DONE = "done"
    NEW = "new"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedChange:
    """One of them; `answer` is how something ended that was done."""

    kind: ActionKind
    became: Became
    text: str
    answer: str = ""


def wanted_changes(
    before: Sequence[DigestWanted], now: Sequence[DigestWanted], actions: Iterable[Action]
) -> tuple[WantedChange, ...]:
    """What is different, by kind, what was done first; that a day passes is no difference.

    Args:
        actions: all that were ever put to somebody for the project.
    """
    done = {(one.kind, one.text): one for one in actions if one.state is ActionState.DONE}
    ended = [one for one in before if not _same_text(one, now) and (one.kind, one.text) in done]
    answers = [(one, done[one.kind, one.text].answer) for one in ended]
    found = [WantedChange(kind=one.kind, became=Became.DONE, text=one.text, answer=answer) for one, answer in answers]
    for kind in ActionKind:
        then, later = ([one for one in some if one.kind is kind and one not in ended] for some in (before, now))
        found += _of_kind(then, later)
    return tuple(found)


def _of_kind(before: Sequence[DigestWanted], now: Sequence[DigestWanted]) -> Iterator[WantedChange]:
    """Where others stand in the place of those that were told of, they have changed."""
    gone = [one for one in before if not _same_text(one, now)]
    new = [one for one in now if not _same_text(one, before)]
    moved = [one for one in now if (was := _same_text(one, before)) and (was.owner, was.due) != (one.owner, one.due)]
    changed = min(len(gone), len(new))
    yield from (_told(one, Became.CHANGED) for one in (*moved, *new[:changed]))
    yield from (_told(one, Became.NEW) for one in new[changed:])
    yield from (_told(one, Became.DROPPED) for one in gone[changed:])


def _same_text(one: DigestWanted, among: Iterable[DigestWanted]) -> DigestWanted | None:
    return next((other for other in among if (other.kind, other.text) == (one.kind, one.text)), None)


def _told(one: DigestWanted, became: Became) -> WantedChange:
    return WantedChange(kind=one.kind, became=became, text=one.text)
