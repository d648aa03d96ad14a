"""A folder of CSV files or a workbook becomes sheets of text, or one sentence says why not."""

import codecs
import contextlib
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bot import files, workbooks
from bot.files import read_sheets
from pmo.importing.plan import check
from pmo.importing.sheets import Unreadable

HEADER = "code,name,description\n"


def folder(path: Path, text: str | bytes = HEADER + "A,B,C\n", name: str = "programs.csv") -> Path:
    (path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


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


def test_a_file_is_read_by_its_header_with_the_rows_of_a_spreadsheet(tmp_path: Path) -> None:
    text = HEADER + 'A,"Two\nlines, one ""cell""",\n\n , ,\nB,C\n'
    sheet = read_sheets(folder(tmp_path, text))["programs"]
    assert sheet.columns == ("code", "name", "description")
    assert sheet.lines == [(2, ("A", 'Two\nlines, one "cell"', "")), (5, ("B", "C"))]


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_utf_8_comes_with_or_without_its_mark_and_with_any_line_end(tmp_path: Path, mark: bytes) -> None:
    raw = mark + "Code , NAME\r\nA,São “Paulo”\u202f£\r\n".encode()
    sheet = read_sheets(folder(tmp_path, raw))["programs"]
    assert sheet.columns == ("code", "name")
    assert sheet.lines == [(2, ("A", "São “Paulo”\u202f£"))]


def test_names_of_files_count_in_any_case_and_other_files_come_without_rows(tmp_path: Path) -> None:
    folder(tmp_path, name="Programs.CSV")
    folder(tmp_path, b"\xff\xfe", name="budget.csv")
    folder(tmp_path, "read me", name="README.md")
    (tmp_path / "projects.csv").mkdir()
    sheets = read_sheets(tmp_path)
    assert set(sheets) == {"programs", "budget"}
    assert not sheets["budget"].columns


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")), min_size=3, max_size=3)
    )
)
def test_whatever_a_cell_holds_it_comes_back(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    quoted = "".join(",".join('"' + text.replace('"', '""') + '"' for text in row) + "\n" for row in rows)
    sheet = read_sheets(folder(tmp_path_factory.mktemp("csv"), HEADER + quoted))["programs"]
    expected = [(number, tuple(row)) for number, row in enumerate(rows, start=2) if any(text.strip() for text in row)]
    assert sheet.lines == expected


REFUSED: list[tuple[str, str | bytes, str]] = [
    ("latin 1", HEADER.encode() + b"A,Caf\xe9,\n", "programs.csv is not UTF-8: byte 28, in line 2, is no text."),
    ("latin 1 after a mark", codecs.BOM_UTF8 + b"code\n\xe9", "byte 9, in line 2"),
    ("UTF-16", "code,name\nA,B\n".encode("utf-16"), "is not UTF-8: byte 1, in line 1"),
    ("an open quotation mark", HEADER + 'A,"B,C\nD,E,F\n', "is not CSV: row 2, which ends in line 3"),
    ("text after a quotation", HEADER + 'A,"B"x,C\n', "is not CSV: row 2"),
    ("semicolons", "code;name\nA;B\n", "separates its cells by semicolons; commas are expected"),
    ("tabs", "code\tname\nA\tB\n", "separates its cells by tabs"),
]


@pytest.mark.parametrize(("raw", "says"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_is_no_csv_in_utf_8_is_refused_with_its_place(tmp_path: Path, raw: str | bytes, says: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_sheets(folder(tmp_path, raw))
    assert says in str(refusal.value)


def test_a_path_that_leads_to_nothing_usable_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is not there"):
        read_sheets(tmp_path / "nowhere")
    with pytest.raises(Unreadable, match="holds no file of an import"):
        read_sheets(tmp_path)
    with pytest.raises(Unreadable, match=r"give a folder of CSV files or an \.xlsx workbook"):
        read_sheets(folder(tmp_path) / "programs.csv")


def test_two_files_of_one_name_in_different_case_are_refused(tmp_path: Path) -> None:
    folder(folder(tmp_path), name="PROGRAMS.csv")
    with pytest.raises(Unreadable, match="two files named programs"):
        read_sheets(tmp_path)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "CSV_LIMIT", 10)
    with pytest.raises(Unreadable, match=r"has 28 bytes; up to 10 are allowed"):
        read_sheets(folder(tmp_path))


def test_a_path_that_the_system_refuses_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be read: File name too long"):
        read_sheets(tmp_path / ("x" * 1000))


def test_every_file_of_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    folder(tmp_path, "code;name\n", "posts.csv")
    folder(tmp_path, b"\xff", "members.csv")
    folder(tmp_path)
    with pytest.raises(Unreadable) as refusal:
        read_sheets(tmp_path)
    told = [(fault.file, fault.row, fault.column) for fault in refusal.value.faults]
    assert told == [("members", None, ""), ("posts", None, "")]
    assert str(refusal.value).splitlines() == [fault.message for fault in refusal.value.faults]


def test_a_cell_that_is_far_too_long_is_told_by_its_row_and_column(tmp_path: Path) -> None:
    plan = check(read_sheets(folder(tmp_path, HEADER + f"A,B,{'x' * 140_000}\n")), {}, date(2026, 3, 11))
    assert [(fault.file, fault.row, fault.column, fault.message) for fault in plan.findings.errors] == [
        ("programs", 2, "description", "the cell holds 140000 characters; allowed: up to 20000")
    ]


def test_a_quotation_mark_that_is_not_closed_is_told_however_much_follows(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="row 2, which ends in line 30002, has a quotation mark that is not closed"):
        read_sheets(folder(tmp_path, HEADER + 'A,"B,C\n' + "D,E,F\n" * 30_000))


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


def test_a_formula_counts_with_its_result_and_one_without_a_result_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["code", "name"], ["A", "=1+1"]])
    with pytest.raises(Unreadable, match=r"sheet programs, row 2: B2 holds a formula without a result"):
        read_sheets(path)
    _replace(
        path,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>"),
    )
    assert read_sheets(path)["programs"].lines == [(2, ("A", "2"))]


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


def test_a_sheet_of_absurd_width_is_refused_and_a_false_dimension_is_not_believed(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["code", "name"], ["A", "B"]])
    _replace(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    assert read_sheets(path)["programs"].lines == [(2, ("A", "B"))]
    wide = workbook(tmp_path, [["code"], ["x"] * 201])
    with pytest.raises(Unreadable, match="more than 200 columns"):
        read_sheets(wide)


def test_two_sheets_of_one_name_are_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("programs")
    book.create_sheet("programs ")
    book.save(tmp_path / "portfolio.xlsx")
    with pytest.raises(Unreadable, match="two sheets named programs"):
        read_sheets(tmp_path / "portfolio.xlsx")
