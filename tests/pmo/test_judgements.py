"""What the figures say of a project is kept with its reasons, with and without money, and red is not left too soon."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pmo.colours import Colour, steadied
from pmo.computed_status import computed_status
from pmo.costs import Cost
from pmo.facts import History, facts_on, in_public
from pmo.indicators import Direction, Frequency, Indicator, Measurement
from pmo.judgements import REASONS_KEPT, Judgement, judgement, seen_in_public
from pmo.portfolio import Classification, Project, Rag
from pmo.reasons import Why
from pmo.reports import StatusReport
from pmo.seen import seen_on

MONDAY = date(2026, 1, 5)
UP = Indicator(
    code="P.UP",
    name="Up",
    project="P",
    direction=Direction.HIGHER,
    red=Decimal(90),
    amber=Decimal(95),
    frequency=Frequency.WEEKLY,
)


def weekdays(first: date, last: date) -> int:
    return (last - first).days


def day(week: int, weekday: int = 3) -> date:
    return MONDAY + timedelta(weeks=week, days=weekday)


def noon(when: date) -> datetime:
    return datetime(when.year, when.month, when.day, 12, tzinfo=UTC)


def reported(weeks: int) -> list[StatusReport]:
    return [
        StatusReport(project="P", period=_week(n), version=1, rag=Rag.GREEN, answered_at=noon(day(n)))
        for n in range(weeks)
    ]


def measured(values: list[int | None]) -> list[Measurement]:
    return [
        Measurement(indicator="P.UP", period=_week(n), version=1, value=Decimal(value), answered_at=noon(day(n)))
        for n, value in enumerate(values)
        if value is not None
    ]


def _week(n: int) -> str:
    year, week, _ = day(n).isocalendar()
    return f"{year}-W{week:02d}"


def history(values: list[int | None], **more: object) -> History:
    plain = {
        "project": Project(code="P", program="G", name="P"),
        "reports": reported(len(values)),
        "indicators": {"p.up": [(date.min, UP)]},
        "measurements": {"p.up": measured(values)},
        "interval": timedelta(days=7),
    }
    return History(**(plain | more))  # type: ignore[arg-type]


def judged(known: History, on: date) -> Judgement:
    seen = seen_on(known, on, weekdays)
    return judgement(seen, seen_in_public(seen))


def test_red_is_left_after_two_better_reports_and_says_so_until_then() -> None:
    values: list[int | None] = [97, 80, 97, 97]
    assert judged(history(values), day(1)).whole.colour is Colour.RED
    once = judged(history(values), day(2))
    assert once.whole.colour is Colour.RED
    assert once.whole.reasons[0].why is Why.NOT_LEFT
    assert judged(history(values), day(3) - timedelta(days=1)).whole.colour is Colour.RED
    twice = judged(history(values), day(3))
    assert (twice.whole.colour, twice.whole.reasons) == (Colour.GREEN, ())


def test_a_red_between_two_reports_counts_for_the_period_in_which_it_was() -> None:
    fixed = Measurement(
        indicator="P.UP", period=_week(0), version=2, value=Decimal(80), answered_at=noon(day(1) - timedelta(days=2))
    )
    known = history([97, 97])
    known = history([97, 97], measurements={"p.up": [*known.measurements["p.up"], fixed]})
    assert judged(known, day(1)).whole.colour is Colour.RED


@given(st.lists(st.sampled_from([None, 80, 92, 97]), min_size=1, max_size=9))
def test_as_much_is_looked_at_as_looking_at_all_periods_would_give(values: list[int | None]) -> None:
    known = history(values)
    ends = [day(n + 1) - timedelta(days=1) for n in range(len(values) - 1)] + [day(len(values) - 1)]
    raw = [computed_status(facts_on(known, end), weekdays).colour for end in ends]
    assert judged(known, ends[-1]).whole.colour is steadied(raw)


def test_who_may_not_see_money_gets_a_status_without_it() -> None:
    project = Project(code="P", program="G", name="P", budget=Decimal(1000), start=MONDAY, currency="EUR")
    costs = [
        Cost(project="P", period="2026-01", version=1, planned_cost=Decimal(500), actual_cost=Decimal(900)),
    ]
    told = StatusReport(
        project="P", period="2026-W05", version=1, rag=Rag.GREEN, progress=50, answered_at=noon(date(2026, 1, 31))
    )
    known = history([97], project=project, costs=costs, reports=[told])
    found = judged(known, date(2026, 1, 31))
    assert found.whole.colour is Colour.RED
    assert Why.OVER_COST in {reason.why for reason in found.seen_with(money=True).reasons}
    assert not {Why.OVER_COST, Why.OVER_BUDGET} & {reason.why for reason in found.seen_with(money=False).reasons}
    assert found.discreet.colour is not Colour.RED


def test_what_is_seen_in_public_is_what_was_known_without_money() -> None:
    in_money = replace(UP, code="P.COST", unit="kEUR")
    spent = [replace(one, indicator="P.COST") for one in measured([80])]
    known = history(
        [97],
        costs=[Cost(project="P", period="2026-01", version=1, planned_cost=Decimal(5), actual_cost=Decimal(9))],
        indicators={"p.up": [(date.min, UP)], "p.cost": [(date.min, in_money)]},
        measurements={"p.up": measured([97]), "p.cost": spent},
    )
    seen = seen_on(known, day(4), weekdays)
    again = seen_on(in_public(known), day(4), weekdays)
    found = seen_in_public(seen)
    assert found.computed == again.computed != seen.computed
    assert (found.facts.values, found.facts.reports) == (again.facts.values, again.facts.reports)


def test_what_is_restricted_is_not_seen_in_public() -> None:
    secret = replace(UP, classification=Classification.RESTRICTED)
    known = history([80], indicators={"p.up": [(date.min, secret)]})
    seen = seen_on(known, day(0), weekdays)
    assert [value.indicator.code for value in seen.facts.values] == ["P.UP"]
    assert seen_in_public(seen).facts.values == ()
    found = judged(known, day(0))
    assert (found.whole.colour, found.discreet.colour) == (Colour.RED, Colour.GREY)


def test_a_history_of_which_everything_is_public_is_itself() -> None:
    known = history([97])
    assert in_public(known) is known


def test_of_many_reasons_the_worst_are_kept_and_the_others_counted() -> None:
    codes = [f"p.up{n}" for n in range(9)]
    indicators = {
        code: [(date.min, Indicator(code=code, name=code, direction=UP.direction, red=UP.red))] for code in codes
    }
    measurements = {
        code: [Measurement(indicator=code, period=_week(0), version=1, value=Decimal(1), answered_at=noon(day(0)))]
        for code in codes
    }
    found = judged(history([97], indicators=indicators, measurements=measurements), day(0)).whole
    assert (len(found.reasons), found.more) == (REASONS_KEPT, 9 - REASONS_KEPT)
