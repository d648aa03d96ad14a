"""A rule that could never hold where it looks, or of the values there can be, is refused when it is written."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from pmo.importing.references import Known
from pmo.rule_terms import EVERY, Figure, threshold
from pmo.rules import RuleKind

Values = dict[str, Any]
Faults = Iterator[tuple[str, str]]
Of = Callable[[str, str, str], Any]
"""An attribute of the row of a file with a code, as it will be; None without such a row."""


def faults_of(values: Values, names: Mapping[str, Known], of: Of) -> Faults:
    """What keeps a rule, whose codes are known, from ever holding."""
    name, scope = values["indicator"], values["scope"]
    if values["kind"] is RuleKind.ALL_OF:
        yield from _joined(values, of)
    if not name or values["kind"] is RuleKind.SLIP or name.casefold() in set(Figure):
        return
    if name.startswith(EVERY):
        ending = name.removeprefix("*").casefold()
        places = [of("indicators", key, "project") for key in names["indicators"].live if key.endswith(ending)]
        if scope and places and not any(_meet(place or "", scope, of) for place in places):
            yield "indicator", f"no indicator of {scope} ends in {name.removeprefix('*')}"
        return
    project = of("indicators", name, "project") or ""
    if scope and project and not _meet(project, scope, of):
        yield "indicator", f"{name} is an indicator of {project}, not of {scope}"
    if values["kind"] is RuleKind.LIMIT:
        yield from _out_of_range(values, of)


def _joined(values: Values, of: Of) -> Faults:
    for code in values["of"]:
        scope = of("rules", code, "scope") or ""
        if scope and values["scope"] and not _meet(scope, values["scope"], of):
            yield "of", f"{code} looks at {scope} alone, not at {values['scope']}"


def _meet(one: str, other: str, of: Of) -> bool:
    """Whether two scopes, each a project or a program, have something in common."""
    home, other_home = of("projects", one, "program"), of("projects", other, "program")
    if home and other_home:
        return one.casefold() == other.casefold()
    return str(home or one).casefold() == str(other_home or other).casefold()


def _out_of_range(values: Values, of: Of) -> Faults:
    found, name = threshold(values["value"]), values["indicator"]
    low: Decimal | None = of("indicators", name, "min")
    high: Decimal | None = of("indicators", name, "max")
    if found is None or found.share:
        return
    if high is not None and values["operator"] in (">", ">=", "=") and _beyond(found.number, high, values["operator"]):
        yield "value", f"no value of {name} is {values['operator']} {values['value']}: it is {high} at most"
    if low is not None and values["operator"] in ("<", "<=", "=") and _beyond(-found.number, -low, values["operator"]):
        yield "value", f"no value of {name} is {values['operator']} {values['value']}: it is {low} at least"


def _beyond(number: Decimal, most: Decimal, comparison: str) -> bool:
    return number >= most if comparison in ("<", ">") else number > most
