"""The documents as LibreOffice prints them: nothing is cut, nothing is lost. Pictures of them go to the artefacts."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from pptx import Presentation

from bot.pdf import CannotConvert, libreoffice, pdf_of
from documents.committee_pack import committee_pack
from documents.status_report import status_report
from locales import speaker
from tests.documents.views import EMPTY, LONG, USUAL, WILD, committee, report

ZONE = ZoneInfo("Europe/Brussels")
POPPLER = shutil.which("pdftotext") and shutil.which("pdftoppm")
office = pytest.mark.office
needs = pytest.mark.skipif(not (libreoffice() and POPPLER), reason="LibreOffice or Poppler is not installed")
SLACK = 1.0
"""Points that a letter may stand out of its box."""


def boxes(pdf: Path) -> Iterator[tuple[int, tuple[float, float], str, tuple[float, float, float, float]]]:
    """Page, its size, a word and where it stands: left, top, right, bottom; points."""
    shown = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True).stdout.decode(
        errors="replace"
    )
    start = shown.index("<doc>")
    document = ET.fromstring(shown[start : shown.index("</doc>") + len("</doc>")])
    for number, page in enumerate(document.iter("page"), 1):
        size = float(page.attrib["width"]), float(page.attrib["height"])
        for word in page.iter("word"):
            left, top, right, bottom = (float(word.attrib[name]) for name in ("xMin", "yMin", "xMax", "yMax"))
            yield number, size, word.text or "", (left, top, right, bottom)


def pictures(pdf: Path, artefacts: Path, name: str) -> None:
    subprocess.run(["pdftoppm", "-r", "50", "-png", str(pdf), str(artefacts / name)], check=True)


def coded(pack: bytes) -> Iterator[tuple[int, set[str]]]:
    """Of each slide with a list its number and the codes with which its rows begin."""
    for number, slide in enumerate(Presentation(BytesIO(pack)).slides, 1):
        for table in (shape.table for shape in slide.shapes if shape.has_table):
            yield number, {row.cells[0].text.split()[0].strip("\u2068\u2069") for row in list(table.rows)[1:]}


@office
@needs
@pytest.mark.parametrize("language", ["de", "fr"])
async def test_no_slide_is_cut(language: str, tmp_path: Path, artefacts: Path) -> None:
    pdf = tmp_path / "pack.pdf"
    view = replace(committee(USUAL, WILD, EMPTY, *LONG, copies=3), name=LONG[0].name)
    pack = committee_pack(view, speaker(language, ZONE))
    pdf.write_bytes(await pdf_of(pack, ".pptx"))
    pictures(pdf, artefacts, f"pack-{language}")
    found = list(boxes(pdf))
    assert found
    foot = found[0][1][1] * 0.93
    for page, (width, _), word, (left, top, right, bottom) in found:
        assert left >= -SLACK, (page, word)
        assert right <= width + SLACK, (page, word)
        # What is no part of the foot ends above it.
        assert top >= foot or bottom <= foot + SLACK, (page, word)
    for page, codes in coded(pack):
        assert codes <= {word for number, _, word, _ in found if number == page}, page


@office
@needs
@pytest.mark.parametrize("language", ["en", "nl"])
async def test_no_page_is_cut_and_every_figure_is_on_it(language: str, tmp_path: Path, artefacts: Path) -> None:
    pdf = tmp_path / "report.pdf"
    say = speaker(language, ZONE)
    pdf.write_bytes(await pdf_of(status_report(report(USUAL), say), ".docx"))
    pictures(pdf, artefacts, f"report-{language}")
    found = list(boxes(pdf))
    for page, (width, height), word, (left, top, right, bottom) in found:
        assert left >= 0, (page, word)
        assert right <= width, (page, word)
        assert top >= 0, (page, word)
        assert bottom <= height, (page, word)
    digits = "".join(letter for _, _, word, _ in found for letter in word if letter.isdigit())
    for figure in ("4200000", "3000000", "2500000", "3125000", "5250000"):
        assert figure in digits


@office
@needs
@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "Page {} of {}"), ("fr", "Page {} sur {}"), ("nl", "Pagina {} van {}"), ("de", "Seite {} von {}")],
)
async def test_the_pages_of_a_report_are_numbered(language: str, told: str, tmp_path: Path) -> None:
    pdf = tmp_path / "report.pdf"
    pdf.write_bytes(await pdf_of(status_report(report(WILD), speaker(language, ZONE)), ".docx"))
    pages: dict[int, list[str]] = {}
    for page, _, word, _ in boxes(pdf):
        pages.setdefault(page, []).append(word)
    assert len(pages) > 1
    for page, words in pages.items():
        assert told.format(page, len(pages)) in " ".join(words)


@office
@needs
async def test_a_report_of_everything_that_people_type_can_be_printed(tmp_path: Path, artefacts: Path) -> None:
    pdf = tmp_path / "wild.pdf"
    pdf.write_bytes(await pdf_of(status_report(report(WILD), speaker("fr", ZONE)), ".docx"))
    pictures(pdf, artefacts, "report-wild")
    assert len({page for page, *_ in boxes(pdf)}) > 3


async def test_without_libreoffice_it_is_said_what_is_possible(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(CannotConvert, match="LibreOffice"):
        await pdf_of(b"", ".docx")


async def test_a_document_that_libreoffice_does_not_convert_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    idle = tmp_path / "soffice"
    idle.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    idle.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotConvert, match="could not convert"):
        await pdf_of(b"", ".docx")
