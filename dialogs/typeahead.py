"""Somebody types into a field for a project, a program or a person, and gets what suits it of what they may see.

Where nothing is suggested the field can still be filled in, so nothing here is ever refused: what somebody may not see
is not there.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from cards.plain import clean
from cards.status import title_of
from dialogs.access import handles_alerts_of, may_hear_of, note_reading, seen_by
from dialogs.codes import words_in
from dialogs.desk import Desk, Person
from dialogs.known_programs import programs_known
from dialogs.questions import Question, question
from dialogs.selecting import visible
from dialogs.turn import Choice, Reply, Turn
from locales.folding import folded
from pmo.likeness import alike
from pmo.portfolio import Member, code_key

T = TypeVar("T")
MOST = 15
"""Suggestions that Teams shows."""
_ASKED_ABOUT = 60
"""People of whom it is looked up whether they may hear of a project."""


async def suggested(turn: Turn, person: Person, desk: Desk) -> Reply:
    """What suits the words in the field, the nearest first."""
    kind, slash, of = turn.dataset.partition("/")
    find = _DATASETS.get(kind + slash)
    if find is None or person.member is None:
        return Reply.nothing()
    found = await find(words_in(turn.text), of, await question(turn, person, desk))
    return Reply(form="nothing", choices=tuple(found))


async def _projects(words: Sequence[str], _of: str, asked: Question) -> list[Choice]:
    found = alike(words, await visible(asked), lambda one: one.text)
    nearest = _nearest(words, found, lambda one: one.code)[:MOST]
    await note_reading(asked.person, [one.project for one in nearest], asked.desk)
    return [_coded(one.code, one.project.name) for one in nearest]


async def _programs(words: Sequence[str], _of: str, asked: Question) -> list[Choice]:
    found = alike(words, await programs_known(asked), lambda one: folded(f"{one.code} {one.name}"))
    return [_coded(one.code, one.name) for one in _nearest(words, found, lambda one: one.code)[:MOST]]


async def _people(words: Sequence[str], of: str, asked: Question) -> list[Choice]:
    """Who may hear of a project, for those who hand something of it on where its readers may see it."""
    desk, found = asked.desk, list[Member]()
    project = await desk.records.projects.get(code_key(of))
    if project is None or not await handles_alerts_of(asked.person, project, desk):
        return []
    if not (await seen_by(asked.person, project, asked.audience, desk)).readable:
        return []
    present = sorted([one for one in await desk.records.members.all() if not one.archived], key=lambda one: one.name)
    suiting = alike(words, present, lambda one: folded(f"{one.name} {one.id}"))
    for one in _nearest(words, suiting, lambda one: one.name)[:_ASKED_ABOUT]:
        somebody = await desk.member(one.id)
        if somebody is not None and await may_hear_of(somebody, project, desk):
            found.append(one)
        if len(found) == MOST:
            break
    return [Choice(title=clean(one.name), value=one.id) for one in found]


def _nearest(words: Sequence[str], found: Iterable[T], code_of: Callable[[T], str]) -> list[T]:
    """First what has just this code, then what begins so, then the others as they come."""
    wanted = " ".join(words)

    def far(one: T) -> int:
        code = folded(code_of(one))
        return 0 if code == wanted else 1 if code.startswith(wanted) else 2

    return sorted(found, key=far)


def _coded(code: str, name: str) -> Choice:
    return Choice(title=clean(title_of(code, name)), value=code)


_DATASETS: Mapping[str, Callable[[Sequence[str], str, Question], Awaitable[list[Choice]]]] = {
    "projects": _projects,
    "programs": _programs,
    "people/": _people,
}
"""By what a field says it is of; `people/CODE` are those of a project."""
