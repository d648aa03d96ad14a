"""Status reports: what was declared of a project in a period, in every version, and what stands now (PM² 9, D.1)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from enum import StrEnum

from pmo.periods import period
from pmo.portfolio import Rag


class Source(StrEnum):
    """How a report came in."""

    CARD = "card"
    IMPORT = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport:
    """One version of the declared status of a project in a period; never changed, only followed by a higher version.

    Attributes:
        period: the period's name.
        version: from 1, counted per project and period.
        progress: percent complete, 0 to 100.
        forecast_end: the end promised by this report.
        cause, action, action_owner, action_by, help, help_from: the follow-up of an amber or red status; `help_from` is
            a member id or a name.
        unchanged: said as "no change since last time".
        reporter: member id; empty when an import does not say.
        stands_for: member id of the absent person in whose place the reporter answered; empty for nobody.
        correction: why it was said after its period had closed; empty for all other reports.
        answered_at: UTC; None when an import does not say.
        late: given after the deadline of the ask.
    """

    project: str
    period: str
    version: int
    rag: Rag
    progress: int | None = None
    forecast_end: date | None = None
    summary: str = ""
    blockers: str = ""
    cause: str = ""
    action: str = ""
    action_owner: str = ""
    action_by: date | None = None
    help: str = ""
    help_from: str = ""
    unchanged: bool = False
    reporter: str = ""
    stands_for: str = ""
    correction: str = ""
    answered_at: datetime | None = None
    late: bool = False
    source: Source = Source.CARD

    @property
    def key(self) -> str:
        """Unique among all reports."""
        return f"{self.project.casefold()}/{self.period}/{self.version}"


def said_on(report: StatusReport, zone: tzinfo) -> date:
    """The day of a report on the calendar of a zone; one without a time counts from its period's end."""
    if report.answered_at is None:
        return period(report.period).last
    return report.answered_at.astimezone(zone).date()


def first_said(reports: Iterable[StatusReport], zone: tzinfo) -> dict[str, date]:
    """The day on which each period was first reported, by its name: a correction is no new report."""
    return {report.period: said_on(report, zone) for report in reports if report.version == 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The declared status of a project as it stands: the last valid report in the order of periods.

    Attributes:
        since: name of the first period of the unbroken run with this status.
        previous: the status of the period before the latest one, whatever it was; None for a first report.
        previous_since: name of the first period of the unbroken run with `previous`; empty for a first report.
        earlier: name and status of the periods before the latest, newest first, at most twelve.
    """

    report: StatusReport
    since: str
    previous: Rag | None = None
    previous_since: str = ""
    earlier: tuple[tuple[str, Rag], ...] = ()

    @property
    def project(self) -> str:
        """Code of the project."""
        return self.report.project


HISTORY_SHOWN = 12


def standing(reports: Iterable[StatusReport]) -> Standing | None:
    """What stands after these reports of one project, given in any order; None without any."""
    valid: dict[str, StatusReport] = {}
    for report in reports:
        known = valid.get(report.period)
        if known is None or known.version < report.version:
            valid[report.period] = report
    result: Standing | None = None
    for report in sorted(valid.values(), key=lambda report: period(report.period)):
        result = advanced(result, report)
    return result


def advanced(current: Standing | None, report: StatusReport) -> Standing:
    """The standing after one more report.

    A report about an older period than the current one, or an older version of it, gives the current one back: what it
    changes in the history before the latest period is told by `standing` of all reports.
    """
    if current is None:
        return Standing(report=report, since=report.period)
    if report.period == current.report.period:
        return current if report.version < current.report.version else _ending(current, report)
    if period(report.period) < period(current.report.period):
        return current
    last = current.report
    earlier = ((last.period, last.rag), *current.earlier)[:HISTORY_SHOWN]
    return _ending(replace(current, previous=last.rag, previous_since=current.since, earlier=earlier), report)


def _ending(before: Standing, report: StatusReport) -> Standing:
    """The same history with this report as the latest: the run before it goes on, or it starts one."""
    goes_on = before.previous is report.rag
    return replace(before, report=report, since=before.previous_since if goes_on else report.period)
