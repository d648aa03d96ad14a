"""One word for one thing in each language, in the catalogues and in the manifest, and none that says something else."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import manifest
from locales import speaker
from locales.catalogue import read

LANGUAGE_FILES = Path(manifest.__file__).parent / "languages"


def texts(language: str) -> str:
    """All that people read in a language."""
    catalogue = read(language)
    said = [form for message in catalogue for form in _forms(message.string)]
    return "\n".join([*said, (LANGUAGE_FILES / f"{language}.json").read_text("utf-8")]).casefold()


def _forms(text: object) -> list[str]:
    return [str(form) for form in text] if isinstance(text, tuple | list) else [str(text)]


@pytest.mark.parametrize(
    ("language", "word", "instead"),
    [
        ("fr", "chefs", "responsables"),
        ("fr", "associé", "collaborateur"),
        ("nl", "leider", "projectmanager, verantwoordelijken"),
        ("nl", "bevraging", "stand van zaken"),
        ("nl", "statusvraag", "stand van zaken"),
    ],
)
def test_a_word_that_is_not_ours_stands_nowhere(language: str, word: str, instead: str) -> None:
    assert word not in texts(language), instead


@pytest.mark.parametrize(("language", "word"), [("nl", "stand van zaken"), ("nl", "projectmanager")])
def test_our_word_stands_in_the_manifest_as_in_the_catalogue(language: str, word: str) -> None:
    assert word in (LANGUAGE_FILES / f"{language}.json").read_text("utf-8").casefold()
    assert word in "\n".join(form for message in read(language) for form in _forms(message.string)).casefold()


def test_the_time_of_asking_is_not_called_a_deadline() -> None:
    say = speaker("de", ZoneInfo("Europe/Brussels"))
    for text in (
        "Nothing is open. Your next check-in comes on {when}.",
        "Your next check-in comes on {when}: one card for all your projects.",
    ):
        assert "fällig" not in say(text, when="Donnerstag")


def test_in_german_a_deputy_is_called_vertretung_and_a_post_is_not() -> None:
    for message in read("de"):
        english = "\n".join(_forms(message.id)).casefold()
        if "vertretung" in "\n".join(_forms(message.string)).casefold():
            assert any(word in english for word in ("deput", "in place", "asked instead", "named")), english
            assert "post" not in english.replace("{post}", "")
