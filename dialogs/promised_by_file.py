"""A date that somebody changed in a file is a promise like one that was given in a card."""

from dataclasses import replace

from dialogs.desk import Desk
from pmo.milestones import Forecast, Milestone
from pmo.periods import Span, in_order, period, period_of
from pmo.portfolio import Project, code_key
from pmo.reports import Source, advanced


async def remember(changed: Milestone, desk: Desk) -> None:
    """Keep the date of a milestone that is about to be stored among all that were promised for it.

    It is that of this week, or of a later period about which one was promised already. A milestone of which no promise
    is kept needs none: its date is its own.
    """
    before = await desk.records.milestones.get(changed.key)
    last = await desk.records.forecasts.find("milestone", changed.key, limit=1, backwards=True)
    day = changed.forecast_date
    if before is None or day is None or not last or day in (before.forecast_date, last[0].forecast_date):
        return
    week = period_of(desk.now.date(), Span.WEEK)
    about = max(week, period(last[0].period), key=in_order)
    version = last[0].version + 1 if about.name == last[0].period else 1
    await desk.records.forecasts.put(
        Forecast(
            project=changed.project,
            milestone=changed.code,
            period=about.name,
            version=version,
            forecast_date=day,
            source=Source.IMPORT,
            said_at=desk.now,
            instead_of=before.expected,
        )
    )


async def promise_end(project: Project, desk: Desk) -> None:
    """Keep the end of a project that a file has changed after one was reported: its last report says so from now on."""
    standing = await desk.records.standings.get(code_key(project.code))
    if standing is None or project.forecast_end is None:
        return
    last = standing.report
    if last.forecast_end is None or last.forecast_end == project.forecast_end:
        return
    said = replace(
        last,
        version=last.version + 1,
        forecast_end=project.forecast_end,
        answered_at=desk.now,
        source=Source.IMPORT,
    )
    await desk.records.reports.put(said)
    await desk.records.standings.put(advanced(standing, said))
