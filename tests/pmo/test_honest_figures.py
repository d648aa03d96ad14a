"""Nothing turns green by saying less: by not measuring, not reporting, or correcting what was said long ago."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import partial

from pmo.calendars import calendar_of_post
from pmo.costs import Cost
from pmo.facts import History
from pmo.indicators import Direction, Frequency, Indicator, Measurement
from pmo.judgements import Finding, judgement, seen_in_public
from pmo.periods import Span, period_of
from pmo.portfolio import HEADQUARTERS, Project, Rag
from pmo.reasons import Dimension
from pmo.reports import StatusReport
from pmo.seen import Seen, seen_on
from pmo.working_time import working_days

COUNT = partial(working_days, calendar_of_post(HEADQUARTERS))
GOOD, BAD, WEEK = date(2026, 12, 31), date(2027, 12, 31), timedelta(days=7)
PROJECT = Project(code="VISA", program="CONSUL", name="Visa", start=date(2025, 1, 1), end=GOOD)
THURSDAY = date(2025, 9, 4)
UPTIME = Indicator(
    code="UP",
    name="Up",
    direction=Direction.HIGHER,
    amber=Decimal(90),
    red=Decimal(80),
    frequency=Frequency.WEEKLY,
    project="VISA",
)


def report(name: str, day: date, end: date | None = GOOD, **said: int) -> StatusReport:
    at = datetime.combine(day, time(12), UTC)
    return StatusReport(
        project="VISA", period=name, version=1, rag=Rag.GREEN, forecast_end=end, answered_at=at, progress=said.get("at")
    )


def corrected(one: StatusReport, day: date) -> StatusReport:
    return replace(one, version=2, summary="Typo", answered_at=datetime.combine(day, time(8), UTC))


def seen(day: date, **known: object) -> Seen:
    return seen_on(History(**{"project": PROJECT, "interval": WEEK, **known}), day, COUNT)  # type: ignore[arg-type]


def judged(day: date, **known: object) -> Finding:
    found = seen(day, **known)
    return judgement(found, seen_in_public(found)).whole


def test_a_correction_of_an_old_period_does_not_end_a_red_early() -> None:
    told = [
        report("2026-W09", date(2026, 2, 26), BAD),
        report("2026-W10", date(2026, 3, 5), BAD),
        report("2026-W11", date(2026, 3, 12)),
    ]
    today = date(2026, 3, 16)
    assert judged(today, reports=told).colour == "red"
    assert judged(today, reports=[*told, corrected(told[0], today)]).colour == "red"


def test_a_correction_of_an_old_period_is_no_new_report() -> None:
    told = [report("2026-W04", date(2026, 1, 22)), report("2026-W05", date(2026, 1, 29))]
    today = date(2026, 3, 13)
    assert judged(today, reports=told).colour == "grey"
    assert judged(today, reports=[*told, corrected(told[0], date(2026, 3, 12))]).colour == "grey"


def test_a_red_that_nobody_measures_any_more_does_not_turn_green() -> None:
    first = period_of(THURSDAY, Span.WEEK).name
    value = Measurement(
        indicator="UP",
        project="VISA",
        period=first,
        version=1,
        value=Decimal(50),
        answered_at=datetime.combine(THURSDAY, time(), UTC),
    )
    known = {"indicators": {"up": [(date.min, UPTIME)]}, "measurements": {"up": [value]}}
    for weeks in range(8):
        days = [THURSDAY + n * WEEK for n in range(weeks + 1)]
        reports = [report(period_of(day, Span.WEEK).name, day) for day in days]
        assert judged(days[-1], reports=reports, **known).colour == "red", weeks
    fine = {**known, "measurements": {"up": [replace(value, value=Decimal(99))]}}
    reports = [report(period_of(THURSDAY + n * WEEK, Span.WEEK).name, THURSDAY + n * WEEK) for n in range(6)]
    assert judged(THURSDAY + 5 * WEEK, reports=reports, **fine).colour == "green"


def test_costs_of_long_ago_say_nothing_of_today() -> None:
    project = replace(PROJECT, end=None, budget=Decimal(100_000), currency="EUR")
    costs = [
        Cost(
            project="VISA",
            period=f"2025-{month:02}",
            version=1,
            planned_cost=Decimal(3000),
            actual_cost=Decimal(3000),
        )
        for month in (1, 2, 3)
    ]
    told = [
        report("2025-03", date(2025, 3, 20), None, at=9),
        report("2026-10", date(2026, 10, 29), None, at=12),
    ]
    known = {"project": project, "costs": costs, "reports": told, "interval": timedelta(days=31)}
    assert seen(date(2025, 4, 5), **known).computed.of(Dimension.COST).colour == "green"
    assert seen(date(2026, 11, 1), **known).computed.of(Dimension.COST).colour == "grey"
    dear = [replace(cost, actual_cost=Decimal(9000)) for cost in costs]
    assert seen(date(2026, 11, 1), **{**known, "costs": dear}).computed.colour == "grey"


def test_an_end_that_has_passed_is_missed() -> None:
    told = [report("2027-W01", date(2027, 1, 7))]
    found = judged(date(2027, 1, 8), reports=told)
    assert (found.colour, found.reasons[0].why.value, found.reasons[0].day) == ("red", "end passed", GOOD)
