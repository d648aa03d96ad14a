"""A slide show that grows slide by slide: titles, sentences, tables and native charts in one look, 16:9."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Cm, Pt

from documents.font_metrics import lines_of
from documents.words import FILL, FONT, HEAD, INK, RULE, SUBTLE, in_a_line, plain
from pmo.portfolio import Rag

_WIDTH, _HEIGHT, _MARGIN = 33.867, 19.05, 1.4
_TABLE_TOP, _ROW, _ROOM = 3.2, 1.2, 14.2
_PADDING, _SIDE = 0.25, 0.18
"""Of a cell, in centimetres: what is above and below its text, and on each side of it."""
_CELL, _SENTENCE = 12, 17
"""Points of the letters in a table, and in sentences."""
_POINT = 2.54 / 72
"""In centimetres."""
_TITLE, _TITLE_ROOM, _TITLE_SIZES = 80, 3.6, (34, 26, 20, 14)
"""Of the name on the first slide: characters, its height in centimetres, and the letters it may have, in points."""
_BOX_SIDE = 0.26
"""What a box of text keeps free on each side, in centimetres."""
_TITLE_ONLY = 5
"""The layout of the library's own template that has a title and nothing else."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, and its share of the width."""

    title: str
    share: float


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of a table; `rag` is of the background where it is `filled`."""

    text: str
    rag: Rag | None = None
    filled: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A list with its title; each row has a field a column."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Field]]


@dataclass(frozen=True, slots=True)
class Series:
    """A series of a chart: its name, its colour as RRGGBB, and a value a category; None where there is none."""

    name: str
    colour: str
    values: Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Chart:
    """Stacked columns, or `lines`; `told` says to who does not see it what every series holds."""

    title: str
    categories: Sequence[str]
    series: Sequence[Series]
    told: str
    lines: bool = False


class Slides:
    """A show; `source` stands at the foot of each slide."""

    def __init__(self, title: str, source: str) -> None:
        self._show = Presentation()
        self._show.slide_width, self._show.slide_height = Cm(_WIDTH), Cm(_HEIGHT)
        self._source = source
        properties = self._show.core_properties
        properties.title, properties.author, properties.comments = plain(title, 250), "Rapporteur", source

    def opening(self, kind: str, title: str, lines: Sequence[str]) -> None:
        """The first slide: what it is, of what, and lines below."""
        slide = self._slide(kind, top=5.2, size=18, colour=SUBTLE)
        name = in_a_line(title, _TITLE)
        self._text(slide, name, (_MARGIN, 6.6, _TITLE_ROOM), size=_size_of(name), bold=True, colour=HEAD)
        for number, line in enumerate(lines):
            self._text(slide, plain(line, 250), (_MARGIN, 11.2 + 1.1 * number, 1.0), size=16)

    def sentences(self, title: str, lines: Sequence[str], chart: Chart | None) -> None:
        """A slide of sentences, beside them a chart."""
        slide = self._slide(title)
        width = 12.5 if chart else _WIDTH - 2 * _MARGIN
        words = "\n".join(plain(line, 300) for line in lines)
        em = _SENTENCE * _POINT
        height = em * (len(lines) + sum(lines_of(words, (width - 2 * _BOX_SIDE) / em)))
        box = self._text(slide, words, (_MARGIN, _TABLE_TOP, height), size=_SENTENCE, width=width)
        for paragraph in box.text_frame.paragraphs:
            paragraph.space_after = Pt(_SENTENCE)
        if chart:
            self._chart(slide, chart)

    def table(self, table: Table) -> None:
        """The rows in as many tables as they need, a slide each; none without rows."""
        pages = _pages(table)
        for number, page in enumerate(pages, 1):
            slide = self._slide(table.title if len(pages) == 1 else f"{table.title} ({number}/{len(pages)})")
            self._table(slide, table.columns, page)

    def written(self) -> bytes:
        """The bytes of the file."""
        stream = BytesIO()
        self._show.save(stream)
        return stream.getvalue()

    def _slide(self, title: str, *, top: float = 1.0, size: int = 26, colour: str = HEAD) -> Any:
        slide = self._show.slides.add_slide(self._show.slide_layouts[_TITLE_ONLY])
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = Cm(_MARGIN), Cm(top), Cm(_WIDTH - 2 * _MARGIN), Cm(1.8)
        _write(shape.text_frame, plain(title, 200), size=size, bold=colour == HEAD, colour=colour)
        shape.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        self._text(slide, self._source, (_MARGIN, _HEIGHT - 1.2, 0.8), size=10, colour=SUBTLE)
        return slide

    def _text(self, slide: Any, words: str, place: tuple[float, float, float], **look: Any) -> Any:
        """Words at a place: its left edge, its top and its height in centimetres."""
        left, top, height = place
        width = look.pop("width", _WIDTH - 2 * _MARGIN)
        box = slide.shapes.add_textbox(Cm(left), Cm(top), Cm(width), Cm(height))
        _write(box.text_frame, words, **look)
        return box

    def _table(self, slide: Any, columns: Sequence[Column], rows: Sequence[Sequence[Field]]) -> None:
        widths = _widths(columns)
        heights = [_head_height(columns), *(_height(row, widths) for row in rows)]
        frame = slide.shapes.add_table(
            len(heights), len(columns), Cm(_MARGIN), Cm(_TABLE_TOP), Cm(sum(widths)), Cm(sum(heights))
        )
        table = frame.table
        table.horz_banding = False
        for place, width in zip(table.columns, widths, strict=True):
            place.width = Cm(width)
        for line, height in zip(table.rows, heights, strict=True):
            line.height = Cm(height)
        for cell, field in zip(table.rows[0].cells, _head(columns), strict=True):
            _fill(cell, field, HEAD, "FFFFFF")
        for line, fields in zip(list(table.rows)[1:], rows, strict=True):
            for cell, field in zip(line.cells, fields, strict=True):
                _fill(cell, field, FILL[field.rag] if field.filled else "FFFFFF", INK)

    def _chart(self, slide: Any, chart: Chart) -> None:
        data = CategoryChartData()
        data.categories = list(chart.categories)
        for one in chart.series:
            data.add_series(plain(one.name, 250), one.values)
        left = _MARGIN + 13.5
        kind = XL_CHART_TYPE.LINE_MARKERS if chart.lines else XL_CHART_TYPE.COLUMN_STACKED
        frame = slide.shapes.add_chart(kind, Cm(left), Cm(_TABLE_TOP), Cm(_WIDTH - _MARGIN - left), Cm(13.5), data)
        frame.name = chart.title
        _describe(frame, f"{chart.title}. {chart.told}")
        _dress(frame.chart, chart)


def _widths(columns: Sequence[Column]) -> list[float]:
    """In centimetres, the whole slide together."""
    whole = sum(column.share for column in columns)
    return [(_WIDTH - 2 * _MARGIN) * column.share / whole for column in columns]


def _head_height(columns: Sequence[Column]) -> float:
    return _height(_head(columns), _widths(columns))


def _head(columns: Sequence[Column]) -> list[Field]:
    return [Field(column.title, bold=True) for column in columns]


def _height(row: Sequence[Field], widths: Sequence[float]) -> float:
    """What the tallest cell of a row needs, in centimetres, reckoned generously."""
    return max(_ROW, max(map(_needed, row, widths)) + _PADDING)


def _needed(field: Field, width: float) -> float:
    """The height of a cell's text in a column so wide; centimetres, both."""
    em = _CELL * _POINT
    return em * sum(lines_of(plain(field.text), (width - 2 * _SIDE) / em, bold=field.bold))


