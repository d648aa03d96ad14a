"""The rhythms that people choose from, and the rules they stand for."""

import re
from enum import StrEnum


class Choice(StrEnum):
    """How often something is asked."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTH_LAST = "month last"
    MONTH_FIRST = "month first"
    QUARTER = "quarter"


WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_RULES = {
    Choice.WEEKLY: "FREQ=WEEKLY;BYDAY={day}",
    Choice.FORTNIGHTLY: "FREQ=WEEKLY;INTERVAL=2;BYDAY={day}",
    Choice.MONTH_LAST: "FREQ=MONTHLY;BYDAY=-1{day}",
    Choice.MONTH_FIRST: "FREQ=MONTHLY;BYDAY=1{day}",
    Choice.QUARTER: "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1{day}",
}


def rule_of(choice: Choice, weekday: int) -> str:
    """The RRULE of a choice on an ISO weekday, 1 to 7."""
    return _RULES[choice].format(day=WEEKDAYS[weekday - 1])


def choice_of(rule: str) -> tuple[Choice, int] | None:
    """The choice and ISO weekday that a rule stands for; None for any other rule."""
    parts = _parts(rule)
    found = re.search(r"(MO|TU|WE|TH|FR|SA|SU)$", parts.get("BYDAY", ""))
    if found is None:
        return None
    weekday = WEEKDAYS.index(found.group()) + 1
    return next(((choice, weekday) for choice in Choice if _parts(rule_of(choice, weekday)) == parts), None)


def _parts(rule: str) -> dict[str, str]:
    """The parts of a rule, whatever their order; those that say nothing are left out."""
    named = (part.partition("=") for part in rule.strip().upper().removeprefix("RRULE:").split(";") if part)
    found = {name: value for name, _, value in named}
    return {name: value for name, value in found.items() if (name, value) not in (("INTERVAL", "1"), ("WKST", "MO"))}
