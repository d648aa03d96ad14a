"""What a committee is shown of a program or of the portfolio, as slides: the decisions come first."""

from collections.abc import Mapping, Sequence
from datetime import date

from cards.digest_work import kind_word
from cards.milestones import STATUS, deviation_words
from cards.project import end_words
from cards.status import capital, counts_sentence, counts_words, signed_word, status_word, title_of
from documents.slides import Chart, Column, Field, Series, Slides, Table
from documents.view import CommitteeView, ReportedProject
from documents.words import (
    LINES,
    SOLID,
    computed_words,
    due_words,
    in_a_line,
    source_words,
    state_words,
)
from locales import Say
from pmo.milestone_states import MilestoneState
from pmo.portfolio import Rag

_SAID, _WHY, _NAMED = 220, 160, 70
"""Characters of what was said of a project, of a reason, and of a name."""
_MOST = 60
"""Rows of a list that are shown; the workbook has all of them."""


def committee_pack(view: CommitteeView, say: Say) -> bytes:
    """A .pptx; every list says how much of it is left out."""
    source = source_words(view.frozen, say)
    slides = Slides(view.name, source)
    counts = counts_sentence(view.counts, view.unreported, say)
    whose = [say("These are the projects that you may see.")] if view.partial else []
    slides.opening(say("Committee pack"), view.name, [counts, *whose, source])
    slides.sentences(say("Where we stand"), _sentences(view, say), _trend(view, say))
    _actions(slides, view, say)
    _attention(slides, view, say)
    _milestones(slides, view, say)
    _slipping(slides, view, say)
    _projects(slides, view, say)
    return slides.written()


def _sentences(view: CommitteeView, say: Say) -> list[str]:
    lines = [counts_sentence(view.counts, view.unreported, say)]
    if worse := sum(one.is_worse_by_figures for one in view.projects):
        lines.append(
            say.plural(
                "The figures of {n} project are worse than declared.",
                "The figures of {n} projects are worse than declared.",
                worse,
            )
        )
    missed = sum(one.state is MilestoneState.MISSED for one in view.pressing)
    overdue = say.plural("{n} milestone is overdue.", "{n} milestones are overdue.", missed)
    lines.append(overdue if missed else say("No milestone is overdue."))
    lines.append(_wanted(view, say))
    if any(one.restricted for one in view.projects):
        lines.append(say("Some of the projects are restricted: pass this on only to those who may see them."))
    return lines


def _wanted(view: CommitteeView, say: Say) -> str:
    if not view.actions:
        return say("No action or decision is wanted.")
    late = sum(one.overdue for one in view.actions)
    wanted = say.plural("{n} action or decision is wanted", "{n} actions and decisions are wanted", len(view.actions))
    overdue = say.plural("{n} is overdue", "{n} are overdue", late) if late else say("none is overdue")
    return say("{wanted}; {overdue}.", wanted=wanted, overdue=overdue)


def _trend(view: CommitteeView, say: Say) -> Chart | None:
    if len(view.trend) < 2:
        return None
    series = [
        Series(status_word(rag, say), SOLID[rag], [one.of(rag) for one in view.trend])
        for rag in (Rag.GREEN, Rag.AMBER, Rag.RED)
    ]
    periods = [say.short_period(one.period) for one in view.trend]
    counts = [counts_words({rag: one.of(rag) for rag in Rag}, 0, say) for one in view.trend]
    told = "; ".join(f"{period}: {count}" for period, count in zip(periods, counts, strict=True))
    return Chart(say("Declared statuses, period by period"), periods, series, told)


def _slipping(slides: Slides, view: CommitteeView, say: Say) -> None:
    """How far the latest milestones were from their baselines, report by report: a rising line slips."""
    shown = view.slipping[: len(LINES)]
    if not shown:
        return
    days = sorted({day for one in shown for day, _ in one.trend})
    series, told = [], []
    for one, colour in zip(shown, LINES, strict=False):
        name = title_of(one.project, in_a_line(one.name, _NAMED))
        values = _carried(dict(one.trend), days)
        series.append(Series(name, colour, values))
        moved = " → ".join(say.number(slip) for _, slip in one.trend)
        told.append(say("{name}: {value}", name=name, value=say("{days} working days", days=moved)))
    title = say("Deviation from the plan, in working days")
    slides.sentences(
        say("Milestones that slip"), told, Chart(title, [say.date(day) for day in days], series, "; ".join(told), True)
    )


