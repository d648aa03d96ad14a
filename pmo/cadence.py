"""Rhythms: when something is asked, of whom, about which period, and until when one may answer (DESIGN §5)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from pmo.calendars import DayOff, WorkingCalendar
from pmo.periods import Period, Span, period, period_of
from pmo.recurrence import LOOK_BACK, BadRule, last_in_each, last_occurrence, occurrences, span_of
from pmo.respondents import Respondent
from pmo.working_time import days_later, later

_WITHIN = re.compile(r"([1-9]\d{0,2})([dh])", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """When something is asked, in local terms, and how long one may answer.

    Attributes:
        rule: RRULE text (`recurrence`).
        at: local wall time of asking.
        within: `Nd` working days or `Nh` working hours.
        about: the kind of period asked about where it is not that of the rule: what is asked less often than the rule
            falls is asked on the last of its days in that period.
    """

    rule: str
    at: time
    within: str
    about: Span | None = None

    @property
    def span(self) -> Span:
        """The kind of period it asks about."""
        return self.about or span_of(self.rule)

    def days(self, first: date) -> Iterator[date]:
        """Local days on which it asks, before anybody's calendar moves them, from `first` on."""
        return last_in_each(self.rule, self.about, first) if self.about else occurrences(self.rule, first)

    def days_back(self, last: date) -> Iterator[date]:
        """The same days in reverse, from `last` back."""
        day = last_occurrence(self.rule, last)
        while day is not None:
            last_of_period = next(self.days(day), None)
            if last_of_period is not None and last_of_period <= last:
                yield last_of_period
            day = last_occurrence(self.rule, period_of(day, self.span).first - timedelta(days=1))

    def period_of(self, day: date) -> Period:
        """What it asks about on one of its days."""
        return period_of(day, self.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAsk:
    """One asking instant of one person.

    Attributes:
        period: name of what the question is about.
        member: member id of who is asked.
        at, deadline: UTC.
        stands_for: member id of the absent person in whose place the member is asked; empty for nobody.
        moved: the rule's own day and why it is not worked, when the ask was moved from it.
        absent: nobody is asked: the person works on no day of the period up to the rule's own.
        made_up: the instant had passed when it became known and was moved to the next working minute.
    """

    period: str
    member: str
    at: datetime
    deadline: datetime
    stands_for: str = ""
    moved: DayOff | None = None
    absent: bool = False
    made_up: bool = False


def moved(day: date, span: Span, calendar: WorkingCalendar) -> date | None:
    """The day itself when it is worked, else the nearest earlier working day of its period, else None."""
    first = period_of(day, span).first
    while day >= first:
        if calendar.span(day) is not None:
            return day
        day -= timedelta(days=1)
    return None


def planned(cadence: Cadence, day: date, who: Respondent) -> PlannedAsk:
    """The ask of this person for one day of the rule; of the deputy when the person is away on that day."""
    for stand_in in who.stand_ins_on(day):
        ask = _planned(cadence, day, stand_in.calendar)
        # Moved out of the absence it would be put to somebody who has no say then.
        if not ask.absent and stand_in.first <= stand_in.calendar.local(ask.at).date() <= stand_in.last:
            return replace(ask, member=stand_in.member, stands_for=who.member)
    return replace(_planned(cadence, day, who.calendar), member=who.member)


@lru_cache(maxsize=4096)
def _planned(cadence: Cadence, day: date, calendar: WorkingCalendar) -> PlannedAsk:
    """The ask of somebody with this calendar: thousands share it, so it is worked out once for all of them."""
    worked = moved(day, span_of(cadence.rule), calendar)
    at = calendar.at(day, cadence.at) if worked is None else asking_instant(worked, cadence.at, calendar)
    return PlannedAsk(
        period=cadence.period_of(day).name,
        member="",
        at=at,
        deadline=deadline(at, cadence.within, calendar),
        moved=None if worked == day else calendar.day_off(day),
        absent=worked is None,
    )


def asking_instant(day: date, wall: time, calendar: WorkingCalendar) -> datetime:
    """The UTC instant of a local time on a working day; of the start of work when it lies outside its hours."""
    hours = calendar.hours_on(day)
    inside = hours.start <= wall < hours.end
    # Where clocks skip the start of work, it is later than a wall time inside the hours may say.
    return max(calendar.at(day, wall if inside else hours.start), calendar.at(day, hours.start))


def deadline(at: datetime, within: str, calendar: WorkingCalendar) -> datetime:
    """Until when an ask made at this instant is on time, in UTC (`Nd` or `Nh`, DESIGN §5)."""
    found = _WITHIN.fullmatch(within)
    if found is None:
        raise BadRule(f"{within!r} is neither days (1d) nor hours (6h)")
    count = int(found.group(1))
    return days_later(calendar, at, count) if found.group(2) == "d" else later(calendar, at, timedelta(hours=count))


def plans(cadence: Cadence, who: Respondent, now: datetime) -> Iterator[PlannedAsk]:
    """Asks in order of the rule's days, from the first on whose window is still open at `now`."""
    first = today = who.calendar.local(now).date()
    for day in cadence.days_back(today):
        if planned(cadence, day, who).deadline <= now:
            break
        first = day
    for day in cadence.days(first):
        yield planned(cadence, day, who)


def next_ask(
    cadence: Cadence, who: Respondent, now: datetime, asked: Callable[[PlannedAsk], bool]
) -> PlannedAsk | None:
    """What is to be asked next, at or after `now`; `asked` tells what was asked, or needs no asking, already.

    An instant that has passed is made up at the next working minute while its window is open. Who is absent is told
    too, so that it can be noted.
    """
    for ask in plans(cadence, who, now):
        if asked(ask):
            continue
        if ask.at >= now or (ask.absent and now < ask.deadline):
            return ask
        made_up = who.calendar_of(ask.member).next_working(_whole_minute(now))
        if not ask.absent and made_up < ask.deadline:
            return replace(ask, at=made_up, made_up=True)
    return None


def _whole_minute(instant: datetime) -> datetime:
    """The instant itself at a full minute, else the next full minute."""
    rest = timedelta(seconds=instant.second, microseconds=instant.microsecond)
    return instant + timedelta(minutes=1) - rest if rest else instant


@lru_cache(maxsize=4096)
def closing(cadence: Cadence, name: str, calendar: WorkingCalendar, after: int = 1) -> datetime:
    """When a period closes: the `after`-th regular asking instant after it (DESIGN §5), in UTC."""
    following = cadence.days(period(name).last + timedelta(days=1))
    for _ in range(after - 1):
        next(following)
    return calendar.at(next(following), cadence.at)


def current_period(cadence: Cadence, now: datetime, calendar: WorkingCalendar) -> Period | None:
    """The last period whose regular asking instant is before `now`; None before the first one."""
    today = calendar.local(now).date()
    found: Period | None = None
    for day in cadence.days(today - LOOK_BACK):
        if calendar.at(day, cadence.at) >= now:
            break
        found = cadence.period_of(day)
    return found
