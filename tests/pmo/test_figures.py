"""What is answered beside a status: values of indicators, dates of milestones, costs, and reasons of corrections."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from pmo.answers import Declared, Invalid, Judged, Open, Part, SaidDate
from pmo.checkins import Shown
from pmo.forms import COST_FIELDS, REASON_FIELD, Field, Kind, Problem
from tests.pmo.answering import FIELDS, SHOWN, declared, judged, problems

UPTIME = Field(kind=Kind.NUMBER, low=Decimal(0), high=Decimal(100), decimals=1)
MEASURED = Part(prefix="visa", fields={"indicator/up": UPTIME}, asks_status=False)
LAST = Shown(fields={"indicator/up": "99.2"})


def values_of(found: Judged) -> Mapping[str, Decimal]:
    assert isinstance(found, Declared), found
    return found.values


@pytest.mark.parametrize("value", ["99.5", "99,5", 99.5, "99,50"])
def test_a_number_is_taken_however_the_reader_writes_it(value: object) -> None:
    assert values_of(judged(LAST, MEASURED, **{"indicator/up": value})) == {"up": Decimal("99.5")}


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("100.1", Problem.OUT_OF_RANGE),
        ("-1", Problem.OUT_OF_RANGE),
        ("99.25", Problem.TOO_PRECISE),
        ("many", Problem.NOT_A_NUMBER),
        ("1.2.3", Problem.NOT_A_NUMBER),
        ("NaN", Problem.NOT_A_NUMBER),
        ("Infinity", Problem.NOT_A_NUMBER),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_is_possible(value: str, problem: Problem) -> None:
    found = judged(LAST, MEASURED, **{"indicator/up": value})
    assert problems(found) == {"indicator/up": problem}
    assert isinstance(found, Invalid)
    assert found.problems["indicator/up"].field == UPTIME


def test_an_indicator_without_a_status_to_ask_is_answered_by_its_value_or_by_no_change() -> None:
    assert isinstance(judged(LAST, MEASURED), Open)
    assert isinstance(judged(LAST, MEASURED, **{"indicator/up": ""}), Open)
    assert values_of(judged(LAST, MEASURED, unchanged="true")) == {"up": Decimal("99.2")}
    assert values_of(judged(LAST, MEASURED, **{"indicator/up": "99.2"})) == {"up": Decimal("99.2")}


def test_a_status_is_not_stored_while_one_of_its_figures_is_wrong() -> None:
    both = Part(prefix="visa", fields=FIELDS | {"indicator/up": UPTIME}, asks_status=True)
    assert problems(judged(SHOWN, both, rag="green", **{"indicator/up": "101"})) == {
        "indicator/up": Problem.OUT_OF_RANGE
    }
    kept = declared(Shown(fields={**SHOWN.fields, **LAST.fields}), both, rag="green")
    assert kept.values == {"up": Decimal("99.2")}
    left_out = declared(SHOWN, both, rag="green", **{"indicator/up": ""})
    assert left_out.values == {}


DATED = Part(
    prefix="visa",
    fields=FIELDS | {"milestone/pilot": Field(kind=Kind.DATE), "reached/pilot": Field(kind=Kind.TICK)},
    asks_status=True,
)
DUE = Shown(fields={**SHOWN.fields, "milestone/pilot": "2026-03-10", "reached/pilot": "false"})


def milestone(day: str, reached: str = "false") -> Judged:
    return judged(DUE, DATED, rag="green", **{"milestone/pilot": day, "reached/pilot": reached})


def test_a_late_milestone_may_be_left_as_it_stands_get_a_new_date_or_be_reached() -> None:
    assert dates(milestone("2026-03-10")) == {}
    assert dates(milestone("2026-04-20")) == {"pilot": SaidDate(day=date(2026, 4, 20), reached=False)}
    assert dates(milestone("2026-03-10", "true")) == {"pilot": SaidDate(day=date(2026, 3, 10), reached=True)}


def dates(found: Judged) -> Mapping[str, SaidDate]:
    assert isinstance(found, Declared), found
    return found.milestones


@pytest.mark.parametrize(
    ("day", "reached", "problem"),
    [
        ("2026-03-09", "false", Problem.DATE_PASSED),
        ("2026-03-13", "true", Problem.DATE_TO_COME),
        ("", "true", Problem.NOT_A_DATE),
        ("soon", "false", Problem.NOT_A_DATE),
    ],
)
def test_a_date_that_cannot_be_meant_is_asked_about(day: str, reached: str, problem: Problem) -> None:
    assert problems(milestone(day, reached)) == {"milestone/pilot": problem}


def test_costs_are_amounts_that_may_be_left_out() -> None:
    spending = Part(prefix="visa", fields=FIELDS | COST_FIELDS, asks_status=True)
    found = declared(SHOWN, spending, rag="green", actual_cost="1 250,50").status
    assert found is not None
    assert (found.planned_cost, found.actual_cost) == (None, Decimal("1250.50"))
    assert problems(judged(SHOWN, spending, rag="green", actual_cost="-5")) == {"actual_cost": Problem.OUT_OF_RANGE}


def test_a_closed_period_is_changed_with_a_reason_only() -> None:
    closed = Part(prefix="visa", fields=FIELDS | {"reason": REASON_FIELD}, asks_status=True, corrects=True)
    assert problems(judged(SHOWN, closed, rag="green")) == {"reason": Problem.NO_REASON}
    assert declared(SHOWN, closed, rag="green", reason="A mistake").reason == "A mistake"
