"""The catalogues as the running bot uses them: read once a process, compiled in memory.

English is the source language, so it has no catalogue.
"""

import gettext
import re
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("en", "fr", "nl", "de")
"""What the bot speaks; the first is the source of every text."""

DOMAIN = "rapporteur"
FOLDER = Path(__file__).parent

_CLDR = {"en": "en_GB", "fr": "fr_BE", "nl": "nl_BE", "de": "de_BE"}


def guess(locale: str) -> str | None:
    """The language of a Teams locale (`nl-BE` gives `nl`), or None when the bot does not speak it."""
    language = re.split(r"[-_]", locale, maxsplit=1)[0].lower()
    return language if language in LANGUAGES else None


def catalogue_file(language: str) -> Path:
    """Where the texts of a translated language stand."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


@cache
def cldr(language: str) -> Locale:
    """The CLDR locale whose dates and numbers a language is written with: Belgian, and British for English."""
    return Locale.parse(_CLDR[language])


def read_all() -> None:
    """Read every catalogue: else whoever hears a language first, and everybody with them, waits for it."""
    for language in LANGUAGES:
        translations(language)


@cache
def translations(language: str) -> gettext.NullTranslations:
    """The compiled catalogue of a language; of English, the texts as they are."""
    if language == LANGUAGES[0]:
        return gettext.NullTranslations()
    with catalogue_file(language).open("rb") as file:
        catalogue = read_po(file, locale=language, domain=DOMAIN, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
