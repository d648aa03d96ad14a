"""Days that depend on today, as people write them: `tomorrow`, `vendredi prochain`, `over twee weken`, `Ende März`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum, auto

from dateutil.relativedelta import relativedelta

from locales.day_names import LOOKS_BACK
from locales.relative_phrases import Phrase, phrases_in, without_lead
from locales.relative_speech import Edge, Sense, Unit

_WEEK = timedelta(days=7)
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}
_YEARS_TRIED = 9
"""As many as lie between two leap years, at most; ISO weeks 53 are nearer to each other."""

Said = Mapping[str, int]
Days = tuple[date, date]
"""The first and the last."""


class Weight(IntEnum):
    """What a phrase is worth in the midst of other words."""

    LOOSE = auto()
    """`tomorrow`, `Friday`, `next week` may say when something else happens; `next Friday` is two days to people."""
    COUNTED = auto()
    """`in two weeks`, `Friday of next week` are one day only, but sentences begin with them."""
    NAMED = auto()
    """`end of March` is as much as a date."""


_WEIGHTS = {
    **dict.fromkeys((Sense.EDGE_OF_MONTH, Sense.EDGE_OF_QUARTER), Weight.NAMED),
    **dict.fromkeys((Sense.EDGE_OF_THIS, Sense.EDGE_OF_NEXT, Sense.EDGE_OF_YEAR, Sense.IN), Weight.COUNTED),
    **dict.fromkeys((Sense.COMING_WEEKDAY, Sense.WEEKDAY_OF_NEXT_WEEK, Sense.WEEKDAY_OF_WEEK), Weight.COUNTED),
    Sense.WEEKDAY_IN_WEEKS: Weight.COUNTED,
}


@dataclass(frozen=True, slots=True)
class Relative:
    """Days that a text names by what day it is.

    Attributes:
        phrase: the words, and where they stand.
        first, last: the same for one day; Monday and Sunday of a week.
    """

    phrase: Phrase
    first: date
    last: date

    @property
    def day(self) -> date:
        """The one day this is: of a week its Friday, of a longer time its last day."""
        return self.first + timedelta(days=4) if self.last - self.first == timedelta(days=6) else self.last

    @property
    def weight(self) -> Weight:
        """What it is worth in the midst of other words."""
        return _WEIGHTS.get(self.phrase.sense, Weight.LOOSE)

    def seen_from(self, today: date) -> "Relative":
        """The same words, said on another day; unchanged where they would leave the calendar."""
        days = _meant(self.phrase, today)
        return replace(self, first=days[0], last=days[1]) if days else self


def relatives_in(text: str, today: date) -> Iterator[Relative]:
    """The days a text names by what day it is, in any of the languages, in their order."""
    for phrase in phrases_in(text):
        days = _meant(phrase, today)
        if days is not None:
            yield Relative(phrase, *days)


def relative_day(text: str, today: date) -> date | None:
    """The day that this text names by what day it is, perhaps after `by` or `on`; None for anything else.

    `next week` is its Friday, `next month` its last day; a week by its number is no day.
    """
    stripped = text.strip()
    for found in relatives_in(stripped, today):
        whole = without_lead(stripped, found.phrase.start) == 0 and found.phrase.end == len(stripped)
        return found.day if whole and found.phrase.sense is not Sense.WEEK else None
    return None


def _meant(phrase: Phrase, today: date) -> Days | None:
    try:
        return _MEANINGS[phrase.sense](phrase.said, today)
    except (ValueError, OverflowError):
        return None  # a week 54, or days beyond the calendar


def _one(day: date) -> Days:
    return day, day


def _after(days: int) -> Callable[[Said, date], Days]:
    return lambda said, today: _one(today + timedelta(days=days))


def _coming(said: Said, today: date) -> Days:
    """The first such weekday after today; whoever means today says so."""
    return _one(today + timedelta(days=(said["weekday"] - today.weekday() - 1) % 7 + 1))


def _this(said: Said, today: date) -> Days:
    return _one(today + timedelta(days=(said["weekday"] - today.weekday()) % 7))


def _last(said: Said, today: date) -> Days:
    return _one(today - timedelta(days=(today.weekday() - said["weekday"] - 1) % 7 + 1))


def _in_week(weeks: int) -> Callable[[Said, date], Days]:
    """The weekday of the week so many weeks from this one, by ISO weeks."""
    return lambda said, today: _one(_monday(today) + weeks * _WEEK + timedelta(days=said["weekday"]))


def _weeks_after_coming(said: Said, today: date) -> Days:
    weeks = said.get("number", said.get("eights", 1))
    return _one(_coming(said, today)[0] + weeks * _WEEK)


def _counted(said: Said, today: date) -> Days:
    if "eights" in said:  # in French a week is eight days where it is written in words, and two are fifteen
        return _one(today + said["eights"] * _WEEK)
    many = said["number"]
    ahead = {
        Unit.DAY: relativedelta(days=many),
        Unit.WEEK: relativedelta(weeks=many),
        Unit.MONTH: relativedelta(months=many),
        Unit.YEAR: relativedelta(years=many),
    }
    return _one(today + ahead[Unit(said["unit"])])


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _span(unit: Unit, today: date, ahead: int) -> Days:
    """This week, month, quarter or year, or one of the next."""
    if unit is Unit.WEEK:
        monday = _monday(today) + ahead * _WEEK
        return monday, monday + timedelta(days=6)
    months = _MONTHS[unit]
    first = date(today.year, (today.month - 1) // months * months + 1, 1) + relativedelta(months=ahead * months)
    return _whole(first, months)


def _whole(first: date, months: int) -> Days:
    return first, first + relativedelta(months=months - 1, day=31)


def _edge(edge: int, days: Days) -> date:
    """Beginning, middle or end: the 1st, 15th and last day of a month, Monday, Wednesday and Friday of a week.

    The middle of a quarter is that of its second month, the middle of a year the end of June.
    """
    first, last = days
    if last - first == timedelta(days=6):
        return first + timedelta(days={Edge.START: 0, Edge.MIDDLE: 2, Edge.END: 4}[Edge(edge)])
    months = last.month - first.month + 1
    half = timedelta(days=14) if months % 2 else timedelta(days=-1)
    middle = first + relativedelta(months=months // 2) + half
    return {Edge.START: first, Edge.MIDDLE: middle, Edge.END: last}[Edge(edge)]


def _edge_of_part(said: Said, today: date) -> Days:
    """Of a month or quarter; without its year as a date without its year."""
    month, months = (said["month"], 1) if "month" in said else (3 * said["quarter"] - 2, 3)
    if "year" in said:
        return _one(_edge(said["edge"], _whole(date(said["year"], month, 1), months)))
    return _one(_next_of(lambda year: _edge(said["edge"], _whole(date(year, month, 1), months)), today))


def _next_of(in_year: Callable[[int], date], today: date) -> date:
    """The first that is not further back than a day without its year may be.

    Raises:
        ValueError: there is none.
    """
    earliest = max(today, date.min + LOOKS_BACK) - LOOKS_BACK
    for year in range(earliest.year, earliest.year + _YEARS_TRIED):
        try:
            found = in_year(year)
        except ValueError:
            continue
        if found >= earliest:
            return found
    raise ValueError("no such day in the next years")


def _week_of_year(said: Said, today: date) -> Days:
    number, year = said["week"], said.get("year", 0)
    sunday = date.fromisocalendar(year, number, 7) if year else _next_sunday(number, today)
    return sunday - timedelta(days=6), sunday


def _next_sunday(week: int, today: date) -> date:
    return _next_of(lambda year: date.fromisocalendar(year, week, 7), today)


_MEANINGS: dict[Sense, Callable[[Said, date], Days]] = {
    Sense.BEFORE_YESTERDAY: _after(-2),
    Sense.YESTERDAY: _after(-1),
    Sense.TODAY: _after(0),
    Sense.TOMORROW: _after(1),
    Sense.AFTER_TOMORROW: _after(2),
    Sense.WEEKDAY: _coming,
    Sense.THIS_WEEKDAY: _this,
    Sense.COMING_WEEKDAY: _coming,
    Sense.NEXT_WEEKDAY: _coming,
    Sense.LAST_WEEKDAY: _last,
    Sense.WEEKDAY_OF_LAST_WEEK: _in_week(-1),
    Sense.WEEKDAY_OF_THIS_WEEK: _in_week(0),
    Sense.WEEKDAY_OF_NEXT_WEEK: _in_week(1),
    Sense.WEEKDAY_OF_WEEK: lambda said, today: _one(_week_of_year(said, today)[0] + timedelta(days=said["weekday"])),
    Sense.WEEKDAY_IN_WEEKS: _weeks_after_coming,
    Sense.IN: _counted,
    Sense.THIS: lambda said, today: _span(Unit(said["this"]), today, 0),
    Sense.NEXT: lambda said, today: _span(Unit(said["next"]), today, 1),
    Sense.WEEK: _week_of_year,
    Sense.EDGE_OF_MONTH: _edge_of_part,
    Sense.EDGE_OF_QUARTER: _edge_of_part,
    Sense.EDGE_OF_YEAR: lambda said, today: _one(_edge(said["edge"], _whole(date(said["year"], 1, 1), 12))),
    Sense.EDGE_OF_THIS: lambda said, today: _one(_edge(said.get("edge", Edge.END), _span(_named(said), today, 0))),
    Sense.EDGE_OF_NEXT: lambda said, today: _one(_edge(said["edge"], _span(Unit(said["next"]), today, 1))),
}


def _named(said: Said) -> Unit:
    return Unit(said.get("this") or said.get("span") or said["closing"])
