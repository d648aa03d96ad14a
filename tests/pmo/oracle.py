"""Who is asked when, told slowly from the words of DESIGN §5: day by day, and a quarter of an hour at a time.

Nothing here shares a rule with the product. Recurrence is a walk over days, a clock change is found by trying every
offset there is, and time worked is counted. At the end stand the adapters that give the product the same people.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

import holidays
from holidays.constants import HALF_DAY, PUBLIC

from pmo.cadence import Cadence, PlannedAsk
from pmo.calendars import DayOff, WorkingCalendar
from pmo.periods import Span
from pmo.portfolio import Hours
from pmo.respondents import Respondent, StandIn
from tests.pmo.oracle_rules import DAY, KINDS, ends_of, falls, parts_of, period_name, walk

QUARTER = timedelta(minutes=15)
OFFSETS = tuple(n * QUARTER for n in range(-12 * 4, 14 * 4 + 1))


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rhythm: RRULE text, local time, window (`Nd`, `Nh`) and a longer kind of period that it may be about."""

    text: str
    at: time
    within: str
    about: str = ""

    @property
    def kind(self) -> str:
        parts = parts_of(self.text)
        quarterly = parts["FREQ"] == "MONTHLY" and parts.get("INTERVAL") == "3"
        return "quarter" if quarterly else KINDS[parts["FREQ"]]


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody with a desk: the zone, ISO weekdays and hours in which they work, and the days on which they do not."""

    name: str
    zone: str
    week: tuple[int, ...]
    start: time
    end: time
    countries: tuple[str, ...] = ()
    closed: frozenset[date] = frozenset()
    open: frozenset[date] = frozenset()
    absences: tuple["Away", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Away:
    first: date
    last: date
    deputy: Person | None = None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One ask; `moved` is the rule's own day, the reason and the country. Who is absent gets no instant."""

    who: str
    period: str
    at: datetime | None = None
    deadline: datetime | None = None
    stands_for: str = ""
    moved: tuple[date, str, str] | None = None


# The working calendar.


@cache
def listed(country: str, year: int, category: str) -> frozenset[date]:
    if category not in getattr(holidays, country).supported_categories:
        return frozenset()
    return frozenset(holidays.country_holidays(country, years=year, categories=(category,)))


def is_away(person: Person, day: date) -> bool:
    return any(away.first <= day <= away.last for away in person.absences)


@lru_cache(maxsize=50_000)
def day_off(person: Person, day: date) -> tuple[str, str] | None:
    """Why the person does not work on this day (and the country whose holiday it is); None when they do."""
    if day.isoweekday() not in person.week:
        return "week", ""
    if is_away(person, day):
        return "away", ""
    if day in person.closed and day not in person.open:
        return "closed", ""
    for country in person.countries:
        if day in listed(country, day.year, PUBLIC) and day not in person.open:
            return "holiday", country
    return None


def hours(person: Person, day: date) -> tuple[time, time] | None:
    """Between which times on the wall the person works on this day."""
    if day_off(person, day):
        return None
    if day in person.open or not any(day in listed(country, day.year, HALF_DAY) for country in person.countries):
        return person.start, person.end
    start, end = datetime.combine(day, person.start), datetime.combine(day, person.end)
    return person.start, (start + (end - start) / 2).time()


@lru_cache(maxsize=50_000)
def instant(zone: str, day: date, wall: time) -> datetime:
    """When the clocks of a zone show this: the first time when they do twice, the gap later when they never do."""
    shown = datetime.combine(day, wall.replace(fold=0))
    there = ZoneInfo(zone)
    moments = [(shown - offset).replace(tzinfo=UTC) for offset in OFFSETS]
    found = [moment for moment in moments if moment.astimezone(there).replace(tzinfo=None, fold=0) == shown]
    if found:
        return min(found)
    before, after = (there.utcoffset(shown + sign * timedelta(hours=36)) for sign in (-1, 1))
    assert before is not None
    assert after is not None
    later = shown + (after - before)
    return instant(zone, later.date(), later.time())


def local(person: Person, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(person.zone))


def is_worked(person: Person, moment: datetime) -> bool:
    there = span(person, local(person, moment).date())
    return there is not None and there[0] <= moment < there[1]


@lru_cache(maxsize=50_000)
def span(person: Person, day: date) -> tuple[datetime, datetime] | None:
    """From which instant to which the person works on this day."""
    there = hours(person, day)
    return there and (instant(person.zone, day, there[0]), instant(person.zone, day, there[1]))


