"""Who has left the portfolio and still has a part in it: the PMO gives it to somebody else, in the files."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from cards.listing import first_of
from dialogs import respondents
from dialogs.desk import Desk
from locales import Say
from pmo.actions import ActionState
from pmo.portfolio import Assigned, code_key

_ORDER = ("manager", "owner", "steering", "reporter", "deputy of", "asked", "looks after", "deputy in", "contributor")
_Part = tuple[str, str, str]
"""The member's key, what they are, and of what."""


async def lines(say: Say, desk: Desk) -> list[str]:
    """One line for each of them, by name, with all their parts."""
    left = {member.key: member.name for member in await desk.records.members.all() if member.archived}
    if not left:
        return []
    parts: defaultdict[str, defaultdict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for member, what, of in [*await _of_projects(desk), *await _of_others(desk)]:
        if member in left:
            parts[member][what][of] = None
    return [
        say("{name}: {parts}", name=left[member], parts=" · ".join(_parts(parts[member], say)))
        for member in sorted(parts, key=lambda one: left[one].casefold())
    ]


async def _of_projects(desk: Desk) -> list[_Part]:
    """What projects, the assignments in them and their logs give to people."""
    found: list[_Part] = []
    open_ones = {one.key: one for one in await desk.records.projects.all() if respondents.is_asked_about(one)}
    for project in open_ones.values():
        found.append((code_key(project.manager), "manager", project.code))
        found.append((code_key(project.owner), "owner", project.code))
    for row in await desk.records.assignments.all():
        project_of_row = None if row.archived else open_ones.get(code_key(row.project))
        if project_of_row is not None:
            what = "steering" if row.role is Assigned.STEERING else "contributor"
            found.append((code_key(row.member), what, project_of_row.code))
            found.append((code_key(row.deputy), "deputy in", project_of_row.code))
    logged = [one for one in await desk.records.log.find("owner") if code_key(one.project) in open_ones]
    return [*found, *[(code_key(one.owner), "looks after", f"{one.project} {one.code}") for one in logged]]


async def _of_others(desk: Desk) -> list[_Part]:
    """Programs, indicators, absences of others, and what was asked of somebody."""
    found: list[_Part] = []
    for program in await desk.records.programs.all():
        if not program.archived:
            found.append((code_key(program.manager), "manager", program.code))
            found.append((code_key(program.owner), "owner", program.code))
    measured = [one for one in await desk.records.indicators.all() if not one.archived]
    found += [(code_key(one.reporter), "reporter", one.code) for one in measured]
    today = (await desk.calendar_of_headquarters()).local(desk.now).date()
    for absence in await desk.records.absences.all():
        absent = await desk.member(absence.member) if absence.deputy and absence.last >= today else None
        if absent is not None and not absence.archived:
            found.append((code_key(absence.deputy), "deputy of", absent.name))
    asked = await desk.records.actions.find("state", ActionState.OPEN.value)
    return [*found, *((code_key(action.owner), "asked", action.project) for action in asked)]


def _parts(of: Mapping[str, Mapping[str, None]], say: Say) -> Iterator[str]:
    for what in _ORDER:
        if of.get(what):
            yield _part(what, first_of(list(of[what]), say), say)


def _part(what: str, codes: str, say: Say) -> str:
    match what:
        case "manager":
            return say("manages {codes}", codes=codes)
        case "owner":
            return say("owns {codes}", codes=codes)
        case "steering":
            return say("steers {codes}", codes=codes)
        case "reporter":
            return say("measures {codes}", codes=codes)
        case "deputy in":
            return say("is a deputy in {codes}", codes=codes)
        case "deputy of":
            return say("stands in for {codes}", codes=codes)
        case "looks after":
            return say("looks after {codes}", codes=codes)
        case "asked":
            return say("was asked to help with {codes}", codes=codes)
        case _:
            return say("contributes to {codes}", codes=codes)
