"""What a digest says of the work ahead of its projects: milestones that slip or come, and what is wanted of whom."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from cards.digest_work import WantedLine
from cards.mentions import Named
from dialogs.desk import Desk, Person
from dialogs.mentions import named
from dialogs.milestones import remembered
from locales import Say
from pmo.digests import Digest, DigestMilestone, DigestWanted, milestone_of
from pmo.portfolio import Project, code_key

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
    """Actions and decisions that somebody waits for, by day; of an alert that is not for everybody none is told."""
    found = []
    for project in projects:
        for one in await desk.records.actions.find("project", project.key):
            alert = await desk.records.alerts.get(one.alert) if one.alert and one.is_open else None
            if alert is None or alert.is_private:
                continue
            overdue = one.due is not None and one.due < today
            wanted = DigestWanted(
                project=project.code, kind=one.kind, text=one.text, owner=one.owner, due=one.due, overdue=overdue
            )
            found.append(wanted)
    return sorted(found, key=lambda one: (one.due or date.max, one.project))


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
            name = Named(await desk.name_of(one.owner) or say("PMO"))
            reads_this = person is not None and _read_by(person, languages) == say.language
            owner = await named(person, news_in, desk) if person and reads_this else name
            line = WantedLine(
                project=one.project, kind=one.kind, text=one.text, owner=owner, due=one.due, overdue=one.overdue
            )
            found.append(line)
    return tuple(found)


def _read_by(person: Person, languages: Sequence[str]) -> str:
    """In which of these languages of a channel the person reads it; the first where theirs is none of them."""
    return person.say.language if person.say.language in languages else languages[0]
