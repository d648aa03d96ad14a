"""A log of risks, issues or changes: how many are open, then a line each, the most pressing first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cards.actions import execute
from cards.elements import Strict, action_set, rich, run
from cards.inputs import compact_input, line_input
from cards.listing import SCOPE_LENGTH, Listing, listed, partly, with_overdue
from cards.log_words import new_words, none_open_words, state_word, strategy_word, title_words, weight_words
from cards.plain import clipped, joined
from cards.rendered import Rendered
from cards.status import remark_run, sign_run, unknown_run
from locales import Say
from pmo.colours import Colour
from pmo.logs import LogEntry, LogKind, LogState
from pmo.portfolio import Rag

_TITLE, _CHOICE, _CODE = 200, 60, 60
_CHOICES = 40
"""Entries that can be chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """An entry as it stands in a list.

    Attributes:
        owner: name of who looks after it; empty for nobody.
        named: its project is told too.
    """

    entry: LogEntry
    owner: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LogView:
    """A log.

    Attributes:
        scope: what it is of, in the reader's language.
        rows: the open ones in the order in which they are shown, then the ended ones.
        today: the reader's.
        project: code of the one project it is of; empty for several.
        opens: whether an entry can be opened here; `adds` whether one can be added.
        notes: lines for the end, in the reader's language.
    """

    kind: LogKind
    scope: str
    rows: tuple[LogRow, ...]
    today: date
    as_of: datetime
    project: str = ""
    opens: bool = False
    adds: bool = False
    notes: tuple[str, ...] = ()


def log_card(view: LogView, say: Say) -> Rendered:
    """The counts in a sentence, the entries, and what can be done with them."""
    title = joined(title_words(view.kind, say), clipped(view.scope, SCOPE_LENGTH), by=" – ")
    return listed(
        Listing(
            title=title,
            sentence=_sentence(view, say),
            rows=[_row(row, view.today, say) for row in view.rows],
            as_of=view.as_of,
            notes=view.notes,
            below=_below(view, say),
        ),
        say,
    )


def _sentence(view: LogView, say: Say) -> str:
    entries = [row.entry for row in view.rows if row.entry.is_open]
    overdue = sum(entry.is_overdue(view.today) for entry in entries)
    return f"{with_overdue(_counts(view.kind, entries, say), overdue, say)}."


def _counts(kind: LogKind, entries: Sequence[LogEntry], say: Say) -> str:
    if not (count := len(entries)):
        return none_open_words(kind, say)
    match kind:
        case LogKind.RISK:
            high = sum(entry.colour is Colour.RED for entry in entries)
            heavy = say.plural("{n} of them is very high", "{n} of them are very high", high) if high else ""
            return partly(say.plural("{n} risk is open", "{n} risks are open", count), heavy, say)
        case LogKind.ISSUE:
            return say.plural("{n} issue is open", "{n} issues are open", count)
        case LogKind.CHANGE:
            waiting = sum(entry.state is LogState.WAITING for entry in entries)
            wait = say.plural("{n} of them waits for approval", "{n} of them wait for approval", waiting)
            return partly(say.plural("{n} change is open", "{n} changes are open", count), wait if waiting else "", say)


def _row(row: LogRow, today: date, say: Say) -> Strict:
    entry = row.entry
    code = joined(entry.project, entry.code, by=" ") if row.named else entry.code
    what = [run(code, bold=True), run(f" · {clipped(entry.title, _TITLE)}", subtle=not entry.is_open)]
    return rich(*_signs(entry, today, say), *what, remark_run(_remarks(row, say)), spacing="Small")


def _signs(entry: LogEntry, today: date, say: Say) -> list[Strict]:
    """The level of a risk in the colour of the PM² matrix, and what is overdue."""
    if not entry.is_open:
        return []
    signs: list[Strict] = []
    if entry.kind is LogKind.RISK:
        signs.append(_level(entry.colour, entry.level, say))
    if entry.is_overdue(today):
        signs.append(sign_run(Rag.RED, say("overdue")))
    return [part for sign in signs for part in (sign, run("\u2002"))]


def _level(colour: Colour, level: int | None, say: Say) -> Strict:
    if colour.rag is None or level is None:
        return unknown_run(say("not assessed"))
    return sign_run(colour.rag, say.number(level))


def _remarks(row: LogRow, say: Say) -> str:
    entry = row.entry
    if not entry.is_open:
        ended = entry.ended_at or entry.raised_at
        return joined(state_word(entry.state, say), say.date(ended.astimezone(say.zone).date()))
    due = say("by {day}", day=say.date(entry.due)) if entry.due else ""
    strategy = strategy_word(entry.strategy, say) if entry.strategy else ""
    return joined(weight_words(entry, say), strategy, state_word(entry.state, say), row.owner or say("nobody yet"), due)


def _below(view: LogView, say: Say) -> tuple[Strict, ...]:
    """One of them can be opened, and another added."""
    ids = {"kind": view.kind.value, "project": view.project}
    opening = [execute(say("Open"), "log.show", ids)]
    adding = [execute(new_words(view.kind, say), "log.edit", ids, with_inputs=False)] if view.adds else []
    if not view.opens or not view.rows:
        return (action_set(*adding),) if adding else ()
    choices = [(row.entry.key, _choice(row)) for row in view.rows[:_CHOICES]]
    chosen = [compact_input("entry", say("Which one"), choices, value=choices[0][0])]
    if len(view.rows) > _CHOICES:
        chosen.append(line_input("code", say("Or its code"), max_length=_CODE))
    return *chosen, action_set(*opening, *adding)


def _choice(row: LogRow) -> str:
    code = joined(row.entry.project, row.entry.code, by=" ") if row.named else row.entry.code
    return joined(code, clipped(row.entry.title, _CHOICE))
