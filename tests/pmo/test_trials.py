"""A rule is tried on the past: when and where it would have fired, and whether it would flood people with alerts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.calendars import calendar_of_post
from pmo.facts import History
from pmo.firing import fires
from pmo.indicators import Direction, Indicator, Measurement
from pmo.limits import Limits
from pmo.milestones import Forecast, Milestone
from pmo.periods import Span, period_of
from pmo.portfolio import HEADQUARTERS, Project, Rag
from pmo.reports import StatusReport
from pmo.rules import Rule, RuleKind
from pmo.seen import seen_on
from pmo.trials import Opening, Past, Tried, begun, days_to_try, looks, outcome
from pmo.working_time import working_days
from tests.pmo.real_portfolios import histories, missing

COUNT = partial(working_days, calendar_of_post(HEADQUARTERS))
TODAY = date(2026, 4, 5)
DAYS = days_to_try(TODAY)
SUNDAYS = DAYS[-8:]
"""The last days of eight weeks, so that each look finds a new value."""


def rule(kind: RuleKind = RuleKind.LIMIT, code: str = "LOW", **terms: Any) -> Rule:
    return Rule(code=code, kind=kind, severity=Rag.RED, owner_role="manager", **terms)


LOW = rule(indicator="*.UP", operator="<", value="95")


def measured(*series: Sequence[int], start: date | None = None) -> History:
    """A project whose indicators A.UP, B.UP and so on were measured in the eight weeks; 0 for not at all."""
    indicators = [
        Indicator(code=f"{letter}.UP", name="Up", direction=Direction.HIGHER)
        for letter, _ in zip("ABC", series, strict=False)
    ]
    rows = {
        one.key: [
            Measurement(indicator=one.code, period=period_of(day, Span.WEEK).name, version=1, value=Decimal(figure))
            for day, figure in zip(SUNDAYS, figures, strict=True)
            if figure
        ]
        for one, figures in zip(indicators, series, strict=True)
    }
    versions = {one.key: ((date.min, one),) for one in indicators}
    project = Project(code="VISA", program="CONSUL", name="Visa", start=start)
    return History(project=project, indicators=versions, measurements=rows)


def came_of(history: History, one: Rule = LOW, days: Sequence[date] = SUNDAYS) -> Tried:
    past = Past(history=history, working_days=COUNT)
    return outcome(history.project.code, list(looks(one, {one.key: one}, past, days)))


def told(history: History, one: Rule = LOW, days: Sequence[date] = SUNDAYS) -> list[tuple[int, str, int]]:
    """Which look, which subject, and for how many looks."""
    return [(days.index(found.day), found.subject, found.held) for found in came_of(history, one, days).openings]


def test_the_days_to_try_are_the_weeks_of_the_last_year_up_to_the_day() -> None:
    assert (DAYS[0], DAYS[-1], len(DAYS)) == (TODAY - timedelta(days=364), TODAY, 53)
    assert {(after - before).days for before, after in pairwise(DAYS)} == {7}
    assert len(days_to_try(TODAY, 1)) == 365
    assert days_to_try(TODAY, 364) == (DAYS[0], TODAY)
    assert days_to_try(TODAY, 400) == (TODAY,)
    with pytest.raises(ValueError, match="no step"):
        days_to_try(TODAY, 0)


def test_a_firing_opens_when_the_rule_begins_to_hold_and_is_counted_once_while_it_does() -> None:
    history = measured([99, 90, 91, 99, 99, 94, 99, 93])
    assert told(history) == [(1, "A.UP", 2), (5, "A.UP", 1), (7, "A.UP", 1)]
    found = came_of(history)
    assert found.openings[0] == Opening(project="VISA", day=SUNDAYS[1], subject="A.UP", figure=Decimal(90), held=2)
    assert found.fires_now


def test_what_holds_on_the_first_day_opens_on_it() -> None:
    assert told(measured([90, 90, 99, 99, 99, 99, 99, 99])) == [(0, "A.UP", 2)]


def test_another_subject_is_another_firing() -> None:
    history = measured([99, 90, 90, 99, 99, 99, 99, 99], [99, 99, 99, 90, 99, 99, 99, 99])
    assert told(history) == [(1, "A.UP", 2), (3, "B.UP", 1)]
    both = measured([99, 90, 90, 90, 99, 99, 99, 99], [99, 99, 99, 90, 90, 99, 99, 99])
    assert told(both) == [(1, "A.UP", 3), (3, "B.UP", 2)]
    assert not came_of(history).fires_now


def test_a_rule_that_never_holds_opens_nothing() -> None:
    assert came_of(measured([99] * 8)) == Tried(project="VISA")
    assert outcome("VISA", []) == Tried(project="VISA")


def test_what_was_said_later_makes_no_rule_hold_earlier() -> None:
    milestone = Milestone(project="VISA", code="GO", name="Go", baseline_date=TODAY, forecast_date=date(2026, 9, 1))
    promises = [
        Forecast(
            project="VISA", milestone="GO", period=f"2026-0{n}", version=1, forecast_date=date(2026, 9 * n // 4, 1)
        )
        for n in (2, 4)
    ]
    project = Project(code="VISA", program="CONSUL", name="Visa")
    history = History(project=project, milestones=[milestone], forecasts={milestone.key: promises})
    assert told(history, rule(RuleKind.SLIP, operator=">", value="20")) == [(7, "GO", 1)]


def test_the_limits_of_the_project_decide_what_is_a_conflict() -> None:
    milestone = Milestone(
        project="VISA", code="GO", name="Go", baseline_date=date(2026, 12, 1), forecast_date=date(2027, 1, 4)
    )
    report = StatusReport(project="VISA", period="2026-W14", version=1, rag=Rag.GREEN)
    history = History(
        project=Project(code="VISA", program="CONSUL", name="Visa"), milestones=[milestone], reports=[report]
    )
    conflict = rule(RuleKind.CONFLICT)
    strict, mild = (
        Past(history=history, working_days=COUNT),
        Past(history=history, working_days=COUNT, limits=Limits(slip_amber=Decimal(1), slip_red=Decimal(2))),
    )
    assert [bool(found) for found in looks(conflict, {}, strict, [TODAY])] == [True]
    assert [bool(found) for found in looks(conflict, {}, mild, [TODAY])] == [False]


def test_before_its_start_a_project_of_which_nothing_was_known_was_not_there() -> None:
    late = measured([0, 0, 0, 0, 99, 99, 99, 99], start=SUNDAYS[5])
    stale = rule(RuleKind.STALE, indicator="*.UP")
    assert told(late, stale) == []
    early = measured([0, 0, 0, 0, 0, 0, 0, 99], start=SUNDAYS[5])
    assert told(early, stale) == [(5, "A.UP", 2)]
    assert told(measured([0, 0, 0, 99, 99, 99, 99, 99]), stale) == [(0, "A.UP", 3)]
    before = measured([99, 90, 99, 99, 99, 99, 99, 99], start=TODAY)
    assert told(before) == [(1, "A.UP", 1)]


def test_before_its_start_a_report_or_a_promise_makes_a_project_known() -> None:
    project = Project(code="VISA", program="CONSUL", name="Visa", start=TODAY + timedelta(days=1), end=SUNDAYS[0])
    report = StatusReport(
        project="VISA", period=period_of(SUNDAYS[5], Span.WEEK).name, version=1, rag=Rag.RED, forecast_end=TODAY
    )
    slips = rule(RuleKind.SLIP, operator=">", value="0")
    assert told(History(project=project, reports=[report]), slips) == [(5, "", 3)]
    silent = replace(report, forecast_end=None)
    red = rule(indicator="status", operator="=", value="red")
    assert told(History(project=project, reports=[silent]), red) == [(5, "", 3)]
    late = Milestone(project="VISA", code="GO", name="Go", baseline_date=SUNDAYS[0])
    promise = Forecast(project="VISA", milestone="GO", period="2026-03", version=1, forecast_date=TODAY)
    promised = History(project=project, milestones=[late], forecasts={late.key: [promise]})
    assert told(promised, slips) == [(2, "GO", 6)]


def test_the_order_of_milestones_is_that_of_the_dates_that_were_promised_by_then() -> None:
    own = Milestone(
        project="VISA", code="GO", name="Go", baseline_date=date(2026, 6, 1), after=("OTHER/READY", "VISA/PAY")
    )
    pay = Milestone(project="VISA", code="PAY", name="Paid", baseline_date=date(2026, 5, 1))
    other = Milestone(project="OTHER", code="READY", name="Ready", baseline_date=date(2026, 5, 1))
    promises = [
        Forecast(
            project="OTHER",
            milestone="READY",
            period=period_of(SUNDAYS[week], Span.WEEK).name,
            version=1,
            forecast_date=day,
        )
        for week, day in ((2, date(2026, 7, 1)), (5, date(2026, 5, 15)))
    ]
    history = History(project=Project(code="VISA", program="CONSUL", name="Visa"), milestones=[own, pay])
    order = rule(RuleKind.ORDER)
    past = Past(history=history, working_days=COUNT, others=[(other, promises)])
    found = outcome("VISA", list(looks(order, {}, past, SUNDAYS)))
    assert [(one.day, one.subject, one.held) for one in found.openings] == [(SUNDAYS[2], "GO", 3)]
    assert outcome("VISA", list(looks(order, {}, replace(past, others=()), SUNDAYS))).openings == ()
    paid_late = replace(history, milestones=[own, replace(pay, forecast_date=date(2026, 8, 1))])
    alone = Past(history=paid_late, working_days=COUNT)
    assert outcome("VISA", list(looks(order, {}, alone, SUNDAYS))).fires_now


def test_nothing_is_judged_before_it_is_asked_for() -> None:
    asked: list[date] = []

    def counted(one: date, other: date) -> int:
        asked.append(one)
        return COUNT(one, other)

    end = Project(code="VISA", program="CONSUL", name="Visa", end=TODAY, forecast_end=TODAY)
    step = looks(LOW, {}, Past(history=History(project=end), working_days=counted), SUNDAYS)
    assert asked == []
    next(step)
    once = len(asked)
    next(step)
    assert len(asked) == 2 * once > 0


FIGURES = st.lists(st.sampled_from([0, 90, 99]), min_size=8, max_size=8)


@given(FIGURES, FIGURES, st.integers(1, 9), st.sampled_from([None, SUNDAYS[4]]))
def test_the_openings_are_those_of_a_count_day_by_day(
    one: list[int], other: list[int], step: int, start: date | None
) -> None:
    history, days = measured(one, other, start=start), days_to_try(TODAY, step)[-60 // step :]
    held = [holding(history, LOW, day) for day in days]
    expected = []
    for n, subjects in enumerate(held):
        for subject in sorted(subjects - (held[n - 1] if n else set())):
            run = next((m for m in range(n, len(held)) if subject not in held[m]), len(held)) - n
            expected.append((n, subject, run))
    assert told(history, LOW, days) == expected
    assert came_of(history, LOW, days).fires_now is bool(held[-1])


def holding(history: History, one: Rule, day: date) -> set[str]:
    return {firing.subject for firing in fires(one, {}, seen_on(history, day, COUNT))}


def test_a_rule_tried_on_real_projects_opens_as_often_as_a_count_of_snapshots_says() -> None:
    if missing("uk"):
        pytest.skip(missing("uk"))
    red = rule(indicator="status", operator="=", value="red")
    days = sorted({date.fromisoformat(report.period) for one in histories("uk") for report in one.reports})
    found, expected = begun(red, days), 0
    for history in histories("uk"):
        found = found.added(came_of(history, red, days))
        rags = {date.fromisoformat(report.period): report.rag for report in history.reports}
        stood = [None, *(rags[max(known)] if (known := [one for one in rags if one <= day]) else None for day in days)]
        expected += sum(now is Rag.RED and before is not Rag.RED for before, now in pairwise(stood))
    assert (found.tried, found.total) == (60, expected)
    assert expected > 10
