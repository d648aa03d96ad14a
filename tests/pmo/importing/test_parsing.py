"""One cell at a time: what it means, and what is said when it means nothing."""

from decimal import Decimal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.importing import layouts, parsing
from pmo.importing.parsing import BadCell
from pmo.portfolio import Phase


@given(st.text(max_size=60) | st.text("aÉ1-_. /", max_size=45))
def test_a_code_is_kept_as_spelled_or_refused_with_what_is_allowed(text: str) -> None:
    composed = normalize("NFC", text)
    if 1 <= len(composed) <= 40 and all(sign.isalnum() or sign in "-_." for sign in composed):
        assert parsing.code(text) == composed
    else:
        with pytest.raises(BadCell, match=r"allowed: up to 40 letters, digits, - _ \."):
            parsing.code(text)


@pytest.mark.parametrize("text", ["PRJ-7", "005-000000028", "VISA.ONLINE", "a_b", "É-1", "x" * 40])
def test_letters_digits_and_three_signs_make_a_code(text: str) -> None:
    assert parsing.code(text) == text


@pytest.mark.parametrize("text", ["", "a b", "a/b", "a;b", "x" * 41, "=A1", "@x", "é̀́ /"])
def test_anything_else_makes_no_code(text: str) -> None:
    with pytest.raises(BadCell):
        parsing.code(text)


def test_a_code_of_composed_and_decomposed_letters_is_the_same_code() -> None:
    assert parsing.code("E\u0301-1") == parsing.code("\u00c9-1")


@given(st.decimals(min_value=-(10**17), max_value=10**17, places=6, allow_nan=False))
def test_a_number_keeps_its_value(value: Decimal) -> None:
    assert parsing.number(f"{value:f}") == value


@pytest.mark.parametrize("text", ["1,5", "1e5", "NaN", "Infinity", "1 000", "0x10", "--1", "٣", "1.", ".5", "9" * 19])
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(BadCell, match="is not a number; allowed"):
        parsing.number(text)


def test_an_amount_is_not_negative() -> None:
    assert parsing.amount("0") == 0
    with pytest.raises(BadCell, match="negative"):
        parsing.amount("-0.01")


@given(st.integers(-200, 300))
def test_progress_goes_from_0_to_100(value: int) -> None:
    progress = layouts.STATUSES.by_name["progress"].parse
    if 0 <= value <= 100:
        assert progress(str(value)) == value
    else:
        with pytest.raises(BadCell, match="a whole number from 0 to 100"):
            progress(str(value))


@pytest.mark.parametrize("text", ["50.5", "50%", "half", "1e1"])
def test_progress_is_a_whole_number_without_a_sign(text: str) -> None:
    with pytest.raises(BadCell):
        layouts.STATUSES.by_name["progress"].parse(text)


def test_a_choice_is_understood_in_any_case_and_refused_with_the_choices() -> None:
    phase = parsing.one_of(Phase)
    assert phase("Executing") is Phase.EXECUTING
    with pytest.raises(BadCell, match="allowed: initiating, planning, executing, closing, closed"):
        phase("doing")


def test_a_guid_becomes_lower_case() -> None:
    assert parsing.guid("5F0C7A52-9A3E-4D0B-8F43-0D5F6F0B7A11") == "5f0c7a52-9a3e-4d0b-8f43-0d5f6f0b7a11"


@pytest.mark.parametrize("text", ["5f0c7a52", "{5f0c7a52-9a3e-4d0b-8f43-0d5f6f0b7a11}", "g" * 36])
def test_what_is_no_guid_is_refused(text: str) -> None:
    with pytest.raises(BadCell, match="is not a GUID"):
        parsing.guid(text)


@pytest.mark.parametrize(
    "text", ["http://example.org", "javascript:alert(1)", "https://", "https:// x", "https://[::1", "https://e.org/a b"]
)
def test_only_an_https_address_is_a_link(text: str) -> None:
    with pytest.raises(BadCell, match="is not a link"):
        parsing.link(text)


def test_lists_go_between_semicolons_and_empty_items_do_not_count() -> None:
    assert parsing.languages("fr; nl;;FR") == ("fr", "nl")
    assert parsing.codes("A;B ;") == ("A", "B")
    assert parsing.milestone_codes("PRJ/M1; PRJ/M2") == ("PRJ/M1", "PRJ/M2")
    with pytest.raises(BadCell, match="PROJECT/CODE"):
        parsing.milestone_codes("M1")


def test_a_quoted_text_is_one_short_line() -> None:
    assert parsing.quoted("a\nb  c") == '"a b c"'
    assert len(parsing.quoted("x" * 10_000)) < 50


def test_a_name_is_one_line_of_200_characters() -> None:
    assert parsing.name("Online\r\nvisa") == "Online visa"
    assert parsing.name("Caf\u202f: « oui »") == "Caf\u202f: « oui »"
    with pytest.raises(BadCell, match="up to 200"):
        parsing.name("x" * 201)


@given(st.text(max_size=200))
def test_prose_keeps_every_character_but_the_kind_of_line_end(text: str) -> None:
    assert parsing.prose(text) == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "@SUM(A1)", "-2"])
def test_what_looks_like_a_formula_is_text(text: str) -> None:
    assert parsing.prose(text) == text
    assert parsing.name(text) == text


def test_other_parsers_take_what_they_should() -> None:
    assert parsing.currency("eur") == "EUR"
    assert parsing.email("an@example.org") == "an@example.org"
    assert parsing.channel("19:status@thread.tacv2") == "19:status@thread.tacv2"
    assert parsing.yes_no("Yes")
    assert not parsing.yes_no("no")
    assert parsing.owner_role("Manager") == "manager"


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (parsing.currency, "EURO"),
        (parsing.email, "an at example"),
        (parsing.channel, "https://teams"),
        (parsing.yes_no, "oui"),
        (parsing.owner_role, "the <boss>"),
        (parsing.language, "es"),
    ],
)
def test_other_parsers_refuse_the_rest(parse: object, text: str) -> None:
    assert callable(parse)
    with pytest.raises(BadCell, match="allowed"):
        parse(text)
