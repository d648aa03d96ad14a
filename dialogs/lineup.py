"""Every project as it stands in a list, kept from question to question.

Thousands ask how the portfolio stands, and between two questions little of it changes: a project is lined up anew when
its documents are others, and nothing is looked at where no table has changed. What is kept can always be drawn again.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeVar

from dialogs.pauses import in_slices, with_pauses
from locales.folding import folded
from pmo.judgements import Judgement
from pmo.listed import CODE_ENDS, Listed
from pmo.portfolio import Member, Post, Program, Project, code_key
from pmo.post_names import city_words
from pmo.reports import Standing
from storage.records import Rows
from storage.shelves import Records

T = TypeVar("T")
Values = Mapping[str, Mapping[str, Decimal]]
"""Latest values of indicators by project key and folded code."""


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest values of indicators by project key and folded code: all, those not in money, those for a place."""

    whole: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    discreet: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    public: dict[str, dict[str, Decimal]] = field(default_factory=dict)


class Documents(NamedTuple):
    """What a project is listed by; `manager` is the program's where it has none, `post` is where that one works."""

    project: Project
    standing: Standing | None
    judged: Judgement | None
    program: Program | None
    manager: Member | None
    owner: Member | None
    post: Post | None


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A project in the line-up, and how it is listed for those who may see money and for everybody else.

    Attributes:
        key, program, manager, owner: keys, by which its readers are found.
    """

    documents: Documents
    key: str
    program: str
    manager: str
    owner: str
    whole: Listed
    discreet: Listed

    @property
    def project(self) -> Project:
        """The project."""
        return self.documents.project

    def is_made_of(self, documents: Documents) -> bool:
        """Whether these are the very documents it was made of."""
        return all(a is b for a, b in zip(self.documents, documents, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lined:
    """The portfolio without archived projects, as of one state of the records.

    Attributes:
        places: by project key.
        whole, discreet: all of them by rank, as those see them who may see money, and as everybody else.
    """

    places: Mapping[str, Place] = field(default_factory=dict)
    whole: Sequence[Listed] = ()
    discreet: Sequence[Listed] = ()


class Column(Generic[T]):
    """Something that is known of all projects, looked up anew only when what it is made of has changed."""

    def __init__(self) -> None:
        self._marks: Hashable = None
        self._value: T | None = None

    async def value(self, marks: Hashable, look: Callable[[], Awaitable[T]]) -> T:
        """What was looked up under these marks, else what is looked up now; the marks are older than what is found."""
        if self._value is None or marks != self._marks:
            value = await look()
            self._marks, self._value = marks, value
            return value
        return self._value


class Lineup:
    """Keeps the portfolio of one store lined up.

    Attributes:
        end_of_each: when each project is expected to end, with the place it was looked up for.
        ends, late, stale, missing, days, values: see `dialogs.selecting`.
    """

    def __init__(self) -> None:
        self._lined, self._last = Column[Lined](), Lined()
        self.end_of_each: dict[str, tuple[Place, date | None]] = {}
        self.ends = Column[Mapping[str, date]]()
        self.late = Column[frozenset[str]]()
        self.stale = Column[frozenset[str]]()
        self.missing = Column[frozenset[str]]()
        self.days = Column[Mapping[str, date]]()
        self.values = Column[Latest]()

    async def now(self, records: Records) -> Lined:
        """The portfolio as this transaction sees it."""
        shelves = (
            records.projects,
            records.standings,
            records.judgements,
            records.programs,
            records.members,
            records.posts,
        )
        return await self._lined.value(await marks_of(*shelves), lambda: self._line_up(records))

    async def _line_up(self, records: Records) -> Lined:
        around, before = await _around(records), self._last.places
        places: dict[str, Place] = {}
        async for project in with_pauses(await records.projects.all()):
            if project.archived:
                continue
            key = project.key
            documents = around.documents(project, await records.standings.get(key), await records.judgements.get(key))
            known = before.get(key)
            places[key] = known if known is not None and known.is_made_of(documents) else _place(documents)
        self._last = Lined(
            places=places,
            whole=await _by_rank(places, lambda place: place.whole),
            discreet=await _by_rank(places, lambda place: place.discreet),
        )
        return self._last


async def marks_of(*shelves: Rows[Any]) -> Hashable:
    """Marks of several tables together."""
    return tuple([await rows.mark() for rows in shelves])


@dataclass(frozen=True, slots=True)
class _Around:
    """The documents that projects name, by key."""

    programs: Mapping[str, Program]
    members: Mapping[str, Member]
    posts: Mapping[str, Post]
    headquarters: Post | None

    def documents(self, project: Project, standing: Standing | None, judged: Judgement | None) -> Documents:
        program = self.programs.get(code_key(project.program))
        manager = self.members.get(code_key(project.manager or (program.manager if program else "")))
        owner = self.members.get(code_key(project.owner))
        return Documents(project, standing, judged, program, manager, owner, self._post(manager))

    def _post(self, manager: Member | None) -> Post | None:
        if manager is None:
            return None
        return self.posts.get(code_key(manager.post)) if manager.post else self.headquarters


async def _around(records: Records) -> _Around:
    posts = await records.posts.all()
    return _Around(
        programs={code_key(one.code): one for one in await records.programs.all()},
        members={code_key(one.id): one for one in await records.members.all()},
        posts={code_key(one.code): one for one in posts},
        headquarters=next((one for one in posts if one.headquarters and not one.archived), None),
    )


def _place(documents: Documents) -> Place:
    project, judged = documents.project, documents.judged
    whole = _listed(documents, money=True)
    same = judged is None or judged.whole.colour is judged.discreet.colour
    return Place(
        documents=documents,
        key=project.key,
        program=code_key(project.program),
        manager=code_key(project.manager),
        owner=code_key(project.owner),
        whole=whole,
        discreet=whole if same else _listed(documents, money=False),
    )


def _listed(found: Documents, *, money: bool) -> Listed:
    project, program = found.project, found.program
    return Listed(
        project=project,
        report=found.standing.report if found.standing else None,
        computed=found.judged.seen_with(money=money).colour if found.judged else None,
        text=folded(f"{project.code} {project.name} {project.program}"),
        name=folded(project.name),
        manager=_words_of(found.manager),
        owner=_words_of(found.owner),
        program=f"{folded(project.program)}{CODE_ENDS}{folded(program.name) if program else ''}",
        post=_words_of_post(found.post) if found.post else "",
    )


def _words_of_post(post: Post) -> str:
    return f"{folded(f'{post.code} {post.name}')} {city_words(post)}"


def _words_of(member: Member | None) -> str:
    return folded(f"{member.id} {member.name}") if member else ""


async def _by_rank(places: Mapping[str, Place], listed: Callable[[Place], Listed]) -> list[Listed]:
    """As sorting by rank gives them: they come by their keys, which decide between equals."""
    equals = defaultdict[tuple[int, int], list[Listed]](list)
    async for several in in_slices(places.values()):
        for place in several:
            one = listed(place)
            equals[one.rank[:2]].append(one)
    return [one for rank in sorted(equals) for one in equals[rank]]
