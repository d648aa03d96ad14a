"""What an answer on a check-in card means (CONTRACT §5 "Submitting")."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.checkins import FIELDS, TEXT_LIMIT, Declared, Fields, Invalid, Open, Problem, judge, shown_of
from pmo.portfolio import Rag
from pmo.reports import StatusReport

TODAY = date(2026, 3, 12)
SHOWN = Fields(rag="amber", progress="60", forecast_end="2026-09-30", summary="Two cases open.", blockers="Licence")
NOTHING = Fields()


def judged(shown: Fields = SHOWN, **values: object) -> Declared | Open | Invalid:
    return judge({f"VISA/{name}": value for name, value in values.items()}, "VISA", shown, TODAY)


def declared(shown: Fields = SHOWN, **values: object) -> Declared:
    found = judged(shown, **values)
    assert isinstance(found, Declared)
    return found


def test_a_status_is_all_that_is_required() -> None:
    assert declared(NOTHING, rag="green") == Declared(
        rag=Rag.GREEN, progress=None, forecast_end=None, summary="", blockers="", unchanged=False
    )


def test_an_omitted_field_keeps_what_was_shown_and_an_empty_one_clears_it() -> None:
    found = declared(rag="red", blockers="", progress="")
    assert (found.summary, found.forecast_end) == ("Two cases open.", date(2026, 9, 30))
    assert (found.blockers, found.progress) == ("", None)


def test_a_field_without_a_value_is_an_omitted_one() -> None:
    assert declared(rag="red", summary=None).summary == "Two cases open."


def test_without_a_status_and_without_unchanged_the_project_stays_open_with_what_was_typed() -> None:
    found = judged(summary="Only a remark")
    assert isinstance(found, Open)
    assert found.typed.summary == "Only a remark"
    assert isinstance(judged(rag=""), Open)
    assert isinstance(judged(rag=None, summary="Only a remark"), Open)
    assert isinstance(judged(), Open)


@pytest.mark.parametrize("ticked", ["true", "True", True, " true "])
def test_unchanged_repeats_what_was_shown(ticked: object) -> None:
    found = declared(unchanged=ticked)
    assert found.unchanged
    assert (found.rag, found.progress, found.summary) == (Rag.AMBER, 60, "Two cases open.")


@pytest.mark.parametrize("ticked", ["false", "", "yes", False, None, 1, ["true"]])
def test_anything_but_true_does_not_tick_unchanged(ticked: object) -> None:
    assert isinstance(judged(unchanged=ticked), Open)


def test_unchanged_counts_beside_values_that_are_those_shown() -> None:
    assert declared(unchanged="true", rag="amber", progress=60.0, summary=" Two cases open. ").unchanged


def test_unchanged_beside_another_value_gives_way_to_it() -> None:
    found = declared(unchanged="true", summary="News")
    assert (found.unchanged, found.rag, found.summary) == (False, Rag.AMBER, "News")


def test_unchanged_without_an_earlier_status_says_that_there_is_nothing_to_keep() -> None:
    found = judged(NOTHING, unchanged="true")
    assert isinstance(found, Invalid)
    assert found.problems == {"unchanged": Problem.NOTHING_TO_KEEP}


def test_a_text_shown_with_line_ends_of_another_machine_is_unchanged_when_it_comes_back() -> None:
    report = StatusReport(project="VISA", period="2026-W10", version=1, rag=Rag.GREEN, summary=" One.\r\nTwo. ")
    shown = shown_of(report)
    assert declared(shown, unchanged="true", rag="green", summary="One.\nTwo.").unchanged


def test_a_long_imported_text_is_shown_as_far_as_a_field_holds_it_and_can_be_kept() -> None:
    report = StatusReport(project="VISA", period="2026-W10", version=1, rag=Rag.GREEN, summary="x" * 5000)
    assert declared(shown_of(report), unchanged="true").summary == "x" * TEXT_LIMIT


def test_a_kept_date_of_long_ago_is_not_held_against_the_person() -> None:
    assert declared(Fields(rag="green", forecast_end="1950-01-01"), rag="green").forecast_end == date(1950, 1, 1)


def test_without_an_earlier_report_the_forecast_of_the_portfolio_is_shown() -> None:
    assert shown_of(None, date(2026, 9, 30)) == Fields(forecast_end="2026-09-30")


@pytest.mark.parametrize("value", ["0", "100", "7 %", "45.0", "45,0", 45, 45.0, " 12% ", "007"])
def test_a_whole_percentage_is_taken_however_a_client_writes_it(value: object) -> None:
    assert declared(rag="green", progress=value).progress in (0, 7, 12, 45, 100)


@pytest.mark.parametrize(
    "value", ["101", "-1", "45.5", 45.5, "half", "1e1", "٤٥", "1000", "9" * 400, 1e300, True, [], {"a": 1}, "4 5"]
)
def test_a_percentage_outside_0_to_100_or_no_number_is_refused_and_nothing_is_cleared(value: object) -> None:
    found = judged(rag="green", progress=value)
    assert isinstance(found, Invalid)
    assert found.problems == {"progress": Problem.NOT_A_PERCENTAGE}


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("31/03/2026", Problem.NOT_A_DATE),
        ("2026-02-30", Problem.NOT_A_DATE),
        ("soon", Problem.NOT_A_DATE),
        (20260331.5, Problem.NOT_A_DATE),
        (["2026-03-31"], Problem.NOT_A_DATE),
        ("2100-01-01", Problem.DATE_TOO_FAR),
        ("1900-01-01", Problem.DATE_TOO_FAR),
    ],
)
def test_a_date_that_is_none_or_too_far_is_refused(value: object, problem: Problem) -> None:
    found = judged(rag="green", forecast_end=value)
    assert isinstance(found, Invalid)
    assert found.problems == {"forecast_end": problem}


@pytest.mark.parametrize("value", ["purple", "vert", "green red", 3, {"rag": "red"}, ["red"]])
def test_a_status_that_is_none_is_refused(value: object) -> None:
    found = judged(rag=value)
    assert isinstance(found, Invalid)
    assert found.problems == {"rag": Problem.NO_SUCH_STATUS}


def test_every_wrong_field_is_told_at_once() -> None:
    found = judged(rag="purple", progress="120", forecast_end="soon", summary="x" * (TEXT_LIMIT + 1))
    assert isinstance(found, Invalid)
    assert set(found.problems) == {"rag", "progress", "forecast_end", "summary"}


@pytest.mark.parametrize("text", ["الوضع مستقر", "🚧" * 400, "x" * TEXT_LIMIT, "<at>Everybody</at> [link](http://a)"])
def test_a_text_in_any_script_is_taken_as_it_is(text: str) -> None:
    assert declared(rag="green", summary=text).summary == text


def test_values_of_other_projects_say_nothing_about_this_one() -> None:
    assert isinstance(judge({"APPT/rag": "red", "VISA2/rag": "red", "rag": "red"}, "VISA", SHOWN, TODAY), Open)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=3), inside, max_size=3),
    max_leaves=5,
)
SHOWABLE = st.builds(
    Fields,
    rag=st.sampled_from(["", *Rag]),
    progress=st.sampled_from(["", "0", "60"]),
    forecast_end=st.sampled_from(["", "2026-09-30"]),
    summary=st.sampled_from(["", "Fine"]),
)


@given(st.dictionaries(st.sampled_from([f"VISA/{name}" for name in (*FIELDS, "unchanged")]), ANYTHING), SHOWABLE)
def test_whatever_a_client_sends_is_judged_and_a_declared_status_is_a_valid_one(
    values: dict[str, object], shown: Fields
) -> None:
    found = judge(values, "VISA", shown, TODAY)
    if isinstance(found, Declared):
        assert found.progress is None or 0 <= found.progress <= 100
        assert len(found.summary) <= TEXT_LIMIT
        assert found.rag in set(Rag)
    elif isinstance(found, Invalid):
        assert found.problems
