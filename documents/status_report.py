"""The PM² Project Status Report (PM² Guide 3.1, 9.1) as a text: summary, cost, schedule, indicators, actions."""

from collections.abc import Sequence
from io import BytesIO

from docx.document import Document

from cards.digest_work import kind_word
from cards.log_words import none_open_words, state_word, title_words, weight_words
from cards.milestones import STATUS, deviation_words
from cards.phases import phase_word
from cards.plain import joined
from cards.project import end_words
from cards.status import capital, signed_word, title_of
from documents.paper import Cell, Paper
from documents.view import ReportedEntry, ReportedMoney, ReportedProject, StatusReportView
from documents.words import (
    RATIOS,
    computed_words,
    condition_words,
    due_words,
    earned_figures,
    earned_titles,
    source_words,
    state_words,
)
from locales import Say
from pmo.earned_value import EarnedValue
from pmo.logs import LogKind

_NARROW = (4.0, 13.0)
"""Widths, in centimetres, of a table of facts."""


def status_report(view: StatusReportView, say: Say) -> bytes:
    """A .docx; what the reader may not see, and what is not known, is not in it."""
    project = view.project
    title = title_of(project.code, project.name)
    kind = say("Contractor Status Report") if project.contractor else say("Project Status Report")
    paper = Paper(title, kind, source_words(view.frozen, say), say)
    if project.restricted:
        paper.line(say("Restricted: only for those who take part in this project."), bold=True)
    if project.archived:
        paper.line(say("This project has left the portfolio."), bold=True)
    paper.table(_NARROW, _facts(project, say))
    _summary(paper, project, say)
    _history(paper, project, say)
    if project.money is not None:
        _money(paper, project.money, say)
    _milestones(paper, project, say)
    _indicators(paper, project, say)
    _actions(paper, project, say)
    _logs(paper, project, say)
    return written(paper.document)


