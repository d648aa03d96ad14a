"""The rule UK-1 of the real portfolio, written as rules of the product and tried on the past.

A project rated green in a snapshot conflicts when its end moved since its snapshot before by more than a tenth of the
time between start and end that was promised then, or its whole-life cost grew by more than a tenth.
"""

import csv
from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from pmo.calendars import calendar_of_post
from pmo.firing import fires
from pmo.portfolio import HEADQUARTERS, Rag
from pmo.rules import Rule, RuleKind
from pmo.seen import seen_on
from pmo.working_time import working_days
from tests.pmo.real_portfolios import REAL, histories, missing

CALENDAR = calendar_of_post(HEADQUARTERS)
TENTH = Decimal("0.1")


def rule(code: str, kind: RuleKind, **terms: object) -> Rule:
    return Rule(code=code, kind=kind, severity=Rag.AMBER, owner_role="manager", **terms)  # type: ignore[arg-type]


RULES = [
    rule("GREEN", RuleKind.LIMIT, indicator="status", operator="=", value="green"),
    rule("END-MOVED", RuleKind.SLIP, indicator="END", operator=">", value="10%", n=1, of=("START",)),
    rule("COST-GREW", RuleKind.CHANGE, indicator="*.WLC", operator=">", value="10%", n=1),
    rule("UK-1-END", RuleKind.ALL_OF, of=("GREEN", "END-MOVED")),
    rule("UK-1-COST", RuleKind.ALL_OF, of=("GREEN", "COST-GREW")),
]
BY_KEY = {one.key: one for one in RULES}
UK_1 = [BY_KEY["uk-1-end"], BY_KEY["uk-1-cost"]]


def told_by_the_rules(as_of: date) -> set[str]:
    """The projects for which a rule holds on a day, among those that were reported that day."""
    found = set()
    for history in histories("uk"):
        if not any(report.period == as_of.isoformat() for report in history.reports):
            continue
        seen = seen_on(history, as_of, partial(working_days, CALENDAR))
        if any(fires(one, BY_KEY, seen) for one in UK_1):
            found.add(history.project.code)
    return found


# The same, straight from the files.


def rows(file: str) -> list[dict[str, str]]:
    with (REAL / "uk" / f"{file}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def told_by_the_files() -> dict[str, set[str]]:
    dates: dict[tuple[str, str], dict[str, date]] = defaultdict(dict)
    for row in rows("forecasts"):
        dates[row["project"], row["milestone"]][row["period"]] = date.fromisoformat(row["forecast_date"])
    costs: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for row in rows("measurements"):
        if row["indicator"].endswith(".WLC"):
            costs[row["project"]][row["period"]] = Decimal(row["value"])
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows("statuses"):
        project, now = row["project"], row["period"]
        if row["rag"] != "green":
            found[now] |= set()
            continue
        ends, starts = dates[project, "END"], dates[project, "START"]
        moved = conflicts = False
        earlier = [day for day in sorted(ends) if day < now]
        if now in ends and earlier:
            before = earlier[-1]
            begun = [day for day in sorted(starts) if day <= before]
            start = starts[begun[-1]] if begun else None
            if start is not None and (ends[before] - start).days > 0:
                moved = (ends[now] - ends[before]).days > TENTH * (ends[before] - start).days
        told = [day for day in sorted(costs[project]) if day < now]
        if now in costs[project] and told and costs[project][now] > 0 and costs[project][told[-1]] > 0:
            conflicts = costs[project][now] / costs[project][told[-1]] - 1 > TENTH
        found[now] |= {project} if moved or conflicts else set()
    return found


def test_the_projects_that_conflict_are_those_of_a_straightforward_computation() -> None:
    if missing("uk"):
        pytest.skip(missing("uk"))
    expected = told_by_the_files()
    found = {day: told_by_the_rules(date.fromisoformat(day)) for day in expected}
    assert found == dict(expected)
    assert sum(len(projects) for projects in found.values()) > 3
