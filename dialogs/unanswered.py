"""Who hears that nothing came: the program manager, then the PMO, then the owner (DESIGN §6 "no answer")."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from dialogs import respondents, unanswered_words
from dialogs.access import is_away
from dialogs.alert_people import people, pmo_members
from dialogs.asked import asked_about, asks_on
from dialogs.desk import Desk, Person
from pmo.asks import Ask, subject_of
from pmo.cadence import Cadence, closing
from pmo.calendars import WorkingCalendar
from pmo.checkins import CheckinCard
from pmo.portfolio import Program, Project, code_key
from pmo.responses import Missing, missing
from pmo.rhythms import cadence_of, cadence_of_program
from pmo.schedule import Due, DueKind, due_key
from pmo.whom import Whom
from storage.outbox import Letter, LetterKind

_MISSED = (Missing.NOT_ANSWERED, Missing.UNREACHABLE, Missing.TOO_LATE)
"""Nothing came, and nobody has said why."""


async def window_closed(card: CheckinCard, desk: Desk) -> None:
    """The window of a card has closed: if it was the last of its program and period, the manager hears who is left."""
    asks = [ask for ask in await asks_on(card, desk) if ask.project and not ask.indicator]
    for program_code, period_name in sorted({(code_key(ask.program), ask.period) for ask in asks}):
        program = await desk.records.programs.get(program_code)
        if program is None or program.archived or await _is_open(program, period_name, desk):
            continue
        manager = await desk.member(program.manager)
        if manager is not None and await _others_missing(program, period_name, manager, desk):
            await _write(unanswered_words.WINDOW, (program.code, period_name), manager, desk)


async def _is_open(program: Program, period_name: str, desk: Desk) -> bool:
    """Whether somebody may still answer in time."""
    for project in await _asked_projects(program, desk):
        asks = await asked_about(subject_of(project.code), desk, period_name)
        if any(ask.asked and not ask.is_settled and desk.now < ask.deadline for ask in asks):
            return True
    return False


async def _others_missing(program: Program, period_name: str, manager: Person, desk: Desk) -> bool:
    """Whether anybody but the manager has not answered."""
    for project in await _asked_projects(program, desk):
        asks = await asked_about(subject_of(project.code), desk, period_name)
        if await is_missed(asks, desk) and any(code_key(ask.member) != code_key(manager.id) for ask in asks):
            return True
    return False


async def is_missed(asks: Sequence[Ask], desk: Desk) -> bool:
    """Whether a question that was put has no answer, and nobody is away or has skipped it."""
    put = [ask for ask in asks if ask.asked or ask.absent]
    if not put or any(ask.answered_version for ask in asks):
        return False
    found = [missing(ask, desk.now, away=await _away(ask, desk)) for ask in put]
    return all(why in _MISSED for why in found)


async def _away(ask: Ask, desk: Desk) -> bool:
    member = await desk.records.members.get(code_key(ask.member))
    return member is not None and await is_away(member, desk) is not None


async def _asked_projects(program: Program, desk: Desk) -> list[Project]:
    found = await desk.records.projects.find("program", code_key(program.code))
    return [project for project in found if respondents.is_asked_about(project)]


async def plan_closing(program: Program, desk: Desk) -> bool:
    """Put the instant at which the program's period closes next into the due instants; tell whether that changed."""
    key = due_key(DueKind.CLOSING, program.code)
    known = await desk.records.due.get(key)
    if program.archived:
        if known is not None:
            await desk.records.due.remove(key)
        return known is not None
    if known is not None and known.at <= desk.now:
        return False
    at = _next_closing(program, await desk.calendar_of_program(program), desk.now)
    if known is not None and known.at == at:
        return False
    await desk.records.due.put(Due(kind=DueKind.CLOSING, subject=program.code, at=at))
    return True


def _next_closing(program: Program, calendar: WorkingCalendar, now: datetime) -> datetime:
    cadence = cadence_of_program(program)
    instants = (calendar.at(day, cadence.at) for day in cadence.days(calendar.local(now).date()))
    return next(at for at in instants if at > now)


def _last_closing(program: Program, calendar: WorkingCalendar, at: datetime) -> datetime:
    """The one before; a week before where the rule has none."""
    cadence = cadence_of_program(program)
    earlier = cadence.days_back(calendar.local(at).date() - timedelta(days=1))
    return next((calendar.at(day, cadence.at) for day in earlier), at - timedelta(weeks=1))


@dataclass(frozen=True, slots=True)
class _Silence:
    """A project about whose period nothing came, and whether it is the second in a row."""

    project: Project
    period: str
    twice: bool


async def period_closed(due: Due, desk: Desk) -> None:
    """A period of the program has closed: the PMO hears what is missing, and the owner when it is so twice in a row."""
    await desk.records.due.remove(due.key)
    program = await desk.records.programs.get(code_key(due.subject))
    if program is None or program.archived:
        return
    calendar = await desk.calendar_of_program(program)
    span = (_last_closing(program, calendar, due.at), due.at)
    projects = await _asked_projects(program, desk)
    found = [await _silence(project, program, calendar, span, desk) for project in projects]
    silent = [one for one in found if one is not None]
    if silent:
        codes = ";".join(f"{one.project.code}/{one.period}" for one in silent)
        for person in await pmo_members(desk):
            await _write(unanswered_words.PERIOD, (program.code, due.at.date().isoformat(), codes), person, desk)
    for one in silent:
        if one.twice:
            for owner in await people(Whom.OWNER, one.project, program, desk):
                await _write(unanswered_words.TWICE, (one.project.code, one.period), owner, desk)
    await plan_closing(program, desk)


async def _silence(
    project: Project, program: Program, calendar: WorkingCalendar, span: tuple[datetime, datetime], desk: Desk
) -> _Silence | None:
    """What is missing of a project whose period has closed since the last closing."""
    asked = [
        (name, list(asks))
        for name, asks in groupby(await asked_about(subject_of(project.code), desk), key=lambda ask: ask.period)
    ]
    closed = [one for one in asked if _closes_in(cadence_of(project, program), one[0], calendar, span[1])]
    if not closed or closing(cadence_of(project, program), closed[-1][0], calendar) <= span[0]:
        return None
    missed = [await is_missed(asks, desk) for _, asks in closed[-3:]]
    if not missed[-1]:
        return None
    twice = missed[-2:] == [True, True] and missed[-3:] != [True, True, True]
    return _Silence(project, closed[-1][0], twice)


def _closes_in(cadence: Cadence, name: str, calendar: WorkingCalendar, until: datetime) -> bool:
    return closing(cadence, name, calendar) <= until


async def _write(what: str, detail: tuple[str, ...], person: Person, desk: Desk) -> None:
    """A notice, once for what it is about."""
    letter = Letter(
        key=f"notice/{what}/{'/'.join(detail[:2])}/{code_key(person.id)}",
        kind=LetterKind.NOTICE,
        subject=what,
        member=person.id,
        written=desk.now,
        not_before=person.calendar.next_working(desk.now),
        detail=(person.id, *detail),
    )
    await desk.write_unless_told(letter)
