"""What is wanted of somebody and what was decided: how much, then a line each, what is overdue first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cards.elements import Strict, rich, run
from cards.listing import SCOPE_LENGTH, Listing, both, listed, with_overdue
from cards.plain import clipped, joined
from cards.rendered import Rendered
from cards.status import remark_run, sign_run
from locales import Say
from pmo.actions import ActionKind
from pmo.portfolio import Rag

_TEXT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """An action, help that is asked for, or a decision.

    Attributes:
        owner: name of who is asked, or who decided.
        due: by when it is wanted; `overdue` when that day has passed.
        answer: what was decided, on the day `answered`; None for what is open.
    """

    project: str
    kind: ActionKind
    text: str
    owner: str
    due: date | None = None
    overdue: bool = False
    answer: str | None = None
    answered: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkView:
    """Actions or decisions, in the order in which they are shown.

    Attributes:
        scope: what they are of, in the reader's language.
        notes: lines for the end, in the reader's language.
    """

    scope: str
    rows: tuple[WorkRow, ...]
    as_of: datetime
    notes: tuple[str, ...] = ()


def actions_card(view: WorkView, say: Say) -> Rendered:
    """The open actions, help that is asked for included."""
    overdue = sum(row.overdue for row in view.rows)
    if not view.rows:
        sentence = say("No action is open.")
    else:
        open_ = say.plural("{n} action is open", "{n} actions are open", len(view.rows))
        sentence = f"{with_overdue(open_, overdue, say)}."
    return _listed(say("Actions"), sentence, view, say)


def decisions_card(view: WorkView, say: Say) -> Rendered:
    """The decisions that are wanted, then those that were taken."""
    wanted, taken = _parted(view.rows)
    if not view.rows:
        sentence = say("No decision is wanted, and none was recorded.")
    else:
        parts = (
            say.plural("{n} decision is wanted", "{n} decisions are wanted", wanted) if wanted else "",
            say.plural("{n} decision was taken", "{n} decisions were taken", taken) if taken else "",
        )
        sentence = f"{both(*parts, say)}."
    return _listed(say("Decisions"), sentence, view, say)


def _parted(rows: Sequence[WorkRow]) -> tuple[int, int]:
    taken = sum(row.answer is not None for row in rows)
    return len(rows) - taken, taken


def _listed(title: str, sentence: str, view: WorkView, say: Say) -> Rendered:
    title = joined(title, clipped(view.scope, SCOPE_LENGTH), by=" – ")
    rows = [_row(row, say) for row in view.rows]
    return listed(Listing(title=title, sentence=sentence, rows=rows, as_of=view.as_of, notes=view.notes), say)


def _row(row: WorkRow, say: Say) -> Strict:
    signs = [sign_run(Rag.RED, say("overdue")), run("\u2002")] if row.overdue else []
    what = [run(row.project, bold=True), run(f" · {clipped(row.text, _TEXT)}")]
    return rich(*signs, *what, remark_run(_remarks(row, say)), spacing="Small")


def _remarks(row: WorkRow, say: Say) -> str:
    """Who, by when; of a decision that was taken what it is, who took it and when."""
    if row.answer is not None:
        decided = say("decided: {answer}", answer=clipped(row.answer, _TEXT))
        return joined(decided, row.owner, say.date(row.answered) if row.answered else "")
    kind = say("help asked for") if row.kind is ActionKind.HELP else ""
    return joined(kind, row.owner, say("by {day}", day=say.date(row.due)) if row.due else "")
