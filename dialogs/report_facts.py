"""What a report as a document tells of a project, as far as its reader may see it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from dialogs import judging
from dialogs.access import seen_by
from dialogs.alert_words import explanation
from dialogs.desk import Desk, Person
from dialogs.digest_work import owner_of, wanted_in
from dialogs.histories import limits_of
from dialogs.indicator_figures import measures_of_many, series_seen
from dialogs.indicator_words import target_words, value_words
from dialogs.milestones import remembered
from dialogs.reason_words import why
from dialogs.reporting import promised_end
from documents.view import (
    Frozen,
    ReportedAction,
    ReportedEntry,
    ReportedIndicator,
    ReportedMilestone,
    ReportedMoney,
    ReportedProject,
)
from locales import Say
from pmo.assessment import condition, reading
from pmo.calendars import zone_named
from pmo.computed_status import Value
from pmo.digests import SOON
from pmo.earned_value import Earned
from pmo.indicators import Indicator
from pmo.logs import LogKind, pressing_first
from pmo.milestone_states import MilestoneState, state_of
from pmo.portfolio import Classification, Program, Project, code_key
from pmo.promises import Memory
from pmo.reports import Standing
from pmo.rights import PRIVATE
from pmo.status_counts import history_of

_PRESSING = (MilestoneState.MISSED, MilestoneState.LATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who gets a document, and in which language; `person` is None for whoever runs the service and sees everything."""

    person: Person | None
    say: Say
    desk: Desk

    async def may_see(self, project: Project) -> tuple[bool, bool]:
        """Whether they may see the project, and its money."""
        if self.person is None:
            return True, True
        view = await seen_by(self.person, project, PRIVATE, self.desk)
        return view.readable, view.readable and view.money


async def frozen_now(desk: Desk) -> Frozen:
    """When this is taken, and from which data."""
    return Frozen(at=desk.now, version=await desk.records.audit.last_number())


async def today_in(program: Program | None, desk: Desk) -> date:
    """The present day where a program works."""
    return desk.now.astimezone(await zone_of(program, desk)).date()


async def zone_of(program: Program | None, desk: Desk) -> tzinfo:
    """The zone in which a program works."""
    calendar = await (desk.calendar_of_program(program) if program else desk.calendar_of_headquarters())
    return zone_named(calendar.zone)


async def in_short(project: Project, program: Program | None, reader: Reader, *, money: bool) -> ReportedProject:
    """A project as a list of many tells it: its status, why, what was said, its dates."""
    desk, say = reader.desk, reader.say
    standing = await desk.records.standings.get(project.key)
    manager = await desk.member(project.manager)
    told = ReportedProject(
        code=project.code,
        name=project.name,
        program=f"{program.code} · {program.name}" if program else project.program,
        phase=project.phase,
        manager=await desk.name_of(project.manager or (program.manager if program else "")),
        owner=await desk.name_of(project.owner),
        start=project.start,
        end=project.end,
        forecast_end=project.forecast_end,
        restricted=project.classification is Classification.RESTRICTED,
        archived=project.archived,
        contractor=bool(manager and manager.member and manager.member.external),
    )
    told = told if standing is None else await _with_status(told, standing, desk)
    judged = await judging.current(project, desk)
    if judged is None:
        return told
    finding = judged.seen_with(money=money)
    return replace(
        told,
        computed=finding.colour,
        reasons=await why(finding.reasons, project.code, say, desk),
        explained=await explanation(project, say, desk, money=money),
    )


async def _with_status(told: ReportedProject, standing: Standing, desk: Desk) -> ReportedProject:
    report = standing.report
    return replace(
        told,
        rag=report.rag,
        since=standing.since,
        period=report.period,
        summary=report.summary,
        blockers=report.blockers,
        cause=report.cause,
        action=report.action,
        action_owner=await desk.name_of(report.action_owner) or report.action_owner,
        action_by=report.action_by,
        help=report.help,
        progress=report.progress,
        forecast_end=await promised_end(report, desk) or told.forecast_end,
        history=history_of(standing),
    )


async def with_figures(told: ReportedProject, project: Project, reader: Reader, *, money: bool) -> ReportedProject:
    """The same with its indicators and, for those who may see it, its money."""
    indicators = await _indicators(project, reader, money=money)
    return replace(told, indicators=indicators, money=await _money(project, reader.desk) if money else None)