def written(document: Document) -> bytes:
    """The bytes of the file."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _facts(project: ReportedProject, say: Say) -> list[list[Cell]]:
    since = say("since {period}", period=say.period(project.since)) if project.since not in ("", project.period) else ""
    of = say("last report: {period}", period=say.period(project.period)) if project.period else ""
    declared = joined(signed_word(project.rag, say), since, of)
    rows = [
        [Cell(say("Declared status"), head=True), Cell(declared, rag=project.rag, filled=True, bold=True)],
        [Cell(say("By the figures"), head=True), _by_figures(project, say)],
    ]
    others = [
        (say("Program"), project.program),
        (say("Phase"), capital(phase_word(project.phase, say))),
        (say("Project manager"), project.manager or say("Nobody")),
        (say("Project owner"), project.owner),
        (say("Progress"), "" if project.progress is None else say.percent(project.progress)),
        (say("Expected end"), end_words(project.end, project.forecast_end, say)),
    ]
    return rows + [[Cell(name, head=True), Cell(value)] for name, value in others if value]


def _by_figures(project: ReportedProject, say: Say) -> Cell:
    rag = project.computed.rag if project.computed else None
    return Cell(computed_words(project.computed, say), rag=rag, filled=True, bold=rag is not None)


def _summary(paper: Paper, project: ReportedProject, say: Say) -> None:
    paper.heading(say("Summary"))
    paper.line(project.summary or say("Nothing was reported yet."))
    if project.is_worse_by_figures:
        paper.line(say("The figures are worse than the declared status."), bold=True)
    for reason in project.reasons:
        paper.bullet(reason)
    if project.explained:
        paper.line(project.explained)
    action = joined(
        project.action,
        project.action_owner,
        say("by {day}", day=say.date(project.action_by)) if project.action_by else "",
    )
    facts = [
        (say("Blockers"), project.blockers),
        (say("Cause"), project.cause),
        (say("Corrective action"), action),
        (say("Help needed"), project.help),
    ]
    paper.table(_NARROW, [[Cell(name, head=True), Cell(value)] for name, value in facts if value])


def _history(paper: Paper, project: ReportedProject, say: Say) -> None:
    if len(project.history) < 2:
        return
    paper.heading(say("Status so far"))
    periods = [say.short_period(name).replace(" ", "\n", 1) for name, _ in project.history]
    titles = [Cell(name, head=True, centred=True) for name in periods]
    statuses = [
        Cell(signed_word(rag, say).replace(" ", "\n"), rag=rag, filled=True, centred=True) for _, rag in project.history
    ]
    paper.table((17.0 / len(titles),) * len(titles), [titles, statuses], size=7, header=True)


def _money(paper: Paper, money: ReportedMoney, say: Say) -> None:
    paper.heading(say("Cost"))
    budget = "" if money.budget is None else say.money(money.budget, money.currency)
    rows = [(say("Budget"), budget)]
    if money.earned is None:
        paper.table(_NARROW, [[Cell(name, head=True), Cell(value)] for name, value in rows])
        paper.line(say("Planned and actual costs are not known well enough for earned value."), subtle=True)
        return
    rows += _earned(money.earned.value, money.currency, say)
    paper.line(say("Earned value on {day}", day=say.date(money.earned.day)), subtle=True)
    paper.table((8.5, 8.5), [[Cell(name, head=True), Cell(value, right=True)] for name, value in rows if value])


def _earned(value: EarnedValue, currency: str, say: Say) -> list[tuple[str, str]]:
    titles, figures = earned_titles(say), earned_figures(value)
    amounts = ["" if one is None else say.money(one, currency) for one in figures[:-RATIOS]]
    ratios = ["" if one is None else say.number(one, 2) for one in figures[-RATIOS:]]
    return list(zip(titles, [*amounts, *ratios], strict=True))


def _milestones(paper: Paper, project: ReportedProject, say: Say) -> None:
    paper.heading(say("Milestones"))
    if not project.milestones:
        paper.line(say("No milestone is planned here."))
        return
    head = (say("Milestone"), say("Planned"), say("Expected"), say("Deviation"), say("Status"))
    rows = [
        [
            Cell(one.name),
            Cell(say.date(one.baseline)),
            Cell(say.date(one.day)),
            Cell(deviation_words(one.slip, one.state, say)),
            Cell(state_words(one.state, say), rag=STATUS[one.state], filled=True),
        ]
        for one in project.milestones
    ]
    paper.table((5.4, 2.7, 2.7, 3.4, 2.8), [_head(head), *rows], header=True)


def _indicators(paper: Paper, project: ReportedProject, say: Say) -> None:
    if not project.indicators:
        return
    paper.heading(say("Indicators"))
    head = (say("Indicator"), say("Value"), say("Period"), say("Target"), say("Status"))
    rows = [
        [
            Cell(one.name),
            Cell(one.value),
            Cell(say.period(one.period) if one.period else ""),
            Cell(one.target),
            Cell(condition_words(one.condition, say), rag=one.condition.rag, filled=True),
        ]
        for one in project.indicators
    ]
    paper.table((5.0, 2.6, 3.0, 3.6, 2.8), [_head(head), *rows], header=True)


def _actions(paper: Paper, project: ReportedProject, say: Say) -> None:
    paper.heading(say("Actions and decisions that are wanted"))
    if not project.actions:
        paper.line(say("No action or decision is wanted."))
        return
    head = (say("Kind"), say("What is wanted"), say("Of whom"), say("By when"))
    rows = [
        [Cell(capital(kind_word(one.kind, say))), Cell(one.text), Cell(one.owner), Cell(due_words(one, say))]
        for one in project.actions
    ]
    paper.table((2.6, 7.4, 3.8, 3.2), [_head(head), *rows], header=True)


def _logs(paper: Paper, project: ReportedProject, say: Say) -> None:
    """What is open in the three logs of PM²."""
    for kind in LogKind:
        paper.heading(title_words(kind, say))
        rows = [_entry(one, say) for one in project.log if one.entry.kind is kind]
        if rows:
            head = (say("What is it?"), say("State"), say("What is done about it?"), say("Of whom"), say("By when"))
            paper.table((5.0, 3.4, 4.2, 2.2, 2.2), [_head(head), *rows], header=True)
        else:
            paper.line(f"{none_open_words(kind, say)}.")


def _entry(one: ReportedEntry, say: Say) -> list[Cell]:
    entry = one.entry
    state = joined(weight_words(entry, say), state_word(entry.state, say))
    rag = entry.colour.rag
    return [
        Cell(title_of(entry.code, entry.title)),
        Cell(state, rag=rag, filled=True) if rag else Cell(state),
        Cell(entry.action),
        Cell(one.owner or say("Nobody")),
        Cell(due_words(one, say)),
    ]


def _head(titles: Sequence[str]) -> list[Cell]:
    return [Cell(title, head=True) for title in titles]
