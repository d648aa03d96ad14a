"""Questions in four languages, written by people who knew the contract alone, mean what was meant."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from dialogs.filtering.understanding import understood as filters_in
from dialogs.words import understood
from pmo.criteria import Bound
from pmo.listed import Flag
from pmo.portfolio import Phase, Rag
from pmo.selection import Order, Selection

FOLDER = Path(__file__).parent / "questions"
COMPARISONS = ("<=", ">=", "!=", "<", ">", "=")


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def several(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def bound(text: str) -> Bound:
    how = next(one for one in COMPARISONS if one in text)
    code, _, value = text.partition(how)
    return Bound(code, how, Decimal(value))


def meant(row: dict[str, str]) -> Selection:
    order = row["sort"].removeprefix("-")
    return Selection(
        rags=frozenset(None if one == "unreported" else Rag(one) for one in several(row["status"])),
        flags=frozenset(map(Flag, several(row["flags"]))),
        phases=frozenset(map(Phase, several(row["phase"]))),
        programs=tuple(several(row["program"])),
        posts=tuple(several(row["post"])),
        managers=tuple(several(row["manager"])),
        owners=tuple(several(row["owner"])),
        bounds=tuple(map(bound, several(row["indicator"]))),
        words=tuple(several(row["words"])),
        order=Order.DAY if order == "date" else Order(order) if order else Order.STATUS,
        backwards=row["sort"].startswith("-"),
    )


ROWS = [*rows("shown.csv"), *rows("hidden.csv"), *rows("unseen.csv")]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["question"])
def test_a_question_means_what_it_was_to_mean(row: dict[str, str]) -> None:
    typed = understood(row["question"])
    assert typed.command == "portfolio"
    found = filters_in(typed.rest)
    assert found.problems == ()
    wanted = meant(row)
    assert found.selection == wanted, [
        (name, getattr(found.selection, name), getattr(wanted, name))
        for name in Selection.__dataclass_fields__
        if getattr(found.selection, name) != getattr(wanted, name)
    ]
