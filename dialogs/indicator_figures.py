"""Which indicators an answer may speak of before its readers, and what is known of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from dialogs.access import seen_by, stands_in_for
from dialogs.desk import Desk, Person
from dialogs.histories import versions_of, versions_of_many
from dialogs.pauses import with_pauses
from dialogs.questions import Question
from pmo.calendars import zone_named
from pmo.computed_status import Value
from pmo.facts import value_on
from pmo.indicators import Indicator
from pmo.portfolio import Program, Project, code_key
from pmo.rights import Audience, may_read_measures_of, program_ties


async def of_project(project: Project, asked: Question, *, money: bool) -> list[Indicator]:
    """The indicators of a project that the readers may see, by code."""
    found = await asked.desk.records.indicators.find("project", code_key(project.code))
    return [one for one in found if _may_stand_here(one, asked) and (money or not one.is_money)]


def _may_stand_here(indicator: Indicator, asked: Question) -> bool:
    """Restricted ones and money are never told in a place that others read (CONTRACT §8)."""
    if indicator.archived or asked.audience.private:
        return not indicator.archived
    return indicator.is_public


async def in_projects(
    projects: Sequence[Project], asked: Question, program: Program | None
) -> tuple[list[Indicator], list[Project]]:
    """The indicators of these projects and of their scope as a whole that the readers may see.

    Args:
        projects: that the readers may see.
        program: the scope; None for the whole portfolio.

    Returns:
        Them, by code, and those of the projects that they belong to.
    """
    visible = {code_key(project.code): project for project in projects}
    wider = await measures_of_many(asked.person, asked.audience, program, asked.desk)
    found, measured = [], dict[str, Project]()
    for indicator in await asked.desk.records.indicators.all():
        if not _may_stand_here(indicator, asked):
            continue
        project = visible.get(code_key(indicator.project))
        if project is not None and await _may_read(indicator, project, asked):
            found.append(indicator)
            measured[code_key(project.code)] = project
        elif not indicator.project and await wider.may_read(indicator):
            found.append(indicator)
    return found, list(measured.values())


async def _may_read(indicator: Indicator, project: Project, asked: Question) -> bool:
    return not indicator.is_money or (await seen_by(asked.person, project, asked.audience, asked.desk)).money


async def measures_of_many(person: Person, audience: Audience, program: Program | None, desk: Desk) -> "MeasuresOfMany":
    """What a person may read where of what is measured of this program, or of all and the portfolio, as a whole."""
    absent = await stands_in_for(person, desk)
    names = frozenset(code_key(one.id) for one in (person.member, *absent) if one)
    return MeasuresOfMany(person, audience, code_key(program.code) if program else "", names, desk)


@dataclass(frozen=True, slots=True)
class MeasuresOfMany:
    """Who may read what is measured of programs and of the portfolio as a whole.

    Args:
        scope: key of the program; empty for all.
        names: keys of the person and of everybody they stand in for.
    """

    _person: Person
    _audience: Audience
    _scope: str
    _names: frozenset[str]
    _desk: Desk

    async def may_read(self, indicator: Indicator) -> bool:
        """Whether they may read what is measured by this indicator, which is of no project."""
        of, audience, member = code_key(indicator.program), self._audience, self._person.member
        if (self._scope and of != self._scope) or member is None:
            return False
        if not audience.private:
            return of != "" and of == audience.program
        program = await self._desk.records.programs.get(of) if of else None
        tied = program_ties(member, program) if program else frozenset()
        stands_in = program is not None and self._names & {code_key(program.manager), code_key(program.owner)}
        reports = bool(stands_in) or code_key(indicator.reporter) in self._names
        return may_read_measures_of(member, tied, reports=reports)


async def series_of(indicators: Sequence[Indicator], desk: Desk) -> dict[str, Value]:
    """What is known of these indicators now, all values of each, by key; those without a value are left out."""
    days, found = _Days(desk), list[Value | None]()
    for one in indicators:
        measured = await desk.records.measurements.find("indicator", one.key)
        as_of, zone = await days.where(one)
        found.append(value_on(await versions_of(one, desk), measured, as_of, zone))
    return _by_key(found)


async def series_seen(indicators: Sequence[Indicator], desk: Desk, *, money: bool) -> dict[str, Value]:
    """The same for readers who may see money or not: a value may be older than a change of its unit."""
    known = await series_of(indicators, desk)
    return {key: value for key, value in known.items() if money or not value.indicator.is_money}


async def latest_of(indicators: Sequence[Indicator], desk: Desk) -> dict[str, Value]:
    """The same with the latest value of each alone, which is at hand."""
    days, found, versions = _Days(desk), list[Value | None](), await versions_of_many(indicators, desk)
    async for one in with_pauses(indicators):
        measured = await desk.records.latest.get(one.key)
        if measured is not None:
            as_of, zone = await days.where(one)
            found.append(value_on(versions[one.key], (measured,), as_of, zone))
    return _by_key(found)


def _by_key(values: Sequence[Value | None]) -> dict[str, Value]:
    return {value.indicator.key: value for value in values if value is not None}


class _Days:
    """The present day where the program of an indicator works; looked up once a program."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[str, tuple[date, tzinfo]] = {}

    async def where(self, indicator: Indicator) -> tuple[date, tzinfo]:
        """The day and the zone it is of."""
        records = self._desk.records
        project = await records.projects.get(code_key(indicator.project)) if indicator.project else None
        code = code_key(project.program if project else indicator.program)
        if code not in self._known:
            program = await records.programs.get(code) if code else None
            calendar = await (
                self._desk.calendar_of_program(program) if program else self._desk.calendar_of_headquarters()
            )
            zone = zone_named(calendar.zone)
            self._known[code] = self._desk.now.astimezone(zone).date(), zone
        return self._known[code]
