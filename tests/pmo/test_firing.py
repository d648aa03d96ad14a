"""Rules of every kind hold of a project as it was known on a day, and never because a figure does not exist."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from pmo.calendars import calendar_of_post
from pmo.costs import Cost
from pmo.documents import Document, DocumentState
from pmo.facts import History
from pmo.firing import Firing, fires
from pmo.indicators import Direction, Frequency, Indicator, Measurement
from pmo.milestones import Forecast, Milestone
from pmo.portfolio import HEADQUARTERS, Phase, Project, Rag
from pmo.promises import OutOfOrder
from pmo.reports import StatusReport
from pmo.rules import Rule, RuleKind
from pmo.seen import Seen, seen_on
from pmo.working_time import working_days

COUNT = partial(working_days, calendar_of_post(HEADQUARTERS))
TODAY = date(2026, 4, 1)
PROJECT = Project(
    code="VISA", program="CONSUL", name="Visa", start=date(2026, 1, 1), phase=Phase.EXECUTING, budget=Decimal(1000)
)
WEEKS = [date(2026, 1, 5) + timedelta(weeks=n) for n in range(12)]


def rule(kind: RuleKind, code: str = "R", **terms: Any) -> Rule:
    return Rule(code=code, kind=kind, severity=Rag.RED, owner_role="manager", **terms)


def seen(*, out_of_order: tuple[OutOfOrder, ...] = (), as_of: date = TODAY, **known: object) -> Seen:
    history = History(**({"project": PROJECT} | known))  # type: ignore[arg-type]
    return seen_on(history, as_of, COUNT, out_of_order=out_of_order)


def measured(*values: str, direction: Direction = Direction.HIGHER, code: str = "VISA.UP") -> Seen:
    """An indicator measured in the weeks up to the last of March."""
    indicator = Indicator(code=code, name=code, direction=direction, red=Decimal(90), frequency=Frequency.WEEKLY)
    first = 13 - len(values) + 1
    rows = [
        Measurement(indicator=code, period=f"2026-W{first + n:02}", version=1, value=Decimal(value))
        for n, value in enumerate(values)
    ]
    versions = {indicator.key: ((date.min, indicator),)}
    return seen(indicators=versions, measurements={indicator.key: rows})


def reported(*rags: str, **said: object) -> Seen:
    first = 13 - len(rags) + 1
    reports = [
        StatusReport(project="VISA", period=f"2026-W{first + n:02}", version=1, rag=Rag(rag), **said)  # type: ignore[arg-type]
        for n, rag in enumerate(rags)
    ]
    return seen(reports=reports)


def first(one: Rule, known: Mapping[str, Rule], of: Seen) -> Firing | None:
    return next(iter(fires(one, known, of)), None)


def figure(found: Firing | None) -> Decimal | None:
    assert found is not None
    return found.figure


def holds(one: Rule, of: Seen) -> bool:
    return bool(fires(one, {}, of))


@pytest.mark.parametrize(
    ("operator", "value", "n", "expected"),
    [
        ("<", "95", None, True),
        ("<", "94", None, False),
        ("<=", "94", None, True),
        ("<", "95", 2, True),
        ("<", "95", 3, False),
        (">", "1", 4, False),
    ],
)
def test_a_limit_holds_when_the_last_values_are_beyond_it(
    operator: str, value: str, n: int | None, expected: bool
) -> None:
    one = rule(RuleKind.LIMIT, indicator="VISA.UP", operator=operator, value=value, n=n)
    assert holds(one, measured("99", "93", "94")) is expected


def test_a_name_may_stand_for_every_indicator_that_ends_so() -> None:
    one = rule(RuleKind.LIMIT, indicator="*.UP", operator="<", value="95")
    found = first(one, {}, measured("94"))
    assert found == Firing(rule="R", project="VISA", as_of=TODAY, subject="VISA.UP", figure=Decimal(94))
    assert not holds(rule(RuleKind.LIMIT, indicator="*.DOWN", operator="<", value="95"), measured("94"))
    assert not holds(rule(RuleKind.LIMIT, indicator="*.UP", operator="<", value="95"), measured("94", code="VISAUP"))


def test_a_stale_value_makes_no_limit_hold() -> None:
    old = seen_on(measured("94").history, date(2026, 6, 1), COUNT)
    assert not holds(rule(RuleKind.LIMIT, indicator="VISA.UP", operator="<", value="95"), old)


@pytest.mark.parametrize(
    ("rags", "operator", "value", "n", "expected"),
    [
        (("green", "red"), "=", "red", None, True),
        (("red", "green"), "=", "red", None, False),
        (("amber", "red"), ">=", "amber", 2, True),
        (("green", "red"), ">=", "amber", 2, False),
        (("amber",), "!=", "green", None, True),
    ],
)
def test_a_status_is_compared_by_its_colour(
    rags: tuple[str, ...], operator: str, value: str, n: int | None, expected: bool
) -> None:
    one = rule(RuleKind.LIMIT, indicator="status", operator=operator, value=value, n=n)
    assert holds(one, reported(*rags)) is expected


def test_progress_and_earned_value_are_figures_too() -> None:
    assert holds(rule(RuleKind.LIMIT, indicator="progress", operator="<", value="50"), reported("green", progress=40))
    assert holds(
        rule(RuleKind.CHANGE, indicator="progress", operator="=", value="0"), reported("green", "green", progress=4)
    )
    costs = [Cost(project="VISA", period="2025-12", version=1, planned_cost=Decimal(100), actual_cost=Decimal(80))]
    costs += [Cost(project="VISA", period="2026-01", version=1, planned_cost=Decimal(100), actual_cost=Decimal(170))]
    report = StatusReport(project="VISA", period="2026-01", version=1, rag=Rag.GREEN, progress=20)
    found = seen(costs=costs, reports=[report])
    assert figure(first(rule(RuleKind.LIMIT, indicator="cpi", operator="<", value="0.9"), {}, found)) == Decimal("0.8")
    over = first(rule(RuleKind.LIMIT, indicator="over_budget", operator=">", value="10%"), {}, found)
    assert figure(over) == Decimal("0.25")
    assert not holds(rule(RuleKind.LIMIT, indicator="cpi", operator="<", value="9"), seen())


@pytest.mark.parametrize(
    ("values", "terms", "moved"),
    [
        (("100", "112"), {"operator": ">", "value": "10%"}, "0.12"),
        (("100", "110"), {"operator": ">", "value": "10%"}, None),
        (("100", "50", "112"), {"operator": ">", "value": "10%", "n": 2}, "0.12"),
        (("5", "8"), {"operator": ">=", "value": "3"}, "3"),
        (("0", "8"), {"operator": ">", "value": "10%"}, None),
        (("-5", "8"), {"operator": ">", "value": "10%"}, None),
        (("5",), {"operator": ">", "value": "-100"}, None),
    ],
)
def test_a_change_is_held_against_a_number_or_a_share(
    values: tuple[str, ...], terms: dict[str, Any], moved: str | None
) -> None:
    found = first(rule(RuleKind.CHANGE, indicator="VISA.UP", **terms), {}, measured(*values))
    assert (found.figure if found else None) == (Decimal(moved) if moved else None)


def test_a_change_holds_while_it_is_news() -> None:
    one, known = rule(RuleKind.CHANGE, indicator="VISA.UP", operator=">", value="3"), measured("5", "9").history
    days = (date(2026, 3, 29), date(2026, 4, 4), date(2026, 4, 5))
    found = [seen_on(known, day, COUNT) for day in days]
    assert [holds(one, on_the_day) for on_the_day in found] == [True, True, False]


def test_a_trend_must_be_worse_and_no_chance() -> None:
    falling = measured("99", "98", "97", "96", "95", "94")
    assert figure(first(rule(RuleKind.TREND, indicator="VISA.UP"), {}, falling)) == pytest.approx(Decimal(-30) / 7)
    assert not holds(rule(RuleKind.TREND, indicator="VISA.UP"), measured("99", "98", "99", "98"))
    assert not holds(rule(RuleKind.TREND, indicator="VISA.UP"), measured("94", "95", "96", "97", "98", "99"))
    assert holds(rule(RuleKind.TREND, indicator="VISA.UP", operator="<", value="-4"), falling)
    assert not holds(rule(RuleKind.TREND, indicator="VISA.UP", operator="<", value="-5"), falling)


def test_a_run_is_a_signal_of_the_control_chart() -> None:
    jump = measured("10", "11", "10", "11", "10", "11", "10", "11", "40")
    assert holds(rule(RuleKind.RUN, indicator="VISA.UP"), jump)
    assert holds(rule(RuleKind.RUN, indicator="VISA.UP", value="1"), jump)
    assert not holds(rule(RuleKind.RUN, indicator="VISA.UP", value="3"), jump)
    assert not holds(rule(RuleKind.RUN, indicator="VISA.UP"), measured("10", "11", "10", "11", "10", "11", "10", "11"))


def test_what_is_stale_or_missing_is_counted_in_intervals() -> None:
    week = timedelta(days=7)
    last = StatusReport(project="VISA", period="2026-W11", version=1, rag=Rag.GREEN)
    late = seen(reports=[last], interval=week)  # 15 March, so 17 days ago
    assert holds(rule(RuleKind.STALE), late)
    assert not holds(rule(RuleKind.STALE, value="3"), late)
    assert holds(rule(RuleKind.MISSING), late)
    assert not holds(rule(RuleKind.MISSING, n=2), late)
    never = seen(interval=week)
    assert holds(rule(RuleKind.STALE), never)
    assert holds(rule(RuleKind.MISSING, n=9), never)
    assert not holds(rule(RuleKind.STALE, indicator="VISA.UP"), measured("94"))
    assert holds(rule(RuleKind.STALE, indicator="VISA.UP", value="0.2"), measured("94"))
    assert holds(rule(RuleKind.STALE, indicator="*.UP"), measured())


def promised(*days: str, reports: tuple[str, ...] = ()) -> Seen:
    one = Milestone(
        project="VISA",
        code="GO",
        name="Go",
        baseline_date=date(2026, 6, 30),
        forecast_date=date.fromisoformat(days[-1]),
    )
    forecasts = [
        Forecast(project="VISA", milestone="GO", period=f"2026-0{n}", version=1, forecast_date=date.fromisoformat(day))
        for n, day in enumerate(days, 1)
    ]
    said = [StatusReport(project="VISA", period=period, version=1, rag=Rag.GREEN) for period in reports]
    return seen(milestones=[one], forecasts={one.key: forecasts}, reports=said)


def test_a_slip_is_counted_from_the_baseline_or_from_earlier_promises() -> None:
    found = promised("2026-06-30", "2026-07-07", "2026-07-14")
    assert figure(first(rule(RuleKind.SLIP, indicator="GO", operator=">", value="9"), {}, found)) == 10
    assert figure(first(rule(RuleKind.SLIP, operator=">", value="4", n=1), {}, found)) == 5
    assert not holds(rule(RuleKind.SLIP, indicator="STOP", operator=">", value="0"), found)
    assert not holds(rule(RuleKind.SLIP, operator=">", value="0", n=3), found)
    # From 1 January to 7 July there are 187 days, of which seven are 3.7 percent.
    assert holds(rule(RuleKind.SLIP, operator=">", value="3.7%", n=1), found)
    assert not holds(rule(RuleKind.SLIP, operator=">", value="3.8%", n=1), found)


def test_the_end_of_the_project_slips_like_a_milestone() -> None:
    ends = [date(2026, 9, 30), date(2026, 10, 7), date(2026, 10, 21)]
    reports = [
        StatusReport(project="VISA", period=f"2026-W{11 + n}", version=1, rag=Rag.GREEN, forecast_end=day)
        for n, day in enumerate(ends)
    ]
    found = seen(reports=reports)
    since = first(rule(RuleKind.SLIP, operator=">", value="9", n=1), {}, found)
    assert since == Firing(rule="R", project="VISA", as_of=TODAY, figure=Decimal(10))
    assert figure(first(rule(RuleKind.SLIP, operator=">", value="10", n=2), {}, found)) == 15
    assert not holds(rule(RuleKind.SLIP, indicator="GO", operator=">", value="0", n=1), found)


def test_a_slip_since_the_last_promise_is_news_of_the_last_report_only() -> None:
    one = rule(RuleKind.SLIP, operator=">", value="0", n=1)
    assert holds(one, promised("2026-06-30", "2026-07-07", reports=("2026-01", "2026-02")))
    assert not holds(one, promised("2026-06-30", "2026-07-07", reports=("2026-02", "2026-03")))


def test_order_gate_and_conflict_are_seen() -> None:
    before = Milestone(project="NET", code="UP", name="Up", baseline_date=TODAY)
    then = Milestone(project="VISA", code="GO", name="Go", baseline_date=TODAY)
    late = fires(rule(RuleKind.ORDER), {}, seen(out_of_order=(OutOfOrder(milestone=then, before=before),)))
    assert [one.subject for one in late] == ["GO"]
    draft = Document(project="VISA", artefact="Project Charter", state=DocumentState.DRAFT)
    past = first(rule(RuleKind.PAST_GATE, value="RfP"), {}, seen(documents=[draft]))
    assert past is not None
    assert past.subject == "Project Charter"
    assert not holds(rule(RuleKind.PAST_GATE, value="RfC"), seen(documents=[draft]))
    done = Document(project="VISA", artefact="Project Charter", state=DocumentState.APPROVED)
    assert not holds(rule(RuleKind.PAST_GATE, value="RfP"), seen(documents=[done]))
    missed = Milestone(project="VISA", code="GO", name="Go", baseline_date=date(2026, 3, 2))
    green = StatusReport(project="VISA", period="2026-W13", version=1, rag=Rag.GREEN)
    amber = StatusReport(project="VISA", period="2026-W13", version=1, rag=Rag.AMBER)
    assert holds(rule(RuleKind.CONFLICT, n=2), seen(milestones=[missed], reports=[green]))
    assert not holds(rule(RuleKind.CONFLICT, n=2), seen(milestones=[missed], reports=[amber]))
    assert holds(rule(RuleKind.CONFLICT), seen(milestones=[missed], reports=[amber]))
    assert not holds(rule(RuleKind.CONFLICT), seen(reports=[green]))


def test_a_rule_finds_every_subject_of_which_it_holds() -> None:
    late = [
        Milestone(project="VISA", code=code, name=code, baseline_date=date(2026, 2, 2), forecast_date=date(2026, 9, 1))
        for code in ("ONE", "TWO")
    ]
    reached = Milestone(
        project="VISA", code="DONE", name="Done", baseline_date=date(2026, 2, 2), actual_date=date(2026, 2, 20)
    )
    slips = rule(RuleKind.SLIP, "SLIPS", operator=">", value="0")
    found = fires(slips, {}, seen(milestones=[*late, reached]))
    assert [firing.subject for firing in found] == ["ONE", "TWO"]
    both = rule(RuleKind.ALL_OF, "BOTH", of=("GREEN", "SLIPS"))
    green = rule(RuleKind.LIMIT, "GREEN", indicator="status", operator="=", value="green")
    report = StatusReport(project="VISA", period="2026-W13", version=1, rag=Rag.GREEN)
    known = {one.key: one for one in (slips, green, both)}
    joined = fires(both, known, seen(milestones=late, reports=[report]))
    assert [(firing.rule, firing.subject) for firing in joined] == [("BOTH", "ONE"), ("BOTH", "TWO")]


def test_a_trend_is_that_of_the_last_n_values() -> None:
    values = ["60", "61", "62", "63", "64", "65", "66", "65", "64", "63", "62", "61"]
    assert not holds(rule(RuleKind.TREND, indicator="VISA.UP"), measured(*values))
    assert holds(rule(RuleKind.TREND, indicator="VISA.UP", n=6), measured(*values))


def test_joined_rules_hold_together_or_not_at_all() -> None:
    green = rule(RuleKind.LIMIT, "GREEN", indicator="status", operator="=", value="green")
    low = rule(RuleKind.LIMIT, "LOW", indicator="progress", operator="<", value="50")
    both = rule(RuleKind.ALL_OF, "BOTH", of=("GREEN", "LOW"))
    known = {one.key: one for one in (green, low, both)}
    found = fires(both, known, reported("green", progress=40))
    assert [(one.rule, one.figure) for one in found] == [("BOTH", Decimal(40))]
    assert first(both, known, reported("amber", progress=40)) is None
    assert first(both, known, reported("green", progress=60)) is None
    assert first(rule(RuleKind.ALL_OF, "X", of=("GREEN", "NONE")), known, reported("green")) is None
    assert first(rule(RuleKind.ALL_OF, "X", of=("BOTH",)), known, reported("green", progress=40)) is None
