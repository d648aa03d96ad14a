"""What a digest says of the work ahead of its projects: milestones that slip or come, and what is wanted of whom."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from cards.digest_work import WantedLine
from cards.mentions import Named
from dialogs.alert_people import people, program_of
from dialogs.desk import Desk, Person
from dialogs.mentions import named
from dialogs.milestones import remembered
from locales import Say
from pmo.actions import ActionKind
from pmo.digests import Digest, DigestMilestone, DigestWanted, milestone_of
from pmo.portfolio import Project, code_key
from pmo.reports import StatusReport
from pmo.wanted import by_day, wanted_of
from pmo.whom import Whom

_PRESSES = timedelta(weeks=1)
"""What is due within this time must be acted on now."""


async def milestones_of(projects: Sequence[Project], since: datetime, today: date, desk: Desk) -> list[DigestMilestone]:
    """The milestones to tell of, by day; those that moved since the last digest among them."""
    found = [
        milestone_of(memory, project.code, since, today)
        for project in projects
        for memory in await remembered(project, desk)
    ]
    return sorted([one for one in found if one], key=lambda one: (one.day, one.project, one.name))


async def wanted_in(projects: Sequence[Project], today: date, desk: Desk) -> list[DigestWanted]:
    """What somebody waits for, by day: everything that lists it, digest, report or answer, has it from here.

    Help is among it: who shows it to others than one person alone leaves that out.
    """
    found: list[DigestWanted] = []
    for project in projects:
        actions = await desk.records.actions.find("project", project.key)
        for_few = await _for_few({one.alert for one in actions if one.alert and one.is_open}, desk)
        found += wanted_of(project.code, actions, await _last_report(project, desk), today, for_few=for_few)
    return by_day(found)


async def _last_report(project: Project, desk: Desk) -> StatusReport | None:
    """What was said last; what it gives to somebody who has left is the manager's."""
    standing = await desk.records.standings.get(project.key)
    if standing is None:
        return None
    owner = await desk.records.members.get(code_key(standing.report.action_owner))
    if owner is None or not owner.archived:
        return standing.report
    managers = await people(Whom.MANAGER, project, await program_of(project, desk), desk)
    return replace(standing.report, action_owner=managers[0].id if managers else "")


async def _for_few(alerts: Collection[str], desk: Desk) -> set[str]:
    """Those of the alerts that are gone, or are not for everybody."""
    found = {key: await desk.records.alerts.get(key) for key in alerts}
    return {key for key, alert in found.items() if alert is None or alert.is_private}


async def owner_of(one: DigestWanted, say: Say, desk: Desk) -> str:
    """Who is asked, in words; nobody for an action that its report gives to nobody."""
    return await desk.name_of(one.owner) or ("" if one.kind is ActionKind.ACTION else say("PMO"))


async def wanted_line(one: DigestWanted, say: Say, desk: Desk, mentioned: Named | None = None) -> WantedLine:
    """It as it is read, with its owner by name alone unless they are mentioned."""
    owner = mentioned or Named(await owner_of(one, say, desk))
    return WantedLine(project=one.project, kind=one.kind, text=one.text, owner=owner, due=one.due, overdue=one.overdue)


async def wanted_lines(
    frozen: Digest, shown: Collection[str], say: Say, desk: Desk, news_in: str = ""
) -> tuple[WantedLine, ...]:
    """What is wanted of the projects that are shown.

    Args:
        news_in: the channel that the digest is posted to; who must act before the next one is mentioned there, in the
            post of their own language alone: each language is a post of its own, and each mention rings.
    """
    program = await desk.records.programs.get(code_key(frozen.program)) if news_in else None
    languages = (program.languages if program else ()) or (say.language,)
    found = []
    for one in frozen.wanted:
        if one.project in shown:
            presses = one.due is not None and one.due <= (frozen.at + _PRESSES).date()
            person = await desk.member(one.owner) if presses and news_in else None
            reads_this = person is not None and _read_by(person, languages) == say.language
            mentioned = await named(person, news_in, desk) if person and reads_this else None
            found.append(await wanted_line(one, say, desk, mentioned))
    return tuple(found)


def _read_by(person: Person, languages: Sequence[str]) -> str:
    """In which of these languages of a channel the person reads it; the first where theirs is none of them."""
    return person.say.language if person.say.language in languages else languages[0]
