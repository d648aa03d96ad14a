"""Public holidays of countries: the days, whole or half, and what they are called."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo.public_holidays import name_of, of_year


def test_belgium_has_its_ten_legal_holidays_of_which_eight_fall_on_weekdays_in_2026() -> None:
    weekdays = {day for day in of_year("BE", 2026) if day.isoweekday() <= 5}
    assert weekdays == {
        date(2026, 1, 1),
        date(2026, 4, 6),  # Easter is on 5 April
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 7, 21),
        date(2026, 11, 11),
        date(2026, 12, 25),
    }
    assert {date(2026, 8, 15), date(2026, 11, 1)} <= set(of_year("BE", 2026))


def test_a_whole_holiday_is_told_from_a_half_one() -> None:
    turkey = of_year("TR", 2026)
    assert turkey[date(2026, 10, 29)] is False
    assert turkey[date(2026, 10, 28)] is True
    assert date(2026, 10, 27) not in turkey


def test_a_day_that_is_kept_on_another_one_counts_on_both() -> None:
    assert {date(2026, 7, 3), date(2026, 7, 4)} <= set(of_year("US", 2026))  # the 4th is a Saturday


def test_a_new_years_day_that_is_kept_in_december_belongs_to_the_old_year() -> None:
    assert of_year("US", 2021)[date(2021, 12, 31)] is False  # 1 January 2022 was a Saturday
    assert name_of("US", date(2021, 12, 31), "en").startswith("New Year's Day")


def test_a_feast_that_waits_for_the_moon_counts_before_the_moon_is_seen() -> None:
    around = {date(2026, 3, 18) + timedelta(days=count) for count in range(7)}  # Ramadan of 1447 ends about the 20th
    assert around & set(of_year("QA", 2026))


@pytest.mark.parametrize(("country", "day"), [("DE", date(2026, 1, 6)), ("DE", date(2026, 6, 4))])
def test_a_holiday_of_some_regions_is_none_of_the_country(country: str, day: date) -> None:
    assert day not in of_year(country, 2026)
    assert name_of(country, day, "de") == ""
    assert date(2026, 10, 3) in of_year("DE", 2026)


def test_a_country_that_nobody_knows_has_no_holidays() -> None:
    assert dict(of_year("XX", 2026)) == {}
    assert name_of("XX", date(2026, 1, 1), "en") == ""


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "National Day"), ("fr", "Fête nationale"), ("nl", "Nationale feestdag"), ("de", "Nationalfeiertag")],
)
def test_a_holiday_is_named_in_the_language_of_the_reader(language: str, name: str) -> None:
    assert name_of("BE", date(2026, 7, 21), language) == name


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_a_holiday_without_a_name_in_that_language_is_named_in_english(language: str) -> None:
    assert name_of("US", date(2026, 12, 25), language) == "Christmas Day"


@pytest.mark.parametrize("country", ["BI", "BJ", "HT", "MC", "NE", "SN"])
def test_a_country_with_a_french_of_its_own_is_named_in_french(country: str) -> None:
    assert "travail" in name_of(country, date(2026, 5, 1), "fr").casefold()
    assert "travail" not in name_of(country, date(2026, 5, 1), "nl").casefold()


def test_a_country_with_names_in_one_language_only_uses_them() -> None:
    assert name_of("ZA", date(2026, 9, 24), "fr") == "Heritage Day"


def test_a_half_holiday_has_a_name_too_and_a_working_day_has_none() -> None:
    assert name_of("TR", date(2026, 10, 28), "en").startswith("Republic Day")
    assert name_of("TR", date(2026, 10, 27), "en") == ""


@settings(max_examples=40, derandomize=True)
@given(st.sampled_from(["BE", "TR", "US", "SN", "QA", "NP"]), st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_a_day_has_a_name_exactly_when_it_is_a_holiday(country: str, day: date) -> None:
    assert bool(name_of(country, day, "en")) is (day in of_year(country, day.year))
