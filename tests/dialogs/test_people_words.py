"""Whom somebody looks for among people is understood in four languages (contract §6 `people`)."""

import pytest

from dialogs.people_words import wanted
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
    ],
)
def test_words_of_any_language_say_whom_somebody_looks_for(
    typed: str, which: set[Which], words: tuple[str, ...]
) -> None:
    assert set(wanted(typed).which) == which
    assert wanted(typed).words == words
