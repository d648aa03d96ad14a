"""Storing a declared status: the report, what stands, the asks it answers, and the alert it may raise."""

from dataclasses import fields, replace
from datetime import date
from operator import attrgetter

from dialogs import alerts
from dialogs.asked import asked_about, waiting_after
from dialogs.desk import Desk, Person
from pmo.answers import Declared
from pmo.asks import Ask, subject_of
from pmo.periods import period
from pmo.portfolio import Project, Rag, code_key
from pmo.reports import Source, StatusReport, advanced, standing


def report_of(ask: Ask, declared: Declared, person: Person, desk: Desk, *, stands_for: str = "") -> StatusReport:
    """What the person declares now; its version is still to come.

    Args:
        declared: with a status.
        stands_for: member id of somebody absent in whose place it is said.
    """
    said = declared.status
    assert said is not None, "looked at by the caller"
    return StatusReport(
        project=ask.project,
        period=ask.period,
        version=0,
        rag=said.rag,
        progress=said.progress,
        forecast_end=said.forecast_end,
        summary=said.summary,
        blockers=said.blockers,
        cause=said.cause,
        action=said.action,
        action_owner=said.action_owner,
        action_by=said.action_by,
        help=said.help,
        help_from=said.help_from if said.help else "",
        unchanged=declared.unchanged,
        reporter=person.id,
        stands_for=stands_for,
        correction=declared.reason,
        answered_at=desk.now,
        late=desk.now > ask.deadline,
        source=Source.CARD,
    )


async def declare(
    report: StatusReport, project: Project, desk: Desk, *, follow_up: bool
) -> tuple[StatusReport | None, list[Ask]]:
    """Store a report as the next version of its period, with all that follows.

    Args:
        follow_up: what is done about it is still to be told.

    Returns:
        What was stored, None when it says nothing new; and the asks whose cards show something else now, whoever they
        were put to: those that are answered by it, and later ones whose form is filled in from it.
    """
    last = await latest_report(report.project, report.period, desk)
    if last is not None and says_the_same(report, last):
        return None, await settle_asks(last, desk, follow_up=follow_up)
    # An answer that came in time stays so, however often it is changed.
    stored = replace(report, version=last.version + 1, late=last.late) if last else replace(report, version=1)
    await desk.records.reports.put(stored)
    touched = await settle_asks(stored, desk, follow_up=follow_up and stored.rag is not Rag.GREEN)
    touched += await waiting_after(subject_of(report.project), report.period, desk)
    await _stand(stored, project, desk)
    detail = {"rag": stored.rag.value, "late": "yes" if stored.late else "no"}
    if stored.correction:
        detail["correction"] = "yes"
    await desk.note(stored.reporter, "report.declared", stored.key, detail)
    return stored, touched


_HOW = {"version", "reporter", "stands_for", "correction", "answered_at", "late", "unchanged", "source"}
_said = attrgetter(*(known.name for known in fields(StatusReport) if known.name not in _HOW))


def says_the_same(one: StatusReport, other: StatusReport) -> bool:
    """Whether two reports of a period differ in nothing but who said it, when and how."""
    return _said(one) == _said(other)


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


async def report_before(project: str, period_name: str, desk: Desk) -> StatusReport | None:
    """The last valid report about a period before this one."""
    standing = await desk.records.standings.get(code_key(project))
    if standing is None or period(standing.report.period) < period(period_name):
        return standing.report if standing else None
    place = (code_key(project), period(period_name).order)
    found = await desk.records.reports.range("project", low=place[:1], high=place)
    return found[-1] if found else None


async def settle_asks(report: StatusReport, desk: Desk, *, follow_up: bool = False) -> list[Ask]:
    """Every ask about this project and period has its latest answer now, whoever it was put to; these asks."""
    asks = await asked_about(subject_of(report.project), desk, report.period)
    settled = [ask.answered(report.version, report.reporter, report.answered_at, follow_up=follow_up) for ask in asks]
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


async def promised_end(report: StatusReport, desk: Desk) -> date | None:
    """The end that a project's reports promised last, which need not be the last report; None when none did."""
    if report.forecast_end is not None:
        return report.forecast_end
    known = await desk.records.reports.find("project", code_key(report.project))
    latest = {one.period: one.forecast_end for one in known}  # of each period its last version
    told = [name for name, end in latest.items() if end is not None]
    return latest[max(told, key=period)] if told else None
