"""What can be said of days that depend on today, and what a language needs to say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum, auto
from itertools import product

from locales.day_names import months_in, weekdays_in

Slots = Mapping[str, Mapping[str, int]]
"""By the name of a slot: the words that may stand there, without case and accents, and what each means."""


class Sense(Enum):
    """What a phrase says; `locales.relative_days` says which days these are."""

    BEFORE_YESTERDAY = auto()
    YESTERDAY = auto()
    TODAY = auto()
    TOMORROW = auto()
    AFTER_TOMORROW = auto()
    WEEKDAY = auto()
    THIS_WEEKDAY = auto()
    COMING_WEEKDAY = auto()
    NEXT_WEEKDAY = auto()
    LAST_WEEKDAY = auto()
    WEEKDAY_OF_LAST_WEEK = auto()
    WEEKDAY_OF_THIS_WEEK = auto()
    WEEKDAY_OF_NEXT_WEEK = auto()
    WEEKDAY_OF_WEEK = auto()
    WEEKDAY_IN_WEEKS = auto()
    IN = auto()
    THIS = auto()
    NEXT = auto()
    WEEK = auto()
    EDGE_OF_MONTH = auto()
    EDGE_OF_QUARTER = auto()
    EDGE_OF_YEAR = auto()
    EDGE_OF_THIS = auto()
    EDGE_OF_NEXT = auto()


class Unit(IntEnum):
    """What is counted, or has a beginning and an end."""

    DAY = auto()
    WEEK = auto()
    MONTH = auto()
    QUARTER = auto()
    YEAR = auto()


class Edge(IntEnum):
    """Which day of a stretch of time."""

    START = auto()
    MIDDLE = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Speech:
    """How one language says it.

    In a phrase `{slot}` is one of the words of that slot, a space is one to three spaces or hyphens, and the rest is a
    regular expression in which nothing is repeated without bound.

    Attributes:
        phrases: of two that begin at the same place the first one counts.
        slots: beside those of `COUNTED`, the same for all languages.
        leads: small words before a day that change nothing.
    """

    phrases: tuple[tuple[Sense, str], ...]
    slots: Slots
    leads: str


COUNTED = {"year": "20[0-9]{2}", "week": "[0-9]{1,2}", "number": "[0-9]{1,3}"}
"""What may stand in a slot in figures."""


def each(said: Mapping[int, str]) -> dict[str, int]:
    """What each word means; words that mean the same have a stroke between them."""
    return {word: meant for meant, words in said.items() for word in words.split("|")}


def numbers(words: str) -> dict[str, int]:
    """Words for the numbers from one on, with spaces between them, and strokes between words for the same."""
    return each(dict(enumerate(words.split(), 1)))


def joined(firsts: str, seconds: Mapping[str, int]) -> dict[str, int]:
    """Every first word with every second one behind it, which gives the meaning."""
    return {f"{first} {word}": meant for first, (word, meant) in product(firsts.split("|"), seconds.items())}


def calendar(language: str) -> Slots:
    """The names that CLDR has."""
    return {"weekday": weekdays_in(language), "month": months_in(language)}
