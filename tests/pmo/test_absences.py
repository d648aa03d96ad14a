"""Absences that a person may enter, and those that are refused with a reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.absences import Absence, Impossible, absence_key, impossible

TODAY = date(2026, 3, 12)


def absence(first: str, last: str, deputy: str = "") -> Absence:
    return Absence(member="Nbrennan", first=date.fromisoformat(first), last=date.fromisoformat(last), deputy=deputy)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-03-12", "2026-03-12"),  # today only
        ("2026-03-20", "2026-04-03"),
        ("2026-03-01", "2026-03-12"),  # it ends today
        ("2026-01-11", "2026-03-31"),  # it began 60 days ago
        ("2026-03-12", "2027-04-15"),  # 400 days, both ends counted
        ("2036-03-09", "2036-03-09"),  # in ten years
    ],
)
def test_days_that_are_not_over_can_be_entered(first: str, last: str) -> None:
    assert impossible(absence(first, last), TODAY) is None
    assert impossible(absence(first, last, deputy="jkabongo"), TODAY) is None


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("2026-03-13", "2026-03-12", Impossible.BACKWARDS),
        ("2026-03-01", "2026-03-11", Impossible.OVER),
        ("2026-01-10", "2026-03-31", Impossible.TOO_EARLY),
        ("9999-12-31", "9999-12-31", Impossible.TOO_LATE),
        ("2036-03-10", "2036-03-11", Impossible.TOO_LATE),
        ("2026-03-12", "2027-04-16", Impossible.TOO_LONG),
        ("2026-03-12", "2036-03-12", Impossible.TOO_LONG),
    ],
)
def test_impossible_days_are_refused_with_the_reason(first: str, last: str, why: Impossible) -> None:
    assert impossible(absence(first, last), TODAY) is why


def test_days_that_are_both_backwards_and_over_are_called_backwards() -> None:
    assert impossible(absence("2026-02-02", "2026-02-01"), TODAY) is Impossible.BACKWARDS


@pytest.mark.parametrize("deputy", ["Nbrennan", "nbrennan", "NBRENNAN"])
def test_nobody_stands_in_for_themselves_however_the_id_is_written(deputy: str) -> None:
    assert impossible(absence("2026-03-20", "2026-03-27", deputy), TODAY) is Impossible.OWN_DEPUTY


@given(st.integers(0, 399), st.integers(-60, 3000))
def test_every_absence_of_up_to_400_days_from_60_days_ago_on_is_possible_until_it_is_over(
    length: int, begins: int
) -> None:
    first = TODAY + timedelta(days=begins)
    entered = Absence(member="m", first=first, last=first + timedelta(days=length))
    assert impossible(entered, TODAY) is (Impossible.OVER if begins + length < 0 else None)


def test_an_absence_is_known_by_who_is_away_and_from_when() -> None:
    known = absence("2026-03-20", "2026-03-27")
    assert known.key == "nbrennan/2026-03-20" == absence_key("NBRENNAN", date(2026, 3, 20))
    assert replace(known, last=date(2026, 4, 1), deputy="jkabongo", archived=True).key == known.key
    assert replace(known, first=date(2026, 3, 21)).key != known.key
