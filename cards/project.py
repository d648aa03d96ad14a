"""One project: its status first, then where it stands and who is in charge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from cards.actions import execute
from cards.elements import Strict, action_set, facts, heading, rich, run, text
from cards.paging import ListPage, back_button
from cards.phases import phase_word
from cards.plain import clipped, joined
from cards.rendered import Rendered, rendered, told
from cards.status import NAME_LENGTH, as_of_words, capital, computed_run, remark_run, status_run, status_word, title_of
from cards.watch_button import watch_button
from locales import Say
from pmo.colours import Colour
from pmo.forms import TEXT_LIMIT
from pmo.portfolio import Phase, Rag
from pmo.watches import Watched

_REASONS = 4
"""Reasons of the computed status that are told."""
_HISTORY = 12
"""Periods that the line of past statuses tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectView:
    """A project as this reader may see it.

    Attributes:
        since: name of the period from which it has had this status; shown where that is not the last one.
        period: of the last report; empty before the first.
        progress: per cent; None when never told.
        end: the first promised end.
        budget: written out; empty where the reader may not see money.
        history: (period, status), oldest first.
        computed: the status that the figures give; None where it was not asked for.
        reasons: why, in the reader's language, the worst first; `more_reasons` is how many are not among them.
        explained: why it was declared greener all the same, and by whom.
        alert: a line about the open alert, in the reader's language; empty for none.
        may_set_rhythm: whether the reader is offered to change when it is asked.
        may_watch: whether they are offered to be told when it changes.
        may_set_deputies, may_see_people: whether they are offered to say who stands in for whom, and who takes part.
        back: the page of the list it was opened from; None where it was asked for by itself.
    """

    code: str
    name: str
    program: str
    phase: Phase
    as_of: datetime
    manager: str = ""
    owner: str = ""
    rag: Rag | None = None
    since: str = ""
    period: str = ""
    summary: str = ""
    blockers: str = ""
    progress: int | None = None
    end: date | None = None
    forecast_end: date | None = None
    budget: str = ""
    history: tuple[tuple[str, Rag], ...] = ()
    computed: Colour | None = None
    reasons: tuple[str, ...] = ()
    more_reasons: int = 0
    explained: str = ""
    alert: str = ""
    may_set_rhythm: bool = False
    may_watch: bool = False
    may_set_deputies: bool = False
    may_see_people: bool = False
    notes: tuple[str, ...] = ()
    back: ListPage | None = None


def project_card(view: ProjectView, say: Say) -> Rendered:
    """Name, status, the reporter's words, the facts and the statuses so far."""
    title = title_of(view.code, view.name)
    body = [heading(title), _status(view, say), *_computed(view, say)]
    if view.alert:
        body.append(text(view.alert, weight="Bolder"))
    if view.summary:
        body.append(text(clipped(view.summary, TEXT_LIMIT)))
    body.append(facts(_facts(view, say)))
    if len(view.history) > 1:
        body.append(_history(view.history[-_HISTORY:], say))
    body += [text(note) for note in view.notes]
    if buttons := _buttons(view, say):
        body.append(action_set(*buttons))
    body.append(text(as_of_words(view.as_of, say), subtle=True, size="Small", separator=True))
    return rendered(body, summary=told(title, status_word(view.rag, say)), say=say)


def _status(view: ProjectView, say: Say) -> Strict:
    remarks = [
        say("since {period}", period=say.period(view.since)) if view.since not in ("", view.period) else "",
        say("last report: {period}", period=say.period(view.period)) if view.period else "",
    ]
    runs = [status_run(view.rag, say, size="Medium")]
    if any(remarks):
        runs.append(remark_run(joined(*remarks)))
    return rich(*runs, spacing="Small")


def _computed(view: ProjectView, say: Say) -> list[Strict]:
    """What the figures say, beside what was declared, with the worst reasons."""
    if view.computed is None:
        return []
    title = say("By the figures")
    lines: list[Strict] = [rich(run(f"{title}\u2002", subtle=True), computed_run(view.computed, say), spacing="Small")]
    if view.rag is not None and view.computed.severity > view.rag.severity:
        lines.append(text(say("The figures are worse than the declared status."), weight="Bolder", spacing="None"))
    if view.explained:
        lines.append(text(clipped(view.explained, TEXT_LIMIT), spacing="None"))
    lines += [
        text(clipped(reason, 2 * NAME_LENGTH), subtle=True, size="Small", spacing="None")
        for reason in view.reasons[:_REASONS]
    ]
    left = max(0, len(view.reasons) - _REASONS) + view.more_reasons
    if left > 0:
        lines.append(text(say.plural("and {n} more", "and {n} more", left), subtle=True, size="Small", spacing="None"))
    return lines


def _buttons(view: ProjectView, say: Say) -> list[Strict]:
    buttons = []
    if view.history:
        buttons.append(execute(say("All reports"), "history.show", {"project": view.code}, with_inputs=False))
    if view.may_set_rhythm:
        buttons.append(execute(say("Change the rhythm"), "rhythm.edit", {"project": view.code}, with_inputs=False))
    if view.may_see_people:
        buttons.append(execute(say("People"), "people.page", {"scope": view.code}, with_inputs=False))
    if view.may_set_deputies:
        buttons.append(execute(say("Deputies"), "deputy.edit", {"project": view.code}, with_inputs=False))
    if view.may_watch:
        buttons.append(watch_button(Watched.PROJECT, view.code, say))
    if view.back is not None:
        buttons.append(back_button(view.back, say))
    return buttons


def _facts(view: ProjectView, say: Say) -> list[tuple[str, str]]:
    return [
        (say("Blockers"), clipped(view.blockers, TEXT_LIMIT)),
        (say("Progress"), "" if view.progress is None else say.percent(view.progress)),
        (say("Expected end"), end_words(view.end, view.forecast_end, say)),
        (say("Phase"), capital(phase_word(view.phase, say))),
        (say("Program"), view.program),
        (say("Project manager"), view.manager or say("Nobody")),
        (say("Project owner"), view.owner),
        (say("Budget"), view.budget),
    ]


def end_words(end: date | None, forecast_end: date | None, say: Say) -> str:
    """The expected end, with the first promised one where that is another day; empty when nobody said any."""
    promised = say.date(end) if end else ""
    if forecast_end is None or forecast_end == end:
        return promised
    forecast = say.date(forecast_end)
    return (
        say("{forecast} (first promised: {promised})", forecast=forecast, promised=promised) if promised else forecast
    )


def _history(history: Sequence[tuple[str, Rag]], say: Say) -> Strict:
    """`From week 3 on  ● green × 4  ▲ amber × 2`: runs of equal statuses."""
    start = say("From {period} on", period=say.period(history[0][0]))
    runs = [run(f"{start}\u2002", subtle=True)]
    for rag, reports in groupby(status for _, status in history):
        runs += [status_run(rag, say), run(f"\u00a0×\u00a0{say.number(len(list(reports)))}\u2002", subtle=True)]
    return rich(*runs)
