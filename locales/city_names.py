"""What a city is called in each of the languages, where the city gives its name to a time zone (CLDR)."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import dates

from locales.folding import folded
from locales.translations import LANGUAGES


def city_names(name: str, zone: str) -> str:
    """A name that tells of the city of its zone, folded, with the names this city has in the other languages.

    Args:
        name: of a place in this zone, in any of the languages.
        zone: IANA.
    """
    written = folded(name)
    cities = _cities(zone)
    others = [city for city in cities if city not in written] if any(city in written for city in cities) else []
    return " ".join([written, *others])


@lru_cache(maxsize=512)
def _cities(zone: str) -> tuple[str, ...]:
    named = [dates.get_timezone_location(ZoneInfo(zone), locale=one, return_city=True) for one in LANGUAGES]
    return tuple(dict.fromkeys([folded(city) for city in named if city]))
