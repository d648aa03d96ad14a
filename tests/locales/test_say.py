"""What a person reads: texts, dates, numbers and amounts in their language."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import LANGUAGES, Say, guess, speaker

BRUSSELS = ZoneInfo("Europe/Brussels")
KATHMANDU = ZoneInfo("Asia/Kathmandu")
AT = datetime(2026, 3, 12, 9, 12, tzinfo=UTC)


def say(language: str) -> Say:
    return speaker(language, BRUSSELS)


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Version 3"), ("fr", "Version 3"), ("nl", "Versie 3"), ("de", "Version 3")]
)
def test_a_text_is_said_in_the_language_with_its_values(language: str, told: str) -> None:
    assert say(language)("Version {n}", n=3) == told


def test_an_unknown_language_becomes_english() -> None:
    klingon = Say("tlh", BRUSSELS)
    assert (klingon.language, klingon("Send")) == ("en", "Send")


def test_a_text_without_translation_is_said_in_english() -> None:
    assert say("nl")("Nobody has translated {this}", this="it") == "Nobody has translated it"


def test_a_placeholder_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("en")("{project} is late", program="DIG")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"], max_codepoint=0x58F)))
def test_a_value_is_inserted_literally_whatever_it_looks_like(value: str) -> None:
    assert say("en")("<{project}>", project=value) == f"<{value}>"


def test_braces_in_a_value_mean_nothing() -> None:
    assert say("en")("{project} is late", project="{project.__class__} {}") == "{project.__class__} {} is late"


@pytest.mark.parametrize(
    ("language", "n", "told"),
    [
        ("en", 0, "0 projects"),
        ("en", 1, "1 project"),
        ("fr", 0, "0 projet"),
        ("fr", 2, "2 projets"),
        ("nl", 0, "0 projecten"),
        ("de", 1, "1 Projekt"),
    ],
)
def test_a_count_takes_the_plural_of_its_language(language: str, n: int, told: str) -> None:
    assert say(language).plural("{n} project", "{n} projects", n) == told


@pytest.mark.parametrize(("language", "told"), [("en", "amber"), ("fr", "orange"), ("nl", "oranje"), ("de", "gelb")])
def test_a_status_has_the_word_the_language_uses_for_it(language: str, told: str) -> None:
    assert say(language).meaning("status", "amber") == told


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [
        ("en", "12 Mar 2026", "Thursday 12 March"),
        ("fr", "12 mars 2026", "jeudi 12 mars"),
        ("nl", "12 mrt 2026", "donderdag 12 maart"),
        ("de", "12.03.2026", "Donnerstag, 12. März"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(language: str, short: str, long: str) -> None:
    assert (say(language).date(date(2026, 3, 12)), say(language).day(date(2026, 3, 12))) == (short, long)


def test_an_instant_is_told_on_the_clock_and_calendar_of_the_zone() -> None:
    late = datetime(2026, 3, 12, 20, 0, tzinfo=UTC)
    there = speaker("en", KATHMANDU)
    assert there.moment(late) == "Friday 13 March, 01:45"
    assert there.date(late) == "13 Mar 2026"
    assert there.time(late) == "01:45"


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Europe/Brussels", "Thursday 12 March, 10:12 (Brussels)"),
        ("UTC", "Thursday 12 March, 09:12 (GMT+00:00)"),
        ("Etc/GMT-3", "Thursday 12 March, 12:12 (GMT+03:00)"),
    ],
)
def test_a_zone_is_told_by_its_city_or_its_offset(zone: str, told: str) -> None:
    assert speaker("en", ZoneInfo(zone)).moment(AT, with_zone=True) == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("2026-W11", "semaine 11 (2026)"),
        ("2026-W01", "semaine 1 (2026)"),
        ("2026-03", "mars 2026"),
        ("2026-Q1", "1er trimestre 2026"),
        ("2026", "2026"),
        ("2026-03-12", "12 mars 2026"),
    ],
)
def test_a_period_is_told_in_words(name: str, told: str) -> None:
    assert say("fr").period(name) == told


@pytest.mark.parametrize(
    ("language", "name", "told"),
    [
        ("en", "2026-W09", "W9"),
        ("fr", "2026-W11", "S11"),
        ("nl", "2026-W11", "W11"),
        ("de", "2026-W11", "KW 11"),
        ("fr", "2026-03", "mars 2026"),
        ("de", "2026-09", "Sept. 2026"),
        ("en", "2026-Q1", "Q1 2026"),
        ("nl", "2026", "2026"),
    ],
)
def test_a_period_is_told_shortly_where_there_is_little_room(language: str, name: str, told: str) -> None:
    assert speaker(language, BRUSSELS).short_period(name) == told


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{4}-(W|Q)?[0-9]{1,2}(-[0-9]{2})?", fullmatch=True))
def test_whatever_is_no_period_is_told_as_it_is(name: str) -> None:
    assert isinstance(say("de").period(name), str)


def test_numbers_and_amounts_follow_the_language() -> None:
    assert say("nl").number(1234567.5) == "1.234.567,5"
    assert say("en").number(Decimal("3.14159"), 2) == "3.14"
    assert say("de").money(Decimal(1200), "EUR") == "1.200\u00a0€"
    assert say("en").money(Decimal("1200.50"), "EUR") == "€1,200.50"
    assert say("en").money(Decimal("1200.50"), "") == "1,200.50"
    assert say("fr").percent(42) == "42\u00a0%"


@given(st.integers(-(10**15), 10**15), st.sampled_from(LANGUAGES))
def test_a_whole_number_keeps_its_digits(n: int, language: str) -> None:
    assert "".join(sign for sign in say(language).number(n) if sign.isdigit()) == str(abs(n))


def test_items_are_listed_with_an_and() -> None:
    assert say("de").listing(["a", "b", "c"]) == "a, b und c"
    assert say("en").listing([]) == ""


def test_a_speaker_is_made_once() -> None:
    assert speaker("fr", KATHMANDU) is speaker("fr", KATHMANDU)


@pytest.mark.parametrize(
    ("locale", "language"),
    [("nl-BE", "nl"), ("fr_CA", "fr"), ("DE", "de"), ("en-GB", "en"), ("es-ES", None), ("", None), ("-", None)],
)
def test_the_language_is_guessed_from_teams_locale(locale: str, language: str | None) -> None:
    assert guess(locale) == language


def test_a_day_in_full_can_be_no_other() -> None:
    first = date(2026, 3, 1)
    told = [say(language).full_day(first) for language in LANGUAGES]
    assert told == ["Sunday 1 March 2026", "dimanche 1er mars 2026", "zondag 1 maart 2026", "Sonntag, 1. März 2026"]


def test_countries_and_cities_bear_the_names_of_the_language() -> None:
    assert [say(language).country("DE") for language in LANGUAGES] == [
        "Germany",
        "Allemagne",
        "Duitsland",
        "Deutschland",
    ]
    assert say("fr").country("QQ") == "QQ"
    assert say("fr").city(datetime(2026, 3, 1, tzinfo=ZoneInfo("Europe/Brussels"))) == "Bruxelles"
