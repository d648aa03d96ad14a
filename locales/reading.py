"""Numbers and days as people write them, in any of the languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel import Locale, numbers

from locales.day_names import LOOKS_BACK, months
from locales.folding import forms
from locales.relative_days import relative_day

_LONGEST_NUMBER = 40
_MOST_BEFORE, _MOST_AFTER = 18, 15
"""Digits before and after the point, as in an import: what is typed can be counted with, exported and read again."""
_MACHINE = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_SEPARATED = re.compile(r"[+-]?\d[\d.,]*")
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
_SPACES = re.compile(r"(?<=[0-9])[\s\u00a0\u202f'’](?=[0-9]{3}(?:[^0-9]|$))")
_MINUSES = str.maketrans({"−": "-", "–": "-"})

_ISO = r"(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})"
_FIGURES = (
    r"(?P<d1>[0-9]{1,2})(?P<sep>[./-])(?P<m1>[0-9]{1,2})(?:(?P=sep)(?P<y1>[0-9]{4}|[0-9]{2})|(?<=[0-9])(?P<dot>\.))?"
)
_DAY_FIRST = (
    r"(?P<d2>[0-9]{1,2})(?:er|\.|st|nd|rd|th|e)?\s+(?:of\s+)?(?P<w2>[^\W\d_]{3,10})\.?(?:,?\s+(?P<y2>[0-9]{4}))?"
)
_MONTH_FIRST = r"(?P<w3>[^\W\d_]{3,10})\.?\s+(?P<d3>[0-9]{1,2})(?:st|nd|rd|th)?(?:,?\s+(?P<y3>[0-9]{4}))?"
_DATE = re.compile(rf"(?<![\w./-])(?:{_ISO}|{_FIGURES}|{_DAY_FIRST}|{_MONTH_FIRST})(?![\w%])(?![.,/-][0-9])")


def number(text: str, locale: Locale) -> Decimal | None:
    """A number written as a machine does (`1234.5`), or with the separators of the language; None for anything else.

    A comma before the last digits is a decimal one where the language does not say otherwise. Up to 18 digits before
    the decimal separator and 15 after it.
    """
    if text.isascii() and text.isdigit() and len(text) <= _MOST_BEFORE:
        return Decimal(text)  # most are typed so
    value = _number(text, locale) if len(text) <= _LONGEST_NUMBER else None
    return value if value is not None and _can_be_kept(value) else None


def _can_be_kept(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return value.adjusted() < _MOST_BEFORE and isinstance(exponent, int) and exponent >= -_MOST_AFTER


def _number(text: str, locale: Locale) -> Decimal | None:
    plain = _SPACES.sub("", text.strip().translate(_MINUSES))
    if _MACHINE.fullmatch(plain):
        return Decimal(plain)
    if not _SEPARATED.fullmatch(plain):
        return None
    try:
        return numbers.parse_decimal(plain, locale=locale, strict=True)
    except numbers.NumberFormatError:
        return Decimal(plain.replace(",", ".")) if _DECIMAL_COMMA.fullmatch(plain) else None


@dataclass(frozen=True, slots=True)
class Found:
    """A day in a text, and where it stands there."""

    day: date
    start: int
    end: int


def days_in(text: str, today: date) -> Iterator[Found]:
    """The days a text names, as `2026-03-15`, `15/3`, `15.3.2026`, `15 March` or `March 15`, months in any language.

    A day without its year is the next such day; one that is not long past counts as well.
    """
    place = 0
    while (found := _DATE.search(text, place)) is not None:
        day = _day(found, today)
        if day is None:
            place = found.start() + 1
            continue
        yield Found(day, found.start(), found.end())
        place = found.end()


def day(text: str, today: date) -> date | None:
    """The day that this text names and nothing else, also by what day it is (`next Friday`); None for anything else."""
    stripped = text.strip()
    for found in days_in(stripped, today):
        return found.day if (found.start, found.end) == (0, len(stripped)) else None
    return relative_day(stripped, today)


def _day(found: re.Match[str], today: date) -> date | None:
    if found["iso"]:
        return _of_iso(found["iso"])
    if found["d1"]:
        bare = not found["y1"] and not found["dot"]
        if bare and found["sep"] != "/":
            return None  # 3.5 and 10-12 are no days
        return _of_parts(found["d1"], int(found["m1"]), found["y1"], today)
    if found["w3"] == "may":
        return None  # what may 3 mean?
    number, word, year = (found[f"{part}{2 if found['d2'] else 3}"] for part in "dwy")
    month = next((months()[form] for form in forms(word) if form in months()), 0)
    return _of_parts(number, month, year, today)


def _of_iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _of_parts(number: str, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _made(int(year) + (2000 if len(year) == 2 else 0), month, int(number))
    earliest = today - LOOKS_BACK
    for candidate in range(earliest.year, earliest.year + 9):
        found = _made(candidate, month, int(number))
        if found is not None and found >= earliest:
            return found
    return None


def _made(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
