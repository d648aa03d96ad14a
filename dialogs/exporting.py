"""The portfolio goes out as the tables that an import reads: all of it, or what one member may see (CONTRACT §4)."""

from bisect import bisect_right
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, TypeVar

from dialogs.codes import quoted
from dialogs.desk import Desk
from dialogs.filtering.finding import found_by
from dialogs.filtering.refusals import refusal
from dialogs.questions import Question, alone
from dialogs.selecting import Sight, sight_of
from pmo.exporting import Row, Selection, rows_of, selected
from pmo.importing.columns import Layout
from pmo.importing.layouts import LAYOUTS
from pmo.listed import Listed
from pmo.portfolio import code_key
from storage.records import Place, Table
from storage.tables import COSTS, FORECASTS, MEASUREMENTS, REPORTS

T = TypeVar("T")
Work = Callable[[Callable[[Desk], Awaitable[T]]], Awaitable[T]]
"""Runs a dialog in a transaction of its own."""

PAGE = 2000
"""Rows that are read in one go, so that no more of them are in memory at once."""
_HISTORY: dict[str, tuple[Table[Any], str, str]] = {
    "forecasts": (FORECASTS, "milestone", "milestones"),
    "costs": (COSTS, "project", "projects"),
    "statuses": (REPORTS, "project", "projects"),
    "measurements": (MEASUREMENTS, "indicator", "indicators"),
}
"""Where the rows of a file of history are kept, by which index, and whose history they are."""
_OF_PROJECTS = frozenset(("programs", "projects", "indicators", "milestones", "documents", *_HISTORY))
"""The files that a member gets who is not of the PMO; the others are about people and the office."""


class CannotExport(Exception):
    """There is nobody with this id, or the filters say nothing; the message says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What is to go out.

    Attributes:
        member: id of who is to see no more than they may; everything without one.
        filters: of the projects that the member may see, as behind `portfolio`; all of them without any.
    """

    member: str = ""
    filters: str = ""


EVERYTHING = Extract()


_WEIGHTS = dict.fromkeys(LAYOUTS, 1.0) | {"forecasts": 5.0, "costs": 5.0, "statuses": 20.0, "measurements": 70.0}
"""What the files take of the time of an export, roughly: history is by far the most."""


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one file, in their order.

    Attributes:
        share: of the file's rows that have been read with this page, 0 to 1.
    """

    layout: Layout
    rows: Sequence[Row]
    share: float

    @property
    def done(self) -> float:
        """How far the whole export has come with it, 0 to 1, as far as that is known before."""
        before = sum(_WEIGHTS[name] for name in takewhile(lambda name: name != self.layout.name, _WEIGHTS))
        return (before + self.share * _WEIGHTS[self.layout.name]) / sum(_WEIGHTS.values())


async def pages(work: Work[Any], extract: Extract = EVERYTHING) -> AsyncIterator[Page]:
    """The files in the order in which they are brought in, each with at least one page.

    Raises:
        CannotExport: nobody has this id, or the filters cannot be used.
    """
    documents: Mapping[str, Sequence[Any]] = await work(_documents)
    selection = _all(documents)
    if extract.member:
        selection = await work(lambda desk: _selection_for(extract, documents, desk))
    for name, layout in LAYOUTS.items():
        if extract.member and selection.money is not None and name not in _OF_PROJECTS:
            continue
        if layout.history:
            async for page in _history(layout, selection, work):
                yield page
        else:
            kept = [one for one in documents[name] if _key(layout, one) in selection.keys[name]]
            yield _page(layout, kept, selection, 1.0)


async def _documents(desk: Desk) -> Mapping[str, Sequence[Any]]:
    """The documents of the files of the first kind that are not archived; headquarters are the first post."""
    found = {}
    for name, layout in LAYOUTS.items():
        if not layout.history:
            rows = getattr(desk.records, name)
            found[name] = [one for one in await rows.all() if not one.archived]
    found["posts"].sort(key=lambda post: not post.headquarters)
    return found


def _key(layout: Layout, document: Any) -> str:
    return layout.key({part: getattr(document, part) for part in layout.identity})


def _all(documents: Mapping[str, Sequence[Any]]) -> Selection:
    keys = {name: frozenset(_key(LAYOUTS[name], one) for one in found) for name, found in documents.items()}
    return Selection(keys=keys)


async def _selection_for(extract: Extract, documents: Mapping[str, Sequence[Any]], desk: Desk) -> Selection:
    """What the member may see: everything for the PMO of the house, else projects they may read."""
    person = await desk.member(extract.member)
    if person is None or person.member is None:
        raise CannotExport(f"There is no member {extract.member!r}.")
    everything = _all(documents)
    if person.is_of_the_pmo and not extract.filters:
        return everything
    asked = alone(person, desk)
    sight = await sight_of(asked)
    projects = frozenset([one.key for one in await exported(extract.filters, sight, asked)])
    programs = frozenset([code_key(one.program) for one in documents["projects"] if one.key in projects])
    money = projects & frozenset(sight.money)
    mine = {
        name: frozenset(_key(LAYOUTS[name], one) for one in found if code_key(getattr(one, "project", "")) in projects)
        for name, found in documents.items()
    }
    told = [one for one in documents["indicators"] if one.is_public or code_key(one.project) in money]
    # What was measured goes with its indicator: of one that is not told there are no values either.
    mine["indicators"] &= frozenset([one.key for one in told])
    return Selection(
        keys={**mine, "members": everything.keys["members"], "projects": projects, "programs": programs},
        money=money,
    )


async def exported(filters: str, sight: Sight, asked: Question) -> Sequence[Listed]:
    """The projects that go out; without filters closed ones too.

    Raises:
        CannotExport: the filters cannot be used.
    """
    if not filters:
        return sight.listed
    if named := quoted(filters, sight.listed):
        return (named,)
    if refused := await refusal(filters, asked, asked.say):
        raise CannotExport(refused)
    return (await found_by(filters, sight, asked)).listed


def _page(layout: Layout, documents: Sequence[Any], selection: Selection, share: float) -> Page:
    row = rows_of(layout)
    kept = [one for document in documents if (one := selected(layout, document, selection)) is not None]
    return Page(layout, [row(one) for one in kept], share)


async def _history(layout: Layout, selection: Selection, work: Work[Any]) -> AsyncIterator[Page]:
    """The history of what is exported, in the order of its index."""
    table, index, parents_file = _HISTORY[layout.name]
    place_of = next(one.place for one in table.indexes if one.name == index)
    parents = sorted(selection.keys[parents_file])
    low: Place | None = None
    while True:
        documents = await work(_read(table, index, low))
        last = place_of(documents[-1]) if documents else None
        kept = [one for one in documents if _parent(place_of(one)) in selection.keys[parents_file]]
        is_last = len(documents) < PAGE or last is None
        share = 1.0 if is_last else _share(parents, _parent(last))
        yield _page(layout, kept, selection, share)
        if is_last or last is None:
            return
        low = (*last, 0)  # what follows the last one: a place sorts before its extensions


def _read(table: Table[Any], index: str, low: Place | None) -> Callable[[Desk], Awaitable[Sequence[Any]]]:
    async def read(desk: Desk) -> Sequence[Any]:
        return await desk.records.transaction.rows(table).range(index, low=low, limit=PAGE)

    return read


def _parent(place: Place | None) -> str:
    return str(place[0]) if place else ""


def _share(parents: Sequence[str], reached: str) -> float:
    """How far the history has been read, by how many of those whose it is are behind."""
    return bisect_right(parents, reached) / len(parents) if parents else 1.0
