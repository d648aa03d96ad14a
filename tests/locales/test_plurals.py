"""Every text with a number has the right form for 0, 1, 2 and 5 in every language, and says the number."""

from zoneinfo import ZoneInfo

import pytest

from locales import LANGUAGES, Say, speaker
from locales.catalogue import read, template
from locales.faults import placeholders

COUNTS = (0, 1, 2, 5)
PLURALS = [message.id for message in template() if isinstance(message.id, tuple)]
SINGULAR = {"en": (1,), "fr": (0, 1), "nl": (1,), "de": (1,)}
"""Counts that take the singular, by the plural rules of CLDR: zéro jour, but 0 days."""


def forms_in(language: str) -> dict[str, tuple[str, ...]]:
    """The forms of every text with a number by its English singular."""
    if language == "en":
        return {forms[0]: tuple(forms) for forms in PLURALS}
    return {
        str(message.id[0]): tuple(message.string or ()) for message in read(language) if isinstance(message.id, tuple)
    }


def said(one: str, many: str, n: int, say: Say) -> str:
    values = {name: f"<{name}>" for name in (placeholders(many) or set()) - {"n"}}
    return say.plural(one, many, n, **values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_zero_one_two_and_five_of_everything(language: str) -> None:
    say, forms = speaker(language, ZoneInfo("Europe/Brussels")), forms_in(language)
    assert len(PLURALS) > 50
    for one, many in PLURALS:
        single, several = forms[one]
        for n in COUNTS:
            form = single if n in SINGULAR[language] else several
            values = {name: f"<{name}>" for name in placeholders(many) or set()} | {"n": str(n)}
            assert said(one, many, n, say) == form.format_map(values), (language, one, n)
