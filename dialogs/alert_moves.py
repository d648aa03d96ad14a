"""Alerts go along when an import moves a project, restricts it, hands it over to somebody or opens it again."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from dialogs import alert_cards, assistance_cards, respondents
from dialogs.alert_keeping import LEFT, announce, is_about_to_hear, keep, tell_all
from dialogs.alert_people import program_of, who_acts
from dialogs.alerts import settle_silently
from dialogs.desk import Desk
from dialogs.escalating import tell_successors
from pmo.declared_alerts import run_of
from pmo.portfolio import Member, Program, Project, code_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What decides who hears of an alert as it was before an import, by key."""

    projects: Mapping[str, Project]
    programs: Mapping[str, Program]
    members: Mapping[str, Member]


async def follow(was: Before, desk: Desk) -> None:
    """Bring the alerts of every project up to date of which something changed that decides who hears of it."""
    moved = set()
    for key, program in was.programs.items():
        now = await desk.records.programs.get(key)
        if now is not None and _heard_in(now) != _heard_in(program):
            moved.add(key)
    left = set()
    for key, member in was.members.items():
        known = await desk.records.members.get(key)
        if not member.archived and (known is None or known.archived):
            left.add(key)
    for key, before in was.projects.items():
        project = await desk.records.projects.get(key)
        if project is None or not respondents.is_asked_about(project):
            continue
        if not respondents.is_asked_about(before):
            await _open_again(project, desk)
            continue
        has_left = code_key(project.manager) in left
        if has_left or code_key(project.program) in moved or _heard_by(project) != _heard_by(before):
            new_manager = has_left or code_key(project.manager) != code_key(before.manager)
            await _tell_others(project, desk, anew=new_manager)
    if left:
        await _take_from(left, desk)


async def _take_from(left: Collection[str], desk: Desk) -> None:
    """What somebody had who has left waits for those who are to act."""
    for alert in await desk.records.alerts.all():
        project = await desk.records.projects.get(code_key(alert.project)) if code_key(alert.by) in left else None
        if project is None or not alert.is_open or alert.is_waiting or not respondents.is_asked_about(project):
            continue
        waiting = alert.abandoned(desk.now)
        await keep(waiting, project, desk)
        acts = await who_acts(alert, project, await program_of(project, desk), desk)
        others = [one for one in acts if not await is_about_to_hear(one, waiting, desk)]
        await tell_all(others, waiting, project, desk, LEFT)


def _heard_in(program: Program) -> tuple[str, ...]:
    return program.works_in, code_key(program.manager), code_key(program.owner)


def _heard_by(project: Project) -> tuple[str, ...]:
    people = (project.program, project.manager, project.owner)
    return project.classification.value, *(code_key(code) for code in people)


async def _open_again(project: Project, desk: Desk) -> None:
    """What stood when the project was closed is what it is concerned about now."""
    standing = await desk.records.standings.get(code_key(project.code))
    if standing is not None:
        reports = await desk.records.reports.find("project", code_key(project.code))
        await settle_silently(project, standing, run_of(standing, reports, desk.now), desk)


async def _tell_others(project: Project, desk: Desk, *, anew: bool) -> None:
    """Hide the alerts where they may not be shown any more, and tell those who should hear of them now and did not.

    Args:
        anew: somebody else is to act; the alerts wait for them from now on.
    """
    for known in await desk.records.alerts.find("project", code_key(project.code)):
        alert = known
        if anew and known.is_waiting and known.waiting_since is not None:
            alert = replace(known, waiting_since=desk.now, climbed=0, version=known.version + 1)
            await keep(alert, project, desk)
        else:
            await alert_cards.redraw(alert, desk)
        if alert.is_open and alert.told_at is not None:
            await announce(alert, project, desk, again=True)
            await tell_successors(alert, project, desk)
    for action in await desk.records.actions.find("project", code_key(project.code)):
        await assistance_cards.redraw(action, desk)
