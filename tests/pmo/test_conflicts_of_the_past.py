"""The rule UK-1 of the real portfolio, written as rules of the product and tried on the past.

A project rated green in a snapshot conflicts when its end moved since its snapshot before by more than a tenth of the
time between start and end that was promised then, or its whole-life cost grew by more than a tenth.
"""

import csv
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache, partial
from pathlib import Path

import pytest

from bot.files import read_sheets
from pmo.calendars import calendar_of_post
from pmo.importing.plan import check, decide
from pmo.portfolio import HEADQUARTERS
from pmo.rules import Rule
from pmo.trials import Past, looks
from pmo.working_time import working_days
from tests.pmo.real_portfolios import REAL, histories, missing

UK_1 = Path(__file__).parent / "uk_1"
"""The rule as a file of this product."""
CALENDAR = calendar_of_post(HEADQUARTERS)
TENTH = Decimal("0.1")


@cache
def rules() -> dict[str, Rule]:
    """As an import reads them from their file."""
    sheets = {**read_sheets(REAL / "uk"), **read_sheets(UK_1)}
    plan = check(sheets, defaultdict(dict), date(2026, 11, 1))
    decide(plan, {}, {})
    assert not plan.refused
    return {rule.key: rule for rule in plan.merges["rules"].documents()}


def told_by_the_rules(days: Sequence[date]) -> dict[str, set[str]]:
    """The projects for which a rule holds on each day, among those that were reported that day."""
    found: dict[str, set[str]] = {day.isoformat(): set() for day in days}
    for history in histories("uk"):
        reported = {report.period for report in history.reports}
        past = Past(history=history, working_days=partial(working_days, CALENDAR))
        for rule in (rules()[code] for code in ("uk-1-end", "uk-1-cost")):
            for day, told in zip(days, looks(rule, rules(), past, days), strict=True):
                if told and day.isoformat() in reported:
                    found[day.isoformat()].add(history.project.code)
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
    assert told_by_the_rules([date.fromisoformat(day) for day in sorted(expected)]) == dict(expected)
    assert sum(len(projects) for projects in expected.values()) > 3