async def in_full(project: Project, program: Program | None, reader: Reader, *, money: bool) -> ReportedProject:
    """A project as its own report tells it."""
    desk, today = reader.desk, await today_in(program, reader.desk)
    told = await with_figures(await in_short(project, program, reader, money=money), project, reader, money=money)
    memories = await remembered(project, desk)
    return replace(
        told,
        milestones=milestones_among(project, memories, today),
        actions=await actions_of([project], today, reader),
        log=await _log(project, today, desk),
    )


def milestones_among(project: Project, memories: Sequence[Memory], today: date) -> tuple[ReportedMilestone, ...]:
    """The milestones of a project, by day."""
    found = [
        ReportedMilestone(
            project=project.code,
            name=one.milestone.name,
            baseline=one.milestone.baseline_date,
            day=one.milestone.expected,
            slip=one.slip,
            state=state,
            trend=one.trend,
            pressing=state in _PRESSING or (state is MilestoneState.ON_TIME and one.milestone.expected <= today + SOON),
        )
        for one in memories
        for state in (state_of(one, today),)
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.name)))


async def actions_of(projects: Sequence[Project], today: date, reader: Reader) -> tuple[ReportedAction, ...]:
    """What is wanted of somebody, by day."""
    return tuple(
        [
            ReportedAction(
                project=one.project,
                kind=one.kind,
                text=one.text,
                owner=await owner_of(one, reader.say, reader.desk),
                due=one.due,
                overdue=one.overdue,
            )
            for one in await wanted_in(projects, today, reader.desk)
        ]
    )


async def _log(project: Project, today: date, desk: Desk) -> tuple[ReportedEntry, ...]:
    """What is open in the project's logs, the most pressing of each first."""
    found: list[ReportedEntry] = []
    for kind in LogKind:
        for one in pressing_first(await desk.records.log.find("project", project.key, kind.value), today):
            owner = await desk.name_of(one.owner)
            found.append(ReportedEntry(entry=one, owner=owner, overdue=one.is_overdue(today)))
    return tuple(found)


async def indicators_of_many(program: Program | None, reader: Reader) -> tuple[ReportedIndicator, ...]:
    """What is measured of a program as a whole; of the portfolio what is measured of all programs, too."""
    desk, person = reader.desk, reader.person
    found = [
        one
        for one in await desk.records.indicators.all()
        if not (one.archived or one.project) and (program is None or code_key(one.program) == program.key)
    ]
    if person is not None:
        allowed = await measures_of_many(person, PRIVATE, program, desk)
        found = [one for one in found if await allowed.may_read(one)]
    known = await series_seen(found, desk, money=True)
    rows = [replace(_indicator(one, known.get(one.key), reader.say), scope=one.program) for one in found]
    return tuple(sorted(rows, key=lambda row: (row.scope, row.condition.rank, row.name.casefold())))


async def _indicators(project: Project, reader: Reader, *, money: bool) -> tuple[ReportedIndicator, ...]:
    found = await reader.desk.records.indicators.find("project", code_key(project.code))
    shown = [one for one in found if not one.archived and (money or not one.is_money)]
    known = await series_seen(shown, reader.desk, money=money)
    rows = [_indicator(one, known.get(one.key), reader.say) for one in shown]
    return tuple(sorted(rows, key=lambda row: (row.condition.rank, row.name.casefold())))


def _indicator(indicator: Indicator, value: Value | None, say: Say) -> ReportedIndicator:
    told = ReportedIndicator(
        code=indicator.code, unit=indicator.unit, name=indicator.name_in(say.language), condition=condition(value)
    )
    if value is None:
        return told
    found = reading(value)
    return replace(
        told,
        value=value_words(found.value, found.indicator, say),
        number=found.value,
        period=found.period.name,
        target="" if found.stale else target_words(found.variance, found.indicator, say),
    )


async def _money(project: Project, desk: Desk) -> ReportedMoney | None:
    if project.budget is None:
        return None
    seen = await judging.seen_today(project, await limits_of(project, desk), desk)
    earned = seen.facts.earned
    return ReportedMoney(
        currency=project.currency, budget=project.budget, earned=earned if isinstance(earned, Earned) else None
    )
