"""What limits are decided for: the portfolio, a program or a project, and what lies within."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from dialogs import respondents
from dialogs.desk import Desk
from pmo.limit_changes import LimitState
from pmo.limits import LimitChoice, Measure, decided, out_of_order
from pmo.portfolio import Program, Project, code_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The portfolio, when it is neither a program nor a project."""

    program: Program | None = None
    project: Project | None = None

    @property
    def code(self) -> str:
        """Of the project or the program; empty for the portfolio."""
        subject = self.project or self.program
        return subject.code if subject else ""

    @property
    def name(self) -> str:
        """Of the project or the program; empty for the portfolio."""
        subject = self.project or self.program
        return subject.name if subject else ""

    @property
    def key(self) -> str:
        """Under which its choice is kept."""
        return code_key(self.code)

    @property
    def chain(self) -> tuple[str, ...]:
        """The keys of the scopes that decide here, the widest first, this one last."""
        if self.project is not None:
            return "", code_key(self.project.program), self.key
        return ("", self.key) if self.program is not None else ("",)


async def scope_of(code: str, desk: Desk) -> Scope | None:
    """The scope of this code, empty for the portfolio; None for an unknown one and for what has left the portfolio.

    A program goes before a project of the same code: what is decided under it holds for the whole program.
    """
    if not code:
        return Scope()
    program = await desk.records.programs.get(code_key(code))
    if program is not None and not program.archived:
        return Scope(program=program)
    project = await desk.records.projects.get(code_key(code))
    return Scope(project=project) if project is not None and not project.archived else None


async def kept_in(scope: Scope, desk: Desk) -> LimitChoice:
    """What is decided for the scope itself."""
    return await desk.records.limits.get(scope.key) or LimitChoice(scope=scope.code)


async def state_of(scope: Scope, desk: Desk) -> LimitState:
    """What waits to be decided for it."""
    return await desk.records.limit_states.get(scope.key) or LimitState(scope=scope.code)


async def choices_for(scope: Scope, desk: Desk, instead: LimitChoice | None = None) -> list[LimitChoice | None]:
    """Everything that decides here, the widest first.

    Args:
        instead: what would be decided for one of these scopes in place of what is.
    """
    found = [await desk.records.limits.get(key) for key in scope.chain]
    if instead is None:
        return found
    return [instead if key == instead.key else known for key, known in zip(scope.chain, found, strict=True)]


async def broken_by(choice: LimitChoice, scope: Scope, desk: Desk) -> AsyncIterator[tuple[Scope, Measure]]:
    """Where something would be red before it is amber after this choice: here first, then within."""
    within = [await scope_of(one.scope, desk) for one in await desk.records.limits.all() if one.key != choice.key]
    for one in (scope, *(other for other in within if other is not None and choice.key in other.chain)):
        for measure in out_of_order(decided(*await choices_for(one, desk, choice))):
            yield one, measure


async def projects_in(scope: Scope, desk: Desk) -> list[Project]:
    """The projects that are judged by what is decided here, by code."""
    if scope.project is not None:
        found = [scope.project]
    elif scope.program is not None:
        found = list(await desk.records.projects.find("program", scope.key))
    else:
        found = list(await desk.records.projects.all())
    return sorted((one for one in found if respondents.is_asked_about(one)), key=lambda one: code_key(one.code))
