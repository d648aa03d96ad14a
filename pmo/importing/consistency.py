"""What must be true within one row, whatever the others say."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal

from pmo.importing.columns import Values
from pmo.importing.rule_rows import faults_of
from pmo.indicators import Direction

Faults = Iterator[tuple[str, str]]
"""Columns and what is wrong in them."""

Check = Callable[[Values], Faults]


def _nothing(values: Values) -> Faults:
    yield from ()


def _project(values: Values) -> Faults:
    for column in ("end", "forecast_end"):
        if values["start"] and values[column] and values[column] < values["start"]:
            yield column, f"{values[column]} is before the start, {values['start']}"


def _deputy(values: Values) -> Faults:
    if values["deputy"] and values["deputy"].casefold() == values["member"].casefold():
        yield "deputy", f"{values['deputy']} cannot stand in for themselves"


def _absence(values: Values) -> Faults:
    if values["last"] < values["first"]:
        yield "to", f"{values['last']} is before the first day, {values['first']}"
    yield from _deputy(values)


def _indicator(values: Values) -> Faults:
    yield from _limits(values)
    low, high = values["min"], values["max"]
    if low is not None and high is not None and high < low:
        yield "max", f"{high} is less than min, {low}"


def _limits(values: Values) -> Faults:
    """Red must be the worse limit: the lower one where higher is better, the wider one of a band."""
    direction, amber, red = values["direction"], values["amber"], values["red"]
    if direction is Direction.BAND:
        yield from _band(values["target"], amber, red)
    elif amber is not None and red is not None and (amber < red if direction is Direction.HIGHER else red < amber):
        side = "above" if direction is Direction.HIGHER else "below"
        yield "red", f"{red} is {side} amber, {amber}; where {direction} is better, red must be the worse limit"


def _band(target: Decimal | None, amber: Decimal | None, red: Decimal | None) -> Faults:
    for column, limit in (("amber", amber), ("red", red)):
        if limit is not None and limit < 0:
            yield column, f"{limit} is negative; in a band it is the allowed distance from the target"
        if limit is not None and target is None:
            yield "target", "the cell is empty; a band with limits needs a target"
            return
    if amber is not None and red is not None and red < amber:
        yield "red", f"{red} is less than amber, {amber}; the distance for red must be the wider one"


def _milestone(values: Values) -> Faults:
    own = f"{values['project']}/{values['code']}".casefold()
    if own in (other.casefold() for other in values["after"]):
        yield "after", "a milestone cannot come after itself"


CHECKS: defaultdict[str, Check] = defaultdict(
    lambda: _nothing,
    projects=_project,
    assignments=_deputy,
    absences=_absence,
    indicators=_indicator,
    milestones=_milestone,
    rules=faults_of,
)
"""By file."""
