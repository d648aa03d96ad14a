"""What an answer on a check-in card means (CONTRACT §5 "Submitting")."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.answers import Declared, Invalid, Open, SaidStatus, filled_in, judge
from pmo.checkins import Shown
from pmo.forms import TEXT_LIMIT, Problem
from pmo.portfolio import Rag
from tests.pmo.answering import (
    FIELDS,
    NOTHING,
    SHOWN,
    STATUS,
    TODAY,
    VALUES,
    declared,
    judged,
    problems,
    read,
    said,
    shown_as,
)


def test_a_status_is_all_that_is_required() -> None:
    assert declared(NOTHING, rag="green") == Declared(status=SaidStatus(rag=Rag.GREEN))


def test_an_omitted_field_keeps_what_was_shown_and_an_empty_one_clears_it() -> None:
    found = said(rag="red", blockers="", progress="")
    assert (found.summary, found.forecast_end) == ("Two cases open.", date(2026, 9, 30))
    assert (found.blockers, found.progress) == ("", None)


def test_a_field_without_a_value_is_an_omitted_one() -> None:
    assert said(rag="red", summary=None).summary == "Two cases open."


def test_without_a_status_and_without_unchanged_the_project_stays_open_with_what_was_typed() -> None:
    found = judged(summary="Only a remark")
    assert isinstance(found, Open)
    assert found.typed["summary"] == "Only a remark"
    assert isinstance(judged(rag=""), Open)
    assert isinstance(judged(rag=None, summary="Only a remark"), Open)
    assert isinstance(judged(), Open)


@pytest.mark.parametrize("ticked", ["true", "True", True, " true "])
def test_unchanged_repeats_what_was_shown(ticked: object) -> None:
    found = declared(unchanged=ticked)
    assert found.unchanged
    assert found.status == SaidStatus(
        rag=Rag.AMBER, progress=60, forecast_end=date(2026, 9, 30), summary="Two cases open.", blockers="Licence"
    )


@pytest.mark.parametrize("ticked", ["false", "", "yes", False, None, 1, ["true"]])
def test_anything_but_true_does_not_tick_unchanged(ticked: object) -> None:
    assert isinstance(judged(unchanged=ticked), Open)


def test_unchanged_counts_beside_values_that_are_those_shown() -> None:
    assert declared(unchanged="true", rag="amber", progress=60.0, summary=" Two cases open. ").unchanged


def test_unchanged_beside_another_value_gives_way_to_it() -> None:
    found = declared(unchanged="true", summary="News")
    assert found.status is not None
    assert (found.unchanged, found.status.rag, found.status.summary) == (False, Rag.AMBER, "News")


def test_unchanged_without_an_earlier_status_says_that_there_is_nothing_to_keep() -> None:
    assert problems(judged(NOTHING, unchanged="true")) == {"unchanged": Problem.NOTHING_TO_KEEP}


def test_a_kept_date_of_long_ago_is_not_held_against_the_person() -> None:
    assert said(shown_as(rag="green", forecast_end="1950-01-01"), rag="green").forecast_end == date(1950, 1, 1)


@pytest.mark.parametrize("value", ["0", "100", "7 %", "45.0", "45,0", 45, 45.0, " 12% ", "007", "٤٥"])
def test_a_whole_percentage_is_taken_however_a_client_writes_it(value: object) -> None:
    assert said(rag="green", progress=value).progress in (0, 7, 12, 45, 100)


@pytest.mark.parametrize("value", ["101", "-1", "45.5", 45.5, "half", "1e1", "1000", "9" * 400, 1e300, True, "4 5"])
def test_a_percentage_outside_0_to_100_or_no_number_is_refused_and_nothing_is_cleared(value: object) -> None:
    assert problems(judged(rag="green", progress=value)) == {"progress": Problem.NOT_A_PERCENTAGE}


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("31/03/2026", Problem.NOT_A_DATE),
        ("2026-02-30", Problem.NOT_A_DATE),
        ("soon", Problem.NOT_A_DATE),
        (20260331.5, Problem.NOT_A_DATE),
        ("2100-01-01", Problem.DATE_TOO_FAR),
        ("1900-01-01", Problem.DATE_TOO_FAR),
    ],
)
def test_a_date_that_is_none_or_too_far_is_refused(value: object, problem: Problem) -> None:
    assert problems(judged(rag="green", forecast_end=value)) == {"forecast_end": problem}


@pytest.mark.parametrize("value", ["purple", "vert", "green red", 3])
def test_a_status_that_is_none_is_refused(value: object) -> None:
    assert problems(judged(rag=value)) == {"rag": Problem.NO_SUCH_STATUS}


def test_every_wrong_field_is_told_at_once() -> None:
    found = judged(rag="purple", progress="120", forecast_end="soon", summary="x" * (TEXT_LIMIT + 1))
    assert set(problems(found)) == {"rag", "progress", "forecast_end", "summary"}


@pytest.mark.parametrize("text", ["الوضع مستقر", "🚧" * 400, "x" * TEXT_LIMIT, "<at>Everybody</at> [link](http://a)"])
def test_a_text_in_any_script_is_taken_as_it_is(text: str) -> None:
    assert said(rag="green", summary=text).summary == text


def test_values_of_other_projects_say_nothing_about_this_one() -> None:
    others = {"appt/rag": "red", "visa2/rag": "red", "rag": "red"}
    assert isinstance(judge(filled_in(STATUS, others, SHOWN), TODAY, read), Open)


@pytest.mark.parametrize("value", [["red"], {"rag": "red"}, [], {}])
def test_lists_and_objects_are_no_inputs(value: object) -> None:
    assert isinstance(judged(rag=value), Open)
    assert said(rag="green", summary=value).summary == "Two cases open."


def test_no_change_can_be_said_of_everything_at_once() -> None:
    found = judge(filled_in(STATUS, {"unchanged": "true"}, SHOWN), TODAY, read)
    assert isinstance(found, Declared)
    assert found.unchanged


def test_what_is_done_about_it_comes_with_any_answer_and_goes_with_a_green_one() -> None:
    red = said(rag="red", cause="Supplier", action="New tender", action_by="2026-04-01", help="A decision")
    assert (red.cause, red.action, red.action_by, red.help) == (
        "Supplier",
        "New tender",
        date(2026, 4, 1),
        "A decision",
    )
    green = said(shown_as(**VALUES, cause="Supplier", action="New tender"), rag="green")
    assert (green.cause, green.action) == ("", "")


def test_a_second_step_amends_an_answer_without_choosing_the_status_again() -> None:
    answered = Shown(fields=SHOWN.fields, answered=1)
    assert isinstance(judged(action="New tender"), Open)
    found = declared(answered, action="New tender")
    assert found.followed_up
    assert found.status is not None
    assert (found.status.rag, found.status.action) == (Rag.AMBER, "New tender")
    assert declared(answered, action="").followed_up


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=3), inside, max_size=3),
    max_leaves=5,
)
SHOWABLE = st.builds(
    shown_as,
    rag=st.sampled_from(["", *Rag]),
    progress=st.sampled_from(["", "0", "60"]),
    forecast_end=st.sampled_from(["", "2026-09-30"]),
    summary=st.sampled_from(["", "Fine"]),
)


@given(st.dictionaries(st.sampled_from([f"visa/{name}" for name in (*FIELDS, "unchanged")]), ANYTHING), SHOWABLE)
def test_whatever_a_client_sends_is_judged_and_a_declared_status_is_a_valid_one(
    values: dict[str, object], shown: Shown
) -> None:
    found = judge(filled_in(STATUS, values, shown), TODAY, read)
    if isinstance(found, Declared):
        assert found.status is not None
        assert found.status.progress is None or 0 <= found.status.progress <= 100
        assert len(found.status.summary) <= TEXT_LIMIT
        assert found.status.rag in set(Rag)
    elif isinstance(found, Invalid):
        assert found.problems
