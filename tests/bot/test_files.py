"""A folder of CSV files becomes sheets of text, and whatever cannot be read is told with its place."""

import codecs
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import files
from bot.files import read_sheets
from pmo.importing.plan import check
from pmo.importing.sheets import Unreadable

TODAY = date(2026, 3, 11)
HEADER = "code,name,description\n"


def folder(path: Path, text: str | bytes = HEADER + "A,B,C\n", name: str = "programs.csv") -> Path:
    (path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def faults(path: Path) -> list[tuple[str, int | None, str, str]]:
    """What is wrong with an import of these files into an empty store."""
    found = check(read_sheets(path), {}, TODAY).outcome(dry_run=True).errors
    return [(fault.file, fault.row, fault.column, fault.message) for fault in found]


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


UNREAD: list[tuple[str, str | bytes, int, str, str]] = [
    (
        "latin 1",
        HEADER.encode() + b"A,Caf\xe9,\n",
        2,
        "name",
        "programs.csv is not UTF-8: byte 28, in line 2, is no text.",
    ),
    ("latin 1 after lines in a cell", HEADER.encode() + b'A,"x\ny",\nB,"x\n\xe9', 3, "name", "in line 5"),
    ("latin 1 at the start of a row", HEADER.encode() + b"A,B,C\n\xe9", 3, "code", "in line 3"),
    ("latin 1 beyond the header", HEADER.encode() + b"A,B,C,\xe9", 2, "", "in line 2"),
    ("latin 1 in the header", codecs.BOM_UTF8 + b"code\n".replace(b"d", b"\xe9"), 1, "", "byte 6, in line 1"),
    ("UTF-16", "code,name\nA,B\n".encode("utf-16"), 1, "", "is not UTF-8: byte 1, in line 1"),
    ("an open quotation mark", HEADER + 'A,"B,C\nD,E,F\n', 2, "", "is not CSV: row 2, which ends in line 3"),
    ("text after a quotation", HEADER + 'A,"B"x,C\n', 2, "", "is not CSV: row 2"),
    ("semicolons", "code;name\nA;B\n", 1, "", "separates its cells by semicolons; commas are expected"),
    ("tabs", "code\tname\nA\tB\n", 1, "", "separates its cells by tabs"),
]


@pytest.mark.parametrize(
    ("raw", "row", "column", "says"), [case[1:] for case in UNREAD], ids=[case[0] for case in UNREAD]
)
def test_what_is_no_csv_in_utf_8_is_told_with_its_place(
    tmp_path: Path, raw: str | bytes, row: int, column: str, says: str
) -> None:
    ((*place, message),) = faults(folder(tmp_path, raw))
    assert place == ["programs", row, column]
    assert says in message


def test_a_path_that_leads_to_nothing_usable_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is not there"):
        read_sheets(tmp_path / "nowhere")
    with pytest.raises(Unreadable, match="holds no file of an import"):
        read_sheets(tmp_path)
    with pytest.raises(Unreadable, match=r"give a folder of CSV files or an \.xlsx workbook"):
        read_sheets(folder(tmp_path) / "programs.csv")


def test_two_files_of_one_name_in_different_case_are_a_fault(tmp_path: Path) -> None:
    (fault,) = faults(folder(folder(tmp_path), name="PROGRAMS.csv"))
    assert "two files named programs" in fault[3]


def test_a_file_that_is_too_large_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "CSV_LIMIT", 10)
    (fault,) = faults(folder(tmp_path))
    assert "has 28 bytes; up to 10 are allowed" in fault[3]


def test_a_path_that_the_system_refuses_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be read: File name too long"):
        read_sheets(tmp_path / ("x" * 1000))


def test_every_file_that_cannot_be_read_and_all_faults_of_the_others_are_told_together(tmp_path: Path) -> None:
    folder(tmp_path, "code;name\n", "posts.csv")
    folder(tmp_path, b"id,name\n\xff", "members.csv")
    folder(tmp_path, "code,name,manager,post,digest_at\nA,,ana,BRU,noon\n")
    assert [fault[:3] for fault in faults(tmp_path)] == [
        ("posts", 1, ""),
        ("members", 2, "id"),
        ("programs", 2, "name"),
        ("programs", 2, "digest_at"),
    ]  # and nothing of ana and BRU, who may stand in the files that cannot be read


def test_a_cell_that_is_far_too_long_is_told_by_its_row_and_column(tmp_path: Path) -> None:
    assert faults(folder(tmp_path, HEADER + f"A,B,{'x' * 140_000}\n")) == [
        ("programs", 2, "description", "the cell holds 140000 characters; allowed: up to 20000")
    ]


def test_a_quotation_mark_that_is_not_closed_is_told_however_much_follows(tmp_path: Path) -> None:
    (fault,) = faults(folder(tmp_path, HEADER + 'A,"B,C\n' + "D,E,F\n" * 30_000))
    assert "row 2, which ends in line 30002, has a quotation mark that is not closed" in fault[3]