def _size_of(name: str) -> int:
    """Of the name on the first slide: the largest letters with which it stays in its place; points."""
    for size in _TITLE_SIZES:
        em = size * _POINT
        if em * sum(lines_of(name, (_WIDTH - 2 * _MARGIN - 2 * _BOX_SIDE) / em, bold=True)) <= _TITLE_ROOM:
            return size
    return _TITLE_SIZES[-1]


def _pages(table: Table) -> list[list[Sequence[Field]]]:
    """The rows, as many at a time as have room on a slide; one that has none of its own stands alone."""
    pages: list[list[Sequence[Field]]] = []
    widths, used = _widths(table.columns), 0.0
    for row in table.rows:
        height = _height(row, widths)
        if not pages or used + height > _ROOM:
            pages.append([])
            used = _head_height(table.columns)
        pages[-1].append(row)
        used += height
    return pages


def _describe(frame: Any, words: str) -> None:
    frame._element.nvGraphicFramePr.cNvPr.set("descr", words)  # noqa: SLF001 - the library has no word for it


def _dress(drawn: Any, chart: Chart) -> None:
    drawn.has_title = True
    _write(drawn.chart_title.text_frame, chart.title, size=14, bold=True, colour=INK)
    drawn.has_legend, drawn.legend.position, drawn.legend.include_in_layout = True, XL_LEGEND_POSITION.BOTTOM, False
    drawn.legend.font.size, drawn.font.name = Pt(12), FONT
    plot = drawn.plots[0]
    (_dress_lines if chart.lines else _dress_columns)(plot, chart.series)
    drawn.category_axis.tick_labels.font.size = Pt(11)
    axis = drawn.value_axis
    axis.tick_labels.font.size, axis.has_major_gridlines = Pt(11), True
    axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(RULE)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
    if not chart.lines:
        axis.minimum_scale = 0


def _dress_columns(plot: Any, series: Sequence[Series]) -> None:
    plot.gap_width, plot.overlap = 40, 100
    plot.has_data_labels = True
    plot.data_labels.font.size, plot.data_labels.font.color.rgb = Pt(11), RGBColor.from_string("FFFFFF")
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "0;;", False
    for drawn, one in zip(plot.series, series, strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = RGBColor.from_string(one.colour)


def _dress_lines(plot: Any, series: Sequence[Series]) -> None:
    for drawn, one in zip(plot.series, series, strict=True):
        drawn.smooth = False
        drawn.format.line.width, drawn.format.line.color.rgb = Pt(2.5), RGBColor.from_string(one.colour)
        drawn.marker.format.fill.solid()
        drawn.marker.format.fill.fore_color.rgb = RGBColor.from_string(one.colour)


def _fill(cell: Any, field: Field, colour: str, ink: str) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(colour)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = Cm(0.08)
    cell.margin_left = cell.margin_right = Cm(_SIDE)
    _write(cell.text_frame, plain(field.text), size=_CELL, bold=field.bold, colour=ink)


def _write(frame: Any, words: str, *, size: int, bold: bool = False, colour: str = INK) -> None:
    """Put the words in place of what stands there, a paragraph a line."""
    frame.word_wrap = True
    lines = words.split("\n")
    frame.text = lines[0]
    for line in lines[1:]:
        frame.add_paragraph().text = line
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            font = run.font
            font.name, font.size, font.bold = FONT, Pt(size), bold
            font.color.rgb = RGBColor.from_string(colour)
