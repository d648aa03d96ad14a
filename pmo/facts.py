"""What was known of a project on a day, out of its whole history: nothing that was said later counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, timedelta, tzinfo

from pmo.computed_status import Facts, Risk, Value
from pmo.costs import Cost
from pmo.documents import Document
from pmo.earned_value import Earned, earned_value
from pmo.indicators import LONGEST, Indicator, Measurement
from pmo.milestones import Forecast, Milestone
from pmo.periods import in_order, period
from pmo.portfolio import Project
from pmo.promises import known_promises
from pmo.reports import StatusReport, first_said, said_on
from pmo.staleness import is_stale, usual_interval


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Everything that was ever said of one project, every version, in any order.

    Attributes:
        indicators: every version of each, with the day from which it holds, by key of the indicator, in their order.
        measurements, forecasts: by key of the indicator and of the milestone.
        interval: how often its rule asks; None without a rule: then its own history tells.
        zone: of the program's calendar: in it a report belongs to a day.
    """

    project: Project
    reports: Sequence[StatusReport] = ()
    milestones: Sequence[Milestone] = ()
    forecasts: Mapping[str, Sequence[Forecast]] = field(default_factory=dict)
    costs: Sequence[Cost] = ()
    indicators: Mapping[str, Sequence[tuple[date, Indicator]]] = field(default_factory=dict)
    measurements: Mapping[str, Sequence[Measurement]] = field(default_factory=dict)
    documents: Sequence[Document] = ()
    risks: Sequence[Risk] = ()
    interval: timedelta | None = None
    zone: tzinfo = UTC


def in_public(history: History) -> History:
    """The same without costs, indicators in money and restricted ones; the very same when there is nothing of them."""
    kept = {key: versions for key, versions in history.indicators.items() if versions[-1][1].is_public}
    if len(kept) == len(history.indicators) and not history.costs:
        return history
    return replace(history, costs=(), indicators=kept)


def facts_on(history: History, as_of: date) -> Facts:
    """What was known on that day.

    A report counts from the day it was given, or without one from the last day of its period; a date of a milestone
    from the first day of the period it was promised in.
    """
    project, zone = history.project, history.zone
    reports = known_reports(history.reports, as_of, zone)
    first = first_said(history.reports, zone)
    said = [first.get(report.period, said_on(report, zone)) for report in reports]
    earned = earned_value(
        budget=project.budget,
        start=project.start,
        costs=history.costs,
        progress=dict(_progress(reports, first, zone)),
        as_of=as_of,
    )
    return Facts(
        project=project.code,
        as_of=as_of,
        end=project.end,
        forecast_end=_forecast_end(reports, history, as_of),
        milestones=tuple(_standing(history, as_of)),
        earned=earned,
        costs_stale=isinstance(earned, Earned) and _are_stale(history.costs, earned.day, as_of),
        values=tuple(_values(history, as_of)),
        risks=tuple(history.risks),
        reports=tuple(reports),
        reported=max(said, default=None),
        interval=history.interval or usual_interval(sorted(said)),
    )


def known_reports(reports: Iterable[StatusReport], as_of: date, zone: tzinfo) -> list[StatusReport]:
    """The last version, as of that day, of each period's report, in the order of periods."""
    last: dict[str, StatusReport] = {}
    for report in reports:
        known = last.get(report.period)
        if said_on(report, zone) <= as_of and (known is None or known.version < report.version):
            last[report.period] = report
    return sorted(last.values(), key=lambda report: in_order(period(report.period)))


def _progress(known: Sequence[StatusReport], first: Mapping[str, date], zone: tzinfo) -> Iterator[tuple[date, int]]:
    """Progress by the day of which it was said: that of the period's first report, at the latest the period's last.

    A correction or an answer that comes late tells of the same day, however much later it is given.
    """
    before = date.min
    for report in known:
        said = first.get(report.period) or said_on(report, zone)
        before = max(before, min(said, period(report.period).last))
        if report.progress is not None:
            yield before, report.progress


def _are_stale(costs: Iterable[Cost], day: date, as_of: date) -> bool:
    """Whether costs that are known up to a day are too old, by how often they came until then."""
    lasts = sorted({when.last for cost in costs if (when := period(cost.period)).last <= day})
    return is_stale(day, usual_interval(lasts), as_of)


def _forecast_end(known: Sequence[StatusReport], history: History, as_of: date) -> date | None:
    """The latest forecast of the reports; the project's own where no report gave one and nothing was said later."""
    told = [report.forecast_end for report in known if report.forecast_end is not None]
    if told:
        return told[-1]
    promises = [period(one.period).first for rows in history.forecasts.values() for one in rows]
    said = [*(said_on(report, history.zone) for report in history.reports), *promises]
    return history.project.forecast_end if max(said, default=as_of) <= as_of else None


def _standing(history: History, as_of: date) -> Iterator[Milestone]:
    for one in history.milestones:
        if not one.archived:
            yield as_it_stood(one, history.forecasts.get(one.key, ()), as_of)


def as_it_stood(milestone: Milestone, ever: Sequence[Forecast], as_of: date) -> Milestone:
    """A milestone with the date that was expected on a day, and reached only if it was by then.

    Args:
        ever: all of its forecasts, in any order.
    """
    known = known_promises(ever, as_of)
    forecast = known[-1].day if known else (None if ever else milestone.forecast_date)
    reached = milestone.actual_date is not None and milestone.actual_date <= as_of
    return replace(milestone, forecast_date=forecast, actual_date=milestone.actual_date if reached else None)


def _values(history: History, as_of: date) -> Iterable[Value]:
    for key, versions in history.indicators.items():
        value = value_on(versions, history.measurements.get(key, ()), as_of, history.zone)
        if value is not None:
            yield value


def value_on(
    versions: Sequence[tuple[date, Indicator]], measurements: Iterable[Measurement], as_of: date, zone: tzinfo
) -> Value | None:
    """What was known of an indicator on that day; None before its first value, and of one that is archived."""
    newest = versions[-1][1]
    known = _known_measurements(measurements, as_of, zone)
    if newest.archived or not known:
        return None
    of, since = period(known[-1].period).last, _known_since(known[-1], zone)
    return Value(
        indicator=version_on(versions, min(of, since)),
        measurements=known,
        since=since,
        stale=is_stale(of, LONGEST[newest.frequency], as_of),
    )


def _known_measurements(measurements: Iterable[Measurement], as_of: date, zone: tzinfo) -> tuple[Measurement, ...]:
    """The last version, as of that day, of each period's value, in the order of periods."""
    last: dict[str, Measurement] = {}
    for one in measurements:
        known = last.get(one.period)
        if (known is None or known.version < one.version) and _known_since(one, zone) <= as_of:
            last[one.period] = one
    return tuple(sorted(last.values(), key=lambda one: in_order(period(one.period))))


def version_on(versions: Sequence[tuple[date, Indicator]], day: date) -> Indicator:
    """The indicator as it was defined on a day: a changed limit never colours the past anew."""
    held = [indicator for since, indicator in versions if since <= day]
    return held[-1] if held else versions[0][1]


def _known_since(measured: Measurement, zone: tzinfo) -> date:
    """The day on which a value was given, or without one the last day of its period."""
    answered_at = measured.answered_at
    return period(measured.period).last if answered_at is None else answered_at.astimezone(zone).date()
