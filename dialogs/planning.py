"""Who will be asked when, worked out from the rules without waiting for the time (CONTRACT §3 `plan`)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import takewhile

from dialogs import respondents
from dialogs.desk import Desk, Person
from pmo import public_holidays
from pmo.cadence import Cadence, PlannedAsk, planned
from pmo.calendars import DayOff, Free
from pmo.periods import Span
from pmo.portfolio import Member, Project, code_key
from pmo.recurrence import span_of
from pmo.respondents import Respondent
from pmo.rhythms import cadence_of, cadence_of_indicator

_LONGEST = {Span.WEEK: 7, Span.MONTH: 31, Span.QUARTER: 92, Span.YEAR: 366}
"""Days by which an ask may come before the rule's own day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one person is asked at one instant about one period, moved there from one day or from none.

    Attributes:
        post: code of their post.
        local: on their clock.
        projects, indicators: codes, in order; the projects are those whose status is asked.
        moved: the rule's own day and the reason, where it is another one.
        stands_for: member ids of the absent people in whose place.
    """

    member: str
    post: str
    local: datetime
    zone: str
    utc: datetime
    period: str
    projects: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    moved: DayOff | None = None
    stands_for: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The row of the contract."""
        moved = {"from": self.moved.day.isoformat(), "reason": reason(self.moved)} if self.moved else None
        return {
            "member": self.member,
            "post": self.post,
            "local": self.local.isoformat(),
            "zone": self.zone,
            "utc": self.utc.isoformat(),
            "period": self.period,
            "projects": list(self.projects),
            "indicators": list(self.indicators),
            "moved": moved,
            "stands_for": list(self.stands_for),
        }


def reason(off: DayOff) -> str:
    """Why the rule's own day is not worked, in English."""
    match off.why:
        case Free.HOLIDAY:
            return f"public holiday: {public_holidays.name_of(off.country, off.day, 'en')} ({off.country})"
        case Free.CLOSED:
            return "the post is closed"
        case Free.AWAY:
            return "absent"
        case Free.WEEK:
            return "not in the working week"


@dataclass(frozen=True, slots=True)
class _Asked:
    """One planned ask, and what it asks about."""

    ask: PlannedAsk
    project: str = ""
    indicator: str = ""


async def plan(first: date, last: date, member: str, desk: Desk) -> list[Row]:
    """Every ask between two local days, both included, in order of time; of one member or, with an empty id, of all."""
    found = [*await _statuses(first, last, desk), *await _indicators(first, last, desk)]
    wanted = [one for one in found if not member or code_key(one.ask.member) == code_key(member)]
    people: dict[str, Person] = {}
    rows: dict[tuple[str, datetime, str, DayOff | None], Row] = {}
    for one in sorted(wanted, key=lambda one: (one.ask.at, code_key(one.ask.member), one.ask.period)):
        key = (code_key(one.ask.member), one.ask.at, one.ask.period, one.ask.moved)
        if key[0] not in people:
            person = await desk.member(one.ask.member)
            assert person is not None, "only members are planned for"
            people[key[0]] = person
        row = rows.get(key) or await _row(one.ask, people[key[0]], desk)
        rows[key] = _with(row, one)
    return list(rows.values())


async def _row(ask: PlannedAsk, person: Person, desk: Desk) -> Row:
    assert person.member is not None, "only members are planned for"
    post = await desk.post(person.member.post)
    return Row(
        member=person.id,
        post=post.code if post else "",
        local=person.calendar.local(ask.at),
        zone=person.calendar.zone,
        utc=ask.at,
        period=ask.period,
        moved=ask.moved,
    )


def _with(row: Row, one: _Asked) -> Row:
    absent = (one.ask.stands_for,) if one.ask.stands_for and one.ask.stands_for not in row.stands_for else ()
    return replace(
        row,
        projects=(*row.projects, *([one.project] if one.project else [])),
        indicators=(*row.indicators, *([one.indicator] if one.indicator else [])),
        stands_for=(*row.stands_for, *absent),
    )


async def _statuses(first: date, last: date, desk: Desk) -> list[_Asked]:
    found: list[_Asked] = []
    for project in await desk.records.projects.all():
        program = await desk.records.programs.get(code_key(project.program))
        person = await respondents.asked_about_project(project, program, desk)
        if program is None or person is None or not respondents.is_asked_about(project):
            continue
        who = await respondents.respondent(person, desk, project)
        found += [_Asked(ask, project=project.code) for ask in _between(first, last, cadence_of(project, program), who)]
    return found


async def _indicators(first: date, last: date, desk: Desk) -> list[_Asked]:
    found: list[_Asked] = []
    for indicator in await desk.records.indicators.all():
        project = await desk.records.projects.get(code_key(indicator.project)) if indicator.project else None
        person = None if indicator.archived else await respondents.asked_about_indicator(indicator, desk)
        if person is None or not _takes_part(project):
            continue
        program_code = project.program if project else indicator.program
        program = await desk.records.programs.get(code_key(program_code)) if program_code else None
        who = await respondents.respondent(person, desk, project)
        cadence = cadence_of_indicator(indicator, project, program)
        found += [_Asked(ask, indicator=indicator.code) for ask in _between(first, last, cadence, who)]
    return found


def _takes_part(project: Project | None) -> bool:
    return project is None or respondents.is_asked_about(project)


def _between(first: date, last: date, cadence: Cadence, who: Respondent) -> Iterator[PlannedAsk]:
    """The asks whose local day lies between two days; none comes after the rule's own day."""
    until = last + timedelta(days=_LONGEST[span_of(cadence.rule)])
    for day in takewhile(lambda day: day <= until, cadence.days(first)):
        ask = planned(cadence, day, who)
        if not ask.absent and first <= who.calendar_of(ask.member).local(ask.at).date() <= last:
            yield ask


async def known_member(member_id: str, desk: Desk) -> Member | None:
    """The member with this id, while they are there."""
    found = await desk.records.members.get(code_key(member_id))
    return None if found is None or found.archived else found
