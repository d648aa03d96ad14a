"""What a trial adds up over the projects, and when a rule would flood people with alerts."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.trials import LATEST, Opening, Trial, Tried, begun
from tests.pmo.test_trials import DAYS, LOW, TODAY


def opened(project: str, *days: date, now: bool = False) -> Tried:
    return Tried(project=project, openings=tuple([Opening(project=project, day=day) for day in days]), fires_now=now)


def trial(*tried: Tried, portfolio: int = 0) -> Trial:
    found = begun(LOW, DAYS, portfolio)
    for one in tried:
        found = found.added(one)
    return found


def test_a_trial_goes_on_after_the_last_project_that_was_reached() -> None:
    found = trial(opened("A"), opened("b")).passed_over("c")
    assert (found.tried, found.failed, found.reached) == (2, 1, "c")


def test_a_trial_adds_up_project_by_project() -> None:
    found = trial(opened("B", DAYS[3], DAYS[52], now=True), opened("C"), opened("A", DAYS[0], now=True), opened("D"))
    assert (found.rule, found.first, found.last) == ("low", DAYS[0], TODAY)
    assert (found.tried, found.fired, found.total) == (4, 2, 3)
    assert [(one.project, one.day) for one in found.openings] == [("B", TODAY), ("B", DAYS[3]), ("A", DAYS[0])]
    assert found.fires_now == ("A", "B")
    assert found.share_now == Fraction(1, 2)


def test_the_latest_openings_are_kept_and_all_are_counted() -> None:
    found = trial(*[opened(f"P{n:02}", DAYS[n], DAYS[n + 1]) for n in range(30)])
    assert (found.total, len(found.openings)) == (60, LATEST)
    assert (found.openings[0].project, found.openings[0].day) == ("P29", DAYS[30])
    assert min(one.day for one in found.openings) == DAYS[20]


@pytest.mark.parametrize(("holding", "asks"), [(0, False), (2, False), (3, True), (20, True)])
def test_a_rule_that_holds_of_more_than_a_tenth_today_asks_for_confirmation(holding: int, asks: bool) -> None:
    found = trial(*[opened(f"P{n}", DAYS[2 * n + 1], now=n < holding) for n in range(20)])
    assert found.needs_confirmation is asks
    assert found.share_now == Fraction(holding, 20)


@pytest.mark.parametrize(("together", "asks"), [(2, False), (3, True)])
def test_a_rule_that_opened_in_more_than_a_tenth_within_a_week_asks_for_confirmation(together: int, asks: bool) -> None:
    monday = date(2026, 1, 5)
    days = [monday + timedelta(days=n % 7) if n < together else monday - timedelta(weeks=n) for n in range(20)]
    found = trial(*[opened(f"P{n}", day) for n, day in enumerate(days)])
    assert found.needs_confirmation is asks
    assert found.share_at_once == Fraction(together, 20)


def test_what_opened_often_in_one_project_or_held_from_the_first_day_is_no_flood() -> None:
    monday = date(2026, 1, 5)
    restless = opened("P0", *[monday + timedelta(days=n) for n in (0, 2, 4, 6)])
    found = trial(restless, *[opened(f"P{n}", DAYS[0]) for n in range(1, 10)])
    assert found.share_at_once == Fraction(1, 10)
    assert not found.needs_confirmation


def test_a_rule_of_few_projects_is_measured_against_the_whole_portfolio() -> None:
    alone = opened("SATCOM", TODAY, now=True)
    assert trial(alone).needs_confirmation
    assert not trial(alone, portfolio=60).needs_confirmation
    assert trial(alone, opened("NET"), portfolio=1).share_now == Fraction(1, 2)


def test_a_rule_that_was_tried_on_nothing_asks_nothing() -> None:
    assert trial().share_now == trial().share_at_once == 0
    assert not trial().needs_confirmation


@given(st.permutations(range(6)), st.lists(st.lists(st.integers(0, 52), max_size=3), min_size=6, max_size=6))
def test_the_order_in_which_projects_are_tried_changes_nothing(order: list[int], opens: list[list[int]]) -> None:
    tried = [opened(f"P{n}", *[DAYS[day] for day in sorted(set(days))], now=52 in days) for n, days in enumerate(opens)]
    assert trial(*[tried[n] for n in order]) == trial(*tried)
