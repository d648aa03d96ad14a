"""The people that somebody of the PMO may look through, and those of a project or program for who leads it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from dialogs.access import sees_people_of
from dialogs.app_states import lost_teams, state_of
from dialogs.desk import Desk, Person
from dialogs.limit_scopes import Scope
from dialogs.pauses import with_pauses
from locales.folding import folded
from pmo.likeness import alike
from pmo.people import Listed, Wanted
from pmo.portfolio import Assigned, Member, Post, Project, code_key
from pmo.post_names import city_words
from pmo.rights import Tie, may_see_people, program_ties
from pmo.schedule import ASKING

Parts = Mapping[str, Mapping[str, frozenset[Tie]]]
"""Key of a member to the codes of projects and programs, and how they are tied to each."""
_ASSIGNED = {Assigned.STEERING: Tie.STEERING, Assigned.CONTRIBUTOR: Tie.CONTRIBUTOR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """The people of a scope, as far as its reader may know of them.

    Attributes:
        parts: what each has to do with the projects and programs of the scope.
        projects: those whose people they are.
    """

    parts: Parts
    projects: tuple[Project, ...]


async def circle_of(scope: Scope, person: Person, desk: Desk) -> Circle | None:
    """Who takes part in a project or program; None for one of which the person may not know that."""
    assert person.member is not None, "looked at by the caller"
    found = [scope.project] if scope.project else list(await desk.records.projects.find("program", scope.key))
    projects = [one for one in found if not one.archived and await sees_people_of(person, one, desk)]
    parts: defaultdict[str, dict[str, frozenset[Tie]]] = defaultdict(dict)

    def add(member_id: str, code: str, tie: Tie) -> None:
        if member_id:
            mine = parts[code_key(member_id)]
            mine[code] = mine.get(code, frozenset()) | {tie}

    for project in projects:
        add(project.manager, project.code, Tie.MANAGER)
        add(project.owner, project.code, Tie.OWNER)
        for row in await desk.records.assignments.find("project", project.key):
            if not row.archived:
                add(row.member, project.code, _ASSIGNED[row.role])
        for indicator in await desk.records.indicators.find("project", project.key):
            if indicator.reporter and not indicator.archived:
                add(indicator.reporter, project.code, Tie.CONTRIBUTOR)
    if (program := scope.program) is not None and (projects or _leads(person, scope)):
        add(program.manager, program.code, Tie.PROGRAM_MANAGER)
        add(program.owner, program.code, Tie.PROGRAM_OWNER)
    return Circle(parts=parts, projects=tuple(projects)) if projects or _leads(person, scope) else None


def _leads(person: Person, scope: Scope) -> bool:
    if scope.program is None or person.member is None:
        return False
    return bool(may_see_people(person.member, program_ties(person.member, scope.program)))


async def listed(desk: Desk, only: Collection[str] | None = None) -> list[Listed]:
    """Everybody who takes part, or of them those with these keys."""
    asked, lost, posts = await asked_when(desk), await lost_teams(desk), await desk.records.posts.all()
    by_code, headquarters = {one.key: one for one in posts}, next((one for one in posts if one.headquarters), None)
    found = []
    async for member in with_pauses(await desk.records.members.all()):
        if member.archived or (only is not None and member.key not in only):
            continue
        contact = await desk.records.contacts.get(member.entra_id) if member.entra_id else None
        post = by_code.get(code_key(member.post)) if member.post else headquarters
        state = state_of(member, contact, lost)
        found.append(_listed(member, post, Listed(member=member, state=state, asked_at=asked.get(member.key))))
    return found


async def who_left(wanted: Wanted, desk: Desk) -> tuple[str, ...]:
    """Names of those who have left the portfolio and are called so."""
    if not wanted.words:
        return ()
    left = [one for one in await desk.records.members.all() if one.archived]
    return tuple(sorted([one.name for one in alike(wanted.words, left, _name_of)], key=str.casefold))


def _name_of(member: Member) -> str:
    return folded(f"{member.id} {member.name} {member.email}")


def _listed(member: Member, post: Post | None, known: Listed) -> Listed:
    name = _name_of(member)
    where = f"{post.code} {post.name} {city_words(post)}" if post else member.post
    return Listed(
        member=member,
        state=known.state,
        asked_at=known.asked_at,
        post=post.name if post else member.post,
        name=name,
        text=f"{name} {folded(where)}",
    )


async def asked_when(desk: Desk) -> Mapping[str, datetime]:
    """When each member is asked next, by key."""
    found: dict[str, datetime] = {}
    async for due in with_pauses(await desk.records.due.all()):
        if due.kind in ASKING and due.member and not due.absent:
            key = code_key(due.member)
            found[key] = min(due.at, found.get(key, due.at))
    return found
