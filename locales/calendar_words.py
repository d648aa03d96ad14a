"""Days, times, periods and zones in words, by CLDR. Formatting a date is slow, so what was written is remembered."""

import re
from datetime import date, datetime, time
from functools import lru_cache

from babel import Locale, dates

_WEEKDAY = {"de": "EEEE, d. MMMM"}
_FULL = {"en": "EEEE d MMMM y"}
_BARE_ONE = re.compile(r"(?<!\d)1(?=\s)")
_ISO_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@lru_cache(maxsize=4096)
def medium(day: date, locale: Locale) -> str:
    """The usual short form with the year."""
    return _first(day, dates.format_date(day, "medium", locale=locale), locale)


@lru_cache(maxsize=4096)
def weekday(day: date, locale: Locale) -> str:
    """Weekday, day and month in full; CLDR's own form without a year abbreviates them."""
    return _first(day, dates.format_date(day, _WEEKDAY.get(locale.language, "EEEE d MMMM"), locale=locale), locale)


@lru_cache(maxsize=4096)
def full(day: date, locale: Locale) -> str:
    """Weekday, day, month and year, all in full."""
    return _first(day, dates.format_date(day, _FULL.get(locale.language, "full"), locale=locale), locale)


def _first(day: date, written: str, locale: Locale) -> str:
    """French has an ordinal for the first of a month, which CLDR does not write."""
    return _BARE_ONE.sub("1er", written, count=1) if day.day == 1 and locale.language == "fr" else written


def weekday_name(number: int, locale: Locale) -> str:
    """The name of an ISO weekday, 1 to 7, as it stands alone."""
    return str(locale.days["stand-alone"]["wide"][number - 1])


@lru_cache(maxsize=4096)
def clock(at: time, locale: Locale) -> str:
    """Hours and minutes of a local time."""
    return dates.format_time(at.replace(second=0, microsecond=0), "short", locale=locale)


def zone_name(local: datetime, locale: Locale) -> str:
    """The city of the zone in the language, or the offset from UTC of a zone without one."""
    zone = local.tzinfo
    if zone is not None and "/" in str(zone) and not str(zone).startswith("Etc/"):
        return _city(str(zone), locale)
    return dates.get_timezone_gmt(local, locale=locale, return_z=False)


@lru_cache(maxsize=1024)
def _city(zone: str, locale: Locale) -> str:
    return dates.get_timezone_location(zone, locale=locale, return_city=True)


def iso_week(name: str) -> tuple[int, int] | None:
    """Year and week of `2026-W11`; None for any other name."""
    match = _ISO_WEEK.fullmatch(name)
    return (int(match[1]), int(match[2])) if match else None


@lru_cache(maxsize=1024)
def period(name: str, locale: Locale, *, short: bool = False) -> str:
    """A month, quarter or date in words, or short where there is little room; a year, and anything else, as it is."""
    if match := _QUARTER.fullmatch(name):
        return _of_year("yQQQ" if short else "yQQQQ", match[1], 3 * int(match[2]), locale) or name
    if match := _MONTH.fullmatch(name):
        return _of_year("yMMM" if short else "yMMMM", match[1], int(match[2]), locale) or name
    try:
        return medium(date.fromisoformat(name), locale) if len(name) == 10 else name
    except ValueError:
        return name


def _of_year(skeleton: str, year: str, month: int, locale: Locale) -> str:
    # Year 0 is written like a year but is none.
    return dates.format_skeleton(skeleton, date(int(year), month, 1), locale=locale) if int(year) else ""
