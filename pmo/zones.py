"""Time zones as people name them: by their IANA name, or by a city in them."""

from datetime import datetime, timedelta, tzinfo
from functools import lru_cache
from importlib.resources import files

from babel.dates import get_timezone_location
from rapidfuzz import fuzz, process

_ALIKE = 80
"""Of 100: how like a name has to be to be suggested."""
_LANGUAGES = ("en", "fr", "nl", "de")
_DAY = timedelta(days=1)
_ODD = ("Etc/", "SystemV/", "posix/", "right/")


def nearest_zone(text: str) -> tuple[str, str]:
    """The zone meant, and the one to suggest where none is: `brussels` gives `Europe/Brussels`.

    Either may be empty; names in any case, with spaces or underscores.
    """
    wanted = _plain(text)
    named, cities = _zones()
    found = named.get(wanted) or cities.get(wanted, "") or _cities_in_other_languages().get(wanted, "")
    if found:
        return found, ""
    like = process.extractOne(wanted, [*named, *cities], scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return "", (named.get(like[0]) or cities[like[0]]) if like else ""


@lru_cache(maxsize=1)
def _zones() -> tuple[dict[str, str], dict[str, str]]:
    """Zones by their whole name, and by their city: of several names with one city, the one that is in use today."""
    listed = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    names = sorted(name for name in listed if not name.startswith(_ODD))
    cities: dict[str, list[str]] = {}
    for name in names:
        if "/" in name:
            cities.setdefault(_plain(name.rpartition("/")[2]), []).append(name)
    in_use = _in_use()
    chosen = {city: found if len(found) == 1 else [*in_use.intersection(found)] for city, found in cities.items()}
    return {_plain(name): name for name in names}, {city: one[0] for city, one in chosen.items() if len(one) == 1}


@lru_cache(maxsize=1)
def _cities_in_other_languages() -> dict[str, str]:
    """Zones by the name of their city in the languages of the ministry, where only one zone has it."""
    zones: dict[str, set[str]] = {}
    for zone in sorted(_in_use()):
        for language in _LANGUAGES:
            city = get_timezone_location(zone, locale=language, return_city=True)
            zones.setdefault(_plain(city), set()).add(zone)
    return {city: found.pop() for city, found in zones.items() if len(found) == 1}


def _in_use() -> frozenset[str]:
    """The names that are no older or other name of another zone: `Europe/Istanbul`, and not `Asia/Istanbul`."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    return frozenset(line.split("\t")[2] for line in table.splitlines() if not line.startswith("#"))


def next_clock_change(zone: tzinfo, now: datetime) -> tuple[datetime, timedelta] | None:
    """When the clocks of a zone are changed next (UTC, to the minute) and by how much; None for not within a year."""
    was = now.astimezone(zone).utcoffset()
    later = next(
        (now + day * _DAY for day in range(1, 367) if (now + day * _DAY).astimezone(zone).utcoffset() != was), None
    )
    if later is None or was is None:
        return None
    low, high = later - _DAY, later
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) / 2
        low, high = (low, middle) if middle.astimezone(zone).utcoffset() != was else (middle, high)
    changed = high.replace(second=0, microsecond=0)
    then = changed.astimezone(zone).utcoffset()
    return (changed, then - was) if then is not None else None


def _plain(text: str) -> str:
    return "_".join(text.strip().casefold().replace("_", " ").split())
