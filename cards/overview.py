"""How somebody's projects stand, or the whole portfolio: counts, what changed, what needs attention, what comes."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from cards.actions import execute
from cards.digest_work import WantedLine, milestone_row, wanted_row
from cards.elements import Strict, action_set, heading, rich, text
from cards.listing import fullest, section
from cards.missing import MissingRow, missing_row, missing_words
from cards.plain import clipped, joined
from cards.rendered import LIMIT, Rendered, rendered, size_of, told
from cards.status import (
    as_of_words,
    by_figures,
    change_words,
    counts_sentence,
    judged_change_words,
    project_run,
    remark_run,
    status_run,
)
from locales import Say
from pmo.digests import DigestMilestone
from pmo.milestone_states import MilestoneState
from pmo.overviews import OverviewLine, Turned
from pmo.portfolio import Rag

_NAME = 60
_ROWS = (30, 20, 10, 5, 3)
"""Rows of a list: as many as have room in all three; the others are counted."""
_RESERVE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """An overview.

    Attributes:
        whole: it is of the whole portfolio, not of the reader's own projects.
        since: when the reader was told last (UTC); None for a first time.
        projects: all of them, the worst first.
        turned: what changed since, the worst first.
        milestones: overdue or near ones, by day.
        wanted: what somebody waits for, by day.
        missing: statuses that are owed, the most urgent first.
    """

    whole: bool
    as_of: datetime
    projects: tuple[OverviewLine, ...]
    since: datetime | None = None
    turned: tuple[Turned, ...] = ()
    milestones: tuple[DigestMilestone, ...] = ()
    wanted: tuple[WantedLine, ...] = ()
    missing: tuple[MissingRow, ...] = ()


def overview_card(view: OverviewView, say: Say) -> Rendered:
    """The counts first, then what changed, what needs attention, and what comes; rows beyond the limit are counted."""
    title = say("The portfolio") if view.whole else say("Your projects")
    rags = Counter(line.rag for line in view.projects)
    counts = counts_sentence({rag: rags[rag] for rag in Rag}, rags[None], say)
    body = [heading(title), text(counts, weight="Bolder", spacing="Small"), *_sentences(view, say)]
    ending = _ending(view, say)
    room = LIMIT - _RESERVE - size_of([element.render() for element in (*body, *ending)])
    rows = fullest(lambda most: _parts(view, most, say), _ROWS, room)
    return rendered([*body, *rows, *ending], summary=told(title, counts), say=say)


def _parts(view: OverviewView, most: int, say: Say) -> list[Strict]:
    """Each part with at most so many rows."""
    rows: list[Strict] = []
    if view.since is not None:
        changed = [_change(one, say) for one in view.turned]
        rows += section(say("Changed since {day}", day=say.date(view.since)), changed, say, most)
    attention = [_attention(line, say) for line in view.projects if line.severity]
    rows += section(say("Needs attention"), attention, say, most)
    wanted = [row for one in view.wanted for row in wanted_row(one, say, _NAME)]
    rows += section(say("Actions and decisions that are wanted"), wanted, say, most)
    rows += section(say("Milestones"), [milestone_row(one, say, _NAME)[0] for one in view.milestones], say, most)
    missing = [missing_row(one, missing_words(one.why, say)) for one in view.missing]
    return rows + section(say("Missing answers"), missing, say, most)


def _sentences(view: OverviewView, say: Say) -> list[Strict]:
    lines = []
    worse = sum(line.severity > (line.rag.severity if line.rag else 0) for line in view.projects)
    if worse:
        sentence = say.plural(
            "The figures of {n} project are worse than declared.",
            "The figures of {n} projects are worse than declared.",
            worse,
        )
        lines.append(sentence)
    missed = sum(one.state is MilestoneState.MISSED for one in view.milestones)
    if missed:
        lines.append(say.plural("{n} milestone is overdue.", "{n} milestones are overdue.", missed))
    if view.since is not None and not view.turned:
        lines.append(say("Nothing has changed since {day}.", day=say.date(view.since)))
    return [text(line, spacing="None") for line in lines]


def _attention(line: OverviewLine, say: Say) -> Strict:
    runs = [status_run(line.rag, say), project_run(line.project, clipped(line.name, _NAME))]
    if line.computed is not None:
        runs += by_figures(line.computed, line.rag, say)
    return rich(*runs, spacing="Small")


def _change(one: Turned, say: Say) -> Strict:
    now, line = one.after, one.after or one.before
    assert line is not None, "one of both is there"
    runs = [] if now is None else [status_run(now.rag, say)]
    runs.append(project_run(line.project, clipped(line.name, _NAME)))
    return rich(*runs, remark_run(_how(one, say)), spacing="Small")


def _how(one: Turned, say: Say) -> str:
    """`from green to amber`; what the figures say where only that changed."""
    before, after = one.before, one.after
    if after is None:
        return say("closed")
    if before is None:
        return say("new")
    if before.rag is not after.rag and after.rag is not None:
        return change_words(before.rag, after.rag, say)
    return judged_change_words(before.computed, after.computed, say)


def _ending(view: OverviewView, say: Say) -> list[Strict]:
    slides = execute(say("As slides"), "report.make", {}, with_inputs=False)
    foot = joined(as_of_words(view.as_of, say), say("How often you get this: settings"))
    filters = "" if view.whole else "mine"
    every = execute(say("Show the list"), "portfolio.page", {"page": 1, "filters": filters}, with_inputs=False)
    return [action_set(every, slides), text(foot, subtle=True, size="Small", separator=True)]
