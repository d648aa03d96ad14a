"""Storing what was measured: values of indicators, dates of milestones, costs; each in every version."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from dialogs.asked import asked_about, waiting_after
from dialogs.desk import Desk, Person
from pmo.answers import SaidDate
from pmo.asks import Ask, subject_of
from pmo.costs import Cost
from pmo.indicators import Measurement
from pmo.milestones import Forecast, Milestone, milestone_key
from pmo.periods import Period, period
from pmo.portfolio import Project, code_key
from pmo.reports import Source


async def latest_measurement(indicator: str, period_name: str, desk: Desk) -> Measurement | None:
    """The last version of an indicator's value in a period; only for older periods history is read."""
    newest = await desk.records.latest.get(code_key(indicator))
    if newest is None or period(newest.period) < period(period_name):
        return None
    if newest.period == period_name:
        return newest
    place = (code_key(indicator), period(period_name).order)
    found = await desk.records.measurements.find("indicator", *place, limit=1, backwards=True)
    return found[0] if found else None


async def measurement_before(indicator: str, period_name: str, desk: Desk) -> Measurement | None:
    """The last valid value of a period before this one."""
    newest = await desk.records.latest.get(code_key(indicator))
    if newest is None or period(newest.period) < period(period_name):
        return newest
    place = (code_key(indicator), period(period_name).order)
    found = await desk.records.measurements.range("indicator", low=place[:1], high=place)
    return found[-1] if found else None


async def measure(ask: Ask, value: Decimal, said: Measurement, desk: Desk) -> tuple[Measurement | None, Sequence[Ask]]:
    """Store the value of an indicator as the next version of its period.

    Args:
        said: who says so, when and why; its version and value are not looked at.

    Returns:
        What was stored, None when it says what was said before; and the asks whose cards show something else now.
    """
    last = await latest_measurement(ask.indicator, ask.period, desk)
    if last is not None and last.value == value:
        return None, await settle(last, desk)
    measured = replace(said, version=last.version + 1 if last else 1, value=value)
    await desk.records.measurements.put(measured)
    await keep_latest(measured, desk)
    later = await waiting_after(subject_of("", measured.indicator), measured.period, desk)
    return measured, [*await settle(measured, desk), *later]


async def keep_latest(measured: Measurement, desk: Desk) -> None:
    """Let a value be the newest of its indicator, unless it is about an older period."""
    newest = await desk.records.latest.get(code_key(measured.indicator))
    if newest is None or _place(newest) <= _place(measured):
        await desk.records.latest.put(measured)


def _place(measured: Measurement) -> tuple[Period, int]:
    return period(measured.period), measured.version


async def settle(measured: Measurement, desk: Desk) -> Sequence[Ask]:
    """Every ask about this indicator and period has its latest answer now, whoever it was put to; these asks."""
    asks = await asked_about(subject_of("", measured.indicator), desk, measured.period)
    settled = [ask.answered(measured.version, measured.reporter, measured.answered_at) for ask in asks]
    for ask in settled:
        await desk.records.asks.put(ask)
    return settled


async def forecast(project: Project, code: str, said: SaidDate, period_name: str, desk: Desk) -> None:
    """Store a new date of a milestone, and keep every date that was ever promised."""
    milestone = await desk.records.milestones.get(milestone_key(project.code, code))
    if milestone is None:
        return
    if said.reached:
        await desk.records.milestones.put(replace(milestone, actual_date=said.day))
        return
    last = await desk.records.forecasts.find("milestone", milestone.key, limit=1, backwards=True)
    if not last or period(last[0].period) <= period(period_name):
        await desk.records.milestones.put(replace(milestone, forecast_date=said.day))
    await desk.records.forecasts.put(await _forecast(milestone, said, period_name, desk))


async def _forecast(milestone: Milestone, said: SaidDate, period_name: str, desk: Desk) -> Forecast:
    place = (milestone.key, period(period_name).order)
    found = await desk.records.forecasts.find("milestone", *place, limit=1, backwards=True)
    return Forecast(
        project=milestone.project,
        milestone=milestone.code,
        period=period_name,
        version=found[0].version + 1 if found else 1,
        forecast_date=said.day,
        source=Source.CARD,
        said_at=desk.now,
        instead_of=milestone.expected,
    )


async def latest_cost(project: str, period_name: str, desk: Desk) -> Cost | None:
    """The last version of a project's money in a period."""
    place = (code_key(project), period(period_name).order)
    found = await desk.records.costs.find("project", *place, limit=1, backwards=True)
    return found[0] if found else None


async def spend(project: str, period_name: str, planned: Decimal | None, actual: Decimal | None, desk: Desk) -> bool:
    """Store the money of a period as its next version; tell whether it says something new."""
    last = await latest_cost(project, period_name, desk)
    if (planned, actual) == ((last.planned_cost, last.actual_cost) if last else (None, None)):
        return False
    version = last.version + 1 if last else 1
    await desk.records.costs.put(
        Cost(project=project, period=period_name, version=version, planned_cost=planned, actual_cost=actual)
    )
    return True


def measurement_of(ask: Ask, person: Person, desk: Desk, *, stands_for: str, correction: str) -> Measurement:
    """A measurement by this person now; its value and version are still to come."""
    return Measurement(
        indicator=ask.indicator,
        project=ask.project,
        period=ask.period,
        version=0,
        value=Decimal(0),
        reporter=person.id,
        stands_for=stands_for,
        correction=correction,
        answered_at=desk.now,
        source=Source.CARD,
    )
