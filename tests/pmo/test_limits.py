"""Limits: who decided each, what is impossible, and how others come to hold."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from pmo.limit_changes import LimitState
from pmo.limits import DEFAULT, UNITS, LimitChoice, Limits, Measure, Origin, is_possible, origins, out_of_order
from pmo.portfolio import Member, Role
from pmo.rights import may_decide

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)
CHOICE = LimitChoice(scope="VISA", slip_red=Decimal("0.3"))


def test_each_limit_comes_from_the_narrowest_scope_that_decides_it() -> None:
    found = origins(LimitChoice(slip_red=Decimal("0.2"), ambers=2), None, LimitChoice(scope="VISA", ambers=0))
    assert (found["slip_red"], found["ambers"], found["risk_red"]) == (Origin.PORTFOLIO, Origin.PROJECT, Origin.OURS)
    assert set(origins().values()) == {Origin.OURS}


def test_our_own_limits_are_possible_and_in_order() -> None:
    assert out_of_order(DEFAULT) == []
    assert all(is_possible(name, Decimal(getattr(DEFAULT, name))) for name in UNITS)
    assert set(UNITS) == set(Limits.__dataclass_fields__)


@pytest.mark.parametrize(
    ("name", "value", "possible"),
    [
        ("slip_red", "0", True),
        ("slip_red", "1", True),
        ("slip_red", "1.01", False),
        ("budget_amber", "-0.01", False),
        ("index_amber", "1.01", False),
        ("risk_red", "25", True),
        ("risk_red", "12.5", False),
        ("risk_amber", "0", False),
        ("ambers", "5", True),
        ("ambers", "6", False),
    ],
)
def test_a_limit_keeps_within_what_it_counts(name: str, value: str, possible: bool) -> None:
    assert is_possible(name, Decimal(value)) is possible


def test_amber_never_comes_after_red_and_may_come_with_it() -> None:
    assert out_of_order(Limits(slip_amber=Decimal("0.2"))) == [Measure.SLIP]
    assert out_of_order(Limits(index_amber=Decimal("0.8"), risk_amber=Decimal(21))) == [Measure.INDEX, Measure.RISK]
    assert out_of_order(Limits(budget_amber=Decimal("0.1"))) == []


def test_the_first_who_wants_it_waits_for_another_or_for_a_day() -> None:
    first = LimitState(scope="VISA").wanted(CHOICE, "an", NOON, alone=False)
    assert (first.goes_live_at, first.version) == (None, 2)
    assert first.is_wanted_by("AN")
    assert not first.is_agreed(CHOICE, "an")
    assert first.is_agreed(CHOICE, "bea")
    assert not first.is_agreed(LimitChoice(scope="VISA"), "bea")
    alone = LimitState(scope="VISA").wanted(CHOICE, "an", NOON, alone=True)
    assert alone.goes_live_at == NOON + timedelta(hours=24)
    assert alone.dropped() == LimitState(scope="VISA", version=3)


def test_limits_are_set_by_the_pmo_and_by_nobody_from_outside() -> None:
    allowed = [
        (role, external)
        for role in Role
        for external in (False, True)
        if may_decide(Member(id="an", name="An", role=role, external=external))
    ]
    assert allowed == [(Role.PMO, False)]
