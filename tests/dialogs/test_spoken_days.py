"""In an answer in words a day said by what day it is counts only where it can be nothing else."""

import random
from datetime import date

import pytest

from dialogs.spoken import Spoken, understood
from locales.relative_words import SPEECHES
from pmo.portfolio import Rag

TODAY = date(2026, 3, 12)
"""A Thursday."""
END_OF_MARCH = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("words", "spoken"),
    [
        ("amber 60% end of march supplier is late", Spoken(Rag.AMBER, "60", END_OF_MARCH, "supplier is late")),
        ("orange, 60 %, fin mars : retard", Spoken(Rag.AMBER, "60", END_OF_MARCH, "retard")),
        ("oranje 60% eind maart leverancier is laat", Spoken(Rag.AMBER, "60", END_OF_MARCH, "leverancier is laat")),
        ("gelb 60 % Ende März Lieferant verspätet", Spoken(Rag.AMBER, "60", END_OF_MARCH, "Lieferant verspätet")),
        ("60% mi-avril orange, retard", Spoken(Rag.AMBER, "60", date(2026, 4, 15), "retard")),
        ("fin T2 vert", Spoken(Rag.GREEN, "", date(2026, 6, 30), "")),
        ("amber by the end of Q2 supplier is late", Spoken(Rag.AMBER, "", date(2026, 6, 30), "supplier is late")),
        ("vert d’ici fin mars", Spoken(Rag.GREEN, "", END_OF_MARCH, "")),
        ("amber 60% in two weeks, supplier is late", Spoken(Rag.AMBER, "60", date(2026, 3, 26), "supplier is late")),
        ("in zwei Wochen gelb Lieferant", Spoken(Rag.AMBER, "", date(2026, 3, 26), "Lieferant")),
        ("in two weeks 60% amber", Spoken(Rag.AMBER, "60", date(2026, 3, 26), "")),
        ("oranje, eind van de maand. Te laat", Spoken(Rag.AMBER, "", END_OF_MARCH, "Te laat")),
        ("gelb kommenden Freitag", Spoken(Rag.AMBER, "", date(2026, 3, 13), "")),
        ("orange vendredi de la semaine prochaine", Spoken(Rag.AMBER, "", date(2026, 3, 20), "")),
        ("red end of march - was 15/3", Spoken(Rag.RED, "", END_OF_MARCH, "was 15/3")),
        ("red 15/4 end of march was too early", Spoken(Rag.RED, "", date(2026, 4, 15), "end of march was too early")),
    ],
)
def test_an_unmistakable_day_before_the_summary_is_the_new_end(words: str, spoken: Spoken) -> None:
    assert understood(words, TODAY) == spoken


@pytest.mark.parametrize(
    "summary",
    [
        # something else happens then
        *("morgen vergadering met leverancier", "morgen Besprechung", "tomorrow we test", "demain réunion"),
        *("the friday meeting was cancelled", "friday meeting cancelled", "vrijdag overleg", "Freitag Abnahme"),
        *("in two weeks we present", "dans deux semaines réunion", "over twee weken vergadering", "in 3 Tagen Test"),
        *("next week tests", "la semaine prochaine on teste", "in week 12 we test", "KW 12 Abnahme", "today we signed"),
        *("end of the month closing is late", "fin d’année chargée", "end of 2026 budget is closed"),
        # the status is meant, or the weekday of another week
        *("tomorrow", "today", "friday", "vrijdag", "next friday", "by next friday", "vendredi prochain"),
        *("volgende vrijdag", "nächsten Freitag", "this friday", "next week", "bis Ende März", "until end of march"),
        # it has been, or is no day but a limit
        *("since last friday no answer", "depuis vendredi bloqué", "last friday", "sinds maandag stil", "seit Montag"),
        *("fin février", "mid march 2026 at the latest", "avant fin mars", "before the end of march", "vor Ende März"),
        # the sentence is about it
        *(
            "end of march is not feasible",
            "end of march isn’t feasible",
            "fin mars n’est pas tenable",
            "fin mars impossible",
        ),
        *("eind maart wordt niet gehaald", "Ende März nicht haltbar", "end of march-april slot"),
        # in the midst of the summary
        *(
            "supplier delivers end of march",
            "supplier is late, end of march",
            "delivery: in two weeks",
            "not done end of march",
        ),
        # words of other meanings
        *(
            "we may slip, half may be done",
            "do ma di so sa mo",
            "early may be late",
            "half jaar vertraging",
            "fin, mars, mai",
        ),
    ],
)
def test_what_may_mean_something_else_stays_in_the_summary(summary: str) -> None:
    today = date(2026, 3, 16) if "mid march" in summary else TODAY
    assert understood(f"amber 60% {summary}", today) == Spoken(Rag.AMBER, "60", None, summary)


def test_a_day_that_is_not_read_to_its_end_is_none() -> None:
    assert understood("amber" + " " * 183 + "end of march 2027", TODAY).day is None
    assert understood("amber" + " " * 170 + "end of march 2027", TODAY).day == date(2027, 3, 31)


def test_no_answer_of_pieces_of_days_is_ever_too_much() -> None:
    dice = random.Random(2026)
    pieces = [word for speech in SPEECHES for slot in speech.slots.values() for word in slot]
    pieces += ["amber", "60%", "vert", "by", "d’ici", ",", ".", "-", "is", "not", "2026-03-20", "15/3", "", "\u0300"]
    for _ in range(1_000):
        words = " ".join(dice.choice(pieces) for _ in range(dice.randint(1, 60)))
        found = understood(words, TODAY)
        assert found.day is None or found.day >= date(2026, 1, 11)
