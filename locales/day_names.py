"""Names of months and weekdays in all languages, and which year is meant where none is named."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cache

from locales.folding import forms
from locales.translations import LANGUAGES, cldr

LOOKS_BACK = timedelta(days=60)
"""A day without its year is the first one that is not further back than this."""
_FORMS = ("format", "stand-alone")


@cache
def months() -> Mapping[str, int]:
    """Names of the months in all languages, whole and abbreviated, without accents; 1 to 12."""
    return {name: month for language in LANGUAGES for name, month in months_in(language).items()}


@cache
def months_in(language: str) -> Mapping[str, int]:
    """The same in one language."""
    known = cldr(language).months
    return _spelt(item for form in _FORMS for width in ("wide", "abbreviated") for item in known[form][width].items())


@cache
def weekdays_in(language: str) -> Mapping[str, int]:
    """Names of the weekdays in one language, whole, without accents; 0 is Monday.

    Their abbreviations are no days: `do`, `so` and `mar` are words or other days elsewhere, `Di` and `Mo` are names.
    """
    known = cldr(language).days
    return _spelt(item for form in _FORMS for item in known[form]["wide"].items())


def _spelt(names: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Every way to type a name without accents."""
    return {form: number for number, name in names for form in forms(name.rstrip("."))}
