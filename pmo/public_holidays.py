"""Public holidays of countries, by the `holidays` library: on which days, whether the whole day, and their names.

Observed days count, estimated ones too (the moon is not seen yet); regional ones do not: a post lists its own.
"""

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import holidays
from holidays.constants import HALF_DAY, PUBLIC

_LANGUAGES = ("fr", "nl", "de")
_EVERYWHERE = "en_US"
"""The language in which nearly every country's holidays have names."""


@lru_cache(maxsize=4096)
def of_year(country: str, year: int) -> Mapping[date, bool]:
    """The holidays of a country in a year; the value tells whether only half of the day is free.

    Args:
        country: ISO 3166-1 alpha-2; one that the library does not know has none.
    """
    halves = dict.fromkeys(_listed(country, year, HALF_DAY, ""), True)
    return MappingProxyType(halves | dict.fromkeys(_listed(country, year, PUBLIC, ""), False))


@lru_cache(maxsize=4096)
def name_of(country: str, day: date, language: str) -> str:
    """What a holiday is called, in this language (`en`, `fr`, `nl`, `de`) or else in English; empty for no holiday."""
    for category in (PUBLIC, HALF_DAY):
        named = _listed(country, day.year, category, language)
        if day in named:
            return named[day]
    return ""


def _listed(country: str, year: int, category: str, language: str) -> Mapping[date, str]:
    try:
        known = holidays.country_holidays(country, years=())
    except NotImplementedError:
        return {}
    if category not in known.supported_categories:
        return {}
    spoken = _spoken(language, known.supported_languages)
    listed = holidays.country_holidays(country, years=year, categories=(category,), language=spoken)
    return {day: str(name) for day, name in listed.items()}


def _spoken(language: str, supported: Collection[str]) -> str | None:
    """The library's code of a language, else of English; some countries have one of their own: `fr_SN`."""
    if language in _LANGUAGES:
        own = sorted(one for one in supported if one.partition("_")[0] == language)
        if own:
            return own[0]
    return _EVERYWHERE if _EVERYWHERE in supported else None
