"""The figures behind a committee's slides as a workbook: numbers are numbers, days are days, every list is whole."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from cards.digest_work import kind_word
from cards.phases import phase_word
from cards.status import capital, computed_word, status_word
from documents.view import CommitteeView
from documents.words import (
    FILL,
    FONT,
    HEAD,
    condition_words,
    earned_figures,
    earned_titles,
    plain,
    source_words,
    state_words,
)
from locales import Say
from pmo.colours import Colour
from pmo.earned_value import Earned
from pmo.portfolio import Rag

_LONGEST = 32_000
"""Characters that a cell holds, nearly."""
Content = str | int | Decimal | date | None


def committee_workbook(view: CommitteeView, say: Say) -> bytes:
    """A .xlsx of six sheets, seven for those who may see money; no cell is a formula, whatever it begins with."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {"title": plain(view.name, 250), "author": "Rapporteur", "comments": source_words(view.frozen, say)}
    )
    sheets = _Sheets(book, say)
    sheets.add(say("Projects"), _project_titles(say), _projects(view, say))
    sheets.add(say("Milestones"), _milestone_titles(say), _milestones(view, say))
    if any(one.money for one in view.projects):
        sheets.add(say("Cost"), _money_titles(say), _money(view))
    sheets.add(say("Indicators"), _indicator_titles(say), _indicators(view, say))
    sheets.add(say("Actions"), _action_titles(say), _actions(view, say))
    sheets.add(say("Statuses"), _trend_titles(say), _trend(view, say))
    sheets.add(say("About this file"), [(say("About this file"), 90)], _about(view, say))
    book.close()
    return stream.getvalue()


def _about(view: CommitteeView, say: Say) -> list[list[Content]]:
    lines = [view.name, source_words(view.frozen, say)]
    if view.partial:
        lines.append(say("These are the projects that you may see."))
    if any(one.restricted for one in view.projects):
        lines.append(say("Some of the projects are restricted: pass this on only to those who may see them."))
    return [[line] for line in lines]


def _project_titles(say: Say) -> list[tuple[str, int]]:
    return [
        (say("Project"), 12),
        (say("Name"), 40),
        (say("Program"), 30),
        (say("Phase"), 12),
        (say("Declared"), 13),
        (say("By the figures"), 14),
        (say("Last report"), 14),
        (say("Progress"), 10),
        (say("Start"), 12),
        (say("First promised end"), 14),
        (say("Expected end"), 14),
        (say("Project manager"), 24),
        (say("Project owner"), 24),
        (say("Summary"), 60),
        (say("Blockers"), 40),
        (say("Why"), 60),
    ]


def _projects(view: CommitteeView, say: Say) -> list[list[Content]]:
    return [
        [
            one.code,
            one.name,
            one.program,
            capital(phase_word(one.phase, say)),
            status_word(one.rag, say),
            computed_word(one.computed or Colour.GREY, say),
            say.period(one.period) if one.period else "",
            one.progress,
            one.start,
            one.end,
            one.forecast_end or one.end,
            one.manager,
            one.owner,
            one.summary,
            one.blockers,
            "\n".join(one.reasons),
        ]
        for one in view.projects
    ]


def _milestone_titles(say: Say) -> list[tuple[str, int]]:
    return [
        (say("Project"), 12),
        (say("Milestone"), 44),
        (say("Planned"), 12),
        (say("Expected"), 12),
        (say("Deviation, working days"), 22),
        (say("Status"), 14),
    ]


def _milestones(view: CommitteeView, say: Say) -> list[list[Content]]:
    return [
        [one.project, one.name, one.baseline, one.day, one.slip, state_words(one.state, say)] for one in view.milestones
    ]


def _action_titles(say: Say) -> list[tuple[str, int]]:
    return [
        (say("Project"), 12),
        (say("Kind"), 12),
        (say("What is wanted"), 70),
        (say("Of whom"), 26),
        (say("By when"), 12),
        (say("Overdue"), 10),
    ]


