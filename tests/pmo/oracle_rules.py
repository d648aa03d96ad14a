"""On which days a rule falls, found by walking over days and looking at each (DESIGN §5); the slow half of `oracle`."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

ANCHOR = date(2001, 1, 1)
DAY = timedelta(days=1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
KINDS = {"WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


def parts_of(text: str) -> dict[str, str]:
    return dict(part.split("=") for part in text.split(";"))


def period_name(day: date, kind: str) -> str:
    year, week, _ = day.isocalendar()
    quarter = (day.month + 2) // 3
    names = {"week": f"{year}-W{week:02}", "month": f"{day:%Y-%m}", "quarter": f"{day.year}-Q{quarter}"}
    return names.get(kind, f"{day.year}")


def falls(text: str, day: date) -> bool:
    """Whether the rule falls on this day."""
    parts = parts_of(text)
    units = {
        "WEEKLY": (day - ANCHOR).days // 7,
        "MONTHLY": 12 * (day.year - ANCHOR.year) + day.month - ANCHOR.month,
        "YEARLY": day.year - ANCHOR.year,
    }
    in_turn = units[parts["FREQ"]] % int(parts.get("INTERVAL", "1")) == 0
    return in_turn and day in picked(text, *ends_of(day, KINDS[parts["FREQ"]]))


def ends_of(day: date, kind: str) -> tuple[date, date]:
    """The first and last day of the period around a day."""
    days = days_by_period(day.year, kind)[period_name(day, kind)]
    return days[0], days[-1]


@cache
def days_by_period(year: int, kind: str) -> dict[str, list[date]]:
    """The days of every period that has a day in this year."""
    found = dict[str, list[date]]()
    for day in walk(date(year, 1, 1) - 7 * DAY, date(year, 12, 31) + 7 * DAY):
        found.setdefault(period_name(day, kind), []).append(day)
    return found


@cache
def picked(text: str, first: date, last: date) -> list[date]:
    """The days of one week, month or year on which a rule falls when it is that one's turn."""
    parts = parts_of(text)
    days = [day for day in walk(first, last) if fits(parts, day)]
    if "BYSETPOS" in parts:
        nth = int(parts["BYSETPOS"])
        return days[nth - 1 : nth] if nth > 0 else days[nth:][:1]
    return days


def walk(first: date, last: date) -> Iterator[date]:
    return (first + n * DAY for n in range((last - first).days + 1))


def fits(parts: dict[str, str], day: date) -> bool:
    """Whether a day has what the BY parts ask for; what they leave open is as on the anchor, Monday 1 January."""
    in_month = day.day, monthrange(day.year, day.month)[1]
    in_year = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
    wanted = dict(parts)
    if not wanted.keys() & {"BYDAY", "BYMONTHDAY", "BYYEARDAY"}:
        wanted |= {"BYDAY": "MO"} if parts["FREQ"] == "WEEKLY" else {"BYMONTHDAY": "1"}
        wanted |= {"BYMONTH": parts.get("BYMONTH", "1")} if parts["FREQ"] == "YEARLY" else {}
    monthly = parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts
    tests: dict[str, Callable[[str], bool]] = {
        "BYMONTH": lambda text: day.month == int(text),
        "BYMONTHDAY": lambda text: is_nth(int(text), *in_month),
        "BYYEARDAY": lambda text: is_nth(int(text), *in_year),
        "BYDAY": lambda text: is_weekday(text, day, *(in_month if monthly else in_year)),
    }
    return all(any(test(text) for text in wanted[by].split(",")) for by, test in tests.items() if by in wanted)


def is_nth(nth: int, number: int, length: int) -> bool:
    return number == nth or number - length - 1 == nth


def is_weekday(text: str, day: date, number: int, length: int) -> bool:
    """Whether the day is `TH`, or the second one with `2TH`, or the last one with `-1TH`."""
    nth = text[:-2]
    named = WEEKDAYS[day.weekday()] == text[-2:]
    return named and (not nth or int(nth) in {(number - 1) // 7 + 1, -((length - number) // 7 + 1)})
