"""What a row of `rules` looks at must exist: an indicator, a milestone or another rule, as its kind says."""

from collections.abc import Iterator, Mapping
from typing import Any

from pmo.importing.references import Known, spelled_as, unknown
from pmo.rule_terms import EVERY, Figure
from pmo.rules import RuleKind

Values = dict[str, Any]
Faults = Iterator[tuple[str, str]]

_WITH_FIGURES = (RuleKind.LIMIT, RuleKind.CHANGE)
_WITH_INDICATORS = (*_WITH_FIGURES, RuleKind.TREND, RuleKind.RUN, RuleKind.STALE)


def resolve(values: Values, names: Mapping[str, Known], kinds: Mapping[str, RuleKind]) -> Faults:
    """Note what does not exist, and give what does the spelling it has.

    Args:
        names: what rows may refer to, by file.
        kinds: of all rules that will be there, by key.
    """
    kind, name = values["kind"], values["indicator"]
    if kind is RuleKind.SLIP:
        yield from _milestones(values, names)
    elif kind is RuleKind.ALL_OF:
        yield from _rules(values, names, kinds)
    if not name or kind is RuleKind.SLIP:
        return
    if kind not in _WITH_INDICATORS:
        yield "indicator", f"a rule of kind {kind} looks at no indicator; leave the cell empty"
    elif name.casefold() in set(Figure):
        values["indicator"] = name.casefold()
        if kind not in _WITH_FIGURES:
            yield "indicator", f"a rule of kind {kind} looks at measured indicators only, not at {name.casefold()}"
    else:
        yield from _indicator(values, name, names)


def _indicator(values: Values, name: str, names: Mapping[str, Known]) -> Faults:
    if name.startswith(EVERY):
        ending = name.removeprefix("*").casefold()
        if names["indicators"].certain and not any(key.endswith(ending) for key in names["indicators"].live):
            yield "indicator", f"no indicator ends in {name.removeprefix('*')}"
        return
    found = spelled_as(name, ("indicators",), names, archived_too=False)
    if found is None:
        yield "indicator", unknown(name, ("indicators",), names)
    values["indicator"] = found or name


def _milestones(values: Values, names: Mapping[str, Known]) -> Faults:
    scope = values["scope"].casefold()
    of_one = scope in names["projects"].live
    parts = [key.partition("/") for key in names["milestones"].live]
    known = {code for project, _, code in parts if project == scope or not of_one}
    for column, codes in (("indicator", (values["indicator"],)), ("of", values["of"])):
        for code in codes:
            if code and names["milestones"].certain and code.casefold() not in known:
                where = f"{values['scope']} has no milestone" if of_one else "no project has a milestone"
                yield column, f"{where} {code}"


def _rules(values: Values, names: Mapping[str, Known], kinds: Mapping[str, RuleKind]) -> Faults:
    for code in values["of"]:
        if spelled_as(code, ("rules",), names, archived_too=False) is None:
            yield "of", unknown(code, ("rules",), names)
        elif kinds.get(code.casefold()) is RuleKind.ALL_OF:
            yield "of", f"{code} joins other rules itself; name the rules it joins"
