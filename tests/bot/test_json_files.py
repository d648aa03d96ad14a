"""The JSON of an export is read back; what is none is told with its place."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.files import read_sheets
from bot.json_tables import read_tables
from pmo.importing.guards import unguarded
from pmo.importing.layouts import LAYOUTS
from pmo.importing.sheets import Unreadable


def test_a_table_has_all_its_columns_and_further_ones_come_last() -> None:
    sheet = read_tables("a.json", '{"Programs": [{"code": "A", "mood": "good"}, {}, {"Name": 5, "costs": true}]}')[
        "programs"
    ]
    assert sheet.columns[-1] == "mood"
    assert sheet.columns[:-1] == tuple(column.name for column in LAYOUTS["programs"].columns)
    cells = [dict(zip(sheet.columns, row, strict=True)) for _, row in sheet.lines]
    assert [number for number, _ in sheet.lines] == [1, 3]
    assert (cells[0]["code"], cells[0]["mood"], cells[0]["name"]) == ("A", "good", "")
    assert (cells[1]["name"], cells[1]["costs"]) == ("5", "yes")


def test_numbers_keep_every_digit() -> None:
    many = "1" * 6_000
    sheet = read_tables("a.json", f'{{"costs": [{{"project": {many}, "actual_cost": 0.10000000000000000001}}]}}')[
        "costs"
    ]
    assert sheet.lines[0][1][0] == many
    assert "0.10000000000000000001" in sheet.lines[0][1]


@given(st.text(min_size=1))
def test_whatever_a_cell_holds_it_comes_back(words: str) -> None:
    sheet = read_tables("a.json", json.dumps({"programs": [{"code": words}]}))["programs"]
    assert unguarded(sheet.lines[0][1][0]) == words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "a.json is not JSON: line 1, column 2"),
        ("[]", "holds no tables"),
        ('{"programs": [], "programs": []}', "'programs' is given twice"),
        ('{"programs": [{"code": "A", "Code": "B"}]}', "'Code' is given twice"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_what_is_no_export_is_refused_with_a_sentence(text: str, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        read_tables("a.json", text)


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [({}, None, ""), (["x"], 1, ""), ([{"code": "A"}, {"code": ["B"]}], 2, "code")],
)
def test_what_is_wrong_in_a_table_is_a_fault_with_its_place(table: object, row: int | None, column: str) -> None:
    (fault,) = read_tables("a.json", json.dumps({"programs": table}))["programs"].faults
    assert (fault.file, fault.row, fault.column) == ("programs", row, column)


def test_a_file_without_a_known_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"moods": []}', encoding="utf-8")
    with pytest.raises(Unreadable, match="holds no file of an import"):
        read_sheets(tmp_path / "a.json")
