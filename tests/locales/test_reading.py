"""Numbers and days are read as people of four languages write them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from locales.reading import day, days_in, number
from locales.translations import LANGUAGES, cldr

TODAY = date(2026, 3, 12)
IN_FOUR = st.sampled_from(LANGUAGES)


def reads(text: str, *languages: str) -> set[Decimal | None]:
    return {number(text, cldr(language)) for language in languages or LANGUAGES}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("1234.5", "1234.5"),
        ("  42 ", "42"),
        ("+7", "7"),
        ("-0.25", "-0.25"),
        ("\u22125", "-5"),  # a minus sign
        ("\u20135,5", "-5.5"),  # an en dash
        ("1,5", "1.5"),
        ("12,34", "12.34"),
        ("0,125", "0.125"),
        ("1 234", "1234"),
        ("1 234 567", "1234567"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("1\u202f234,5", "1234.5"),  # French narrow spaces
        ("12'345", "12345"),
        ("12’345.50", "12345.5"),  # Swiss
        ("1 234.5", "1234.5"),
        ("٤٥", "45"),
    ],
)
def test_a_number_that_means_the_same_to_everybody_is_read_in_every_language(text: str, value: str) -> None:
    assert reads(text) == {Decimal(value)}


def test_a_comma_separates_thousands_in_english_and_decimals_elsewhere() -> None:
    assert reads("1,234", "en") == {Decimal(1234)}
    assert reads("1,234", "fr", "nl", "de") == {Decimal("1.234")}
    assert reads("1,234,567.5", "en") == {Decimal("1234567.5")}
    assert reads("1,234,567.5", "fr", "nl", "de") == {None}


def test_points_separate_thousands_in_dutch_and_german_where_there_is_more_than_one_separator() -> None:
    assert reads("1.234,5", "nl", "de") == {Decimal("1234.5")}
    assert reads("1.234.567", "nl", "de") == {Decimal(1234567)}
    assert reads("1.234,5", "en", "fr") == {None}
    assert reads("1.234.567", "en", "fr") == {None}


def test_a_single_point_is_a_decimal_one_as_a_machine_writes_it() -> None:
    assert reads("1.234") == {Decimal("1.234")}


def test_a_comma_where_english_has_no_thousands_is_a_decimal_one() -> None:
    assert reads("1,2345", "en") == {Decimal("1.2345")}
    assert reads("1234,5", "en") == {Decimal("1234.5")}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "many",
        "12 EUR",
        "1e5",
        "0x10",
        "NaN",
        "Infinity",
        "1_000",
        "--1",
        "-",
        ",5",
        ".5",
        "1.2.3",
        "1,2,3",
        "12 34",
        "1  234",
        "1 2345",
        "5 %",
        "١٢x",
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert reads(text) == {None}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("9" * 18, True),
        ("9" * 19, False),
        ("9" * 40, False),
        ("-" + "9" * 18 + "." + "9" * 15, True),
        ("0." + "0" * 14 + "1", True),
        ("0." + "0" * 15 + "1", False),
        ("0" * 30 + "1", True),
        ("0" * 40 + "1", False),
    ],
)
def test_a_number_has_as_many_digits_as_an_import_takes(text: str, kept: bool) -> None:
    assert reads(text) == {Decimal(text) if kept else None}


@given(st.decimals(-(10**12), 10**12, places=3), IN_FOUR)
def test_a_number_as_the_language_writes_it_is_that_number(value: Decimal, language: str) -> None:
    # Without decimals to show, `1,234` and `1.234` are ambiguous: the rule for those stands above.
    value += Decimal("0.0001")
    assert number(format_decimal(value, format="#,##0.0000", locale=cldr(language)), cldr(language)) == value


@given(st.text("0123456789.,' \u202f-+e%", max_size=45), IN_FOUR)
def test_whatever_looks_like_a_number_is_one_or_none(text: str, language: str) -> None:
    found = number(text, cldr(language))
    assert found is None or found.is_finite()


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-15",
        "15/3/2027",
        "15/03/27",
        "15.3.2027",
        "15-03-2027",
        "15 March 2027",
        "15 March, 2027",
        "15th of March 2027",
        "March 15, 2027",
        "march 15th 2027",
        "15 mars 2027",
        "15 maart 2027",
        "15e maart 2027",
        "15 mrt 2027",
        "15. März 2027",
        "15 MARZ 2027",
        "15 maerz 2027",
        " 15 mrt. 2027 ",
    ],
)
def test_a_day_is_read_in_figures_and_in_words_of_four_languages(text: str) -> None:
    assert day(text, TODAY) == date(2027, 3, 15)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("1er janvier", 1),
        ("1 févr.", 2),
        ("1 fevrier", 2),
        ("1 avril", 4),
        ("1 mei", 5),
        ("1. Mai", 5),
        ("June 1st", 6),
        ("1 juil.", 7),
        ("1 août", 8),
        ("1 AOUT", 8),
        ("1 augustus", 8),
        ("1 sept.", 9),
        ("1. Okt.", 10),
        ("1 déc.", 12),
    ],
)
def test_months_may_be_short_and_without_accents(text: str, month: int) -> None:
    found = day(text, TODAY)
    assert found is not None
    assert (found.day, found.month) == (1, month)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12/3", date(2026, 3, 12)),
        ("13 March", date(2026, 3, 13)),
        ("11/3", date(2026, 3, 11)),  # yesterday counts
        ("11 January", date(2026, 1, 11)),  # so do 60 days ago
        ("10 January", date(2027, 1, 10)),
        ("31.12.", date(2026, 12, 31)),
        ("29/2", date(2028, 2, 29)),  # the next leap year
    ],
)
def test_a_day_without_its_year_is_the_next_one_or_one_not_long_past(text: str, found: date) -> None:
    assert day(text, TODAY) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "3.5",
        "10-12",
        "3/15",
        "32/1",
        "31/4",
        "2026-02-30",
        "29/2/2027",
        "30 February",
        "15 people",
        "week 12",
        "15 m 2027",
        "15/3.2027",
        "15/3 16/3",
        "on 15/3",
        "15 March ago",
    ],
)
def test_what_is_not_one_day_and_nothing_else_is_none(text: str) -> None:
    assert day(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("away 16/3 20/3 Luc", ["16/3", "20/3"]),
        ("from 16 March to 20 March", ["16 March", "20 March"]),
        ("vom 16.3. bis 20.3.2026", ["16.3.", "20.3.2026"]),
        ("du 16 mars au 20 mars", ["16 mars", "20 mars"]),
        ("(2026-03-16), 2026-03-20.", ["2026-03-16", "2026-03-20"]),
        ("phase 16 March or 20/3", ["16 March", "20/3"]),  # `phase 16` is no day
    ],
)
def test_days_in_a_sentence_are_found_in_order_and_in_their_places(text: str, days: list[str]) -> None:
    found = list(days_in(text, TODAY))
    assert [text[one.start : one.end] for one in found] == days
    assert [one.day for one in found] == [date(2026, 3, 16), date(2026, 3, 20)]


@pytest.mark.parametrize(
    "text", ["from 3.5 to 10", "15/3/2027/1", "v15/3", "15/3%", "1.15/3", "15/30", "120/3", "2026-02-30", "CR-15/3"]
)
def test_figures_that_are_no_day_are_passed_over(text: str) -> None:
    assert list(days_in(text, TODAY)) == []


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), IN_FOUR, st.sampled_from(["medium", "long"]))
def test_a_day_as_the_language_writes_it_is_that_day(known: date, language: str, style: str) -> None:
    assert day(format_date(known, style, cldr(language)), TODAY) == known


@given(st.integers(-60, 300), IN_FOUR)
def test_a_day_near_today_needs_no_year(offset: int, language: str) -> None:
    known = TODAY + timedelta(days=offset)
    assert day(format_date(known, "d MMMM", cldr(language)), TODAY) == known
    assert day(f"{known.day}/{known.month}", TODAY) == known
