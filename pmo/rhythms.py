"""The rhythm of everything that comes again: check-ins of projects and indicators, and digests (DESIGN §5)."""

from datetime import datetime, time, timedelta

from pmo.cadence import Cadence, asking_instant, current_period, moved
from pmo.calendars import WorkingCalendar
from pmo.indicators import SPANS, Indicator
from pmo.periods import Span, period, period_of
from pmo.portfolio import Program, Project
from pmo.recurrence import occurrences, span_of

_ITSELF = Program(code="", name="")
"""Has the default rhythm, for indicators of the portfolio as a whole."""


def cadence_of_program(program: Program) -> Cadence:
    """When a program asks for status."""
    return Cadence(rule=program.checkin_rule, at=program.ask_at, within=program.answer_within)


def cadence_of(project: Project, program: Program) -> Cadence:
    """The project's own rule, else its program's; hours and window are the program's."""
    return Cadence(rule=project.checkin_rule or program.checkin_rule, at=program.ask_at, within=program.answer_within)


def cadence_of_indicator(indicator: Indicator, project: Project | None, program: Program | None) -> Cadence:
    """That of the indicator's scope; what is measured less often is asked in the last check-in of its period."""
    base = cadence_of(project, program or _ITSELF) if project else cadence_of_program(program or _ITSELF)
    about = SPANS[indicator.frequency]
    return base if about is span_of(base.rule) else Cadence(rule=base.rule, at=base.at, within=base.within, about=about)


def costs_asked(cadence: Cadence, period_name: str) -> str:
    """The period whose costs are asked with a report: a month in its last check-in, or a longer one; empty for none."""
    about = period(period_name)
    if about.span is not Span.WEEK:
        return period_name
    day = next(occurrences(cadence.rule, about.first))
    if day not in about:
        return ""  # a week without a check-in: the rhythm is another one by now
    monthly = Cadence(rule=cadence.rule, at=cadence.at, within=cadence.within, about=Span.MONTH)
    return monthly.period_of(day).name if next(monthly.days(day)) == day else ""


def spoken_of(program: Program, calendar: WorkingCalendar, at: datetime) -> str:
    """A digest speaks of the last period whose regular asking instant is before it."""
    found = current_period(cadence_of_program(program), at, calendar)
    return found.name if found else ""


def own_period(project: Project, program: Program, calendar: WorkingCalendar, at: datetime) -> str:
    """The period a project of another rhythm than its program's was last to report about; empty for the others."""
    if not project.checkin_rule or project.checkin_rule == program.checkin_rule:
        return ""
    found = current_period(cadence_of(project, program), at, calendar)
    return found.name if found else ""


def next_digest(program: Program, calendar: WorkingCalendar, after: datetime) -> datetime | None:
    """The first digest instant after `after` (UTC)."""
    return next_by(program.digest_rule, program.digest_at, calendar, after)


def next_by(rule: str, at: time, calendar: WorkingCalendar, after: datetime) -> datetime | None:
    """The first instant of a rule after `after` (UTC); a day off moves like an ask, an hour outside work to its start.

    Args:
        at: local wall time.
    """
    span = span_of(rule)
    for day in occurrences(rule, period_of(calendar.local(after).date(), span).first):
        worked = moved(day, span, calendar)
        if worked is None:
            continue
        instant = asking_instant(worked, at, calendar)
        if instant > after:
            return instant
    return None


def last_digest(program: Program, calendar: WorkingCalendar, at: datetime, now: datetime) -> datetime:
    """The last digest instant from `at` to `now`: after a long silence only the latest digest is worth posting."""
    while (following := next_digest(program, calendar, at)) is not None and following <= now:
        at = following
    return at


def digest_before(program: Program, calendar: WorkingCalendar, at: datetime) -> datetime:
    """The last digest instant before `at` (UTC) by the rule, posted or not; two years earlier where there is none."""
    for days in _LOOKED_BACK:
        found = next_digest(program, calendar, at - timedelta(days=days))
        if found is not None and found < at:
            return last_digest(program, calendar, found, at - timedelta(microseconds=1))
    return at - timedelta(days=_LOOKED_BACK[-1])


_LOOKED_BACK = (8, 32, 100, 400, 800)
"""Days: enough for a rule of weeks, months, quarters, years."""
