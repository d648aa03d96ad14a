"""Alerts on a declared status: what is raised, confirmed and closed (DESIGN §6)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from pmo.alerts import FLAPS, Alert, Happened, What, is_news
from pmo.periods import period
from pmo.portfolio import Rag
from pmo.reports import Source, Standing, StatusReport, said_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a new report means for the alert of its project.

    Attributes:
        alert: the alert afterwards; None when there is nothing to keep.
        news: it is to be posted as a new message.
        changed: what is shown of it has changed.
    """

    alert: Alert | None
    news: bool = False
    changed: bool = False


def verdict(alert: Alert | None, before: Standing | None, report: StatusReport, program: str, now: datetime) -> Verdict:
    """What a report about the latest period means: red, first amber and worsening are news (DESIGN §6).

    A red that an import opened is news when somebody says it in a card.

    Args:
        alert: the project's alert as it stands, open or not.
        before: the declared status before this report, an earlier version of the same period included.
    """
    if report.rag is Rag.GREEN:
        return _closing(alert, now)
    last = before.report.rag if before else None
    worse = report.rag.severity > (last.severity if last else 0)
    if worse:
        news = is_news(alert, report.rag, now)
        return Verdict(alert=_raised(alert, last, report, program, now), news=news, changed=True)
    if alert is None or not alert.is_open:
        return Verdict(alert=alert)
    confirmed = _confirmed(alert, report, _run(alert, report, now))
    if report.rag is Rag.RED and alert.told_at is None and report.source is Source.CARD:
        return Verdict(alert=confirmed.posted_at(now), news=True, changed=True)
    return Verdict(alert=confirmed, changed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How long a status has stood: since when (UTC), and for how many reported periods."""

    since: datetime
    count: int = 1


def _run(alert: Alert, report: StatusReport, now: datetime) -> Run:
    """The alert's run goes on or, with another status, begins anew.

    Another version of the same period's report says it again, not once more.
    """
    if alert.rag is not report.rag:
        return Run(since=now)
    return Run(since=alert.since, count=alert.count + (alert.period != report.period))


def run_of(standing: Standing, reports: Iterable[StatusReport], now: datetime) -> Run:
    """The unbroken run that stands, by all reports of the project; one without a time counts from its period's end."""
    start = period(standing.since)
    last = {report.period: report for report in sorted(reports, key=lambda report: report.version)}
    run = [report for report in last.values() if start <= period(report.period) <= period(standing.report.period)]
    first = min(run, key=lambda report: period(report.period), default=standing.report)
    began = first.answered_at or datetime.combine(said_on(first, UTC), time(12), UTC)
    return Run(since=min(began, now), count=max(1, len(run)))


def _confirmed(alert: Alert, report: StatusReport, run: Run) -> Alert:
    """The open alert after another report of the same concern."""
    return replace(
        alert,
        rag=report.rag,
        previous=alert.previous if alert.rag is report.rag else alert.rag,
        since=run.since,
        period=report.period,
        summary=report.summary,
        blockers=report.blockers,
        reporter=report.reporter,
        count=run.count,
        version=alert.version + 1,
    )


def _closing(alert: Alert | None, now: datetime) -> Verdict:
    """The cause is gone: an open alert ends by itself."""
    if alert is None or not alert.is_open:
        return Verdict(alert=alert)
    return Verdict(alert=alert.closed_itself_at(now), changed=True)


def _raised(alert: Alert | None, last: Rag | None, report: StatusReport, program: str, now: datetime) -> Alert:
    """A new opening, or the open one made worse; what is no news is shown where it was told before."""
    open_before = alert if alert is not None and alert.is_open else None
    news = is_news(alert, report.rag, now)
    shown = alert if alert is not None and (alert.is_open or not news) else None
    version = alert.version + 1 if alert else 1
    raised = Alert(
        project=report.project,
        program=program,
        rag=report.rag,
        previous=last,
        opened=open_before.opened if open_before else now,
        since=now,
        period=report.period,
        summary=report.summary,
        blockers=report.blockers,
        reporter=report.reporter,
        postings=alert.postings if alert else 0,
        version=version,
        news_version=version,
        messages=shown.messages if shown else (),
        past=_remembered(alert, now),
    )
    return raised.posted_at(now) if news else raised.going_on(alert, now)


def _remembered(alert: Alert | None, now: datetime) -> tuple[Happened, ...]:
    """What happened to it before, and that it came back or got worse; nothing of a first opening."""
    if alert is None:
        return ()
    return alert.told(What.WORSENED if alert.is_open else What.REOPENED, now).past


def silently(alert: Alert | None, standing: Standing, run: Run, program: str, now: datetime) -> Alert | None:
    """The alert after an import: an amber or red opens one, a green ends it, and nothing of it is news."""
    report = standing.report
    if report.rag is Rag.GREEN:
        return _closing(alert, now).alert
    if alert is not None and alert.is_open:
        confirmed = _confirmed(alert, report, run)
        if report.rag.severity > alert.rag.severity:
            confirmed = confirmed.untold()
        return alert if replace(confirmed, version=alert.version) == alert else confirmed
    if alert is not None and _is_resolved_by_hand(alert, report.rag, run):
        return alert
    version = alert.version + 1 if alert else 1
    opened = Alert(
        project=report.project,
        program=program,
        rag=report.rag,
        previous=next((rag for _, rag in standing.earlier if rag is not report.rag), None),
        opened=run.since,
        since=run.since,
        period=report.period,
        summary=report.summary,
        blockers=report.blockers,
        reporter=report.reporter,
        count=run.count,
        postings=alert.postings if alert else 0,
        version=version,
        news_version=version,
        past=_remembered(alert, now),
    )
    return opened.going_on(alert, now) if alert is not None and _goes_on(alert, report.rag, now) else opened


def _goes_on(alert: Alert, rag: Rag, now: datetime) -> bool:
    """Whether what was told had not really ended: its project had, or its cause went by a file that is taken back."""
    lately = alert.at is not None and now - alert.at < FLAPS
    return alert.is_over or (alert.closed_itself and lately and rag.severity <= alert.rag.severity)


def _is_resolved_by_hand(alert: Alert, rag: Rag, run: Run) -> bool:
    """Whether somebody has dealt with what stands: it is no worse, and has stood all the time since."""
    by_hand = not alert.closed_itself and alert.at is not None and run.since <= alert.at
    return by_hand and rag.severity <= alert.rag.severity
