"""The reference of the portfolio question: a loop over plain dicts with the same filters, rights and sums."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from benchmarks.portfolios import TODAY, documents, programs
from locales.folding import folded

Row = Mapping[str, Any]
_SEVERITY = {"red": 4, "amber": 2, "green": 0, None: 1}


def rows(projects: int, weeks: tuple[str, ...]) -> list[Row]:
    """What is known of each project, all that rights and filters need, in the order of codes."""
    led = {program.code: program for program in programs(projects)}
    return [_row(documents(number, projects, weeks), led) for number in range(projects)]


def _row(found: dict[str, list[Any]], led: Mapping[str, Any]) -> Row:
    project, report = found["projects"][0], found["standings"][0].report
    return {
        "code": project.code,
        "text": folded(f"{project.code} {project.name} {project.program}"),
        "program": project.program,
        "manager": project.manager,
        "owner": project.owner,
        "leader": led[project.program].manager,
        "closed": project.phase == "closed",
        "restricted": project.classification == "restricted",
        "assigned": {row.member: row.role for row in found["assignments"]},
        "rag": report.rag.value,
        "computed": found["judgements"][0].whole.colour.value,
        "end": report.forecast_end,
        "promised": project.end,
        "said": report.answered_at.date(),
        "answered": any(ask.answered_version for ask in found["asks"]),
        "values": {folded(one.indicator): one.value for one in found["latest"]},
    }


def answer(table: list[Row], asker: str, role: str, channel: str, wanted: Mapping[str, Any]) -> tuple[list[Row], Any]:
    """The rows that somebody may see and wants, in order, and how many there are of each status."""
    found = []
    for row in table:
        if row["closed"] or not _may_see(row, asker, role, channel) or not _is_wanted(row, asker, wanted):
            continue
        found.append(row)
    if "sort" in wanted:
        found.sort(key=lambda row: row[wanted["sort"]])
    else:
        found.sort(key=_rank)
    return found, Counter([row["rag"] for row in found])


def _may_see(row: Row, asker: str, role: str, channel: str) -> bool:
    if channel:
        return bool(row["program"] == channel and not row["restricted"])
    if role in ("pmo", "management"):
        return True
    return asker in (row["manager"], row["owner"], row["leader"]) or asker in row["assigned"]


def _is_wanted(row: Row, asker: str, wanted: Mapping[str, Any]) -> bool:
    if "rag" in wanted and row["rag"] != wanted["rag"]:
        return False
    if "late" in wanted and not row["end"] > row["promised"]:
        return False
    if "stale" in wanted and (TODAY - row["said"]) / timedelta(days=7) <= 1.5:
        return False
    if "missing" in wanted and row["answered"]:
        return False
    if "mine" in wanted and asker not in (row["manager"], row["owner"], row["leader"]):
        return False
    if "word" in wanted and not re.search(rf"(?<!\w){re.escape(wanted['word'])}", row["text"]):
        return False
    return "below" not in wanted or _is_below(row, *wanted["below"])


def _is_below(row: Row, code: str, bound: Decimal) -> bool:
    return any((name == code or name.endswith(f".{code}")) and value < bound for name, value in row["values"].items())


def _rank(row: Row) -> tuple[int, int, str]:
    declared, computed = _SEVERITY[row["rag"]], _SEVERITY[row["computed"]]
    return -max(declared, computed), -declared, row["code"]
