"""What was declared of projects so far, as the counts of it want it."""

from collections.abc import Sequence
from datetime import tzinfo

from dialogs.desk import Desk
from pmo.periods import Span, period
from pmo.portfolio import Project
from pmo.reports import said_on
from pmo.status_counts import PERIODS, Declared, history_of, usual_span

_VERSIONS = 2 * PERIODS
"""So many of the latest reports of a project are looked at for the days on which they were made."""


async def histories(projects: Sequence[Project], zone: tzinfo, desk: Desk) -> list[Sequence[Declared]]:
    """What was declared of each project; the days of it only where there are periods of several kinds."""
    found = []
    for project in projects:
        known = history_of(await desk.records.standings.get(project.key))
        found.append([Declared(period=name, rag=rag) for name, rag in known])
    usual = usual_span(found)
    return [
        await _with_days(project, zone, desk) if _has_another(history, usual) else history
        for project, history in zip(projects, found, strict=True)
    ]


def _has_another(history: Sequence[Declared], usual: Span | None) -> bool:
    return any(period(one.period).span is not usual for one in history)


async def _with_days(project: Project, zone: tzinfo, desk: Desk) -> Sequence[Declared]:
    reports = await desk.records.reports.find("project", project.key, limit=_VERSIONS, backwards=True)
    return [
        Declared(period=one.period, rag=one.rag, said=said_on(one, zone) if one.answered_at else None)
        for one in reversed(reports)
    ]