def worked_steps(person: Person, moment: datetime, step: timedelta) -> Iterator[datetime]:
    """The steps of time from a moment on that are worked, each told by its beginning."""
    while True:
        if is_worked(person, moment):
            yield moment
        moment += step


def time_worked(person: Person, start: datetime, end: datetime, step: timedelta = QUARTER) -> timedelta:
    return step * sum(is_worked(person, start + n * step) for n in range((end - start) // step))


# Asking.


def asks(person: Person, rule: Rule, first: date, last: date) -> list[Asked]:
    """Every ask of the days of the rule between two days, both included."""
    return [ask(person, rule, day) for day in walk(first, last) if is_asking_day(rule, day)]


def is_asking_day(rule: Rule, day: date) -> bool:
    if not falls(rule.text, day):
        return False
    _, end = ends_of(day, rule.about) if rule.about else (day, day)
    return not any(falls(rule.text, other) for other in walk(day + DAY, end))


def ask(person: Person, rule: Rule, day: date) -> Asked:
    """The ask of one day of the rule: of the first deputy who can be asked during the absence, else of the person."""
    for away in person.absences:
        if away.deputy and away.first <= day <= away.last and not is_away(away.deputy, day):
            asked_on = worked_day(away.deputy, rule, day)
            if asked_on is not None and away.first <= asked_on <= away.last:
                return ask_of(away.deputy, rule, day, stands_for=person.name)
    return ask_of(person, rule, day)


def ask_of(who: Person, rule: Rule, day: date, stands_for: str = "") -> Asked:
    period = period_name(day, rule.about or rule.kind)
    asked_on = worked_day(who, rule, day)
    if asked_on is None:
        return Asked(who=who.name, period=period)
    start, end = hours(who, asked_on) or (who.start, who.end)
    wall = rule.at if start <= rule.at < end else start
    at = max(instant(who.zone, asked_on, wall), instant(who.zone, asked_on, start))
    off = day_off(who, day)
    moved = (day, *off) if off else None
    until = deadline(who, at, rule.within)
    return Asked(who=who.name, period=period, at=at, deadline=until, stands_for=stands_for, moved=moved)


def worked_day(who: Person, rule: Rule, day: date) -> date | None:
    """The rule's day, or the nearest earlier one of its week, month, quarter or year on which this person works."""
    first, _ = ends_of(day, rule.kind)
    return next((earlier for earlier in reversed(list(walk(first, day))) if hours(who, earlier)), None)


def deadline(person: Person, at: datetime, within: str) -> datetime:
    count = int(within[:-1])
    return days_later(person, at, count) if within.endswith("d") else later(person, at, timedelta(hours=count))


def days_later(person: Person, moment: datetime, count: int) -> datetime:
    day = local(person, moment).date()
    while count:
        day += DAY
        count -= hours(person, day) is not None
    return instant(person.zone, day, local(person, moment).time())


def later(person: Person, moment: datetime, work: timedelta, step: timedelta = QUARTER) -> datetime:
    for begun in worked_steps(person, moment, step):
        work -= step
        if not work:
            return begun + step
    raise AssertionError("work never ends")


# The same people, as the product knows them.


def calendar_of(person: Person) -> WorkingCalendar:
    return WorkingCalendar(
        zone=person.zone,
        week=person.week,
        hours=Hours(start=person.start, end=person.end),
        holidays=person.countries,
        closed=person.closed,
        open=person.open,
        away=tuple((away.first, away.last) for away in person.absences),
    )


def respondent_of(person: Person) -> Respondent:
    stand_ins = tuple(
        StandIn(first=away.first, last=away.last, member=away.deputy.name, calendar=calendar_of(away.deputy))
        for away in person.absences
        if away.deputy
    )
    return Respondent(member=person.name, calendar=calendar_of(person), stand_ins=stand_ins)


def cadence_of(rule: Rule) -> Cadence:
    return Cadence(rule=rule.text, at=rule.at, within=rule.within, about=Span(rule.about) if rule.about else None)


def told(planned: PlannedAsk) -> Asked:
    """A planned ask in the words of the oracle."""
    if planned.absent:
        return Asked(who=planned.member, period=planned.period, stands_for=planned.stands_for)
    return Asked(
        who=planned.member,
        period=planned.period,
        at=planned.at,
        deadline=planned.deadline,
        stands_for=planned.stands_for,
        moved=moved_of(planned.moved),
    )


def moved_of(off: DayOff | None) -> tuple[date, str, str] | None:
    return (off.day, off.why.value, off.country) if off else None
