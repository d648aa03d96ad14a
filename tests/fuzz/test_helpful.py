"""What cannot be understood is answered with a sentence that helps, in the language of the asker."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from dialogs.turn import Reply
from tests.fuzz.conftest import NOW
from tests.fuzz.hall import Hall, hall_in
from tests.teams.reading import action, plain

pytestmark = pytest.mark.asyncio(loop_scope="module")
ENGLISH, FRENCH, DUTCH, GERMAN = "manager", "program manager", "PMO", "management"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hall(friday: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hall]:
    """One for all of these questions, which leave it as it is."""
    folder = tmp_path_factory.mktemp("helpful") / "store"
    shutil.copytree(friday, folder)
    async with hall_in(folder, NOW) as opened:
        yield opened


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


@pytest.mark.parametrize(
    ("role", "typed", "helps"),
    [
        (ENGLISH, "portfolio phase:", "Nothing stands behind “phase:”. Possible: initiating,"),
        (FRENCH, "portefeuille programme: ", "Rien ne suit « programme: ». Possible : un code"),
        (DUTCH, "portefeuille status:", "Er staat niets achter “status:”. Mogelijk: rood, oranje, groen"),
        (GERMAN, "portfolio Sortierung:", "Hinter „Sortierung:“ steht nichts. Möglich: status,"),
        (ENGLISH, "portfolio X<", "I do not understand “X<”: compare an indicator with a number"),
        (FRENCH, "portefeuille indicateur:SPI<1e999", "par exemple indicateur:APPT.BLOCK<0,9"),
        (DUTCH, "portefeuille SPI=NaN", "bijvoorbeeld indicator:APPT.BLOCK<0,9"),
        (FRENCH, "portefeuille SPI<0.9 SPI>0.9", "s’excluent"),
        (ENGLISH, f"portfolio {'x' * 10_000}", "This is too long"),
        (GERMAN, "portfolio SPI<²x", "zum Beispiel indikator:APPT.BLOCK<0,9"),
        (ENGLISH, "portfolio sort:-", "I cannot sort by “-”: status, code"),
        (FRENCH, "portefeuille phase:phase:phase:", "Rien ne suit « phase: »"),
        (DUTCH, "portefeuille kleur:paars", "rood, oranje, groen"),
        (GERMAN, "portfolio nokey:x", "Den Filter „nokey:x“ gibt es nicht"),
    ],
)
async def test_a_filter_that_says_nothing_is_answered_with_what_can_be_said(
    hall: Hall, role: str, typed: str, helps: str
) -> None:
    assert helps in told(await hall.say(role, typed))


@pytest.mark.parametrize(
    ("role", "typed"),
    [
        (ENGLISH, "portfolio red phase:closed"),
        (DUTCH, 'portefeuille "een open aanhalingsteken'),
        (GERMAN, "portfolio program:NOSUCH"),
        (ENGLISH, "portfolio ما هو وضع المشروع؟"),
    ],
)
async def test_a_question_that_finds_nothing_is_answered_with_the_way_back_to_everything(
    hall: Hall, role: str, typed: str
) -> None:
    reply = await hall.say(role, typed)
    assert any(word in told(reply) for word in ("No project", "Aucun projet", "Geen project", "Kein"))
    everything = await hall.press(role, "portfolio.page", action(reply.card or {}, "portfolio.page")["data"])
    assert "VISA" in told(everything)


@pytest.mark.parametrize(
    ("role", "typed", "helps"),
    [
        (ENGLISH, "project NOSUCH", "There is no project NOSUCH that you can see. Type “portfolio” for the list."),
        (FRENCH, "programme LATE", "Tapez « portefeuille » pour la liste"),
        (DUTCH, "indicatoren RED", "Typ “portefeuille” voor de lijst"),
        (GERMAN, "meilensteine ALL", "Geben Sie „portfolio“ ein, um die Liste zu sehen"),
        (ENGLISH, "alerts NOSUCH", "Type “portfolio” for the list."),
        (FRENCH, "manquants HELP", "Tapez « portefeuille » pour la liste"),
        (DUTCH, "grenzen NOSUCH", "Typ “portefeuille” voor de lijst"),
        (DUTCH, "regels NOSUCH", "De regel NOSUCH bestaat niet. Typ “regels” voor de lijst."),
        (GERMAN, "bericht VISA klingonisch", "zum Beispiel „bericht CODE fr“"),
        (FRENCH, "rapport NOSUCH", "Tapez « portefeuille » pour la liste"),
        (ENGLISH, "digest CONSUL 2026-W54", "Type “digest CODE” for the newest of a program"),
        (FRENCH, "synthese CONSUL semaine 99", "« synthèse CODE semaine 11 »"),
        (DUTCH, "overzicht CONSUL 0000-W01", "“overzicht CODE week 11”"),
        (GERMAN, "ueberblick CONSUL KW 99", "„überblick CODE KW 11“"),
        (ENGLISH, f"project {'x' * 10_000}", f"There is no project {'x' * 40} that you can see."),
        (ENGLISH, "project ما هو", "Type “portfolio” for the list."),
        (ENGLISH, "language klingon", "Possible are English, Français"),
        (FRENCH, "fuseau Mars/Olympus", "Europe/Brussels"),
        (ENGLISH, "away 2026-02-30 2026-03-01", "I did not understand the days; nothing was noted."),
        (FRENCH, "absent 20/3 12/3", "Le dernier jour précède le premier"),
        (DUTCH, "afwezig 31/12/9999", "binnen de komende tien jaar"),
        (GERMAN, "abwesend 1/5 31/12/2034", "höchstens 400 Tage"),
        (
            ENGLISH,
            "away 1/5 2/5 nobody",
            "nobody”; nothing was noted. To enter an absence, type for example: away 12/3",
        ),
        (ENGLISH, "VISA amber 12/3/9999 fini", "This date is more than 50 years away."),
    ],
)
async def test_what_does_not_exist_is_answered_with_what_is_possible(
    hall: Hall, role: str, typed: str, helps: str
) -> None:
    assert helps in told(await hall.say(role, typed))


async def test_a_question_without_its_program_asks_for_it_in_every_place(hall: Hall) -> None:
    reply = await hall.say(ENGLISH, "digest", "unlinked")
    assert reply.private is not None
    assert reply.private.text == "Which program? Type for example “digest CODE”."
