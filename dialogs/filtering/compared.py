"""What is compared in words, `progress under 50`, `end after 1 October 2026`, as it is with a sign: `progress<50`."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from dialogs.filtering.phrases import MARKS, said, says_how_it_stands
from dialogs.filtering.tokens import COMMA, compared_order, is_comparison, limit_of, order_compared, without_comparison
from dialogs.filtering.words import NOT, SAY_NOTHING, key_named
from locales.reading import day
from pmo.selection import Order

_AMOUNTS: Mapping[str, tuple[str, ...]] = {
    "<": (
        *("under", "below", "less than", "lower than", "smaller than"),
        *("inferieur a", "inferieure a", "inferieurs a", "moins de", "moins que", "sous"),
        *("en dessous de", "en-dessous de", "au dessous de", "au-dessous de"),
        *("onder", "beneden", "minder dan", "lager dan", "kleiner dan"),
        *("unter", "unterhalb von", "weniger als", "kleiner als", "geringer als", "niedriger als"),
    ),
    ">": (
        *("over", "above", "more than", "greater than", "higher than", "larger than"),
        *("superieur a", "superieure a", "superieurs a", "plus de", "plus que", "au-dessus de", "au dessus de"),
        *("boven", "meer dan", "hoger dan", "groter dan"),
        *("uber", "ueber", "oberhalb von", "mehr als", "grosser als", "groesser als", "hoher als", "hoeher als"),
    ),
    "<=": ("at most", "au plus", "au maximum", "hoogstens", "maximaal", "hochstens", "hoechstens", "maximal"),
    ">=": ("at least", "au moins", "au minimum", "minstens", "ten minste", "minimaal", "mindestens", "minimal"),
    "=": ("equal to", "exactly", "egal a", "exactement", "gelijk aan", "precies", "gleich", "genau"),
}
_DAYS: Mapping[str, tuple[str, ...]] = {
    "<": ("before", "earlier than", "avant", "voor", "vroeger dan", "vor", "fruher als", "frueher als"),
    ">": ("after", "later than", "apres", "plus tard que", "na", "later dan", "nach", "spater als", "spaeter als"),
    "<=": (
        *("by", "until", "no later than", "jusqu'au", "au plus tard"),
        *("tot", "tot en met", "uiterlijk", "bis", "spatestens", "spaetestens"),
    ),
}
_AMOUNT_SIGNS = {words: sign for sign, several in _AMOUNTS.items() for words in several}
_DAY_SIGNS = _AMOUNT_SIGNS | {words: sign for sign, several in _DAYS.items() for words in several}
_LONGEST, _LONGEST_DAY = 3, 4
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?%?")
_PERCENT = frozenset(("%", "percent", "procent", "prozent", "pourcent"))
_ANY_YEAR = date(2001, 1, 1)


def compared(tokens: Sequence[str]) -> list[str]:
    """The same with each comparison as one word of a sign, and a day that is compared with whole."""
    taken, at = list[str](), 0
    while at < len(tokens):
        token, length = _comparison(tokens[at:]) or (tokens[at], 1)
        taken.append(token)
        at += length
    return taken


def _comparison(tokens: Sequence[str]) -> tuple[str, int] | None:
    """What is compared at the beginning, and of how many words it is made."""
    first, rest = tokens[0], tokens[1:]
    if is_comparison(first):
        length = _more_of_a_day(first, rest) if compared_order(first) is Order.END and limit_of(first) is None else 0
        return (" ".join(tokens[: 1 + length]), 1 + length) if length else None
    order = order_compared(first.rstrip(MARKS))
    if order is None and not _can_be_an_indicator(first):
        return None
    found = _sign(rest, _DAY_SIGNS if order is Order.END else _AMOUNT_SIGNS)
    if found is None:
        return None
    sign, before = found
    before += _fillers(rest[before:])
    value, length = _day_in(rest[before:]) if order is Order.END else _number_in(rest[before:])
    return (f"{first}{sign}{value}", 1 + before + length) if length else None


def _can_be_an_indicator(token: str) -> bool:
    key, found, value = token.partition(":")
    if found:
        return key_named(key) == "indicator" and bool(value)
    words = said([token])
    return bool(words) and token != COMMA and words.isdisjoint(SAY_NOTHING | NOT) and not says_how_it_stands(token)


def _sign(tokens: Sequence[str], signs: Mapping[str, str]) -> tuple[str, int] | None:
    """How is compared, and how many words say so, with those before that say nothing."""
    for at in range(_fillers(tokens) + 1):
        for length in range(_LONGEST, 0, -1):
            if known := [signs[form] for form in said(tokens[at : at + length]) if form in signs]:
                return known[0], min(at + length, len(tokens))
    return None


def _fillers(tokens: Sequence[str]) -> int:
    return next((at for at, token in enumerate(tokens) if said([token]).isdisjoint(SAY_NOTHING)), len(tokens))


def _number_in(tokens: Sequence[str]) -> tuple[str, int]:
    """The number at the beginning, and of how many words it is made; `0,9` are three, for a comma joins a list."""
    for length in (3, 1) if tokens[1:2] == [COMMA] else (1,):
        number = "".join(tokens[:length]).rstrip(MARKS)
        if len(tokens) >= length and _NUMBER.fullmatch(number):
            return number, length + (not said(tokens[length : length + 1]).isdisjoint(_PERCENT))
    return "", 0


def _day_in(tokens: Sequence[str]) -> tuple[str, int]:
    length = _day_length(tokens)
    return " ".join(tokens[:length]).rstrip(MARKS), length


def _day_length(tokens: Sequence[str]) -> int:
    """How many words are a day, or something like one: a number, or a month."""
    lengths = range(min(_LONGEST_DAY, len(tokens)), 0, -1)
    is_day = [length for length in lengths if day(" ".join(tokens[:length]).rstrip(MARKS), _ANY_YEAR)]
    if is_day or not tokens:
        return is_day[0] if is_day else 0
    if day(f"1 {tokens[0].rstrip(MARKS)}", _ANY_YEAR):
        return 1 + (len(tokens) > 1 and tokens[1].rstrip(MARKS).isdigit())
    return int(tokens[0][:1].isdigit())


def _more_of_a_day(token: str, behind: Sequence[str]) -> int:
    """How many words go on with the day whose beginning stands behind a sign: `end<30 June 2026`."""
    beginning = token[len(without_comparison(token)) :].lstrip("<>=≤≥≠!")
    return max(_day_length([beginning, *behind]) - 1, 0)
