"""Now and then somebody is told alone how their projects stand, and what changed since they were told last."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from cards.digest_work import WantedLine
from cards.missing import MissingRow
from cards.overview import OverviewView, overview_card
from dialogs import judging, respondents, schedule
from dialogs.access import note_reading, seen_by
from dialogs.conversation import Conversation, Drawn, Post, Withdrawn
from dialogs.desk import Desk, Person
from dialogs.digest_work import wanted_in, wanted_line
from dialogs.following_up import OWED, unanswered
from dialogs.milestones import open_by, remembered
from dialogs.pauses import with_pauses
from dialogs.questions import alone
from dialogs.selecting import responsible_for, sight_of
from dialogs.turn import Mark
from pmo.digests import SOON, DigestMilestone, DigestWanted, worst_first
from pmo.milestone_states import state_of
from pmo.overviews import Overview, OverviewLine, Turned, turned
from pmo.portfolio import Member, Project, Role, code_key
from pmo.rights import PRIVATE
from pmo.schedule import Due
from pmo.wanted import by_day
from storage.outbox import Letter, LetterKind

conversation = Conversation()


@dataclass(frozen=True, slots=True)
class _Told:
    """The projects that somebody is told of, and those of them whose money they may see."""

    projects: Sequence[Project]
    money: Collection[str]


def sees_all(member: Member) -> bool:
    """Whether the overview is of the whole portfolio; else it is of the person's own projects."""
    return member.role in (Role.MANAGEMENT, Role.PMO) and not member.external


async def tell(due: Due, desk: Desk) -> None:
    """Write the letter that tells it, and look ahead to the next one."""
    await desk.records.due.remove(due.key)
    person = await desk.member(due.subject)
    if person is None or person.member is None or not await schedule.plan_overview(person.member, desk):
        return
    following = await desk.records.due.get(due.key)
    letter = Letter(
        key=f"overview/{person.id}/{due.at.date().isoformat()}",
        kind=LetterKind.OVERVIEW,
        subject=person.id,
        member=person.id,
        written=desk.now,
        not_before=person.calendar.next_working(desk.now),
        not_after=following.at if following else None,
    )
    await desk.write_unless_told(letter)


async def _draw(letter: Letter, desk: Desk) -> Drawn | Withdrawn:
    person = await desk.member(letter.subject)
    if person is None or person.member is None:
        return Withdrawn("gone")
    view = await view_of(person, desk)
    if not view.projects:
        return Withdrawn("nothing to tell")
    shown = overview_card(view, person.say)
    return Drawn(card=shown.card, summary=shown.summary, mark=Mark(kind="digest", key=letter.key))


async def view_of(person: Person, desk: Desk) -> OverviewView:
    """How the person's projects stand now, with what changed since they were told last."""
    return await _view(await _told_of(person, desk), person, desk)


async def _view(told: _Told, person: Person, desk: Desk) -> OverviewView:
    assert person.member is not None, "looked at by the caller"
    lines = await _lines(told, desk)
    before = await desk.records.overviews.get(code_key(person.id))
    return OverviewView(
        whole=sees_all(person.member),
        as_of=desk.now,
        since=before.at if before else None,
        projects=tuple(lines),
        turned=tuple([one for one in turned(before, lines) if one.after or await _is_over(one, person, desk)]),
        milestones=tuple(await _milestones(told.projects, person, desk)),
        wanted=tuple(await _wanted(told.projects, person, desk)),
        missing=tuple(await _missing(told.projects, person, desk)),
    )


async def asked_for(person: Person, desk: Desk) -> OverviewView:
    """The same when the person asks for it, which is noted where it speaks of restricted projects."""
    told = await _told_of(person, desk)
    await note_reading(person, told.projects, desk)
    return await _view(told, person, desk)


async def _is_over(one: Turned, person: Person, desk: Desk) -> bool:
    """Whether a project that is not among the person's any more has ended: else it is none of their business now."""
    project = await desk.records.projects.get(code_key(one.before.project)) if one.before else None
    if project is None or respondents.is_asked_about(project):
        return False
    return (await seen_by(person, project, PRIVATE, desk)).readable


async def _told_of(person: Person, desk: Desk) -> _Told:
    """The person's own projects, or all that they may see, those that still run."""
    assert person.member is not None, "looked at by the caller"
    asked = alone(person, desk)
    sight = await sight_of(asked)
    theirs = sight.lined.places if sees_all(person.member) else await responsible_for(sight, asked)
    found = [one.project for one in sight.listed if one.key in theirs and respondents.is_asked_about(one.project)]
    return _Told(found, sight.money)


async def _lines(told: _Told, desk: Desk) -> list[OverviewLine]:
    found = []
    async for project in with_pauses(told.projects):
        standing = await desk.records.standings.get(project.key)
        judged = await judging.current(project, desk)
        line = OverviewLine(
            project=project.code,
            name=project.name,
            rag=standing.report.rag if standing else None,
            computed=judged.seen_with(money=project.key in told.money).colour if judged else None,
        )
        found.append(line)
    return sorted(found, key=lambda line: worst_first(line.rag, line.computed, line.project))


async def _milestones(projects: Sequence[Project], person: Person, desk: Desk) -> list[DigestMilestone]:
    """What is overdue, and what is expected in the next four weeks, by day."""
    today = person.calendar.local(desk.now).date()
    found = []
    async for project in with_pauses(projects):
        for one in await remembered(project, desk, open_by(today + SOON)):
            day, name, state = one.milestone.expected, one.milestone.name, state_of(one, today)
            found.append(DigestMilestone(project=project.code, name=name, state=state, day=day, slip=one.slip))
    return sorted(found, key=lambda one: (one.day, one.project, one.name))


async def _wanted(projects: Sequence[Project], person: Person, desk: Desk) -> list[WantedLine]:
    """What somebody waits for, by day; help among it, for it is told to one person alone."""
    today, found = person.calendar.local(desk.now).date(), list[DigestWanted]()
    async for project in with_pauses(projects):
        found += await wanted_in([project], today, desk)
    return [await wanted_line(one, person.say, desk) async for one in with_pauses(by_day(found))]


async def _missing(projects: Sequence[Project], person: Person, desk: Desk) -> list[MissingRow]:
    """Whose status is owed, the most urgent first; nobody is told their own name."""
    found: list[MissingRow] = []
    async for project in with_pauses(projects):
        rows = await unanswered(project, person.say, desk)
        found += [replace(row, person="") if row.person == person.name else row for row in rows]
    return sorted(found, key=lambda row: (OWED.index(row.why), row.code))


async def _remember(letter: Letter, desk: Desk) -> None:
    """Remember how everything stood when it was told, in a message of its own or among others."""
    person = await desk.member(letter.subject)
    if person is None:
        return
    told = await _told_of(person, desk)
    lines = await _lines(told, desk)
    await desk.records.overviews.put(Overview(member=person.id, at=desk.now, lines=tuple(lines)))
    await note_reading(person, told.projects, desk)


conversation.letter(LetterKind.OVERVIEW, Post(draw=_draw, told=_remember))
