"""What the figures of the asking propose: only what most answers show, and only where few came on time."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from pmo.asks import Ask
from pmo.improving import (
    ENOUGH,
    FEW,
    PERIODS,
    SOON_AFTER,
    Rhythm,
    another_day,
    answered_seldom,
    less_often,
    longer_window,
    untaken,
)
from pmo.process import Put, Taking, taking_part
from tests.pmo.places import utc

THURSDAYS = Rhythm(rule="FREQ=WEEKLY;BYDAY=TH", within="1d")
NOW = utc("2026-03-20 09:00")
WEEKS = ("2026-W09", "2026-W10", "2026-W11")
MONDAY, THURSDAY, FRIDAY = 1, 4, 5


def put(week: str, member: str, late: timedelta | None = timedelta(0), weekday: int = FRIDAY) -> Put:
    """A question of a week; `late` is how long after its deadline it was answered, None for never."""
    at = utc("2026-02-26 09:00") + timedelta(weeks=WEEKS.index(week))
    deadline = at + timedelta(days=1)
    ask = Ask(project=f"P{member}", program="CONSUL", period=week, member=member, at=at, deadline=deadline, sent_at=at)
    if late is None:
        return Put(ask=ask)
    answered = ask.answered(1, member, deadline + late)
    return Put(ask=answered, weekday=weekday, after=late if late > timedelta(0) else None)


def weeks(*late: timedelta | None, weekday: int = FRIDAY) -> list[Put]:
    """In each of three weeks one member for each of these delays."""
    return [put(week, str(n), one, weekday) for week in WEEKS for n, one in enumerate(late)]


SOON, DAYS = timedelta(hours=3), timedelta(hours=30)


def test_three_periods_in_a_row_must_have_been_answered_seldom() -> None:
    bad = weeks(timedelta(0), SOON, SOON)
    assert [name for name, _ in answered_seldom(bad, THURSDAYS.rule, NOW)] == list(WEEKS)
    better = [one for one in bad if one.ask.period != WEEKS[1]] + [put(WEEKS[1], "0"), put(WEEKS[1], "1")]
    assert answered_seldom(better, THURSDAYS.rule, NOW) == ()
    assert answered_seldom([one for one in bad if one.ask.period != WEEKS[0]], THURSDAYS.rule, NOW) == ()


def test_a_period_that_is_still_open_does_not_count() -> None:
    open_now = [put(WEEKS[2], str(n), None) for n in range(3)]
    before = weeks(None, None)
    found = answered_seldom([*before, *open_now], THURSDAYS.rule, utc("2026-03-12 12:00"))
    assert found == ()  # only two have ended


def test_questions_about_other_periods_than_the_rule_asks_about_neither_speak_for_nor_against_it() -> None:
    weekly = weeks(SOON, SOON, None)
    monthly = [replace(one, ask=structs.replace(one.ask, period="2026-03")) for one in weeks(*[timedelta(0)] * 20)]
    assert [name for name, _ in answered_seldom([*weekly, *monthly], THURSDAYS.rule, NOW)] == list(WEEKS)
    assert longer_window([*weekly, *monthly], THURSDAYS, NOW) == longer_window(weekly, THURSDAYS, NOW)
    late = [replace(one, ask=structs.replace(one.ask, period="2026-03")) for one in weeks(SOON, SOON, SOON)]
    assert answered_seldom([*weeks(SOON)[:2], *late], THURSDAYS.rule, NOW) == ()


def test_a_longer_window_is_proposed_when_most_of_what_was_missing_came_within_a_day() -> None:
    found = longer_window(weeks(SOON, SOON, None), THURSDAYS, NOW)
    assert found is not None
    assert found.rhythm == Rhythm(rule=THURSDAYS.rule, within="2d")
    assert (found.evidence.count, found.evidence.of) == (6, 9)
    assert longer_window(weeks(DAYS, DAYS, SOON), THURSDAYS, NOW) is None
    assert longer_window(weeks(timedelta(0), timedelta(0), SOON), THURSDAYS, NOW) is None


@pytest.mark.parametrize(("within", "longer"), [("6h", "1d"), ("1d", "2d"), ("4d", "5d"), ("5d", None)])
def test_a_window_grows_by_a_day_up_to_a_week(within: str, longer: str | None) -> None:
    found = longer_window(weeks(SOON, SOON, SOON), Rhythm(rule=THURSDAYS.rule, within=within), NOW)
    assert (found.rhythm.within if found else None) == longer


def test_another_day_is_the_one_on_which_most_answers_come() -> None:
    found = another_day(weeks(DAYS, DAYS, DAYS, weekday=MONDAY), THURSDAYS, NOW)
    assert found is not None
    assert found.rhythm == Rhythm(rule="FREQ=WEEKLY;BYDAY=MO", within="1d")
    assert (found.evidence.weekday, found.evidence.count, found.evidence.of) == (MONDAY, 9, 9)


def test_another_day_is_not_proposed_for_the_day_itself_nor_for_a_rule_that_has_no_weekday() -> None:
    assert another_day(weeks(DAYS, DAYS, weekday=THURSDAY), THURSDAYS, NOW) is None
    own = Rhythm(rule="FREQ=MONTHLY;BYMONTHDAY=10", within="1d")
    assert another_day(weeks(DAYS, DAYS), own, NOW) is None


def test_a_few_answers_show_nothing() -> None:
    few = [put(week, "1", DAYS) for week in WEEKS] + [put(week, "2", None) for week in WEEKS]
    assert len([one for one in few if one.weekday]) < ENOUGH
    assert another_day(few, THURSDAYS, NOW) is None


@given(
    st.lists(
        st.tuples(st.sampled_from(WEEKS), st.sampled_from([None, timedelta(0), SOON, DAYS]), st.integers(1, 7)),
        max_size=40,
    )
)
def test_what_is_proposed_is_always_shown_by_most_answers(rows: list[tuple[str, timedelta | None, int]]) -> None:
    puts = [put(week, str(n), late, weekday) for n, (week, late, weekday) in enumerate(rows)]
    missed = [one for one in puts if one.after is not None or not one.ask.answered_version]
    answers = [one.weekday for one in puts if one.weekday]
    if longer := longer_window(puts, THURSDAYS, NOW):
        soon = [one for one in missed if one.after is not None and one.after <= SOON_AFTER]
        assert 2 * len(soon) > len(missed)
        assert len(soon) == longer.evidence.count
    if day := another_day(puts, THURSDAYS, NOW):
        assert 2 * answers.count(day.evidence.weekday) > len(answers)
        assert day.evidence.weekday != THURSDAY
    for better in (longer, day):
        if better:
            assert len(better.evidence.periods) == PERIODS
            assert all(of.share is not None and of.share < FEW for _, of in better.evidence.periods)


def test_every_second_week_is_proposed_when_most_projects_say_the_same_every_week() -> None:
    found = less_often(4, 6, THURSDAYS)
    assert found is not None
    assert found.rhythm.rule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"
    assert less_often(3, 6, THURSDAYS) is None
    assert less_often(4, 4, THURSDAYS) is None
    assert less_often(6, 6, Rhythm(rule="FREQ=MONTHLY;BYDAY=-1TH", within="1d")) is None


def test_rules_whose_alerts_nobody_takes_are_those_with_most_of_their_alerts_untaken() -> None:
    found = untaken({"up": (4, 6), "down": (3, 6), "rare": (4, 4)})
    assert {code: (one.count, one.of) for code, one in found.items()} == {"up": (4, 6)}


def test_who_takes_part_is_counted_once_whatever_was_asked() -> None:
    puts = [put(WEEKS[0], "1"), put(WEEKS[1], "1", None), put(WEEKS[0], "2", None)]
    unreached = Ask(
        project="X", program="CONSUL", period=WEEKS[0], member="3", at=NOW, deadline=NOW, undelivered="blocked"
    )
    later: datetime = NOW + timedelta(days=1)
    assert taking_part([*puts, Put(ask=unreached)], later) == Taking(asked=3, answered=1, unreached=1)
    assert taking_part([], NOW) == Taking(asked=0, answered=0, unreached=0)
