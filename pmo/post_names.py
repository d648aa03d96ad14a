"""Finds the post somebody means: by its code, its name, its city or its country, in four languages."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache

from babel import Locale
from babel.dates import get_timezone_location
from rapidfuzz import fuzz

from pmo.cities import city_in, plain
from pmo.portfolio import Post, code_key

_LANGUAGES = ("en", "fr", "nl", "de")
_ALIKE, _SUGGESTED = 84, 60
"""Of 100: how like a name has to be to one, and to no other, post's; and to be suggested."""
_SHORTEST = 4
"""Characters of a word that names a post by itself, or with a typing error."""


def post_meant(text: str, posts: Sequence[Post]) -> Post | None:
    """The one post that is meant, small typing errors allowed; None for none or several."""
    wanted = plain(text)
    exact = next((post for post in posts if code_key(post.code) == code_key(text.strip())), None)
    if exact is not None or not wanted:
        return exact
    scored = sorted(((_score(wanted, post, posts), post.key, post) for post in posts), reverse=True)
    best = [post for score, _, post in scored if score >= _ALIKE and score == scored[0][0]]
    return best[0] if len(best) == 1 else None


def posts_like(text: str, posts: Sequence[Post], most: int = 3) -> list[Post]:
    """The posts whose names are most like it, the likest first."""
    wanted = plain(text)
    scored = sorted(((-_score(wanted, post, posts), post.key, post) for post in posts), key=lambda one: one[:2])
    return [post for score, _, post in scored if -score >= _SUGGESTED][:most] if wanted else []


def country_meant(text: str) -> str:
    """The country of this ISO 3166-1 code or name in one of four languages; empty for none."""
    wanted = plain(text)
    if len(wanted) == 2 and wanted.upper() in _countries().values():
        return wanted.upper()
    return _countries().get(wanted, "")


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    return {
        plain(name): code
        for language in _LANGUAGES
        for code, name in Locale.parse(language).territories.items()
        if len(code) == 2 and code not in ("EU", "EZ", "UN", "ZZ", "QO", "XA", "XB")
    }


def city_words(post: Post) -> str:
    """What else the city in the post’s name is called, in all four languages, without accents and case.

    Of the zone’s city only where the name is of it: The Hague lies in the zone of Amsterdam.
    """
    name = plain(post.name)
    zone = _cities_of_zone(post.timezone)
    here = zone if any(f" {plain(city)} " in f" {name} " for city in zone) else ()
    names = dict.fromkeys(form for city in (*city_in(name), *here) for form in (plain(city), _spelt(city)))
    return " ".join([one for one in names if one != name])


def _spelt(city: str) -> str:
    """Without accents and case, with its marks: `neu-delhi`."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", city.casefold()) if not unicodedata.combining(sign))


def _score(wanted: str, post: Post, posts: Sequence[Post]) -> float:
    """How like the whole text, or a word of it, is to a name that only this post has; 100 for the very same."""
    own = _own_names(tuple(posts)).get(post.key, ())
    words = [wanted, *(word for word in wanted.split() if len(word) >= _SHORTEST)]
    if any(" " in name and f" {name} " in f" {wanted} " for name in own):
        return 100.0
    return max((_ratio(word, name) for word in words for name in own), default=0.0)


def _ratio(word: str, name: str) -> float:
    if min(len(word), len(name)) < _SHORTEST:
        return 100.0 if word == name else 0.0
    return fuzz.ratio(word, name)


@lru_cache(maxsize=8)
def _own_names(posts: tuple[Post, ...]) -> dict[str, tuple[str, ...]]:
    """What names each post and no other."""
    named = {post.key: set(_names(post)) for post in posts}
    shared = Counter(name for names in named.values() for name in names)
    return {key: tuple(sorted(name for name in names if shared[name] == 1)) for key, names in named.items()}


def _names(post: Post) -> Iterator[str]:
    yield from _words_of((post.code, post.name))
    yield from map(plain, (*city_in(plain(post.name)), *_cities_of_zone(post.timezone)))
    for language in _LANGUAGES:
        yield plain(Locale.parse(language).territories.get(post.country, ""))


@lru_cache(maxsize=512)
def _cities_of_zone(zone: str) -> tuple[str, ...]:
    """What the city that gives its name to a time zone is called in each language (CLDR); empty for a city unknown."""
    found = []
    for language in _LANGUAGES:
        with suppress(LookupError):
            found.append(get_timezone_location(zone, locale=language, return_city=True))
    return tuple(dict.fromkeys(found))


def _words_of(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        words = plain(name)
        yield words
        yield from (word for word in words.split() if len(word) >= _SHORTEST)
