"""What is wrong with a typed value, in a sentence that says what is possible."""

from collections.abc import Mapping
from decimal import Decimal

from locales import Say
from pmo.forms import FAR_YEARS, TEXT_LIMIT, Problem, Wrong

_ENDLESS = 10**15
"""A limit from here on is only there for the storage: nobody is told of it."""


def in_words(problems: Mapping[str, Wrong], say: Say) -> dict[str, str]:
    """The sentence of each field."""
    return {name: sentence(wrong, say) for name, wrong in problems.items()}


def sentence(wrong: Wrong, say: Say) -> str:
    """What was wrong and what would be right."""
    match wrong.problem:
        case Problem.TOO_LONG:
            limit = wrong.field.longest if wrong.field else TEXT_LIMIT
            return say("This text is too long: up to {limit} characters are possible.", limit=limit)
        case Problem.OUT_OF_RANGE:
            return _range(wrong, say)
        case Problem.TOO_PRECISE:
            decimals = (wrong.field.decimals if wrong.field else None) or 0
            if not decimals:
                return say("Write a whole number without separators, like 12000.")
            return say.plural(
                "At most {n} digit after the point is possible.",
                "At most {n} digits after the point are possible.",
                decimals,
            )
    return _plain(say)[wrong.problem]


def _range(wrong: Wrong, say: Say) -> str:
    low, high = (wrong.field.low, wrong.field.high) if wrong.field else (None, None)
    if low is not None and (high is None or high >= _ENDLESS):
        return say("A number of at least {low} is expected.", low=_number(low, say))
    if low is not None and high is not None:
        return say("A number from {low} to {high} is expected.", low=_number(low, say), high=_number(high, say))
    return say("A number of at most {high} is expected.", high=_number(high or Decimal(0), say))


def _number(value: Decimal, say: Say) -> str:
    return say.number(value)


def _plain(say: Say) -> dict[Problem, str]:
    return {
        Problem.NO_SUCH_STATUS: say("Choose green, amber or red."),
        Problem.NOTHING_TO_KEEP: say("There is no earlier status to keep: choose one."),
        Problem.NOT_A_PERCENTAGE: say("Progress is a whole number from 0 to 100."),
        Problem.NOT_A_DATE: say("This is not a date; write it as 2026-03-31."),
        Problem.DATE_TOO_FAR: say("This date is more than {n} years away.", n=FAR_YEARS),
        Problem.DATE_PASSED: say("This date has passed: tick “Reached”, or give a new date."),
        Problem.DATE_TO_COME: say("This date is still to come, so the milestone is not reached yet."),
        Problem.NOT_A_NUMBER: say("This is not a number."),
        Problem.NO_REASON: say("The period is closed: say why you correct it."),
    }
