"""The portfolio and a program: one sentence that answers, then the projects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from cards.actions import execute
from cards.elements import Strict, action_set, facts, heading, rich, text
from cards.inputs import sought_input
from cards.paging import ListPage, page_button, shorter
from cards.perhaps import perhaps_meant
from cards.plain import clipped, joined
from cards.rendered import LIMIT, Rendered, fitting, rendered, size_of, told
from cards.status import (
    NAME_LENGTH,
    as_of_words,
    by_figures,
    counts_sentence,
    project_run,
    remark_run,
    status_run,
    status_word,
    title_of,
)
from cards.watch_button import watch_button
from locales import Say
from pmo.colours import Colour
from pmo.portfolio import Rag
from pmo.watches import Watched

_RESERVE = 2_000
"""Bytes kept free for the summary, the frame of the card and a line that something was cut."""

_SCOPE_LENGTH, _NOTE_LENGTH = 200, 400
_BRIEF = 80
"""Characters of the answer that go into the summary whole: a summary that is cut could lose the end of a quotation."""
_CHOICE_LENGTH = 60
_CHOICES = 20
"""Projects that can be chosen."""
_MUCH = 6
"""From so many projects on it is worth narrowing them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioRow:
    """A project in a list.

    Attributes:
        rag: declared; None before the first report, of which `as_of` is the day.
        computed: what the figures give; None while they were not judged.
    """

    code: str
    name: str
    rag: Rag | None
    as_of: date | None = None
    program: str = ""
    computed: Colour | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioView:
    """A page of projects.

    Attributes:
        rows: of this page.
        counts, unreported: of all pages together.
        page, pages: from 1; `missed` is the one that was asked for and is not there any more, 0 for none.
        scope: what the list is of, in the reader's language; empty for the whole portfolio.
        filters: as typed; goes back with the paging buttons. `anywhere` says the same where it is not in this place;
            None where that cannot be said, so that nothing is offered which outlives the card.
        narrower: the filters that leave those of one status.
        program: code of the one whose projects alone are listed, wherever its list is shown; goes back, too.
        notes: lines for the end, in the reader's language (what is not shown here, and where to ask).
        watch: what the reader is offered to be told of when it changes; None for nothing.
        nothing: why nothing is listed, in the reader's language; `near` are projects that are perhaps meant instead.
    """

    rows: tuple[PortfolioRow, ...]
    as_of: datetime
    counts: Mapping[Rag, int] = field(default_factory=dict)
    unreported: int = 0
    page: int = 1
    pages: int = 1
    missed: int = 0
    scope: str = ""
    filters: str = ""
    program: str = ""
    anywhere: str | None = ""
    narrower: Mapping[Rag, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    watch: tuple[Watched, str] | None = None
    nothing: str = ""
    near: tuple[tuple[str, str], ...] = ()

    def at(self, number: int, filters: str | None = None) -> ListPage:
        """A page of the same list, or of one with other filters."""
        return ListPage(self.filters if filters is None else filters, number, self.program)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramView:
    """A program and its projects; `projects.program` must name it, so that its pages can be asked for."""

    code: str
    name: str
    projects: PortfolioView
    description: str = ""
    manager: str = ""
    owner: str = ""
    may_set_rhythm: bool = False


def portfolio_card(view: PortfolioView, say: Say) -> Rendered:
    """The counts in a sentence, then a row a project, worst first as the caller sorted them."""
    counts = view.nothing or counts_sentence(view.counts, view.unreported, say)
    title = clipped(view.scope, _SCOPE_LENGTH) or say("Portfolio")
    body = [heading(title), text(counts, weight="Bolder", spacing="Small"), *perhaps_meant(view.near, say)]
    everything = [page_button(say("All projects"), view.at(1, ""))] if view.filters else []
    brief = counts if len(counts) <= _BRIEF else say("No project matches all of this.")
    return rendered(body + _listing(body, view, say, everything), summary=told(title, brief), say=say)


def program_card(view: ProgramView, say: Say) -> Rendered:
    """The program, the counts in a sentence, then a row a project."""
    counts = counts_sentence(view.projects.counts, view.projects.unreported, say)
    title = title_of(view.code, view.name)
    body = [heading(title), text(counts, weight="Bolder", spacing="Small")]
    if view.description:
        body.append(text(clipped(view.description, 400)))
    people = [(say("Program manager"), view.manager), (say("Program owner"), view.owner)]
    if view.manager or view.owner:
        body.append(facts(people))
    change = execute(say("Change the rhythm"), "rhythm.edit", {"program": view.code}, with_inputs=False)
    buttons = (change,) if view.may_set_rhythm else ()
    return rendered(body + _listing(body, view.projects, say, buttons), summary=told(title, counts), say=say)


def _listing(body: Sequence[Strict], view: PortfolioView, say: Say, buttons: Sequence[Strict] = ()) -> list[Strict]:
    missed = shorter(view.missed, view.page, say)
    several = len({row.program for row in view.rows}) > 1
    rows = [_row(row, row.program if several else "", say) for row in view.rows]
    ending = _ending(view, say, buttons)
    shown = fitting(rows, LIMIT - _RESERVE - size_of([element.render() for element in (*body, *missed, *ending)]))
    listing = rows[:shown]
    if shown < len(rows):
        listing.append(text(say.plural("and {n} more", "and {n} more", len(rows) - shown), subtle=True))
    return [*missed, *listing, *ending]


def _row(row: PortfolioRow, program: str, say: Say) -> Strict:
    day = say.date(row.as_of).replace(" ", "\u00a0") if row.as_of else ""
    details = joined(clipped(program, NAME_LENGTH), day)
    runs = [status_run(row.rag, say), project_run(row.code, row.name)]
    if row.computed is not None:
        runs += by_figures(row.computed, row.rag, say)
    if details:
        runs.append(remark_run(details))
    return rich(*runs, spacing="Small")


def _ending(view: PortfolioView, say: Say, more: Sequence[Strict]) -> list[Strict]:
    ending = [text(clipped(note, _NOTE_LENGTH)) for note in view.notes]
    foot = [as_of_words(view.as_of, say)]
    if view.pages > 1:
        foot.insert(0, say("Page {page} of {pages}", page=view.page, pages=view.pages))
    if view.rows:
        foot.append(say("For one of them: project {code}", code=view.rows[0].code))
    ending.append(text(" · ".join(foot), subtle=True, size="Small", separator=True))
    # Teams shows six buttons of a row at most.
    rows = (_paging(view, say), [*_narrowing(view, say), *more, *_taking_along(view, say)])
    opening = _opening(view, say) if len(view.rows) > 1 else []
    return [*ending, *[action_set(*buttons) for buttons in rows if buttons], *opening]


def _taking_along(view: PortfolioView, say: Say) -> list[Strict]:
    """What outlives the card: being told when it changes, and its projects in a workbook."""
    if view.anywhere is None:
        return []
    watch = [watch_button(*view.watch, say)] if view.watch else []
    if not view.rows:
        return watch
    return [*watch, execute(say("As a workbook"), "export.make", {"filters": view.anywhere}, with_inputs=False)]


def _narrowing(view: PortfolioView, say: Say) -> list[Strict]:
    """Only the red ones, only the amber ones: where that is less than there is, and there is much."""
    total = view.unreported + sum(view.counts.values())
    narrower = [rag for rag in (Rag.RED, Rag.AMBER) if 0 < view.counts.get(rag, 0) < total]
    if total < _MUCH:
        return []
    return [
        page_button(say("Only {status}", status=status_word(rag, say)), view.at(1, view.narrower[rag]))
        for rag in narrower
        if rag in view.narrower
    ]


def _opening(view: PortfolioView, say: Say) -> list[Strict]:
    """One of the projects of this page, or any other by its code or name."""
    choices = [(row.code, title_of(row.code, clipped(row.name, _CHOICE_LENGTH))) for row in view.rows[:_CHOICES]]
    labels = say("Open a project"), say("Or its code")
    return [
        sought_input(("project", "code"), labels, "projects", choices, say=say),
        action_set(execute(say("Open"), "portfolio.open", view.at(view.page).ids)),
    ]


def _paging(view: PortfolioView, say: Say) -> list[Strict]:
    buttons = []
    if view.page < view.pages:
        buttons.append(page_button(say("Next page"), view.at(view.page + 1)))
    if view.page > 1:
        buttons.append(page_button(say("Previous page"), view.at(view.page - 1)))
    return buttons
