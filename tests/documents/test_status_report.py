"""A project's status report: what stands in it, in every language, and what does not break it."""

from dataclasses import replace
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from documents.status_report import status_report
from documents.view import ReportedProject
from locales import LANGUAGES, speaker
from pmo.milestone_states import MilestoneState
from tests.documents.views import EMPTY, USUAL, WILD, report

ZONE = ZoneInfo("Europe/Brussels")


def opened(project: ReportedProject, language: str = "en") -> Document:
    return docx.Document(BytesIO(status_report(report(project), speaker(language, ZONE))))


def words(document: Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def footer(document: Document) -> str:
    """What stands at the foot of each page, a field as its name in angle brackets."""
    paragraph: Any = document.sections[0].footer.paragraphs[0]
    parts = paragraph._p.iter(qn("w:t"), qn("w:instrText"))
    told = "".join(f"<{part.text}>" if part.tag == qn("w:instrText") else part.text for part in parts)
    return told.replace("\u00a0", " ")


def test_it_tells_both_statuses_with_their_words_and_why() -> None:
    told = words(opened(USUAL))
    for part in ("▲ amber", "■ red", "The end of the project is 21 working days late.", "worse than the declared"):
        assert part in told
    assert "30 Sept 2026 (first promised: 30 Jun 2026)" in told
    assert "the supplier has signed" in told
    assert "Data of 11 Mar 2026, 13:00 (Brussels), version 4711" in told


def test_its_amounts_are_those_of_earned_value_with_all_that_follows_from_them() -> None:
    told = words(opened(USUAL))
    for amount in ("€4,200,000", "€3,000,000", "€2,500,000", "€3,125,000", "€5,250,000", "0.80", "0.83"):
        assert amount in told


def test_who_may_not_see_money_gets_no_part_about_it() -> None:
    told = words(opened(replace(USUAL, money=None)))
    assert "€" not in told
    assert "Cost" not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_are_the_same_in_every_language(language: str) -> None:
    told = words(opened(USUAL, language)).replace("\u202f", " ").replace("\u00a0", " ")
    digits = "".join(letter for letter in told if letter.isdigit())
    assert digits.count("4200000") == 1
    assert digits.count("5250000") == 1
    assert ("72 %" in told) or ("72%" in told)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Page <PAGE> of <NUMPAGES>"),
        ("fr", "Page <PAGE> sur <NUMPAGES>"),
        ("nl", "Pagina <PAGE> van <NUMPAGES>"),
        ("de", "Seite <PAGE> von <NUMPAGES>"),
    ],
)
def test_every_page_says_which_it_is_of_how_many(language: str, told: str) -> None:
    assert footer(opened(USUAL, language)).rpartition("\u2002·\u2002")[2] == told
    assert footer(opened(WILD, language)).endswith(told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_in_english_but_what_people_wrote(language: str) -> None:
    document = opened(EMPTY, language)
    assert document.core_properties.language == language
    kind = {"en": "Project Status Report", "fr": "Rapport d’avancement du projet"}
    assert document.paragraphs[0].text == kind.get(language, document.paragraphs[0].text)
    if language != "en":
        assert "Status Report" not in words(document)
        assert "Milestones" not in words(document)


def test_a_project_of_which_nothing_is_known_has_a_report_that_says_so() -> None:
    told = words(opened(EMPTY))
    for part in (
        "○ not reported",
        "Nothing was reported yet.",
        "No milestone is planned here.",
        "No action or decision",
    ):
        assert part in told


def test_what_people_typed_stands_there_as_letters() -> None:
    told = words(opened(WILD))
    assert "=1+1 **x** <at>Bot</at>" in told
    assert "بوابة القنصلية 🙂" in told
    assert "\x00" not in told


def test_a_long_table_says_its_titles_again_and_keeps_its_rows_whole() -> None:
    document = opened(WILD)
    milestones = next(table for table in document.tables if len(table.rows) > 40)
    first: Any = milestones.rows[0]._tr.trPr
    assert first.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in milestones.rows)


def test_a_restricted_project_says_so_on_its_first_page() -> None:
    assert "Restricted" in opened(replace(USUAL, restricted=True)).paragraphs[3].text
    assert "Restricted" not in words(opened(USUAL))


def test_a_milestone_that_passed_without_a_new_date_is_not_called_as_planned() -> None:
    missed = replace(USUAL.milestones[0], slip=0, state=MilestoneState.MISSED)
    told = words(opened(replace(USUAL, milestones=(missed,))))
    assert "overdue" in told
    assert "as planned" not in told
    kept = replace(missed, state=MilestoneState.ON_TIME)
    assert "as planned" in words(opened(replace(USUAL, milestones=(kept,))))
