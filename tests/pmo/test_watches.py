"""What has changed since somebody was told."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pmo.colours import Colour
from pmo.portfolio import Phase, Rag
from pmo.watches import Change, Line, Watched, changes, watch_key

VISA = Line(project="VISA", name="Visa", rag=Rag.GREEN, computed=Colour.GREEN, end=date(2026, 9, 30))
APPT = Line(project="APPT", name="Appointments", rag=Rag.AMBER)
SEEN = {"visa", "appt"}

lines = st.builds(
    Line,
    project=st.text("AB", min_size=1, max_size=2),
    name=st.just("x"),
    phase=st.sampled_from(Phase),
    rag=st.none() | st.sampled_from(Rag),
    computed=st.none() | st.sampled_from(Colour),
    end=st.none() | st.dates(),
)
several = st.lists(lines, max_size=6, unique_by=lambda line: line.project)


def test_nothing_has_changed_of_what_stands_as_it_stood_whatever_its_name() -> None:
    assert changes([VISA, APPT], [replace(APPT, name="Bookings"), VISA], SEEN) == ()


def test_a_status_an_end_and_a_phase_are_changes_and_what_got_worse_comes_first() -> None:
    later, better = replace(VISA, end=date(2026, 10, 30)), replace(APPT, rag=Rag.GREEN)
    worse = Line(project="CABLE", name="Cable", rag=Rag.RED)
    before = [VISA, APPT, replace(worse, rag=Rag.AMBER)]
    found = changes(before, [later, better, worse], SEEN | {"cable"})
    assert [one.after for one in found] == [worse, later, better]


def test_what_anybody_says_got_worse_comes_before_what_nobody_knows_any_more_and_the_worst_of_it_first() -> None:
    red = replace(VISA, computed=Colour.RED)
    declared = Change(before=red, after=replace(red, rag=Rag.RED))
    amber = Change(before=APPT, after=replace(APPT, computed=Colour.AMBER))
    unknown = Change(before=replace(red, project="A"), after=replace(red, project="A", computed=Colour.GREY))
    better = Change(before=replace(red, project="B"), after=replace(red, project="B", computed=Colour.GREEN))
    judged = Change(before=replace(APPT, project="C"), after=replace(VISA, project="C", computed=Colour.RED))
    found = [better, unknown, amber, judged, declared]
    assert sorted(found, key=lambda one: one.rank) == [declared, judged, amber, unknown, better]


def test_what_somebody_has_reported_themselves_is_no_news_to_them_but_what_the_figures_make_of_it_is() -> None:
    red = replace(VISA, rag=Rag.RED, end=date(2026, 12, 1), by="an")
    assert changes([VISA], [red], SEEN, "AN") == ()
    assert len(changes([VISA], [red], SEEN, "bo")) == len(changes([VISA], [red], SEEN)) == 1
    assert changes([VISA], [replace(red, computed=Colour.RED)], SEEN, "an")[0].before == VISA


def test_what_has_left_is_told_of_only_while_the_person_may_see_it() -> None:
    assert changes([VISA, APPT], [VISA], SEEN) == (Change(before=APPT, after=None),)
    assert changes([VISA, APPT], [VISA], {"visa"}) == ()


def test_what_has_left_because_it_got_worse_comes_with_what_got_worse_and_is_told_of_once() -> None:
    red = replace(VISA, rag=Rag.RED, left=True)
    better = Change(before=APPT, after=replace(APPT, rag=Rag.GREEN))
    found = changes([VISA, APPT], [replace(APPT, rag=Rag.GREEN), red], SEEN)
    assert found == (Change(before=VISA, after=None, now=red), better)
    assert changes([APPT, red], [APPT], SEEN) == changes([APPT, red], [APPT, red], SEEN) == ()
    assert changes([APPT, red], [APPT, VISA], SEEN) == (Change(before=None, after=VISA),)


def test_a_watch_of_another_subject_kind_or_person_is_another_one() -> None:
    keys = {
        watch_key("an", Watched.PROJECT, "VISA"),
        watch_key("an", Watched.PROGRAM, "VISA"),
        watch_key("an", Watched.PORTFOLIO, "visa"),
        watch_key("bo", Watched.PROJECT, "VISA"),
    }
    assert len(keys) == 4
    assert watch_key("AN", Watched.PROJECT, "visa") in keys


@given(several, several)
def test_whoever_was_told_of_all_changes_knows_how_everything_stands(before: list[Line], now: list[Line]) -> None:
    known = {line.project.casefold(): line.stands for line in before}
    for one in changes(before, now, {line.project.casefold() for line in before}):
        if one.after is None:
            assert one.before is not None
            del known[one.before.project.casefold()]
        else:
            known[one.after.project.casefold()] = one.after.stands
    assert known == {line.project.casefold(): line.stands for line in now}
