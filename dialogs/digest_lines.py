"""What a digest says of one project: how it stands, and what became of the question about the digest's period."""

from dataclasses import dataclass
from datetime import datetime

from dialogs import judging, respondents
from dialogs.access import is_away
from dialogs.alert_words import explanation
from dialogs.asked import asked_about
from dialogs.desk import Desk, Person
from dialogs.digest_facts import facts_of
from pmo.asks import Ask, ask_key, subject_of
from pmo.calendars import zone_named
from pmo.digests import Digest, DigestLine, Response, last_time, latest
from pmo.portfolio import Program, Project
from pmo.reports import Standing
from pmo.responses import Missing, missing
from pmo.rhythms import own_period
from pmo.schedule import DueKind, due_key

_REASONS = 2
"""Reasons of the computed status that a digest tells of a project."""

_RESPONSES = {
    Missing.NOT_ANSWERED: Response.MISSING,
    Missing.OPEN: Response.OPEN,
    Missing.UNREACHABLE: Response.UNREACHABLE,
    Missing.NO_MANAGER: Response.NO_MANAGER,
    Missing.TOO_LATE: Response.NOT_ASKED,
    Missing.SKIPPED: Response.SKIPPED,
    Missing.ABSENT: Response.ABSENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a digest tells of: a period, and what came since (UTC) its readers were told last, in `before`.

    Attributes:
        at: UTC; when it was told, which is now unless given.
    """

    period: str
    since: datetime
    before: Digest | None = None
    at: datetime | None = None


async def line_of(project: Project, program: Program, telling: Telling, desk: Desk) -> DigestLine:
    """The project's line in a digest as it stands now."""
    return await line_about(project, program, telling, await desk.records.standings.get(project.key), desk)


async def line_about(
    project: Project, program: Program, telling: Telling, standing: Standing | None, desk: Desk
) -> DigestLine:
    """The same with how the project stood; one that reports less often is told of by the last question it was asked."""
    rag, of, summary = latest(standing)
    person = await respondents.asked_about_project(project, program, desk)
    member = person.member.id if person and person.member else ""
    calendar = await desk.calendar_of_program(program)
    about = own_period(project, program, calendar, telling.at or desk.now) or telling.period
    judged = await judging.current(project, desk)
    finding = judged.discreet if judged else None
    ask = await _question(project.code, about, member, desk)
    response = await _response(person, ask, of == about, desk)
    first = ask.first_answered_at if ask else None
    if response is Response.LATE and first is not None and first <= telling.since:
        response = Response.ANSWERED  # that it was late has been told
    return DigestLine(
        project=project.code,
        name=project.name,
        rag=rag,
        before=last_time(project.code, telling.period, telling.before, standing, zone_named(calendar.zone)),
        period=of,
        summary=summary,
        response=response,
        member=ask.member if ask else member,
        until=ask.deadline if ask and not ask.answered_version and desk.now < ask.deadline else None,
        computed=finding.colour if finding else None,
        reasons=finding.reasons[:_REASONS] if finding else (),
        explained=await explanation(project, await desk.say_in(program), desk),
        facts=await facts_of(project, standing, telling.period, desk),
    )


async def _question(project: str, about: str, member: str, desk: Desk) -> Ask | None:
    """The question about a period: put to who answers for the project now, else to anybody, else still to be put."""
    subject = subject_of(project)
    own = await desk.records.asks.get(ask_key(subject, about, member))
    others = await asked_about(subject, desk, about)
    if own is not None or others:
        return own or others[-1]
    due = await desk.records.due.get(due_key(DueKind.ASK, project))
    if due is None or due.period != about or due.deadline is None:
        return None
    return Ask(project=project, period=about, member=due.member, at=due.at, deadline=due.deadline)


async def _response(person: Person | None, ask: Ask | None, reported: bool, desk: Desk) -> Response:
    """What became of the question about the digest's period."""
    if person is None:
        return Response.NO_MANAGER
    if ask is None:
        return Response.ANSWERED if reported else Response.NOT_ASKED
    asked = await desk.member(ask.member) or person
    away = asked.member is not None and await is_away(asked.member, desk) is not None
    why = missing(ask, desk.now, away=away)
    if why is None:
        return Response.LATE if ask.is_late else Response.ANSWERED
    unreachable = not asked.entra_id or (asked.contact is not None and asked.contact.unreachable)
    if unreachable and why in (Missing.OPEN, Missing.NOT_ANSWERED):
        return Response.UNREACHABLE
    return _RESPONSES[why]
