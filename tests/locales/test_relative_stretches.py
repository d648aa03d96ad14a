"""Stretches of days are understood by what day it is, and names of people that are days stay names."""

from datetime import date

import pytest

from locales.stretches import stretch_in

TODAY = date(2026, 3, 11)
"""A Wednesday."""


def march(first: int, last: int) -> tuple[date, date]:
    return date(2026, 3, first), date(2026, 3, last)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        *((text, march(16, 20)) for text in ("from monday to friday", "monday-friday", "monday friday")),
        *((text, march(16, 20)) for text in ("du lundi au vendredi", "de lundi à vendredi")),
        *((text, march(16, 20)) for text in ("van maandag tot en met vrijdag", "maandag t/m vrijdag")),
        *((text, march(16, 20)) for text in ("vom Montag bis zum Freitag", "Montag – Freitag")),
        ("tomorrow until friday", march(12, 13)),
        ("demain et après-demain", march(12, 13)),
        ("van morgen tot vrijdag", march(12, 13)),
        ("heute bis übermorgen", march(11, 13)),
        *((text, march(16, 22)) for text in ("next week", "la semaine prochaine", "volgende week", "nächste Woche")),
        *((text, march(16, 22)) for text in ("week 12", "semaine 12", "KW 12", "KW 12/2026", "from monday to sunday")),
        *((text, march(11, 15)) for text in ("this week", "cette semaine", "deze week", "diese Woche")),
        ("next month", (date(2026, 4, 1), date(2026, 4, 30))),
        ("from monday to monday", march(16, 23)),
        ("from next monday to next friday", march(16, 20)),
        ("monday to the end of the month", march(16, 31)),
        ("from 30/3 to the end of the month", march(30, 31)),
        ("from 2/4 to the end of the month", (date(2026, 4, 2), date(2026, 4, 30))),
        ("28 december to the end of january", (date(2026, 12, 28), date(2027, 1, 31))),
        ("from friday to 20/3", march(13, 20)),
        ("from 16/3 to friday", march(16, 20)),
        ("vom 16.3. bis Freitag", march(16, 20)),
        ("from 20/3 to friday", march(20, 20)),
        ("since monday until friday", march(9, 13)),
        ("depuis mercredi jusqu’à vendredi", march(11, 13)),
        ("since friday until wednesday", march(6, 11)),
        ("since friday until monday", march(6, 16)),
        ("since yesterday until friday", march(10, 13)),
        ("from tomorrow through next week", march(12, 22)),
        ("next week to 27/3", march(16, 27)),
        ("monday and tuesday", march(16, 17)),
        ("Thursday 12 March to Friday 20 March", march(12, 20)),
        ("March 12, Thursday, to March 20", march(12, 20)),
    ],
)
def test_a_stretch_is_known_by_what_day_it_is(text: str, days: tuple[date, date]) -> None:
    found = stretch_in(f"Nora {text} Luc Dessart", TODAY)
    assert found is not None
    assert (found.first, found.last, found.single) == (*days, False)
    assert found.before.startswith("Nora ")
    assert found.after.strip() == "Luc Dessart"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tomorrow", 12),
        ("until friday", 13),
        ("jusqu’au vendredi prochain", 13),
        ("jusqu’après-demain", 13),
        ("bis nächsten Freitag", 13),
        ("maandag morgen", 16),  # Monday morning
        ("heute Morgen", 11),
        ("volgende week vrijdag", 20),
        ("vrijdag van week 12", 20),
        ("Friday 20 March", 20),
        ("20 March (Friday)", 20),
        ("Friday March 20", 20),
        ("end of next week", 20),
        ("from next week", 16),
        ("à partir de la semaine prochaine", 16),
        ("tot en met volgende week", 22),
    ],
)
def test_one_day_by_what_day_it_is_is_one_day(text: str, day: int) -> None:
    found = stretch_in(text, TODAY)
    assert found is not None
    assert (found.first, found.last, found.single) == (*march(day, day), True)


@pytest.mark.parametrize(
    "text",
    [
        *("until next week", "jusqu’à la semaine prochaine", "tot volgende maand", "bis nächste Woche"),
        *("from monday until next week", "last week", "mon-fri", "ma-vr", "the week", "wait for so long"),
    ],
)
def test_what_has_two_readings_or_none_is_no_stretch(text: str) -> None:
    assert stretch_in(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("12/3 20/3 Hans Freitag", "Hans Freitag"),
        ("tomorrow Hans Freitag", "Hans Freitag"),
        ("12/3 Mo Sonntag", "Mo Sonntag"),
        ("morgen Elio Di Rupo", "Elio Di Rupo"),
        ("next week May Morgan", "May Morgan"),
        ("monday and thursday", "and thursday"),  # not the days between
    ],
)
def test_a_name_that_is_a_day_stays_a_name(text: str, after: str) -> None:
    found = stretch_in(text, TODAY)
    assert found is not None
    assert found.after.strip() == after


def test_the_name_of_a_day_before_a_date_says_nothing_more() -> None:
    found = stretch_in("volgende vrijdag 20/3", TODAY)
    assert found is not None
    assert (found.before.strip(), found.first, found.single) == ("", date(2026, 3, 20), True)
