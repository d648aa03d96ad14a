"""What other limits would change now: projects judged by them, against what is kept of them."""

import asyncio
from dataclasses import dataclass

from cards.limits import MovedProject
from dialogs import judging
from dialogs.desk import Desk
from dialogs.histories import limits_of
from dialogs.limit_scopes import Scope, projects_in
from pmo.colours import Colour
from pmo.judgements import judgement
from pmo.limits import LimitChoice
from pmo.portfolio import Project, code_key

MOST = 200
"""Projects that a preview looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would change.

    Attributes:
        moved: by code; `looked_at` projects of `total` were judged.
    """

    moved: tuple[MovedProject, ...]
    projects: tuple[Project, ...]
    looked_at: int
    total: int


async def preview(choice: LimitChoice, scope: Scope, desk: Desk) -> Preview:
    """Judge the projects of the scope by the choice; between two of them others have their turn."""
    found = await projects_in(scope, desk)
    moved, projects = list[MovedProject](), list[Project]()
    for project in found[:MOST]:
        await asyncio.sleep(0)
        one = await _moved(project, choice, desk)
        if one is not None:
            moved.append(one)
            projects.append(project)
    return Preview(moved=tuple(moved), projects=tuple(projects), looked_at=len(found[:MOST]), total=len(found))


async def _moved(project: Project, choice: LimitChoice, desk: Desk) -> MovedProject | None:
    """How the project would move; None for one that stays, as every one does that decides for itself."""
    limits = await limits_of(project, desk, choice)
    if limits == await limits_of(project, desk):
        return None
    seen = await judging.seen_today(project, limits, desk)
    after = judgement(seen, seen, limits).whole.colour
    kept = await desk.records.judgements.get(code_key(project.code))
    before = kept.whole.colour if kept else Colour.GREY
    if before is after:
        return None
    return MovedProject(code=project.code, name=project.name, before=before, after=after)
