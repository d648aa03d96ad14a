"""Random people and rhythms for the tests of who is asked when, often in a corner of zones, weeks and holidays."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache
from itertools import cycle
from zoneinfo import ZoneInfo

from holidays.constants import HALF_DAY, PUBLIC
from hypothesis import strategies as st

from tests.pmo.oracle import Away, Person, Rule, listed
from tests.pmo.oracle_rules import DAY, WEEKDAYS, walk

ZONES = (
    "Europe/Brussels",
    "Africa/Kinshasa",
    "Asia/Qatar",
    "Africa/Algiers",
    "Asia/Tehran",
    "Asia/Kathmandu",
    "America/New_York",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Auckland",
    "America/St_Johns",
    "Africa/Casablanca",
    "Atlantic/Reykjavik",
    "Europe/Istanbul",
)
COUNTRIES = ("BE", "CD", "QA", "DZ", "IR", "NP", "US", "BR", "AU", "WS", "NZ", "TR", "IS")
SUN_TO_THU = (1, 2, 3, 4, 7)
SAT_TO_WED = (1, 2, 3, 6, 7)
WEEKS = st.one_of(
    st.sampled_from([(1, 2, 3, 4, 5), SUN_TO_THU, SAT_TO_WED, (1, 2, 3, 4, 6, 7), (1, 2, 4, 5)]),
    st.sets(st.integers(1, 7), min_size=1).map(lambda days: tuple(sorted(days))),
)
DEPUTIES = ("deputy", "other")
EARLIEST, LATEST = date(2012, 1, 2), date(2031, 12, 31)


@cache
def changes(zone: str) -> list[date]:
    """The days on which the clocks of a zone are changed."""
    there = ZoneInfo(zone)
    midnights = [datetime.combine(day, time(0)) for day in walk(EARLIEST, LATEST)]
    return [day.date() for day in midnights if there.utcoffset(day) != there.utcoffset(day + DAY)]


def days_near_changes(zone: str) -> st.SearchStrategy[date]:
    """Any day, and often one around a change of the clocks."""
    anywhere = st.dates(EARLIEST, LATEST)
    if not changes(zone):
        return anywhere
    around = st.builds(lambda day, n: day + n * DAY, st.sampled_from(changes(zone)), st.integers(-9, 1))
    return st.one_of(anywhere, around, around)


SPANS = st.builds(lambda first, days: (first, first + days * DAY), st.dates(EARLIEST, LATEST), st.integers(365, 731))
"""One to two years."""


# Rhythms.

_DAYS = st.sampled_from(WEEKDAYS)
_NTH_WEEKDAY = st.builds("BYDAY={}{}".format, st.sampled_from([1, 2, 3, 4, -1, -2]), _DAYS)
_NTH_DAY = st.builds("BYMONTHDAY={}".format, st.sampled_from([*range(1, 32), -1, -2, -10]))
_LAST_OF_SOME = st.builds("BYDAY={};BYSETPOS={}".format, st.just("MO,TU,WE,TH,FR"), st.sampled_from([1, 3, -1, -2]))
_IN_A_MONTH = st.one_of(_NTH_WEEKDAY, _NTH_DAY, _LAST_OF_SOME)
_OF_A_YEAR = st.one_of(
    st.builds("BYDAY={}{}".format, st.sampled_from([1, 20, 52, -1, -10]), _DAYS),
    st.builds("BYYEARDAY={}".format, st.sampled_from([1, 60, 100, 365, -1, -306])),
    st.builds("BYMONTH={};BYMONTHDAY={}".format, st.integers(1, 12), st.sampled_from([*range(1, 29), -1])),
    st.builds("BYMONTH={};BYDAY={}{}".format, st.integers(1, 12), st.sampled_from([1, 2, 4, -1]), _DAYS),
    st.builds("BYMONTH={}".format, st.integers(1, 12)),
)
_EVERY = st.sampled_from(["", ";INTERVAL=2", ";INTERVAL=3", ";INTERVAL=4"])
EVERY_WEEK = _DAYS.map("FREQ=WEEKLY;BYDAY={}".format)
WEEKLY = st.builds("FREQ=WEEKLY{};{}".format, _EVERY, st.one_of(_DAYS.map("BYDAY={}".format), _LAST_OF_SOME))
MONTHLY = st.one_of(
    st.builds("FREQ=MONTHLY{};{}".format, st.sampled_from(["", ";INTERVAL=2", ";INTERVAL=6"]), _IN_A_MONTH),
    st.builds("FREQ=MONTHLY;BYDAY=5{}".format, _DAYS),
)
QUARTERLY = st.builds("FREQ=MONTHLY;INTERVAL=3;{}".format, _IN_A_MONTH)
YEARLY = st.builds("FREQ=YEARLY;{}".format, _OF_A_YEAR)
BARE = st.sampled_from(["FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"])
TEXTS = st.one_of(WEEKLY, EVERY_WEEK, EVERY_WEEK, MONTHLY, QUARTERLY, YEARLY, BARE)
LONGER = {"WEEKLY": ["month", "quarter", "year"], "MONTHLY": ["quarter", "year"], "YEARLY": []}


def wall(quarter: int) -> time:
    return time(quarter // 4, quarter % 4 * 15)


NIGHTLY = st.integers(0, 19).map(wall)
WALLS = st.one_of(st.integers(0, 95).map(wall), NIGHTLY, st.just(time(10)))
WINDOWS = st.one_of(
    st.sampled_from(["1d", "2d", "3d", "5d", "10d"]), st.sampled_from(["1h", "3h", "6h", "8h", "20h", "40h"])
)


@st.composite
def rules(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> Rule:
    text = draw(texts)
    quarterly = "MONTHLY;INTERVAL=3" in text
    longer = ["year"] if quarterly else LONGER[text.removeprefix("FREQ=").split(";")[0]]
    about = draw(st.sampled_from(["", "", "", "", *longer]))
    return Rule(text=text, at=draw(WALLS), within=draw(WINDOWS), about=about)


# People.


@st.composite
def working_hours(draw: st.DrawFn) -> tuple[time, time]:
    """Hours at day or at night, whose middle is a full quarter of an hour."""
    start = draw(st.one_of(st.integers(24, 48), st.integers(0, 16), st.integers(20, 79)))
    length = 2 * draw(st.integers(8, min(24, (95 - start) // 2)))
    return wall(start), wall(start + length)


def free_days(countries: Iterable[str], first: date, last: date) -> list[date]:
    """The holidays of some countries between two days, whole and half ones."""
    categories = (PUBLIC, HALF_DAY)
    of_a_year = [
        listed(country, year, kind) for country in countries for year in {first.year, last.year} for kind in categories
    ]
    return sorted(day for days in of_a_year for day in days if first <= day <= last)


def now_and_then(first: date, last: date, often: int) -> st.SearchStrategy[frozenset[date]]:
    """No day, or every so many days one; `often` days is the shortest time between two."""
    days = list(walk(first, last))
    some = st.builds(lambda start, step: frozenset(days[start::step]), st.integers(0, 30), st.integers(often, 90))
    return st.one_of(st.just(frozenset[date]()), some, some)


@st.composite
def absences(draw: st.DrawFn, first: date, last: date, deputies: tuple[Person, ...] = ()) -> tuple[Away, ...]:
    """Absences that come again and again, and may overlap; nobody or somebody stands in, in turn."""
    begun = sorted(draw(now_and_then(first, last, often=9)))
    lasting = draw(st.sampled_from([0, 1, 4, 13, 45])) * DAY
    standing_in = draw(st.lists(st.sampled_from([None, *deputies]), min_size=1, max_size=4))
    turns = zip(begun, cycle(standing_in), strict=False)
    return tuple(Away(first=day, last=day + lasting, deputy=deputy) for day, deputy in turns)


@st.composite
def people(draw: st.DrawFn, first: date, last: date, name: str = "m") -> Person:
    """Somebody, and the days between two days on which they do not work; nobody stands in for them."""
    start, end = draw(working_hours())
    return Person(
        name=name,
        zone=draw(st.sampled_from(ZONES)),
        week=draw(WEEKS),
        start=start,
        end=end,
        countries=tuple(draw(st.lists(st.sampled_from(COUNTRIES), min_size=1, max_size=3, unique=True))),
        closed=draw(now_and_then(first, last, often=3)),
        open=draw(now_and_then(first, last, often=2)),
        absences=draw(absences(first, last)),
    )


@st.composite
def people_with_deputies(draw: st.DrawFn, first: date, last: date) -> Person:
    """Somebody who is away now and then, and for whom up to two others stand in, here and there at the same time."""
    person = draw(people(first, last))
    deputies = tuple(draw(people(first, last, name)) for name in DEPUTIES)
    return replace(person, absences=draw(absences(first, last, deputies)) + person.absences)
