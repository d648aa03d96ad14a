"""What the text of one cell means: dates, times, periods, calendars and rhythms. As `parsing`."""

import re
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from zoneinfo import available_timezones

from pmo import periods
from pmo.importing.parsing import BadCell, items, quoted
from pmo.portfolio import Hours
from pmo.recurrence import check_rule

YEARS = range(1900, 2200)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(:00)?")
_WITHIN = re.compile(r"[1-9][0-9]{0,2}[dh]")
_WEEKDAYS = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}


def day(text: str) -> date:
    """An ISO date of the years 1900 to 2199."""
    try:
        value = date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        value = None
    if value is None or value.year not in YEARS:
        raise BadCell(f"{quoted(text)} is not a date; allowed: YYYY-MM-DD, like 2026-03-11")
    return value


def days(text: str) -> tuple[date, ...]:
    """Dates between semicolons, in order, each once."""
    return tuple(sorted({day(item) for item in items(text)}))


def clock_time(text: str) -> time:
    """A local wall time to the minute."""
    found = _TIME.fullmatch(text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise BadCell(f"{quoted(text)} is not a time; allowed: HH:MM, like 10:00")
    return time(int(found[1]), int(found[2]))


def hours(text: str) -> Hours:
    """Working hours of one day, `09:00-17:00`."""
    parts = re.split(r"\s*[-–]\s*", text)
    if len(parts) != 2:
        raise BadCell(f"{quoted(text)} are not working hours; allowed: like 09:00-17:00")
    start, end = clock_time(parts[0]), clock_time(parts[1])
    if start >= end:
        raise BadCell(f"{quoted(text)} end before they begin; allowed: hours of one day, like 09:00-17:00")
    return Hours(start=start, end=end)


def workweek(text: str) -> tuple[int, ...]:
    """Days (`mon;tue;thu`) or spans of days that may go over the weekend (`sun-thu`), as ISO weekdays in order."""
    worked: set[int] = set()
    for item in items(text):
        ends = [_WEEKDAYS.get(end.strip().lower()) for end in item.split("-")]
        first, last = ends[0], ends[-1]
        if len(ends) > 2 or first is None or last is None:
            raise BadCell(f"{quoted(text)} is not a working week; allowed: like mon-fri, sun-thu or mon;tue;thu")
        worked.update((first + step - 1) % 7 + 1 for step in range((last - first) % 7 + 1))
    if not worked:
        raise BadCell(f"{quoted(text)} is not a working week; allowed: like mon-fri, sun-thu or mon;tue;thu")
    return tuple(sorted(worked))


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def zone(text: str) -> str:
    """An IANA time zone."""
    if text not in _zones():
        near = get_close_matches(text, _zones(), n=1)
        like = f"did you mean {near[0]}?" if near else "allowed: IANA names, like Europe/Brussels"
        raise BadCell(f"{quoted(text)} is not a time zone; {like}")
    return text


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    """ISO 3166-1 as the tz database carries it, and Kosovo under the code that the institutions of the EU use."""
    table = files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text(encoding="utf-8")
    listed = {line.partition("\t")[0] for line in table.splitlines() if not line.startswith("#")}
    return frozenset(listed | {"XK"})


def country(text: str) -> str:
    """ISO 3166-1 alpha-2, upper case."""
    if text.upper() not in _countries():
        raise BadCell(f"{quoted(text)} is not a country; allowed: two letters of ISO 3166-1, like BE")
    return text.upper()


def holidays(text: str) -> tuple[str, ...]:
    """Countries between semicolons whose public holidays are kept, or `none`."""
    if text.lower() == "none":
        return ()
    return tuple(dict.fromkeys(country(item) for item in items(text)))


def rule(text: str) -> str:
    """An RRULE that can serve as a rhythm (DESIGN §5)."""
    wrong = check_rule(text)
    if wrong is not None:
        raise BadCell(f"{wrong[:300]}; allowed: like FREQ=WEEKLY;BYDAY=TH")
    return text


def within(text: str) -> str:
    """`Nd` working days or `Nh` working hours."""
    if not _WITHIN.fullmatch(text.lower()):
        raise BadCell(f"{quoted(text)} is not a span of time; allowed: working days or hours, like 1d or 6h")
    return text.lower()


def period(text: str) -> str:
    """The name of a period of the years 1900 to 2199."""
    try:
        found = periods.period(text)
    except (periods.BadPeriod, OverflowError):
        found = None
    if found is None or found.first.year not in YEARS:
        raise BadCell(
            f"{quoted(text)} is not a period; allowed: like 2026-W11, 2026-03, 2026-Q1, 2026 or the date 2026-03-31"
        )
    return found.name


def instant(text: str) -> datetime:
    """An ISO instant in UTC; without an offset it is UTC."""
    try:
        value = datetime.fromisoformat(text)
        if value.year not in YEARS:
            raise ValueError(text)
    except ValueError as error:
        raise BadCell(f"{quoted(text)} is not an instant; allowed: like 2026-03-05T10:12:00+01:00") from error
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
