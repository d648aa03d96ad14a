"""A workbook becomes sheets of the text that its tables have as CSV; what is wrong in it is told with its place."""

import contextlib
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bot import workbooks
from bot.files import read_sheets
from pmo.importing.sheets import Unreadable
from tests.bot.test_files import faults


def workbook(path: Path, rows: list[list[Any]], title: str = "programs") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path / "portfolio.xlsx")
    return path / "portfolio.xlsx"


def cell(path: Path, value: Any, number_format: str = "") -> str:
    """What a cell of a workbook becomes."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "programs"
    sheet.append(["code"])
    sheet["A2"] = value
    if number_format:
        sheet["A2"].number_format = number_format
    book.save(path / "cell.xlsx")
    return read_sheets(path / "cell.xlsx")["programs"].lines[0][1][0]


def test_a_workbook_has_the_sheets_of_the_folder(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["Code", "name", None], ["A", "Two\nlines", None], [None], ["B", None]], "Programs")
    sheet = read_sheets(path)["programs"]
    assert sheet.columns == ("code", "name")
    assert sheet.lines == [(2, ("A", "Two\nlines")), (4, ("B",))]


@pytest.mark.parametrize(
    ("value", "shown", "text"),
    [
        (date(2026, 3, 11), "", "2026-03-11"),
        (datetime(2026, 3, 1), "mmm-yy", "2026-03"),  # noqa: DTZ001 - a workbook knows no zones
        (datetime(2026, 3, 5, 10, 12), "", "2026-03-05T10:12:00"),  # noqa: DTZ001 - as above
        (time(9, 30), "", "09:30"),
        (timedelta(hours=10), "[h]:mm", "10:00"),
        (True, "", "yes"),
        (False, "", "no"),
        (1403, "", "1403"),
        (1403.0, "", "1403"),
        (0.1 + 0.2, "", "0.3"),
        (-22.75, "", "-22.75"),
        (5400000000000, "", "5400000000000"),
        (1e-7, "", "0.0000001"),
        (0.55, "0%", "55"),
        ("=not a formula", "@", "=not a formula"),
        ("2026-03-11", "", "2026-03-11"),
    ],
)
def test_a_cell_of_a_workbook_is_the_text_it_would_be_in_a_csv(
    tmp_path: Path, value: object, shown: str, text: str
) -> None:
    if text.startswith("="):
        path = workbook(tmp_path, [["code"], ["x"]])
        _replace(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<t>x</t>", f"<t>{text}</t>".encode()))
        assert read_sheets(path)["programs"].lines == [(2, (text,))]
    else:
        assert cell(tmp_path, value, shown) == text


def _replace(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Change one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed = change(parts[part])
    assert changed != parts[part]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in {**parts, part: changed}.items():
            archive.writestr(name, raw)


def test_a_formula_counts_with_its_result_and_every_one_without_a_result_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["code", "name", "mine"], ["A", "=1+1", "=A1"], ["=A2", "B", None]])
    assert [fault[:3] for fault in faults(path)] == [
        ("programs", 2, "mine"),
        ("programs", 2, "name"),
        ("programs", 3, "code"),
    ]
    assert faults(path)[1][3].startswith("B2 holds a formula without a result; open and save the workbook")
    _replace(
        path,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>"),
    )
    assert read_sheets(path)["programs"].lines == [(2, ("A", "2", "2")), (3, ("2", "B"))]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "#VALUE!"])
def test_an_error_in_a_cell_is_told_in_whatever_column(tmp_path: Path, error: str) -> None:
    path = workbook(
        tmp_path, [["code", "name", "description", "mine"], ["A", error, "x", None], ["B", "b", error, error]]
    )
    assert faults(path) == [
        ("programs", 2, "name", f"B2 holds the error {error}; allowed: a value, or nothing"),
        ("programs", 3, "mine", f"D3 holds the error {error}; allowed: a value, or nothing"),
        ("programs", 3, "description", f"C3 holds the error {error}; allowed: a value, or nothing"),
    ]


def test_an_error_is_told_although_a_column_is_missing(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["code", "description"], ["A", "#REF!"]])
    assert [fault[:3] for fault in faults(path)] == [("programs", 1, "name"), ("programs", 2, "description")]


@pytest.mark.parametrize("shown", ["mmm-yy", "yyyy", "yyyy-mm-dd hh:mm"])
@pytest.mark.parametrize("hour", [0, 12])
def test_a_date_in_a_column_of_dates_is_its_date_however_it_is_shown(tmp_path: Path, shown: str, hour: int) -> None:
    value = datetime(2026, 3, 1, hour, 30 * bool(hour))  # noqa: DTZ001 - a workbook knows no zones
    rows: list[list[Any]] = [["code", "program", "name", "start"], ["A", "P", "N", value]]
    book = load_workbook(workbook(tmp_path, rows, "projects"))
    book["projects"]["D2"].number_format = shown
    book.save(tmp_path / "shown.xlsx")
    assert read_sheets(tmp_path / "shown.xlsx")["projects"].lines == [(2, ("A", "P", "N", "2026-03-01"))]


def test_an_instant_and_a_period_are_told_from_a_date_by_their_columns(tmp_path: Path) -> None:
    day = datetime(2026, 3, 1)  # noqa: DTZ001 - as above
    rows: list[list[Any]] = [["project", "period", "rag", "answered_at"], ["A", day, "red", day]]
    book = load_workbook(workbook(tmp_path, rows, "statuses"))
    for place in ("B2", "D2"):
        book["statuses"][place].number_format = "mmm yyyy"
    book.save(tmp_path / "shown.xlsx")
    assert read_sheets(tmp_path / "shown.xlsx")["statuses"].lines == [(2, ("A", "2026-03", "red", "2026-03-01"))]


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "portfolio.xlsx"
    path.write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(Unreadable, match=r"is not an \.xlsx workbook, or is damaged"):
        read_sheets(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(Unreadable, match=r"is not an \.xlsx workbook"):
        read_sheets(path)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return workbook(tmp_path_factory.mktemp("sound"), [["code", "name"], ["A", "B"]]).read_bytes()


@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_workbook_is_refused_or_read_but_never_breaks(
    tmp_path_factory: pytest.TempPathFactory, sound: bytes, damage: list[tuple[float, int]]
) -> None:
    raw = bytearray(sound)
    for place, byte in damage:
        raw[int(place * len(raw))] = byte
    path = tmp_path_factory.mktemp("damaged") / "portfolio.xlsx"
    path.write_bytes(raw)
    with contextlib.suppress(Unreadable):
        assert read_sheets(path).keys()


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path, [["code"], ["A" * 30_000]])
    monkeypatch.setattr(workbooks, "UNPACKED_LIMIT", 20_000)
    with pytest.raises(Unreadable, match=r"unpacks to [\d,]+ bytes; up to 20,000 are allowed"):
        read_sheets(path)
    monkeypatch.setattr(workbooks, "PACKED_LIMIT", 100)
    with pytest.raises(Unreadable, match=r"bytes; up to 100 are allowed"):
        read_sheets(path)


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace(b"<workbook", b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><workbook', 1),
        lambda xml: xml.decode().encode("utf-16"),
    ],
    ids=["entities", "UTF-16"],
)
def test_a_workbook_of_xml_made_to_do_harm_is_refused(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    path = workbook(tmp_path, [["code"], ["x"]])
    _replace(path, "xl/workbook.xml", change)
    with pytest.raises(Unreadable, match="XML that no spreadsheet program writes"):
        read_sheets(path)


def test_a_sheet_of_absurd_width_is_a_fault_and_a_false_dimension_is_not_believed(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["code", "name"], ["A", "B"]])
    _replace(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    assert read_sheets(path)["programs"].lines == [(2, ("A", "B"))]
    (fault,) = faults(workbook(tmp_path, [["code"], ["x"] * 201, ["=1"]]))
    assert fault[:3] == ("programs", 2, "")
    assert "more than 200 columns" in fault[3]


def test_two_sheets_of_one_name_are_a_fault(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("programs")
    book.create_sheet("programs ")
    book.save(tmp_path / "portfolio.xlsx")
    (fault,) = faults(tmp_path / "portfolio.xlsx")
    assert "two sheets named programs" in fault[3]


def test_what_xml_cannot_hold_is_read_as_it_was(tmp_path: Path) -> None:
    assert cell(tmp_path, "late_x000A_again") == "late\nagain"
    assert cell(tmp_path, "amber. _x005F_x000D_") == "amber. _x000D_"
    assert cell(tmp_path, "_x_ 0x000D") == "_x_ 0x000D"
