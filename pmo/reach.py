"""To what one member is tied, looked up once and asked about many projects: the rights of CONTRACT §8 over a portfolio.

What the ties give is the table of `pmo.rights`; nothing is decided here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pmo.portfolio import Assigned, Assignment, Member, Program, Project, code_key
from pmo.rights import Audience, Tie, View, lent, may_stand_in, view


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonds:
    """To what a member is tied.

    Attributes:
        member: key of the member.
        managed, owned: keys of the programs the member manages, and owns.
        assigned: ties by assignments, by project key.
        external: the member is: whoever stands in for them sees no more than they do.
    """

    member: str
    external: bool = False
    managed: frozenset[str] = frozenset()
    owned: frozenset[str] = frozenset()
    assigned: Mapping[str, frozenset[Tie]] = field(default_factory=dict)

    def to(self, project: Project) -> frozenset[Tie]:
        """How the member is tied to a project."""
        program = code_key(project.program)
        found = {
            Tie.MANAGER: code_key(project.manager) == self.member,
            Tie.OWNER: code_key(project.owner) == self.member,
            Tie.PROGRAM_MANAGER: program in self.managed,
            Tie.PROGRAM_OWNER: program in self.owned,
        }
        return frozenset([tie for tie, holds in found.items() if holds]) | self.assigned.get(project.key, frozenset())


def bonds(member: Member, programs: Iterable[Program], assignments: Iterable[Assignment]) -> Bonds:
    """To what the member is tied by these programs and assignments, whosever they are."""
    me, by_project = code_key(member.id), dict[str, frozenset[Tie]]()
    for row in assignments:
        if code_key(row.member) == me and not row.archived:
            tie = Tie.STEERING if row.role is Assigned.STEERING else Tie.CONTRIBUTOR
            key = code_key(row.project)
            by_project[key] = by_project.get(key, frozenset()) | {tie}
    known = list(programs)
    return Bonds(
        member=me,
        external=member.external,
        managed=frozenset([code_key(one.code) for one in known if code_key(one.manager) == me]),
        owned=frozenset([code_key(one.code) for one in known if code_key(one.owner) == me]),
        assigned=by_project,
    )


def ties(
    member: Member, project: Project, program: Program | None, assignments: Iterable[Assignment]
) -> frozenset[Tie]:
    """How the member is tied to one project; `assignments` are those of the project, of any member."""
    return bonds(member, () if program is None else (program,), assignments).to(project)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What a member gets of any project, for themselves and for those they stand in for now.

    Attributes:
        absent: those the member stands in for everywhere.
        in_projects: those the member stands in for in one project, by its key.
    """

    member: Member
    own: Bonds
    absent: tuple[Bonds, ...] = ()
    in_projects: Mapping[str, tuple[Bonds, ...]] = field(default_factory=dict)

    def ties(self, project: Project) -> frozenset[Tie]:
        """The ties to a project, for reading and answering."""
        return self.own.to(project).union(*[tied for _, tied in self._lent(project)])

    def money_ties(self, project: Project) -> frozenset[Tie]:
        """Those of them that show its money: whoever stands in for an external sees no more than they do."""
        return self.own.to(project).union(*[tied for external, tied in self._lent(project) if not external])

    def _lent(self, project: Project) -> list[tuple[bool, frozenset[Tie]]]:
        """The ties of everybody they stand in for here, and whether each is external."""
        if not may_stand_in(self.member, project):
            return []
        here = (*self.absent, *self.in_projects.get(project.key, ()))
        return [(one.external, lent(one.to(project), external=one.external)) for one in here]

    def view(self, project: Project, audience: Audience) -> View:
        """What the member gets of a project before this audience."""
        seen = view(self.member, self.ties(project), project, audience)
        if not seen.money:
            return seen
        return replace(seen, money=view(self.member, self.money_ties(project), project, audience).money)

    @property
    def people(self) -> frozenset[str]:
        """Keys of the members whose projects these are."""
        return frozenset([self.own.member, *[one.member for one in self._everybody]])

    @property
    def programs(self) -> frozenset[str]:
        """Keys of the programs they lead."""
        return frozenset().union(*[one.managed | one.owned for one in (self.own, *self._everybody)])

    @property
    def projects(self) -> frozenset[str]:
        """Keys of the projects they are assigned to."""
        return frozenset().union(*[one.assigned.keys() for one in (self.own, *self._everybody)])

    @property
    def _everybody(self) -> list[Bonds]:
        return [*self.absent, *[one for several in self.in_projects.values() for one in several]]
