"""What people type is understood in every language, whoever types it (CONTRACT §6)."""

from collections import defaultdict
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.words import COMMANDS, ORDER, bare, language_meant, nearest, status_named, understood, word_in
from locales import speaker
from pmo.portfolio import Rag

WORDS = [(word, command) for command, words in COMMANDS.items() for word in words]


@pytest.mark.parametrize(("word", "command"), WORDS)
def test_every_language_s_word_gives_its_command_with_or_without_a_slash_in_any_case(word: str, command: str) -> None:
    for typed in (word, word.upper(), f"/{word}", f" / {word.title()} ", f"{word}?", f"{word}  VISA  2026"):
        assert understood(typed).command == command


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("VISA", "VISA"),
        ("VISA.ONLINE", "VISA.ONLINE"),
        (".NET", ".NET"),
        ("VISA...", "VISA"),
        ("«\u202fVISA\u202f»\u202f!", "VISA"),
        ("(„VISA“).", "VISA"),
        ("...", ""),
        ("?!", ""),
    ],
)
def test_a_word_is_freed_from_what_a_sentence_puts_around_it(word: str, meant: str) -> None:
    assert bare(word) == meant


def test_a_language_is_known_behind_a_full_stop() -> None:
    assert [language_meant(word) for word in ("fr.", "“Deutsch”", "néerlandais ?", "klingon.")] == [
        "fr",
        "de",
        "nl",
        "",
    ]


@pytest.mark.parametrize(
    ("word", "command"),
    [
        *[(word, "risks") for word in ("risk", "risque", "risico’s", "Risiken")],
        *[(word, "issues") for word in ("issue", "problème", "kwesties", "Problem")],
        *[(word, "changes") for word in ("changement", "wijziging", "Änderungen", "AENDERUNG?")],
    ],
)
def test_a_log_is_asked_for_by_one_entry_or_many(word: str, command: str) -> None:
    assert understood(word).command == command


def test_no_word_stands_for_two_commands() -> None:
    meanings = defaultdict(set)
    for word, command in WORDS:
        meanings[word].add(command)
    assert {word: found for word, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("typed", "command"),
    [("Rückmeldung", "checkin"), ("RUECKMELDUNG", "checkin"), ("Ru\u0308ckmeldung", "checkin"), ("prójet", "project")],
)
def test_accents_do_not_matter(typed: str, command: str) -> None:
    assert understood(typed).command == command


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ORDER)
def test_a_word_as_it_is_shown_is_understood(command: str, language: str) -> None:
    assert understood(word_in(command, language)).command == command


def test_a_german_word_is_shown_with_its_umlaut() -> None:
    assert word_in("checkin", "de") == "rückmeldung"
    assert nearest("ruckmeldnug", "de")[0] == "rückmeldung"
    shown = speaker("de", UTC)("This card is out of date. Type “checkin” to get the current one.")
    assert "„rückmeldung“" in shown


def test_what_follows_the_command_is_kept_as_typed() -> None:
    found = understood("Projet \u00a0 Visa-2  encore")
    assert (found.command, found.rest, found.first) == ("project", "Visa-2 encore", "Projet")


@pytest.mark.parametrize(
    ("typed", "command", "rest"),
    [
        ("portfolio,red", "portfolio", "red"),
        ("portefeuille; rouge", "portefeuille", "rouge"),
        ("portfolio:rot", "portfolio", "rot"),
        ('"portfolio red"', "portfolio", "red"),
        ("«\u202fportefeuille rouge\u202f»", "portefeuille", "rouge"),
        ("“project VISA”", "project", "VISA"),
        ("//portfolio red", "portfolio", "red"),
        ("/ /portfolio", "portfolio", ""),
        ("program:CONSUL", "program", "CONSUL"),
        ('project "VISA"', "project", '"VISA"'),
        ('"VISA" amber', "", "amber"),
        ("visa,portfolio", "", ""),
    ],
)
def test_a_command_is_understood_with_the_marks_that_people_put_around_and_behind_it(
    typed: str, command: str, rest: str
) -> None:
    found = understood(typed)
    assert (found.command, found.rest) == ("portfolio" if command == "portefeuille" else command, rest)


@pytest.mark.parametrize("typed", ["", "   ", "/", "\n\t", "\u00a0"])
def test_nothing_typed_is_no_command(typed: str) -> None:
    assert understood(typed).first == ""


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("portfolo", "en", "portfolio"),
        ("projcet", "en", "project"),
        ("programe", "fr", "programme"),
        ("hlep", "en", "help"),
    ],
)
def test_a_word_nearly_right_gets_the_nearest_command_first(typed: str, language: str, meant: str) -> None:
    assert nearest(typed, language)[0] == meant


@given(st.text(max_size=600))
def test_any_text_is_understood_or_not_and_suggestions_are_commands(text: str) -> None:
    found = understood(text)
    assert found.command in ("", *COMMANDS)
    for language in ORDER:
        assert set(nearest(found.first, language)) <= {word_in(command, language) for command in COMMANDS}


@pytest.mark.parametrize("word", ["red", "Rouge", "ROOD", "rot"])
def test_red_is_red_in_every_language(word: str) -> None:
    assert status_named(word) is Rag.RED


@pytest.mark.parametrize(
    ("word", "rag"),
    [("grün", Rag.GREEN), ("vert", Rag.GREEN), ("groen", Rag.GREEN), ("gelb", Rag.AMBER), ("oranje", Rag.AMBER)],
)
def test_the_other_statuses_too(word: str, rag: Rag) -> None:
    assert status_named(word) is rag


def test_another_word_names_no_status() -> None:
    assert status_named("purple") is None


@pytest.mark.parametrize("typed", ["what", "thanks", "bonjour", "merci", "status", "how"])
def test_a_word_of_something_else_is_not_taken_for_a_misspelt_command(typed: str) -> None:
    assert nearest(typed, "en") == ()
