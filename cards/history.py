"""Every report of a project in every version: what was said when, by whom, late or corrected."""

from dataclasses import dataclass
from datetime import datetime

from cards.actions import execute
from cards.elements import Strict, action_set, container, heading, rich, text
from cards.paging import shorter
from cards.plain import clipped, joined
from cards.rendered import LIMIT, Rendered, fitting, rendered, size_of, told
from cards.status import remark_run, status_run, title_of
from locales import Say
from pmo.portfolio import Rag

_SUMMARY = 160
_RESERVE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One version of a report.

    Attributes:
        by, stands_for: names; `stands_for` is empty for nobody.
        correction: why it was said after its period had closed; empty for the others.
    """

    period: str
    version: int
    rag: Rag
    at: datetime | None = None
    by: str = ""
    stands_for: str = ""
    summary: str = ""
    unchanged: bool = False
    late: bool = False
    correction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryView:
    """A page of the reports of a project, the newest first; `missed` is a page that is gone."""

    code: str
    name: str
    rows: tuple[ReportRow, ...]
    page: int = 1
    pages: int = 1
    missed: int = 0


def history_card(view: HistoryView, say: Say) -> Rendered:
    """A row each; buttons to the pages beside this one."""
    title = say("All reports of {project}", project=title_of(view.code, view.name))
    body: list[Strict] = [heading(title)]
    if view.pages > 1:
        body.append(text(say("Page {page} of {pages}", page=view.page, pages=view.pages), subtle=True, spacing="None"))
    body += shorter(view.missed, view.page, say)
    rows = [_row(row, say) for row in view.rows]
    shown = fitting(rows, LIMIT - _RESERVE - size_of([element.render() for element in body]))
    body += rows[:shown]
    if shown < len(rows):
        body.append(text(say.plural("and {n} more", "and {n} more", len(rows) - shown), subtle=True))
    buttons = _buttons(view, say)
    return rendered([*body, *([action_set(*buttons)] if buttons else [])], summary=told(title), say=say)


def _row(row: ReportRow, say: Say) -> Strict:
    period = say.period(row.period)
    head = rich(status_run(row.rag, say), remark_run(joined(period, say("Version {n}", n=row.version))))
    who = say("{name} for {absent}", name=row.by, absent=row.stands_for) if row.stands_for else row.by
    marks = {
        say("no change"): row.unchanged,
        say("late"): row.late,
    }
    when = say.moment(row.at) if row.at else ""
    said = joined(when, who, *(words for words, holds in marks.items() if holds))
    lines: list[Strict] = [head]
    if said:
        lines.append(text(said, subtle=True, spacing="None"))
    if row.correction:
        reason = clipped(row.correction, _SUMMARY)
        lines.append(text(say("Corrected: {reason}", reason=reason), spacing="None"))
    if row.summary:
        lines.append(text(clipped(row.summary, _SUMMARY), spacing="None"))
    return container(lines, separator=True)


def _buttons(view: HistoryView, say: Say) -> list[Strict]:
    def page(title: str, number: int) -> Strict:
        return execute(title, "history.show", {"project": view.code, "page": number}, with_inputs=False)

    newer = [page(say("Newer"), view.page - 1)] if view.page > 1 else []
    older = [page(say("Older"), view.page + 1)] if view.page < view.pages else []
    return [*newer, *older]
