"""The pack of a committee: slides whose charts hold the figures, and a workbook that holds all of them."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Cm, Pt

from documents.committee_pack import committee_pack
from documents.committee_workbook import committee_workbook
from documents.view import CommitteeView, ReportedProject
from locales import LANGUAGES, speaker
from pmo.portfolio import Rag
from tests.documents.views import EMPTY, LONG, USUAL, WILD, committee

ZONE = ZoneInfo("Europe/Brussels")
SAY = speaker("en", ZONE)


def shown(view: CommitteeView, language: str = "en") -> Any:
    return Presentation(BytesIO(committee_pack(view, speaker(language, ZONE))))


def words(show: Any) -> str:
    found = []
    for slide in show.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def test_the_first_slides_say_where_we_stand_and_what_is_to_be_decided() -> None:
    show = shown(committee(USUAL, replace(USUAL, code="B", rag=Rag.GREEN, computed=None), EMPTY))
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]
    assert titles[:4] == [
        "Committee pack",
        "Where we stand",
        "Actions and decisions that are wanted",
        "Needs attention",
    ]
    told = words(show)
    assert "3 projects: 1 amber, 1 green, 1 not reported." in told
    assert "2 actions and decisions are wanted; 2 are overdue." in told
    assert "Budget for four months" in told


def test_the_chart_is_a_native_one_that_holds_the_counts_of_every_period_and_tells_them_in_words() -> None:
    frame = next(shape for slide in shown(committee(USUAL)).slides for shape in slide.shapes if shape.has_chart)
    plot = frame.chart.plots[0]
    assert list(plot.categories) == ["W9", "W10"]
    assert {series.name: list(series.values) for series in plot.series} == {
        "green": [3, 2],
        "amber": [0, 0],
        "red": [0, 1],
    }
    assert "W10: 1 red, 2 green" in frame._element.nvGraphicFramePr.cNvPr.get("descr")


def test_a_program_without_projects_has_a_pack_too() -> None:
    told = words(shown(replace(committee(), trend=())))
    assert "No projects." in told
    assert "No action or decision is wanted." in told


def test_a_long_list_goes_on_in_the_workbook_and_says_how_much_of_it() -> None:
    view = committee(USUAL, copies=75)
    assert "15 more are in the workbook." in words(shown(view))
    book = load_workbook(BytesIO(committee_workbook(view, SAY)))
    assert [sheet.max_row for sheet in book] == [76, 76, 76, 76, 76, 3, 3]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("copies", [1, 30])
def test_nothing_stands_beyond_the_edge_of_a_slide(language: str, copies: int) -> None:
    show = shown(committee(USUAL, WILD, *LONG, copies=copies), language)
    for slide in show.slides:
        foot = next(shape for shape in slide.shapes if shape.has_text_frame and "4711" in shape.text_frame.text).top
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height
            assert shape.top >= foot or shape.top + shape.height <= foot


@pytest.mark.parametrize("long", LONG, ids=lambda project: project.code)
def test_rows_of_wide_letters_are_given_more_room(long: ReportedProject) -> None:
    narrow = replace(long, code="NARROW", name="i" * 200, manager="i" * 200)
    heights: dict[str, int] = {}
    for slide in shown(committee(narrow, long)).slides:
        if slide.shapes.title.text_frame.text == "All projects":
            table = next(shape.table for shape in slide.shapes if shape.has_table)
            heights |= {row.cells[0].text.partition(" ")[0]: row.height for row in table.rows}
    assert heights[f"{long.code}0"] > 1.5 * heights["NARROW0"]


@pytest.mark.parametrize(
    ("name", "points"), [("CONSUL", 34), *zip((project.name for project in LONG), (20, 20, 26, 20, 26), strict=True)]
)
def test_the_name_on_the_first_slide_is_in_letters_with_which_it_keeps_its_place(name: str, points: int) -> None:
    first = shown(replace(committee(USUAL), name=name)).slides[0]
    frame = next(shape.text_frame for shape in first.shapes if shape.has_text_frame and shape.top == Cm(6.6))
    assert frame.text[:6] == name[:6]
    assert frame.paragraphs[0].runs[0].font.size.pt == points


def test_numbers_are_numbers_days_are_days_and_nothing_is_a_formula() -> None:
    book = load_workbook(BytesIO(committee_workbook(committee(USUAL, WILD), SAY)))
    projects = book["Projects"]
    titles = [cell.value for cell in projects[1]]
    row = dict(zip(titles, projects[2], strict=True))
    assert row["Progress"].value == 72
    assert row["Expected end"].value == datetime(2026, 9, 30)  # noqa: DTZ001 - as the workbook has it
    assert book["Milestones"]["E2"].value == 5
    assert all(cell.data_type != "f" for sheet in book for line in sheet.iter_rows() for cell in line)
    wild = dict(zip(titles, projects[3], strict=True))
    assert str(wild["Name"].value).startswith("=1+1 **x** <at>Bot</at>")


def test_money_and_indicators_are_figures_and_who_may_not_see_money_gets_no_sheet_of_it() -> None:
    book = load_workbook(BytesIO(committee_workbook(committee(USUAL), SAY)))
    titles, row = ([cell.value for cell in line] for line in list(book["Cost"].iter_rows())[:2])
    told = dict(zip(titles, row, strict=True))
    assert USUAL.money is not None
    assert USUAL.money.earned is not None
    value = USUAL.money.earned.value
    assert (told["Budget"], told["Currency"]) == (float(USUAL.money.budget or 0), USUAL.money.currency)
    assert told["Actual cost (AC)"] == float(value.ac)
    assert told["Cost performance index (CPI)"] == pytest.approx(float(value.cpi or 0))
    assert [cell.value for cell in book["Indicators"][2]][1:5] == ["VISA.ONLINE", "Filed online", 72.5, "%"]
    without = load_workbook(BytesIO(committee_workbook(committee(replace(USUAL, money=None)), SAY)))
    assert "Cost" not in without.sheetnames


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_are_the_same_in_every_language(language: str) -> None:
    book = load_workbook(BytesIO(committee_workbook(committee(USUAL, EMPTY), speaker(language, ZONE))))
    figures = [
        [cell.value for cell in line if not isinstance(cell.value, str)] for sheet in book for line in sheet.iter_rows()
    ]
    english = load_workbook(BytesIO(committee_workbook(committee(USUAL, EMPTY), SAY)))
    assert figures == [
        [cell.value for cell in line if not isinstance(cell.value, str)]
        for sheet in english
        for line in sheet.iter_rows()
    ]


def test_the_sentences_of_a_slide_are_paragraphs_with_the_same_room_between_them() -> None:
    slide = shown(committee(USUAL)).slides[1]
    (box,) = [shape for shape in slide.shapes if shape.has_text_frame][2:]
    paragraphs = box.text_frame.paragraphs
    assert len(paragraphs) > 2
    assert {paragraph.space_after for paragraph in paragraphs} == {Pt(17)}


def test_the_slides_tell_of_pressing_milestones_and_the_workbook_of_all() -> None:
    calm = replace(USUAL.milestones[0], name="Far away", pressing=False)
    view = committee(replace(USUAL, milestones=(*USUAL.milestones, calm)))
    assert "Far away" not in words(shown(view))
    sheet = load_workbook(BytesIO(committee_workbook(view, SAY)))["Milestones"]
    assert "Far away" in [row[1] for row in sheet.iter_rows(values_only=True)]


def test_milestones_that_slip_are_drawn_as_native_lines_report_by_report() -> None:
    pilot = replace(USUAL.milestones[0], trend=((date(2026, 2, 22), 0), (date(2026, 3, 8), 5)))
    other = replace(pilot, name="Go-live", slip=22, trend=((date(2026, 3, 1), 10), (date(2026, 3, 8), 22)))
    calm = replace(pilot, name="Kept", slip=0)
    show = shown(committee(replace(USUAL, milestones=(pilot, other, calm))))
    *_, frame = [shape for slide in show.slides for shape in slide.shapes if shape.has_chart]
    plot = frame.chart.plots[0]
    assert list(plot.categories) == ["22 Feb 2026", "1 Mar 2026", "8 Mar 2026"]
    assert {series.name: list(series.values) for series in plot.series} == {
        "VISA · Go-live": [None, 10, 22],
        "VISA · Pilot": [0, 0, 5],
    }
    assert "VISA · Go-live: 10 → 22 working days" in words(show)


def test_without_a_milestone_that_slips_there_is_one_chart() -> None:
    show = shown(committee(EMPTY))
    assert len([shape for slide in show.slides for shape in slide.shapes if shape.has_chart]) == 1