def _actions(view: CommitteeView, say: Say) -> list[list[Content]]:
    return [
        [
            one.project,
            capital(kind_word(one.kind, say)),
            one.text,
            one.owner,
            one.due,
            say("overdue") if one.overdue else "",
        ]
        for one in view.actions
    ]


def _money_titles(say: Say) -> list[tuple[str, int]]:
    return [
        (say("Project"), 12),
        (say("Name"), 40),
        (say("Currency"), 10),
        (say("Budget"), 16),
        (say("Earned value on"), 16),
        *((title, 16) for title in earned_titles(say)),
    ]


def _money(view: CommitteeView) -> list[list[Content]]:
    """A row for each project with a budget; where earned value is not known the rest of its row is empty."""
    return [
        [one.code, one.name, one.money.currency, one.money.budget, *_earned(one.money.earned)]
        for one in view.projects
        if one.money
    ]


def _earned(earned: Earned | None) -> list[Content]:
    return [] if earned is None else [earned.day, *earned_figures(earned.value)]


def _indicator_titles(say: Say) -> list[tuple[str, int]]:
    return [
        (say("Project or program"), 18),
        (say("Indicator"), 18),
        (say("Name"), 40),
        (say("Value"), 14),
        (say("Unit"), 12),
        (say("Period"), 18),
        (say("Target"), 30),
        (say("Status"), 14),
    ]


def _indicators(view: CommitteeView, say: Say) -> list[list[Content]]:
    measured = [(one.scope, one) for one in view.indicators]
    measured += [(project.code, one) for project in view.projects for one in project.indicators]
    return [
        [
            scope,
            one.code,
            one.name,
            one.number,
            one.unit,
            say.period(one.period) if one.period else "",
            one.target,
            condition_words(one.condition, say),
        ]
        for scope, one in measured
    ]


def _trend_titles(say: Say) -> list[tuple[str, int]]:
    return [(say("Period"), 18), *((capital(status_word(rag, say)), 10) for rag in Rag)]


def _trend(view: CommitteeView, say: Say) -> list[list[Content]]:
    return [[say.period(one.period), *(one.of(rag) for rag in Rag)] for one in view.trend]


class _Sheets:
    """Writes sheets of one look: a title row that stays, filters, and columns as wide as they need."""

    def __init__(self, book: Any, say: Say) -> None:
        self._book = book
        self._head = book.add_format(
            {"bold": True, "font_name": FONT, "font_color": "#FFFFFF", "bg_color": f"#{HEAD}", "text_wrap": True}
        )
        self._cell = book.add_format({"font_name": FONT, "valign": "top", "text_wrap": True})
        self._day = book.add_format({"font_name": FONT, "valign": "top", "num_format": "yyyy-mm-dd"})
        self._statuses = {
            status_word(rag, say): book.add_format({"font_name": FONT, "valign": "top", "bg_color": f"#{FILL[rag]}"})
            for rag in Rag
        }

    def add(self, name: str, titles: Sequence[tuple[str, int]], rows: Sequence[Sequence[Content]]) -> None:
        """A sheet; its name is cut to what a sheet may bear."""
        sheet = self._book.add_worksheet(plain(name, 31))
        for column, (title, width) in enumerate(titles):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, self._head)
        for line, row in enumerate(rows, 1):
            for column, content in enumerate(row):
                self._write(sheet, (line, column), content)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(rows)), len(titles) - 1)

    def _write(self, sheet: Any, place: tuple[int, int], content: Content) -> None:
        if content is None or content == "":
            return
        if isinstance(content, date):
            sheet.write_datetime(*place, content, self._day)
        elif isinstance(content, int | Decimal):
            sheet.write_number(*place, content, self._cell)
        else:
            sheet.write_string(*place, plain(content, _LONGEST), self._statuses.get(content, self._cell))
