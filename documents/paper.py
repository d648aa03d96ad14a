"""A text document that grows from the top: headings, lines and tables in one look, on A4, for print and screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from documents.words import FILL, FONT, HEAD, INK, RULE, SUBTLE, plain
from locales import Say
from pmo.portfolio import Rag

_LANGUAGES = {"en": "en-GB", "fr": "fr-BE", "nl": "nl-BE", "de": "de-DE"}
_PAGE_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}
"""What fills the places of the footer's sentence, by the names that OOXML gives its fields."""
_MARGIN = 2.0
_A4 = (21.0, 29.7)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        rag: of the background where it is `filled`.
        head: it names what stands below or beside it.
    """

    text: str
    rag: Rag | None = None
    filled: bool = False
    head: bool = False
    bold: bool = False
    centred: bool = False
    right: bool = False


class Paper:
    """A document with a title.

    Args:
        title: of what it is about; `kind` is what it is, `source` when its data was true.
    """

    def __init__(self, title: str, kind: str, source: str, say: Say) -> None:
        self.document = docx.Document()
        self._set_up(say)
        properties = self.document.core_properties
        properties.title, properties.subject = plain(title, 250), plain(kind, 250)
        properties.author = properties.last_modified_by = "Rapporteur"
        properties.language, properties.comments = say.language, source
        self.line(kind, subtle=True)
        self._titled(plain(title))
        self.line(source, subtle=True)
        self._footer(joined_footer(kind, title, source), say)

    def _set_up(self, say: Say) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(_A4[0]), Cm(_A4[1])
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
        for name in ("Normal", "Title", "Heading 1", "List Bullet"):
            style: Any = self.document.styles[name]
            style.font.name = FONT
            properties = style.element.get_or_add_rPr()
            for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
                properties.rFonts.set(qn(script), FONT)
            for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                properties.rFonts.attrib.pop(qn(theme), None)
        normal: Any = self.document.styles["Normal"]
        normal.font.size, normal.font.color.rgb = Pt(10), RGBColor.from_string(INK)
        normal.paragraph_format.space_after = Pt(4)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), _LANGUAGES.get(say.language, say.language))
        normal.element.get_or_add_rPr().append(language)
        heading: Any = self.document.styles["Heading 1"]
        heading.font.size, heading.font.color.rgb = Pt(13), RGBColor.from_string(HEAD)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(14), Pt(4)

    def _titled(self, title: str) -> None:
        paragraph = self.document.add_paragraph(style="Title")
        paragraph.paragraph_format.space_after = Pt(2)
        _take_borders_off(paragraph)
        run = paragraph.add_run(title)
        run.font.size, run.font.bold, run.font.color.rgb = Pt(20), True, RGBColor.from_string(HEAD)

    def _footer(self, words: str, say: Say) -> None:
        paragraph = self.document.sections[0].footer.paragraphs[0]
        run = paragraph.add_run(f"{words}\u2002·\u2002")
        run.font.size, run.font.color.rgb = Pt(8), RGBColor.from_string(SUBTLE)
        for text, name, *_ in Formatter().parse(say("Page {page} of {pages}")):
            run = paragraph.add_run(text.replace(" ", "\u00a0"))
            run.font.size, run.font.color.rgb = Pt(8), RGBColor.from_string(SUBTLE)
            if name:
                _field(paragraph, _PAGE_FIELDS[name])

    def heading(self, words: str) -> None:
        """The title of a part; it never stands alone at the foot of a page."""
        self.document.add_heading(plain(words), level=1)

    def line(self, words: str, *, bold: bool = False, subtle: bool = False) -> None:
        """A paragraph; its lines stay lines."""
        run = self.document.add_paragraph().add_run(plain(words))
        run.bold = bold or None
        if subtle:
            run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(SUBTLE)

    def bullet(self, words: str) -> None:
        """One of several points."""
        self.document.add_paragraph(plain(words), style="List Bullet").paragraph_format.space_after = Pt(3)

    def table(
        self, widths: Sequence[float], rows: Sequence[Sequence[Cell]], *, size: float = 9, header: bool = False
    ) -> None:
        """A table of columns so many centimetres wide; nothing without rows. A `header` comes again on every page."""
        if not rows:
            return
        table = self.document.add_table(rows=len(rows), cols=len(widths))
        table.style, table.autofit = "Table Grid", False
        _line_lightly(table)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for number, (line, cells) in enumerate(zip(table.rows, rows, strict=True)):
            _keep_together(line, again=header and not number)
            for place, width, cell in zip(line.cells, widths, cells, strict=True):
                place.width = Cm(width)
                _fill(place, cell, size)
        after = self.document.add_paragraph().paragraph_format
        after.space_after, after.line_spacing = Pt(0), Pt(4)


def joined_footer(*words: str) -> str:
    """The words of the footer, none of them long."""
    return " · ".join(plain(word, 80) for word in words)


def _fill(place: Any, cell: Cell, size: float) -> None:
    paragraph = place.paragraphs[0]
    paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(2)
    if cell.centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif cell.right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(plain(cell.text))
    run.font.size, run.bold = Pt(size), (cell.bold or cell.head) or None
    colour = FILL[cell.rag] if cell.filled else ("F2F4F8" if cell.head else "")
    if colour:
        shade = OxmlElement("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
            shade.set(qn(name), value)
        place._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - the library has no word for a background


def _keep_together(row: Any, *, again: bool) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - nor for rows that stay on one page
    for name in ("w:cantSplit", *(["w:tblHeader"] if again else [])):
        properties.append(OxmlElement(name))


def _line_lightly(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", RULE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001 - nor for the colour of lines


def _take_borders_off(paragraph: Paragraph) -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    bottom.set(qn("w:val"), "nil")
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001 - nor for a title without a line below


def _field(paragraph: Paragraph, name: str) -> None:
    """A number that the program which opens the document fills in."""
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        run.font.size, run.font.color.rgb = Pt(8), RGBColor.from_string(SUBTLE)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = name
        run._r.append(mark)  # noqa: SLF001 - nor for a field
