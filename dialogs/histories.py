"""Everything that was ever said of a project, read from the records for those who judge by it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import islice, pairwise

from dialogs.desk import Desk
from pmo.calendars import zone_named
from pmo.facts import History
from pmo.indicators import Indicator, IndicatorVersion
from pmo.limits import LimitChoice, Limits, decided
from pmo.logs import LogKind, risks_of
from pmo.milestones import Forecast, Milestone
from pmo.portfolio import Program, Project, code_key
from pmo.promises import WorkingDays
from pmo.rhythms import cadence_of
from pmo.working_time import working_days


async def history_of(project: Project, desk: Desk, *, money: bool) -> History:
    """The project's whole history.

    Args:
        money: with costs, and with indicators in money; without them nothing can be told of what is spent.
    """
    records, key = desk.records, code_key(project.code)
    program = await records.programs.get(code_key(project.program))
    milestones = await records.milestones.find("project", key)
    indicators = [
        one for one in await records.indicators.find("project", key) if not one.archived and (money or not one.is_money)
    ]
    return History(
        project=project,
        reports=await records.reports.find("project", key),
        milestones=milestones,
        forecasts={one.key: await records.forecasts.find("milestone", one.key) for one in milestones},
        costs=await records.costs.find("project", key) if money else (),
        indicators={one.key: await versions_of(one, desk) for one in indicators},
        measurements={one.key: await records.measurements.find("indicator", one.key) for one in indicators},
        documents=await records.documents.find("project", key),
        risks=risks_of(await records.log.find("project", key, LogKind.RISK.value)),
        interval=interval_of(project, program, desk) if program else None,
        zone=zone_named((await desk.calendar_of_program(program)).zone if program else "UTC"),
    )


async def waited_for(milestones: Iterable[Milestone], desk: Desk) -> list[tuple[Milestone, Sequence[Forecast]]]:
    """What these milestones must wait for and is not among them, each with all of its forecasts."""
    own = {milestone.key: milestone for milestone in milestones}
    first = {name.casefold() for milestone in own.values() for name in milestone.after} - own.keys()
    found = [await desk.records.milestones.get(key) for key in sorted(first)]
    return [(one, await desk.records.forecasts.find("milestone", one.key)) for one in found if one is not None]


async def versions_of(indicator: Indicator, desk: Desk) -> list[tuple[date, Indicator]]:
    """How it was to be judged from which day on; its name and all else are always those of today."""
    return _versions(indicator, await desk.records.indicator_versions.find("indicator", indicator.key))


async def versions_of_many(indicators: Iterable[Indicator], desk: Desk) -> dict[str, list[tuple[date, Indicator]]]:
    """The same of many at once, by key: looked up one by one they would take longer than people wait."""
    known = defaultdict[str, list[IndicatorVersion]](list)
    for version in await desk.records.indicator_versions.find("indicator"):
        known[version.indicator.key].append(version)
    return {one.key: _versions(one, known[one.key]) for one in indicators}


def _versions(indicator: Indicator, found: Sequence[IndicatorVersion]) -> list[tuple[date, Indicator]]:
    return [(one.since, indicator.judged_as(one.indicator)) for one in found] or [(date.min, indicator)]


async def remember(changed: Indicator, desk: Desk) -> None:
    """Keep the version of an indicator that is about to be stored, unless it judges as the one that is there."""
    before = await desk.records.indicators.get(changed.key)
    if before is not None and before.judged_by == changed.judged_by:
        return
    known = await desk.records.indicator_versions.find("indicator", changed.key, limit=1)
    if before is not None and not known:
        await desk.records.indicator_versions.put(IndicatorVersion(indicator=before, since=date.min))
    since = date.min if before is None else desk.now.date()
    await desk.records.indicator_versions.put(IndicatorVersion(indicator=changed, since=since))


def interval_of(project: Project, program: Program, desk: Desk) -> timedelta | None:
    """The longest time between the next days on which the project's rule asks."""
    days = list(islice(cadence_of(project, program).days(desk.now.date()), 3))
    return max((after - before for before, after in pairwise(days)), default=None)


async def limits_of(project: Project, desk: Desk, instead: LimitChoice | None = None) -> Limits:
    """The limits that hold for a project: its own, else its program's, else the portfolio's, else ours.

    Args:
        instead: what would be decided for its scope in place of what is.
    """
    scopes = ("", code_key(project.program), code_key(project.code))
    kept = {scope: await desk.records.limits.get(scope) for scope in scopes}
    if instead is not None:
        kept[instead.key] = instead
    return decided(*[kept[scope] for scope in scopes])


async def counter_of(project: Project, desk: Desk) -> WorkingDays:
    """Counts working days by the calendar of the project's program."""
    program = await desk.records.programs.get(code_key(project.program))
    calendar = await (desk.calendar_of_program(program) if program else desk.calendar_of_headquarters())
    return partial(working_days, calendar)
