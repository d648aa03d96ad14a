"""Time zones as people name them: by their IANA name, or by a city in them."""

from functools import lru_cache
from importlib.resources import files

from rapidfuzz import fuzz, process

_ALIKE = 80
"""Of 100: how like a name has to be to be suggested."""
_ODD = ("Etc/", "SystemV/", "posix/", "right/")


def nearest_zone(text: str) -> tuple[str, str]:
    """The zone meant, and the one to suggest where none is: `brussels` gives `Europe/Brussels`.

    Either may be empty; names in any case, with spaces or underscores.
    """
    wanted = _plain(text)
    named, cities = _zones()
    found = named.get(wanted) or cities.get(wanted, "")
    if found:
        return found, ""
    like = process.extractOne(wanted, [*named, *cities], scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return "", (named.get(like[0]) or cities[like[0]]) if like else ""


@lru_cache(maxsize=1)
def _zones() -> tuple[dict[str, str], dict[str, str]]:
    """Zones by their whole name, and by their city where it stands in one zone only."""
    listed = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    names = sorted(name for name in listed if not name.startswith(_ODD))
    cities: dict[str, str] = {}
    for name in names:
        if "/" in name:
            city = _plain(name.rpartition("/")[2])
            cities[city] = "" if city in cities else name
    return {_plain(name): name for name in names}, {city: name for city, name in cities.items() if name}


def _plain(text: str) -> str:
    return "_".join(text.strip().casefold().replace("_", " ").split())
