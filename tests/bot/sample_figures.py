"""What the files of the sample portfolio say, read without the product: the figures that reports must tell."""

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from samples import SAMPLES

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The rows of a file."""
    with (SAMPLES / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def over(period: str) -> date:
    """The last day of a week or month."""
    year, _, number = period.partition("-")
    if number.startswith("W"):
        return date.fromisocalendar(int(year), int(number[1:]), 7)
    return date(int(year) + int(number) // 12, int(number) % 12 + 1, 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Told:
    """What a report tells of a project."""

    code: str
    rag: str
    period: str
    progress: int | None
    start: date | None
    end: date | None
    expected: date | None
    manager: str
    budget: Decimal | None


PEOPLE = {row["id"]: row["name"] for row in rows("members")}
MANAGERS = {row["code"]: row["manager"] for row in rows("programs")}
STATUSES = sorted(rows("statuses"), key=lambda row: (over(row["period"]), int(row["version"] or 1)))


def projects() -> dict[str, Told]:
    """Every project that is reported about, by its code."""
    found = {}
    for row in rows("projects"):
        if row["phase"] == "closed":
            continue
        mine = [said for said in STATUSES if said["project"] == row["code"]]
        last = mine[-1] if mine else {}
        promised = [said["forecast_end"] for said in mine if said["forecast_end"]]
        found[row["code"]] = Told(
            code=row["code"],
            rag=last.get("rag", ""),
            period=last.get("period", ""),
            progress=int(last["progress"]) if last.get("progress") else None,
            start=day(row["start"]),
            end=day(row["end"]),
            expected=day(promised[-1] if promised else row["forecast_end"]),
            manager=PEOPLE[row["manager"] or MANAGERS[row["program"]]],
            budget=Decimal(row["budget"]) if row["budget"] else None,
        )
    return found


def milestones() -> dict[tuple[str, str], tuple[date | None, date | None]]:
    """The first and the present day of every milestone, by project and name."""
    return {
        (row["project"], row["name"]): (
            day(row["baseline_date"]),
            day(row["actual_date"] or row["forecast_date"] or row["baseline_date"]),
        )
        for row in rows("milestones")
    }


def indicators() -> dict[str, tuple[str, Decimal]]:
    """The newest period and value of every indicator that was ever measured, by its code."""
    last: dict[str, Row] = {}
    for row in sorted(rows("measurements"), key=lambda row: row["period"]):
        last[row["indicator"]] = row
    return {code: (row["period"], Decimal(row["value"])) for code, row in last.items()}


def counts_by_week(this: str, most: int) -> dict[str, Counter[str]]:
    """How many projects stood how when a week was over, and stand in this one: by what each had said last, if ever."""
    weeks = sorted({row["period"] for row in STATUSES if "W" in row["period"]} | {this}, key=over)
    stands = [row for row in STATUSES if row["project"] in projects()]
    found = {}
    for week in weeks[-most:]:
        said = sorted((row for row in stands if since(row) <= over(week)), key=since)
        found[week] = Counter({row["project"]: row["rag"] for row in said}.values())
    return found


def since(row: Row) -> date:
    """A status about a week stands from its end, one about a month from the day on which it was said."""
    return over(row["period"]) if "W" in row["period"] else date.fromisoformat(row["answered_at"][:10])


def amount(value: Decimal) -> str:
    """`€4,200,000`."""
    return f"€{value:,.0f}"


def named(period: str) -> str:
    """`week 10, 2026` or `February 2026`."""
    year, _, number = period.partition("-")
    return f"week {int(number[1:])}, {year}" if number.startswith("W") else f"{date(int(year), int(number), 1):%B %Y}"


def shown(when: date) -> str:
    """`30 Sept 2026`."""
    month = "Sept" if when.month == 9 else f"{when:%b}"
    return f"{when.day} {month} {when.year}"
