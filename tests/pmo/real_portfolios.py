"""The real portfolios that lie beside a checkout, as histories; none on a machine without them."""

import os
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot.files import read_sheets
from pmo.facts import History
from pmo.importing.plan import check, decide
from pmo.milestones import milestone_key
from pmo.portfolio import code_key

REAL = Path(os.environ.get("PORTFOLIO_SAMPLES") or Path(__file__).resolve().parents[3] / "shared" / "portfolio")


def missing(name: str) -> str:
    """Why a portfolio cannot be looked at; empty when it can."""
    return (
        ""
        if (REAL / name).is_dir()
        else f"the portfolio {name} is not on this machine; PORTFOLIO_SAMPLES says where it is"
    )


@cache
def tables(name: str) -> dict[str, list[Any]]:
    """The documents of each file, as an import into an empty store makes them."""
    plan = check(read_sheets(REAL / name), defaultdict(dict), date(2026, 11, 1))
    decide(plan, {}, {})
    assert not plan.refused
    merged = {file: list(found.documents()) for file, found in plan.merges.items()}
    return merged | {file: [*found.new, *found.changed] for file, found in plan.additions.items()}


@cache
def histories(name: str) -> list[History]:
    """One a project."""
    rows = tables(name)
    return [
        History(
            project=project,
            reports=of_project(rows["statuses"], project.code),
            milestones=of_project(rows.get("milestones", []), project.code),
            forecasts=by_key(rows.get("forecasts", []), lambda row: milestone_key(row.project, row.milestone)),
            costs=of_project(rows["costs"], project.code),
            indicators={one.key: ((date.min, one),) for one in of_project(rows.get("indicators", []), project.code)},
            measurements=by_key(rows.get("measurements", []), lambda row: code_key(row.indicator)),
        )
        for project in rows["projects"]
    ]


def of_project(rows: list[Any], code: str) -> list[Any]:
    """The rows about a project."""
    return [row for row in rows if code_key(row.project) == code_key(code)]


def by_key(rows: list[Any], key: Any) -> dict[str, list[Any]]:
    """The rows by what they are about."""
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found
