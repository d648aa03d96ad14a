"""What must be true within a row of `rules`: a rule that could never be evaluated is refused when it is written."""

from collections.abc import Callable, Iterator
from typing import Any

from pmo.control_charts import Signal
from pmo.gates import Gate
from pmo.rule_terms import WORDED, Figure, threshold
from pmo.rules import RuleKind
from pmo.trends import FEWEST_POINTS

Values = dict[str, Any]
Faults = Iterator[tuple[str, str]]
"""Columns and what is wrong in them."""

_COLOURS = ("green", "amber", "red")
_COUNTING = frozenset(
    (RuleKind.LIMIT, RuleKind.CHANGE, RuleKind.TREND, RuleKind.MISSING, RuleKind.SLIP, RuleKind.CONFLICT)
)
_COMPUTED_NOW = (Figure.COMPUTED, Figure.SPI, Figure.CPI, Figure.OVER_BUDGET)


def faults_of(values: Values) -> Faults:
    """Everything that is wrong in one rule, whatever the other rows say."""
    yield from _CHECKS[values["kind"]](values)
    if values["n"] and values["kind"] not in _COUNTING:
        yield "n", f"a rule of kind {values['kind']} counts nothing; leave the cell empty"
    if values["of"] and values["kind"] not in (RuleKind.ALL_OF, RuleKind.SLIP):
        yield "of", f"a rule of kind {values['kind']} joins no others; leave the cell empty"


def _needs(values: Values, *columns: str) -> Faults:
    for column in columns:
        if not values[column]:
            yield column, f"the cell is empty; a rule of kind {values['kind']} needs it"


def _limit(values: Values) -> Faults:
    yield from _needs(values, "indicator", "operator", "value")
    name = values["indicator"].casefold()
    if name in _COMPUTED_NOW and (values["n"] or 1) > 1:
        yield "n", f"{name} is known as it is now only; leave the cell empty"
    if name in WORDED and values["value"]:
        if values["value"].casefold() not in _COLOURS:
            yield "value", f'"{values["value"]}" is not a status; allowed: {", ".join(_COLOURS)}'
        elif (values["operator"], values["value"].casefold()) in (("<", "green"), (">", "red")):
            yield "value", f"no status is {values['operator']} {values['value']}: the rule would never hold"
        return
    yield from _number(values, share=name == Figure.OVER_BUDGET)


def _change(values: Values) -> Faults:
    yield from _needs(values, "indicator", "operator", "value")
    name = values["indicator"].casefold()
    if name in _COMPUTED_NOW or name in WORDED:
        yield "indicator", f"{name} has no earlier values to compare with; allowed: an indicator, or progress"
    yield from _number(values, share=True)


def _number(values: Values, *, share: bool) -> Faults:
    text = values["value"]
    found = threshold(text) if text and text.casefold() not in _COLOURS else None
    if text and found is None:
        also = ", or a share like 10%" if share else ""
        yield "value", f'"{text}" is not a number; allowed: a number in the unit of what is compared{also}'
    elif found is not None and found.share and not share:
        yield "value", f'"{text}" is a share; allowed: a number in the unit of the indicator'


def _slip(values: Values) -> Faults:
    yield from _needs(values, "operator", "value")
    yield from _number(values, share=True)
    if len(values["of"]) > 1:
        yield "of", "a slip is measured from one milestone; allowed: one code, or none for the project's start"


def _trend(values: Values) -> Faults:
    yield from _needs(values, "indicator", *(("operator",) if values["value"] else ()))
    yield from _number(values, share=False)
    if values["n"] and values["n"] < FEWEST_POINTS:
        yield (
            "n",
            f"of fewer than {FEWEST_POINTS} values no trend is told from chance; allowed: {FEWEST_POINTS} or more",
        )


def _run(values: Values) -> Faults:
    yield from _needs(values, "indicator")
    if values["value"] and values["value"] not in {str(int(signal)) for signal in Signal}:
        yield "value", f'"{values["value"]}" is none of Nelson\'s rules; allowed: 1, 2, 3, or empty for all of them'


def _stale(values: Values) -> Faults:
    yield from _number(values, share=False)
    found = threshold(values["value"]) if values["value"] else None
    if found is not None and found.number <= 0:
        yield "value", "so many intervals have always passed; allowed: more than 0, like 1.5"


def _past_gate(values: Values) -> Faults:
    yield from _needs(values, "value")
    if values["value"] and values["value"] not in set(Gate):
        yield "value", f'"{values["value"]}" is not a gate; allowed: {", ".join(Gate)}'


def _conflict(values: Values) -> Faults:
    if (values["n"] or 1) > len(_COLOURS) - 1:
        yield "n", "two statuses are at most 2 steps apart; allowed: 1 or 2"


def _all_of(values: Values) -> Faults:
    if not values["of"]:
        yield "of", "the cell is empty; all_of needs the codes of other rules"
    elif values["code"].casefold() in (other.casefold() for other in values["of"]):
        yield "of", "a rule cannot join itself"


def _any(_values: Values) -> Faults:
    yield from ()


_CHECKS: dict[RuleKind, Callable[[Values], Faults]] = {
    RuleKind.LIMIT: _limit,
    RuleKind.CHANGE: _change,
    RuleKind.TREND: _trend,
    RuleKind.RUN: _run,
    RuleKind.STALE: _stale,
    RuleKind.MISSING: _any,
    RuleKind.SLIP: _slip,
    RuleKind.ORDER: _any,
    RuleKind.PAST_GATE: _past_gate,
    RuleKind.CONFLICT: _conflict,
    RuleKind.ALL_OF: _all_of,
}
