"""Whom somebody looks for among people is understood in four languages (contract §6 `people`)."""

from zoneinfo import ZoneInfo

import pytest

from cards.people_words import which_words
from dialogs.people_words import wanted
from locales import speaker
from locales.translations import LANGUAGES
from pmo.people import Which


@pytest.mark.parametrize(
    ("typed", "which", "words"),
    [
        ("without app", {Which.WITHOUT_APP}, ()),
        ("qui n’a pas l’application", {Which.WITHOUT_APP}, ()),
        ("die de app niet hebben", {Which.WITHOUT_APP}, ()),
        ("nicht installiert", {Which.WITHOUT_APP}, ()),
        ("avec l’appli", {Which.WITH_APP}, ()),
        ("Führung extern", {Which.MANAGEMENT, Which.EXTERNAL}, ()),
        ("Peter Pas", set(), ("peter", "pas")),
        ("post:KTM externes", {Which.EXTERNAL}, ("ktm",)),
        ("", set(), ()),
        ("not reachable", {Which.UNREACHABLE}, ()),
        ("pas encore joignables", {Which.UNREACHABLE}, ()),
        ("nog niet bereikbaar", {Which.UNREACHABLE}, ()),
        ("not reached yet", {Which.UNREACHABLE}, ()),
        ("erreichbar ohne App", {Which.REACHED, Which.WITHOUT_APP}, ()),
        ("wer die App nicht hat und nicht erreichbar ist", {Which.UNREACHABLE, Which.WITHOUT_APP}, ()),
        ("programme WORK", set(), ("work",)),
        ("post KTM", set(), ("ktm",)),
        ("Emily Post", set(), ("emily", "post")),
    ],
)
def test_words_of_any_language_say_whom_somebody_looks_for(
    typed: str, which: set[Which], words: tuple[str, ...]
) -> None:
    assert set(wanted(typed).which) == which
    assert wanted(typed).words == words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("which", Which)
def test_what_the_list_calls_its_people_finds_them(which: Which, language: str) -> None:
    found = wanted(which_words(which, speaker(language, ZoneInfo("UTC"))))
    assert (found.which, found.words) == (frozenset((which,)), ())
