"""History speaks of periods that have begun: a mistyped year would stand before every later answer."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import chain

from pmo.importing.columns import Values
from pmo.importing.reading import Reading
from pmo.importing.sheets import Findings
from pmo.periods import Span, period

AHEAD = timedelta(days=7)
"""So far ahead of its first day a period is reported about: people close a week early before a holiday."""


def note_not_begun(readings: Mapping[str, Reading], today: date, findings: Findings) -> None:
    """Note every status, measurement, forecast and actual cost of a period that begins later than `AHEAD` of today.

    A date may be any day of a month that has begun, since snapshots carry the date that closes them. A cost of which
    nothing was spent is a plan and may lie ahead.
    """
    for reading in readings.values():
        for row in chain(reading.rows, reading.faulty) if reading.layout.history else ():
            name = row.values.get("period")
            if name and not _is_plan(reading.layout.name, row.values) and _begins(name) > today + AHEAD:
                message = (
                    f"{name} has not begun, today is {today}; "
                    f"allowed: periods that begin within {AHEAD.days} days, and the dates of a month that does"
                )
                findings.error(reading.layout.name, row.number, "period", message)


def _is_plan(file: str, values: Values) -> bool:
    return file == "costs" and not values.get("actual_cost") and values.get("planned_cost") is not None


def _begins(name: str) -> date:
    found = period(name)
    return found.first.replace(day=1) if found.span is Span.DAY else found.first
