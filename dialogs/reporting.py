"""Storing a declared status: the report, what stands, the asks it answers, and the alert it may raise."""

from dataclasses import replace

from dialogs import alerts
from dialogs.desk import Desk, Person
from pmo.checkins import Ask, Declared
from pmo.periods import period
from pmo.portfolio import Project, code_key
from pmo.reports import Source, StatusReport, advanced, standing


async def declare(ask: Ask, declared: Declared, project: Project, person: Person, desk: Desk) -> StatusReport:
    """Store one project's answer as its next version, with all that follows from it."""
    assert person.member is not None, "only members answer"
    report = StatusReport(
        project=project.code,
        period=ask.period,
        version=await _next_version(ask, desk),
        rag=declared.rag,
        progress=declared.progress,
        forecast_end=declared.forecast_end,
        summary=declared.summary,
        blockers=declared.blockers,
        unchanged=declared.unchanged,
        reporter=person.member.id,
        answered_at=desk.now,
        late=desk.now > ask.deadline,
        source=Source.CARD,
    )
    await desk.records.reports.put(report)
    await settle_asks(report, desk)
    await _stand(report, project, desk)
    detail = {"rag": report.rag.value, "late": "yes" if report.late else "no"}
    await desk.note(person.mark, "report.declared", report.key, detail)
    return report


async def _next_version(ask: Ask, desk: Desk) -> int:
    last = await latest_report(ask.project, ask.period, desk)
    return last.version + 1 if last else 1


async def latest_report(project: str, period_name: str, desk: Desk) -> StatusReport | None:
    """The last version of what was declared of a project in a period.

    What stands answers for the newest period; only for older ones history is read.
    """
    standing = await desk.records.standings.get(code_key(project))
    if standing is None:
        return None
    if period(standing.report.period) <= period(period_name):
        return standing.report if standing.report.period == period_name else None
    place = (code_key(project), period(period_name).order)
    found = await desk.records.reports.find("project", *place, limit=1, backwards=True)
    return found[0] if found else None


async def settle_asks(report: StatusReport, desk: Desk) -> list[Ask]:
    """Every ask about this project and period has its latest answer now, whoever it was put to; these asks."""
    settled = [
        replace(ask, answered_version=report.version, answered_by=report.reporter, answered_at=report.answered_at)
        for ask in await desk.records.asks.find("project", code_key(report.project), period(report.period).order)
    ]
    for ask in settled:
        await desk.records.asks.put(ask)
    return settled


async def _stand(report: StatusReport, project: Project, desk: Desk) -> None:
    """Let the report stand, and raise or settle the alert; one about an older period changes neither (DESIGN §5)."""
    before = await desk.records.standings.get(code_key(project.code))
    after = advanced(before, report)
    if after is before:
        await _tell_history_anew(project, desk)
        return
    await desk.records.standings.put(after)
    await alerts.follow(report, before, project, desk)
    if report.forecast_end is not None and report.forecast_end != project.forecast_end:
        await desk.records.projects.put(replace(project, forecast_end=report.forecast_end))


async def _tell_history_anew(project: Project, desk: Desk) -> None:
    """What was said late about an older period belongs to the history that stands before the latest report."""
    stands = standing(await desk.records.reports.find("project", code_key(project.code)))
    if stands is not None and stands != await desk.records.standings.get(code_key(project.code)):
        await desk.records.standings.put(stands)
