"""What of a digest its readers may see when somebody asks for it again."""

from collections.abc import Sequence

from dialogs.access import note_reading, seen_by
from dialogs.desk import Desk
from dialogs.questions import Question
from pmo.digests import Digest, DigestClosed, DigestLine
from pmo.portfolio import Project, code_key


async def reads_of(code: str, asked: Question) -> bool:
    """Whether these readers may read the project of this code; that a restricted one is read is noted."""
    project = await asked.desk.records.projects.get(code_key(code))
    return project is not None and await reads(project, asked)


async def known_of(closed: Sequence[DigestClosed], program: str, asked: Question) -> tuple[DigestClosed, ...]:
    """What is over and these readers may know of."""
    kept = []
    for one in closed:
        project = await asked.desk.records.projects.get(code_key(one.project))
        if project is not None and await reads(one.as_known(project, program), asked):
            kept.append(one)
    return tuple(kept)


async def reads(project: Project, asked: Question) -> bool:
    """The same of a project."""
    if not (await seen_by(asked.person, project, asked.audience, asked.desk)).readable:
        return False
    await note_reading(asked.person, (project,), asked.desk)
    return True


async def moved_since(frozen: Digest, shown: Sequence[DigestLine], desk: Desk) -> list[DigestClosed]:
    """The projects of the digest that have moved to another program since it was frozen."""
    there = {line.project for line in shown}
    found = []
    for line in frozen.lines:
        project = await desk.records.projects.get(code_key(line.project)) if line.project not in there else None
        if project is not None and code_key(project.program) != code_key(frozen.program):
            found.append(DigestClosed(project=line.project, name=line.name, left=True))
    return found
