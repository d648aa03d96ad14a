"""Forms: which fields a card asks for, what each may hold, and how what was typed is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pmo.portfolio import Rag

TEXT_LIMIT = 1000
"""Characters in a text."""
TITLE_LIMIT = 200
"""Characters in what something is called."""
NAME_LIMIT = 120
"""Characters in the name of somebody."""
FAR_YEARS = 50
"""Dates are taken from so many years before to so many years after today."""
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

ReadNumber = Callable[[str], Decimal | None]
"""Reads a number as a person may write it; None for anything else."""


class Kind(StrEnum):
    """What a field holds."""

    STATUS = "status"
    PERCENT = "percent"
    DATE = "date"
    TEXT = "text"
    NUMBER = "number"
    TICK = "tick"


class Problem(StrEnum):
    """What can be wrong with a typed value."""

    NO_SUCH_STATUS = "no such status"
    NOTHING_TO_KEEP = "nothing to keep"
    NOT_A_PERCENTAGE = "not a percentage"
    NOT_A_DATE = "not a date"
    DATE_TOO_FAR = "date too far"
    DATE_PASSED = "date passed"
    DATE_TO_COME = "date to come"
    TOO_LONG = "too long"
    NOT_A_NUMBER = "not a number"
    OUT_OF_RANGE = "out of range"
    TOO_PRECISE = "too precise"
    NO_REASON = "no reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form.

    Attributes:
        low, high: the inclusive range of a number; None for no limit.
        decimals: digits a number may have after the point; None for any.
        longest: characters of a text.
    """

    kind: Kind
    low: Decimal | None = None
    high: Decimal | None = None
    decimals: int | None = None
    longest: int = TEXT_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What is wrong with a typed value, and what would be right.

    Attributes:
        field: what the value was typed into; None for the form as a whole.
    """

    problem: Problem
    field: Field | None = None


STATUS_FIELDS: dict[str, Field] = {
    "rag": Field(kind=Kind.STATUS),
    "progress": Field(kind=Kind.PERCENT),
    "forecast_end": Field(kind=Kind.DATE),
    "summary": Field(kind=Kind.TEXT),
    "blockers": Field(kind=Kind.TEXT),
}
FOLLOW_UP_FIELDS: dict[str, Field] = {
    "cause": Field(kind=Kind.TEXT),
    "action": Field(kind=Kind.TEXT),
    "action_owner": Field(kind=Kind.TEXT, longest=NAME_LIMIT),
    "action_by": Field(kind=Kind.DATE),
    "help": Field(kind=Kind.TEXT),
    "help_from": Field(kind=Kind.TEXT, longest=NAME_LIMIT),
}
"""What is asked about an amber or red status."""
_MONEY = Field(kind=Kind.NUMBER, low=Decimal(0), high=Decimal(10**15), decimals=2)
COST_FIELDS: dict[str, Field] = {"planned_cost": _MONEY, "actual_cost": _MONEY}
PMO = "pmo"
"""Says in `help_from` that the PMO is asked, whoever of it."""
REASON = "reason"
REASON_FIELD = Field(kind=Kind.TEXT)


def problem_of(field: Field, text: str, today: date, read_number: ReadNumber) -> Wrong | None:
    """What is wrong with a value that was typed into a field; an empty one is right."""
    if not text:
        return None
    found = _PROBLEMS[field.kind](field, text, today, read_number)
    return Wrong(problem=found, field=field) if found else None


def _status_problem(_field: Field, text: str, _today: date, _read: ReadNumber) -> Problem | None:
    return None if text.lower() in set(Rag) else Problem.NO_SUCH_STATUS


def _percent_problem(_field: Field, text: str, _today: date, read: ReadNumber) -> Problem | None:
    return None if percentage(text, read) is not None else Problem.NOT_A_PERCENTAGE


def _date_problem(_field: Field, text: str, today: date, _read: ReadNumber) -> Problem | None:
    day = day_of(text)
    if day is None:
        return Problem.NOT_A_DATE
    return Problem.DATE_TOO_FAR if abs(day.year - today.year) > FAR_YEARS else None


def _text_problem(field: Field, text: str, _today: date, _read: ReadNumber) -> Problem | None:
    return Problem.TOO_LONG if len(text) > field.longest else None


def _number_problem(field: Field, text: str, _today: date, read: ReadNumber) -> Problem | None:
    value = read(without_sign(text))
    if value is None:
        return Problem.NOT_A_NUMBER
    if (field.low is not None and value < field.low) or (field.high is not None and value > field.high):
        return Problem.OUT_OF_RANGE
    return Problem.TOO_PRECISE if field.decimals is not None and _is_too_precise(value, field.decimals) else None


def _is_too_precise(value: Decimal, decimals: int) -> bool:
    """Whether it has more digits than the field; noughts count when they may have been meant as thousands: `12.000`."""
    typed = -int(value.as_tuple().exponent)
    return value != round(value, decimals) or (typed > decimals and typed % 3 == 0)


def _no_problem(_field: Field, _text: str, _today: date, _read: ReadNumber) -> Problem | None:
    return None


_PROBLEMS: dict[Kind, Callable[[Field, str, date, ReadNumber], Problem | None]] = {
    Kind.STATUS: _status_problem,
    Kind.PERCENT: _percent_problem,
    Kind.DATE: _date_problem,
    Kind.TEXT: _text_problem,
    Kind.NUMBER: _number_problem,
    Kind.TICK: _no_problem,
}


def without_sign(text: str) -> str:
    """A number without the percent sign that people put behind it."""
    return text.strip().removesuffix("%").strip()


def percentage(text: str, read_number: ReadNumber) -> int | None:
    """A whole percentage from 0 to 100, with or without its sign; None for anything else."""
    value = read_number(without_sign(text))
    return int(value) if value is not None and 0 <= value <= 100 and value == int(value) else None


def day_of(text: str) -> date | None:
    """The day of an ISO date; None for anything else, the other forms that `fromisoformat` takes included."""
    try:
        return date.fromisoformat(text) if _ISO_DATE.fullmatch(text) else None
    except ValueError:
        return None


def is_ticked(text: str) -> bool:
    """Whether a tick is set; clients send `true` as a word or as a truth value."""
    return text.strip().lower() == "true"


def written(value: object) -> str | None:
    """A client's value as text, with one sign for the end of a line; a whole number written as `60.0` stays one.

    None for a value that is not there, and for lists and objects, which no field sends.
    """
    if not isinstance(value, str | int | float):
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()
