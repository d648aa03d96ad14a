"""Who hears of an alert that nobody takes, and when: the ladder of DESIGN §6.

A rung is reached when so many working days have passed since the alert was told, counted on the calendar of the person
it waited for until then; never before a working day after the rung below it.
"""

from dataclasses import dataclass
from datetime import datetime

from pmo.alerts import Alert, Cause, What
from pmo.calendars import WorkingCalendar
from pmo.portfolio import Rag
from pmo.whom import Whom
from pmo.working_time import days_later


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step up.

    Attributes:
        after: working days since the alert was told.
        waits_for: who has not reacted by then, and by whose calendar the days are counted.
        tells: who hears of it.
    """

    after: int
    waits_for: Whom
    tells: Whom


_OWNER = Rung(after=2, waits_for=Whom.MANAGER, tells=Whom.OWNER)
_RED = (_OWNER, Rung(after=5, waits_for=Whom.OWNER, tells=Whom.STEERING))
_BUDGET = (Rung(after=2, waits_for=Whom.MANAGER, tells=Whom.STEERING),)


def rungs(alert: Alert) -> tuple[Rung, ...]:
    """The ladder of an alert; an amber one stays where it is, counted, and in the digest."""
    if alert.cause is Cause.CONFLICT:
        return (_OWNER,)
    if alert.cause is Cause.BUDGET:
        return _BUDGET
    return _RED if alert.rag is Rag.RED else ()


def next_rung(alert: Alert) -> Rung | None:
    """The rung that an alert climbs next if nobody takes it; None when it stays where it is."""
    left = rungs(alert)[alert.climbed :]
    return left[0] if left and alert.is_waiting and alert.waiting_since is not None else None


def climbs_at(rung: Rung, alert: Alert, calendar: WorkingCalendar) -> datetime:
    """When a rung of an alert that waits is reached (UTC).

    Whoever was told last has a working day for it, even when the service or the person before them was away for long.

    Args:
        calendar: of the person it waits for, absences included; what is told outside working time is heard when that
            begins.
    """
    since = alert.waiting_since
    assert since is not None, "it waits"
    at = days_later(calendar, calendar.next_working(since), rung.after)
    told = [step.at for step in alert.past if step.what is What.ESCALATED and step.at >= since]
    return max(at, days_later(calendar, calendar.next_working(told[-1]), 1)) if told else at
