"""A change of a calendar says only what is different; who wants it, and what was closed at once, is kept beside it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pmo.calendar_changes import (
    CalendarChange,
    CalendarState,
    Closure,
    as_cells,
    closure_of,
    difference,
    mark_of,
    of_cells,
)
from pmo.portfolio import Hours, Post
from pmo.two_people import WAIT

TODAY = date(2026, 3, 11)
NOON = datetime(2026, 3, 11, 12, tzinfo=UTC)
DAYS = st.sets(st.dates(date(2026, 1, 1), date(2026, 1, 9)), max_size=5).map(lambda days: tuple(sorted(days)))
HOURS = st.builds(
    lambda start, long: Hours(start=time(start, 30), end=time(start + long)), st.integers(0, 12), st.integers(2, 9)
)
POSTS = st.builds(
    Post,
    code=st.just("KIN"),
    name=st.sampled_from(("Kinshasa", "Embassy Kinshasa")),
    country=st.just("CD"),
    timezone=st.sampled_from(("Africa/Kinshasa", "Europe/Brussels")),
    workweek=st.sets(st.integers(1, 7), min_size=1).map(lambda days: tuple(sorted(days))),
    hours=HOURS,
    holidays=st.sampled_from(((), ("CD",), ("CD", "BE"))),
    closed=DAYS,
    open=DAYS,
)
KIN = Post(code="KIN", name="Kinshasa", country="CD", timezone="Africa/Kinshasa", closed=(TODAY,))


@given(before=POSTS, after=POSTS)
def test_what_is_different_makes_one_calendar_of_the_other_and_leaves_the_name(before: Post, after: Post) -> None:
    change = difference(before, after)
    assert change.of(before) == replace(after, name=before.name)
    assert change.left_of(change.of(before)).is_empty
    assert change.is_empty == (mark_of(before) == mark_of(after))


@given(before=POSTS, after=POSTS)
def test_a_change_comes_back_from_its_cells(before: Post, after: Post) -> None:
    change = difference(before, after)
    assert of_cells(as_cells(change)) == change


@given(first=POSTS, second=POSTS, meanwhile=POSTS)
def test_what_somebody_else_changed_meanwhile_stays_changed(first: Post, second: Post, meanwhile: Post) -> None:
    change = difference(first, second)
    after = change.of(meanwhile)
    assert after.timezone == (change.timezone or meanwhile.timezone)
    assert after.hours == (change.hours or meanwhile.hours)
    touched = {*change.close, *change.reopen}
    assert set(after.closed) - touched == set(meanwhile.closed) - touched


def test_only_closing_today_or_tomorrow_is_urgent() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert CalendarChange(close=(TODAY,)).is_urgent(TODAY)
    assert CalendarChange(close=(TODAY, tomorrow)).is_urgent(TODAY)
    assert not CalendarChange().is_urgent(TODAY)
    assert not CalendarChange(close=(TODAY - timedelta(days=1),)).is_urgent(TODAY)
    assert not CalendarChange(close=(tomorrow, tomorrow + timedelta(days=1))).is_urgent(TODAY)
    assert not CalendarChange(open=(TODAY,)).is_urgent(TODAY)
    assert not CalendarChange(close=(TODAY,), holidays=()).is_urgent(TODAY)


def test_a_closure_can_be_taken_back_for_a_day_while_it_holds() -> None:
    closure = Closure(days=(TODAY,), by="an", at=NOON, until=NOON + WAIT)
    assert closure.can_be_taken_back(NOON + WAIT - timedelta(seconds=1), KIN)
    assert not closure.can_be_taken_back(NOON + WAIT, KIN)
    assert not closure.can_be_taken_back(NOON, replace(KIN, closed=()))
    state = CalendarState(post="KIN").closed(closure)
    later = replace(closure, at=NOON + WAIT, until=NOON + 2 * WAIT)
    assert state.closed(later).closures == (later,)
    assert state.taken_back(closure).closures == ()


def test_a_closure_can_be_taken_back_until_its_day_is_over_at_the_post() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert closure_of((TODAY,), KIN, "an", NOON).until == NOON + WAIT
    assert closure_of((TODAY, tomorrow), KIN, "an", NOON).until == datetime(2026, 3, 12, 23, tzinfo=UTC)


def test_what_is_so_already_waits_no_more() -> None:
    change = CalendarChange(close=(TODAY, TODAY + timedelta(days=1)), holidays=())
    state = CalendarState(post="KIN").wanted(change, "an", NOON, alone=False)
    left = state.still_wanted(KIN)
    assert left.proposed == CalendarChange(close=change.close[1:])
    assert (left.asked_by, left.version) == ("an", 3)
    assert left.still_wanted(KIN) is left
    done = left.still_wanted(change.of(KIN))
    assert (done.proposed, done.asked_by) == (None, "")