def _carried(slips: Mapping[date, int], days: Sequence[date]) -> list[int | None]:
    """A value a day: what was promised stands until something else is; None before the first."""
    found: list[int | None] = []
    for day in days:
        found.append(slips.get(day, found[-1] if found else None))
    return found


def _actions(slides: Slides, view: CommitteeView, say: Say) -> None:
    title = say("Actions and decisions that are wanted")
    if not view.actions:
        slides.sentences(title, [say("No action or decision is wanted.")], None)
        return
    columns = (
        Column(say("Project"), 2.4),
        Column(say("Kind"), 2.2),
        Column(say("What is wanted"), 8),
        Column(say("Of whom"), 3.4),
        Column(say("By when"), 3.2),
    )
    rows = [
        [
            Field(one.project, bold=True),
            Field(capital(kind_word(one.kind, say))),
            Field(in_a_line(one.text, _SAID)),
            Field(in_a_line(one.owner, _NAMED)),
            Field(due_words(one, say), rag=Rag.RED if one.overdue else None, filled=one.overdue),
        ]
        for one in view.actions[:_MOST]
    ]
    _listed(slides, Table(title, columns, rows), len(view.actions), say)


def _attention(slides: Slides, view: CommitteeView, say: Say) -> None:
    columns = (*_standing_columns(5, say), Column(say("Why"), 10))
    rows = [[*_standing(one, say), Field(_why(one))] for one in view.attention[:_MOST]]
    _listed(slides, Table(say("Needs attention"), columns, rows), len(view.attention), say)


def _why(one: ReportedProject) -> str:
    """The manager's words, then the worst of the figures' reasons."""
    words = (in_a_line(one.summary, _SAID), *(in_a_line(why, _WHY) for why in one.reasons[:1]))
    return "\n".join(part for part in words if part)


def _standing_columns(width: float, say: Say) -> tuple[Column, Column, Column]:
    """What a list of projects begins with; the name takes so much of the width."""
    return Column(say("Project"), width), Column(say("Declared"), 2.4), Column(say("By the figures"), 2.6)


def _standing(one: ReportedProject, say: Say) -> tuple[Field, Field, Field]:
    computed = one.computed.rag if one.computed else None
    return (
        Field(title_of(one.code, in_a_line(one.name, _NAMED)), bold=True),
        Field(signed_word(one.rag, say), rag=one.rag, filled=True),
        Field(computed_words(one.computed, say), rag=computed, filled=True),
    )


def _milestones(slides: Slides, view: CommitteeView, say: Say) -> None:
    columns = (
        Column(say("Project"), 2.4),
        Column(say("Milestone"), 7),
        Column(say("Planned"), 2.8),
        Column(say("Expected"), 2.8),
        Column(say("Deviation"), 4.4),
        Column(say("Status"), 2.6),
    )
    rows = [
        [
            Field(one.project, bold=True),
            Field(in_a_line(one.name, _NAMED)),
            Field(say.date(one.baseline)),
            Field(say.date(one.day)),
            Field(deviation_words(one.slip, one.state, say)),
            Field(state_words(one.state, say), rag=STATUS[one.state], filled=True),
        ]
        for one in view.pressing[:_MOST]
    ]
    title = say("Milestones: overdue, late and coming")
    _listed(slides, Table(title, columns, rows), len(view.pressing), say)


def _projects(slides: Slides, view: CommitteeView, say: Say) -> None:
    columns = (
        *_standing_columns(7, say),
        Column(say("Progress"), 2.5),
        Column(say("Expected end"), 4.6),
        Column(say("Project manager"), 3.6),
    )
    rows = [
        [
            *_standing(one, say),
            Field("" if one.progress is None else say.percent(one.progress)),
            Field(end_words(one.end, one.forecast_end, say)),
            Field(in_a_line(one.manager, _NAMED) or say("Nobody")),
        ]
        for one in view.projects[:_MOST]
    ]
    _listed(slides, Table(say("All projects"), columns, rows), len(view.projects), say)


def _listed(slides: Slides, table: Table, total: int, say: Say) -> None:
    """A list; where it is longer than what is shown, that it goes on in the workbook."""
    slides.table(table)
    if total > _MOST:
        more = say.plural("{n} more is in the workbook.", "{n} more are in the workbook.", total - _MOST)
        slides.sentences(table.title, [more], None)
