"""What cannot be understood is answered with a sentence that helps, in the language of the asker."""

from dataclasses import replace

import pytest

from dialogs.desk import Desk
from dialogs.turn import Reply
from tests.fuzz.hall import Hall
from tests.teams.reading import plain

ENGLISH, FRENCH, DUTCH, GERMAN = "manager", "program manager", "PMO", "management"


def told(reply: Reply) -> str:
    """All that a reply says, on one line, without the signs that only turn directions."""
    said = f"{reply.text} {reply.summary} {plain(reply.card) if reply.card else ''}"
    return " ".join(said.translate(dict.fromkeys(range(0x2066, 0x206A))).split())


@pytest.mark.parametrize(
    ("typed", "shows"),
    [
        ("project {}", "Online visa application"),
        ("{}", "Online visa application"),
        ("indicators {}", "Applications filed online"),
        ("milestones {}", "Pilot at five posts"),
        ("missing {}", "Online visa application"),
        ("alerts {}", "Online visa application"),
        ("checkin {}", "Online visa application"),
        ("report {}", "Your report is being made"),
        ("report {} fr.", "Your report is being made"),
        ("{} amber 60%", "Nothing is recorded yet"),
    ],
)
async def test_a_code_is_found_whatever_stands_around_it_in_a_sentence(hall: Hall, typed: str, shows: str) -> None:
    for code in ("visa", "VISA.", "visa...", "“VISA”", "«VISA»?", "(ＶＩＳＡ)", "\u2068VISA\u2069\u200b"):
        assert shows in told(await hall.say(ENGLISH, typed.format(code))), code


async def test_what_is_asked_of_a_program_or_a_rule_is_found_so_too(hall: Hall) -> None:
    assert "Consular services" in told(await hall.say(FRENCH, "programme consul."))
    assert "semaine 11" in told(await hall.say(FRENCH, "synthèse «\u202fCONSUL\u202f», semaine 11."))
    assert "Online visa application" in told(await hall.say(DUTCH, "grenzen “VISA”."))
    assert "FAILED-MOVES" in told(await hall.say(DUTCH, "regels failed-moves."))


async def test_a_code_that_ends_in_a_dot_is_its_own(hall: Hall) -> None:
    async def named_with_a_dot(desk: Desk) -> None:
        visa = await desk.records.projects.get("visa")
        assert visa is not None
        await desk.records.projects.put(replace(visa, code="VISA.", name="Another visa"))

    await hall.office.work(named_with_a_dot)
    assert "Another visa" in told(await hall.say(ENGLISH, "project visa."))
    assert "Online visa application" in told(await hall.say(ENGLISH, "project visa"))


@pytest.mark.parametrize(
    ("role", "typed", "offered"),
    [
        (ENGLISH, "RED", "“portfolio RED”"),
        (ENGLISH, "LATE", "“portfolio LATE”"),
        (ENGLISH, "ALL", "“portfolio”"),
        (FRENCH, "les rouges en retard", "« portefeuille les rouges en retard »"),
        (DUTCH, "te laat", "“portefeuille te laat”"),
        (GERMAN, "Phase:Umsetzung", "„portfolio Phase:Umsetzung“"),
        (ENGLISH, "porfolio", "“portfolio”"),
        (ENGLISH, "12", "Type “help”"),
        (FRENCH, "qwrtz", "Tapez « aide »"),
        (DUTCH, "ما هو وضع المشروع؟", "Typ “hulp”"),
        (GERMAN, "🚧🚧", "Geben Sie „hilfe“"),
        ("stranger", "RED", "Type “help”"),
    ],
)
async def test_words_that_are_no_command_are_answered_with_what_was_perhaps_meant(
    hall: Hall, role: str, typed: str, offered: str
) -> None:
    assert offered in told(await hall.say(role, typed))
