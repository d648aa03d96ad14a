"""What the fields of a form take, and how what a client sends is read."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.forms import (
    COST_FIELDS,
    FOLLOW_UP_FIELDS,
    NAME_LIMIT,
    TEXT_LIMIT,
    Field,
    Kind,
    Problem,
    Wrong,
    day_of,
    is_ticked,
    percentage,
    problem_of,
    written,
)
from tests.pmo.answering import TODAY, read

MONEY = COST_FIELDS["actual_cost"]


def problem(field: Field, text: str) -> Problem | None:
    found = problem_of(field, text, TODAY, read)
    return found.problem if found else None


@pytest.mark.parametrize("kind", Kind)
def test_an_empty_field_is_right_whatever_it_holds(kind: Kind) -> None:
    assert problem(Field(kind=kind, low=Decimal(1)), "") is None


def test_what_is_wrong_names_the_field_so_that_its_limits_can_be_told() -> None:
    field = Field(kind=Kind.NUMBER, low=Decimal(0), high=Decimal(5))
    assert problem_of(field, "6", TODAY, read) == Wrong(problem=Problem.OUT_OF_RANGE, field=field)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("green", None),
        ("Amber", None),
        ("RED", None),
        ("purple", Problem.NO_SUCH_STATUS),
        ("0", Problem.NO_SUCH_STATUS),
    ],
)
def test_a_status_is_one_of_three_words_in_any_case(text: str, found: Problem | None) -> None:
    assert problem(Field(kind=Kind.STATUS), text) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-03-12", None),
        ("2076-03-12", None),  # 50 years from today
        ("1976-03-12", None),
        ("2077-01-01", Problem.DATE_TOO_FAR),
        ("1975-12-31", Problem.DATE_TOO_FAR),
        ("2026-02-29", Problem.NOT_A_DATE),  # no leap year
        ("12/3/2026", Problem.NOT_A_DATE),
    ],
)
def test_a_date_is_an_iso_date_up_to_fifty_years_away(text: str, found: Problem | None) -> None:
    assert problem(Field(kind=Kind.DATE), text) is found


@pytest.mark.parametrize(
    ("field", "limit"),
    [(FOLLOW_UP_FIELDS["cause"], TEXT_LIMIT), (FOLLOW_UP_FIELDS["action_owner"], NAME_LIMIT)],
)
def test_a_text_may_be_as_long_as_its_limit(field: Field, limit: int) -> None:
    assert problem(field, "é" * limit) is None
    assert problem(field, "é" * (limit + 1)) is Problem.TOO_LONG


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0", None),
        ("1250,50", None),
        ("1 250.5", None),
        ("1000000000000000", None),  # 10 to the power of 15
        ("12.50", None),
        ("12.5000", None),
        ("12.500", Problem.TOO_PRECISE),  # perhaps twelve thousand and five hundred
        ("1000000000000000.01", Problem.OUT_OF_RANGE),
        ("-0.01", Problem.OUT_OF_RANGE),
        ("12.505", Problem.TOO_PRECISE),
        ("12 EUR", Problem.NOT_A_NUMBER),
        ("1e3", Problem.NOT_A_NUMBER),
    ],
)
def test_an_amount_of_money_is_not_negative_and_has_two_decimals(text: str, found: Problem | None) -> None:
    assert problem(MONEY, text) is found


@pytest.mark.parametrize("decimals", [0, 2, 6])
@pytest.mark.parametrize("text", ["9" * 18, "-" + "9" * 18, "9" * 19, "9" * 30, "9" * 36 + ".5"])
def test_a_number_without_limits_of_any_length_is_taken_or_refused_and_nothing_else(text: str, decimals: int) -> None:
    taken = len(text.strip("-")) <= 18
    assert problem(Field(kind=Kind.NUMBER, decimals=decimals), text) is (None if taken else Problem.NOT_A_NUMBER)


@given(st.decimals(-1000, 1000, places=3), st.integers(0, 3))
def test_a_number_has_at_most_the_decimals_of_its_field(value: Decimal, decimals: int) -> None:
    thousandths = int(value * 1000)
    too_precise = thousandths % 10 ** (3 - decimals) != 0
    found = problem(Field(kind=Kind.NUMBER, decimals=decimals), f"{value.normalize():f}")
    assert found is (Problem.TOO_PRECISE if too_precise else None)
    assert problem(Field(kind=Kind.NUMBER), f"{value:f}") is None


@given(st.integers(-200, 300), st.integers(0, 99), st.sampled_from(["{}", "{} %", " {}%"]))
def test_a_percentage_is_a_whole_number_from_0_to_100(whole: int, hundredths: int, form: str) -> None:
    text = form.format(f"{whole}.{hundredths:02}")
    assert percentage(text, read) == (whole if hundredths == 0 and 0 <= whole <= 100 else None)


@pytest.mark.parametrize("text", ["", "%", "50%%", "half", "%50"])
def test_what_is_no_percentage_is_none(text: str) -> None:
    assert percentage(text, read) is None


@given(st.dates())
def test_an_iso_date_is_its_day(day: date) -> None:
    assert day_of(day.isoformat()) == day


@pytest.mark.parametrize(
    "text", ["", "20260312", "2026-W11-4", "2026-3-12", " 2026-03-12", "2026-03-12T10:00", "٢٠٢٦-٠٣-١٢", "0000-01-01"]
)
def test_any_other_form_of_a_date_is_none(text: str) -> None:
    assert day_of(text) is None


@pytest.mark.parametrize("text", ["true", "True", " TRUE "])
def test_a_tick_is_the_word_true(text: str) -> None:
    assert is_ticked(text)


@pytest.mark.parametrize("text", ["", "false", "1", "yes", "truetrue"])
def test_anything_else_is_no_tick(text: str) -> None:
    assert not is_ticked(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  two words ", "two words"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("", ""),
        (60, "60"),
        (60.0, "60"),
        (-0.5, "-0.5"),
        (True, "True"),
        (None, None),
        (["a"], None),
        ({"a": 1}, None),
    ],
)
def test_a_clients_value_is_text_or_nothing(value: object, text: str | None) -> None:
    assert written(value) == text
