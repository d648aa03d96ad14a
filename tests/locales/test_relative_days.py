"""Days are understood by what day it is, as people of four languages say them, and ordinary words are no days."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from babel.dates import format_date
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from locales.reading import day, days_in
from locales.relative_days import Weight, relatives_in
from locales.translations import LANGUAGES, cldr

TODAY = date(2026, 3, 11)
"""A Wednesday."""

SAID = {
    date(2026, 3, 9): ("day before yesterday", "avant-hier", "eergisteren", "vorgestern"),
    date(2026, 3, 10): ("yesterday", "hier", "gisteren", "gestern"),
    date(2026, 3, 11): ("today", "aujourd’hui", "vandaag", "heute"),
    date(2026, 3, 12): ("tomorrow", "demain", "morgen", "in a day", "dans un jour", "over één dag", "in einem Tag"),
    date(2026, 3, 13): (
        *("friday", "on Friday", "this friday", "next friday", "by next friday", "the coming friday"),
        *("vendredi", "ce vendredi", "vendredi prochain", "vendredi qui vient", "pour vendredi"),
        *("vrijdag", "op vrijdag", "deze vrijdag", "volgende vrijdag", "aanstaande vrijdag", "vrijdag a.s."),
        *("Freitag", "am Freitag", "diesen Freitag", "nächsten Freitag", "naechsten freitag", "kommenden Freitag"),
        *("the day after tomorrow", "après-demain", "overmorgen", "übermorgen", "uebermorgen", "Freitag dieser Woche"),
        *("friday this week", "vendredi de cette semaine", "deze week vrijdag", "diese Woche Freitag"),
    ),
    date(2026, 3, 14): ("in 3 days", "three days from now", "dans 3 jours", "over drie dagen", "in drei Tagen"),
    date(2026, 3, 20): (
        *("friday of next week", "next week friday", "friday week", "a week on friday", "friday of week 12"),
        *("vendredi de la semaine prochaine", "vendredi en huit", "vendredi dans une semaine", "vendredi semaine 12"),
        *("volgende week vrijdag", "vrijdag volgende week", "vrijdag over een week", "vrijdag van week 12"),
        *("Freitag nächster Woche", "nächste Woche Freitag", "Freitag in einer Woche", "Freitag der KW 12"),
        *("next week", "la semaine prochaine", "volgende week", "nächste Woche", "kommende Woche"),
        *("end of next week", "fin de semaine prochaine", "eind volgende week", "Ende nächster Woche"),
    ),
    date(2026, 3, 25): (
        *("in two weeks", "in 2 weeks’ time", "dans deux semaines", "over twee weken", "in 2 Wochen"),
        *("dans quinze jours", "d’ici quinze jours", "d'ici à quinze jours", "dans quatorze jours"),
    ),
    date(2026, 3, 18): ("dans huit jours", "d’ici huit jours", "dans sept jours", "dans 7 jours", "dans une semaine"),
    date(2026, 3, 19): ("dans 8 jours", "in eight days", "in acht Tagen"),
    date(2026, 3, 26): ("dans 15 jours", "over vijftien dagen", "in 15 days"),
    date(2026, 3, 31): (
        *("end of march", "end march", "the end of March 2026", "by the end of march", "end of the month", "month-end"),
        *("fin mars", "la fin mars", "fin du mois", "fin de ce mois", "d’ici fin mars", "d'ici la fin du mois"),
        *("eind maart", "einde mrt", "tegen eind maart", "eind van de maand", "einde maand", "eind deze maand"),
        *("Ende März", "ende maerz", "ENDE MARZ", "Ende des Monats", "zum Monatsende", "Ende dieses Monats"),
        *("end of Q1", "end of the first quarter", "fin T1", "fin du 1er trimestre", "eind K1", "Ende des 1. Quartals"),
    ),
    date(2026, 4, 11): ("in a month", "dans un mois", "over een maand", "in einem Monat"),
    date(2026, 4, 15): ("mid april", "mid-April", "middle of april", "mi\u2011avril", "half april", "Mitte April"),
    date(2026, 4, 30): (
        *("end of next month", "next month", "fin du mois prochain", "le mois prochain", "eind volgende maand"),
        *("volgende maand", "Ende nächsten Monats", "Ende des nächsten Monats", "nächsten Monat", "fin d’avril"),
    ),
    date(2026, 5, 1): ("beginning of may", "start of May", "début mai", "debut de mai", "begin mei", "Anfang Mai"),
    date(2026, 5, 15): ("mid-may", "mid Q2", "mi-mai", "half mei", "Mitte Mai", "Mitte Q2"),
    date(2026, 6, 30): (
        *("end of Q2", "end of the second quarter", "end of next quarter", "mid 2026", "end of Q2 2026"),
        *("fin T2", "fin du T2", "fin Q2", "fin du deuxième trimestre", "fin du trimestre prochain"),
        *("eind Q2", "eind van het tweede kwartaal", "eind volgend kwartaal"),
        *("Ende Q2", "Ende des zweiten Quartals", "Ende nächsten Quartals", "Mitte des Jahres"),
    ),
    date(2026, 12, 31): (
        *("end of the year", "end of 2026", "year-end", "fin d’année", "fin de l'année", "fin 2026"),
        *("eind van het jaar", "eind 2026", "jaareinde", "Ende des Jahres", "Ende 2026", "Jahresende"),
    ),
    date(2027, 2, 28): ("end of february 2027", "fin février 2027", "eind februari 2027", "Ende Februar 2027"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "found"), [(text, found) for found, texts in SAID.items() for text in texts])
def test_a_day_is_known_by_what_day_it_is_in_four_languages(text: str, found: date) -> None:
    assert day(text, TODAY) == found
    assert day(f" {text.upper()} ", TODAY) == found


@pytest.mark.parametrize("text", ["friday", "next friday", "vendredi prochain", "volgende vrijdag", "nächsten Freitag"])
def test_a_weekday_is_the_first_one_after_today_also_where_some_would_mean_the_one_of_next_week(text: str) -> None:
    thursday, friday, saturday = (date(2026, 3, number) for number in (12, 13, 14))
    assert [day(text, today) for today in (thursday, friday, saturday)] == [
        friday,
        date(2026, 3, 20),
        date(2026, 3, 20),
    ]


def test_this_weekday_may_be_today() -> None:
    assert {day(text, TODAY) for text in ("this wednesday", "ce mercredi", "deze woensdag", "diesen Mittwoch")} == {
        TODAY
    }


@pytest.mark.parametrize(
    "text",
    [
        *("last friday", "past friday", "vendredi dernier", "vorige vrijdag", "afgelopen vrijdag", "vrijdag jl."),
        *("letzten Freitag", "vergangenen Freitag", "friday of last week", "vendredi de la semaine passée"),
        *("vorige week vrijdag", "Freitag letzter Woche"),
    ],
)
def test_a_weekday_that_has_been_is_no_day_to_come(text: str) -> None:
    assert day(text, TODAY) == date(2026, 3, 6)


@pytest.mark.parametrize(
    ("text", "today", "found"),
    [
        ("end of february", date(2026, 3, 11), date(2026, 2, 28)),  # not long past, as with dates
        ("end of december", date(2026, 3, 11), date(2026, 12, 31)),
        ("end of february", date(2027, 11, 1), date(2028, 2, 29)),
        ("end of the month", date(2026, 2, 3), date(2026, 2, 28)),
        ("in a month", date(2026, 1, 31), date(2026, 2, 28)),
        ("in two weeks", date(2026, 12, 25), date(2027, 1, 8)),
        ("end of next month", date(2026, 12, 31), date(2027, 1, 31)),
        ("next week", date(2026, 12, 30), date(2027, 1, 8)),
        ("end of the week", date(2026, 3, 15), date(2026, 3, 13)),  # on Sunday the week is still the same
        ("monday of next week", date(2026, 3, 15), date(2026, 3, 16)),
        ("friday of week 53", date(2026, 3, 11), date(2027, 1, 1)),
        ("friday of week 1", date(2026, 3, 11), date(2027, 1, 8)),
        ("friday of week 12, 2027", date(2026, 3, 11), date(2027, 3, 26)),
    ],
)
def test_months_and_iso_weeks_end_where_the_calendar_ends_them(text: str, today: date, found: date) -> None:
    assert day(text, today) == found


@pytest.mark.parametrize(
    "text",
    [
        *("fri", "ma", "do", "di", "sa", "so", "mo", "mar", "sun"),  # words and names elsewhere
        *("may", "mai", "mars", "fin", "over", "half", "half may", "end may", "early may", "half jaar", "mid"),
        *("fridays", "the friday", "friday meeting", "friday’s", "freitags", "tomorrow’s", "friday after next"),
        *("before friday", "avant fin mars", "voor eind maart", "vor Freitag", "until friday", "bis Freitag"),
        *("since friday", "depuis vendredi", "in 3 working days", "within 3 days", "d'ici 3 jours", "over week"),
        *("in week 12", "week 12", "week 54", "friday of week 54", "end of march 15", "fin mars 12", "end of smarch"),
        *("tomorrow friday", "2morgen", "tomorrow@here", "tomorrow/friday", "end of Q5", "in 1000 days", "in 3 days%"),
    ],
)
def test_ordinary_words_and_vague_ones_are_no_day(text: str) -> None:
    assert day(text, TODAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "we may march over half of it",
        "do not wait for so long, ma",
        "la fin du projet, mars ou mai",
        "in het midden van de over 12 gesprekken",
        "das Ende der Tests, Mitte offen",
        "in 3 stages over 2 sites, within 3 days",
        "mon avis, sun and sat apps",
        "friday’s list, tomorrow's plan, tomorrow@example.org, friday.example, today/tomorrow",
    ],
)
def test_free_words_name_no_day_at_all(text: str) -> None:
    assert list(relatives_in(text, TODAY)) == []


def test_days_are_found_where_they_stand_also_behind_accents_of_their_own_and_signs_of_several_letters() -> None:
    text = "Straße… apre\u0300s-demain, Übermorgen, fin\u202fmars; und DEMAIN"
    found = list(relatives_in(text, TODAY))
    said = ["apre\u0300s-demain", "Übermorgen", "fin\u202fmars", "DEMAIN"]
    assert [text[one.phrase.start : one.phrase.end] for one in found] == said
    assert [one.day.day for one in found] == [13, 13, 31, 12]


def test_dates_in_figures_are_found_as_before() -> None:
    assert [one.day for one in days_in("tomorrow or 20/3, end of march", TODAY)] == [date(2026, 3, 20)]


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("end of march", Weight.NAMED),
        ("fin T2", Weight.NAMED),
        ("in two weeks", Weight.COUNTED),
        ("eind van de maand", Weight.COUNTED),
        ("Ende 2026", Weight.COUNTED),
        ("kommenden Freitag", Weight.COUNTED),
        ("friday of next week", Weight.COUNTED),
        ("next friday", Weight.LOOSE),
        ("this friday", Weight.LOOSE),
        ("vendredi", Weight.LOOSE),
        ("morgen", Weight.LOOSE),
        ("next week", Weight.LOOSE),
        ("yesterday", Weight.LOOSE),
    ],
)
def test_what_can_be_misread_among_other_words_weighs_less(text: str, weight: Weight) -> None:
    assert [one.weight for one in relatives_in(text, TODAY)] == [weight]


def test_beyond_the_calendar_there_is_no_day() -> None:
    assert day("in 999 years", date(9999, 12, 1)) is None
    assert day("last friday", date(1, 1, 2)) is None
    assert day("end of march", date(1, 1, 2)) == date(1, 3, 31)
    assert day("tomorrow", date.max - timedelta(days=1)) == date.max


TODAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
IN_FOUR = st.sampled_from(LANGUAGES)
COMING = {
    "en": ("{}", "next {}", "on {}", "the coming {}"),
    "fr": ("{}", "{} prochain", "le {}", "{} qui vient"),
    "nl": ("{}", "volgende {}", "op {}", "aanstaande {}"),
    "de": ("{}", "nächsten {}", "am {}", "kommenden {}"),
}
OF_NEXT_WEEK = {
    "en": "{} of next week",
    "fr": "{} de la semaine prochaine",
    "nl": "volgende week {}",
    "de": "nächste Woche {}",
}
COUNTS = {
    "en": "in {} {}|one two three four five six seven eight nine ten eleven twelve|days weeks months",
    "fr": "dans {} {}|un deux trois quatre cinq six sept huit neuf dix onze douze|jours semaines mois",
    "nl": "over {} {}|één twee drie vier vijf zes zeven acht negen tien elf twaalf|dagen weken maanden",
    "de": "in {} {}|einem zwei drei vier fünf sechs sieben acht neun zehn elf zwölf|Tagen Wochen Monaten",
}
EDGES = {
    "en": ("beginning of {}", "mid {}", "end of {}"),
    "fr": ("début {}", "mi-{}", "fin {}"),
    "nl": ("begin {}", "half {}", "eind {}"),
    "de": ("Anfang {}", "Mitte {}", "Ende {}"),
}


@given(TODAYS, IN_FOUR, st.integers(0, 6), st.integers(0, 3))
def test_weekdays_are_where_another_calendar_has_them(today: date, language: str, weekday: int, form: int) -> None:
    name = format_date(date(2024, 1, 1 + weekday), "EEEE", cldr(language))
    tomorrow = today + timedelta(days=1)
    assert day(COMING[language][form].format(name), today) == tomorrow + relativedelta(weekday=weekday)
    later = tomorrow + relativedelta(weekday=0) + relativedelta(weekday=weekday)
    assert day(OF_NEXT_WEEK[language].format(name), today) == later


@given(TODAYS, IN_FOUR, st.integers(1, 12), st.integers(0, 2), st.booleans())
def test_what_is_counted_ends_where_counting_ends(today: date, language: str, n: int, unit: int, figures: bool) -> None:
    phrase, words, units = COUNTS[language].split("|")
    number = str(n) if figures else words.split()[n - 1]
    month = today.year * 12 + today.month - 1 + n
    last = monthrange(month // 12, month % 12 + 1)[1]
    counted = (
        date.fromordinal(today.toordinal() + n),
        date.fromordinal(today.toordinal() + 7 * n),
        date(month // 12, month % 12 + 1, min(today.day, last)),
    )
    said = phrase.format(number, units.split()[unit])
    assert day(said, today) == (today + timedelta(days=7) if said == "dans huit jours" else counted[unit])


@given(TODAYS, IN_FOUR, st.integers(1, 12), st.integers(0, 2))
def test_a_month_begins_and_ends_where_it_does_and_comes_next(
    today: date, language: str, month: int, edge: int
) -> None:
    phrase = EDGES[language][edge].format(format_date(date(2024, month, 1), "MMMM", cldr(language)))
    days = (today + timedelta(days=number) for number in range(-60, 366))
    found = next(
        one for one in days if one.month == month and one.day == (1, 15, (one + relativedelta(day=31)).day)[edge]
    )
    assert day(phrase, today) == found
