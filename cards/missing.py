"""Who has not answered yet, and why: grouped by the reason, the most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cards.elements import Strict, heading, rich, run, text
from cards.plain import clipped, joined
from cards.rendered import LIMIT, Rendered, fitting, rendered, size_of, told
from cards.status import NAME_LENGTH, as_of_words
from locales import Say
from pmo.asks import Fate
from pmo.responses import Missing, Tally

_RESERVE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingRow:
    """One question without an answer.

    Attributes:
        about: name of the project, or of the indicator.
        person: name of who is asked; empty for nobody.
        detail: until when it is open, the reason of a skip, why somebody cannot be reached; in the reader's language.
    """

    code: str
    about: str
    why: Missing
    person: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingView:
    """What is missing in a scope.

    Attributes:
        scope: the portfolio, a program or a project, in words.
        answered, asked: how many questions have an answer, of all that were due.
        tally: what became of every question; None for readers who are not of the PMO.
        notes: lines for the end, in the reader's language.
    """

    scope: str
    as_of: datetime
    rows: tuple[MissingRow, ...]
    answered: int
    asked: int
    tally: Tally | None = None
    notes: tuple[str, ...] = ()


def missing_card(view: MissingView, say: Say) -> Rendered:
    """One sentence that answers, then the questions by reason."""
    title = say("Missing answers: {scope}", scope=view.scope)
    sentence = _sentence(view, say)
    body: list[Strict] = [heading(title), text(sentence, weight="Bolder")]
    if view.tally is not None and view.tally.roster:
        body.append(text(_tally_words(view.tally, say), spacing="Small", subtle=True))
    ending = [text(clipped(note, 2 * NAME_LENGTH)) for note in view.notes]
    ending.append(text(as_of_words(view.as_of, say), subtle=True, size="Small", separator=True))
    rows = [row for why in Missing for row in _group(why, view.rows, say)]
    room = LIMIT - _RESERVE - size_of([element.render() for element in body])
    shown = fitting(rows, room)
    body += rows[:shown]
    if shown < len(rows):
        body.append(text(say.plural("and {n} more", "and {n} more", len(rows) - shown), subtle=True))
    return rendered([*body, *ending], summary=told(title, sentence), say=say)


def _sentence(view: MissingView, say: Say) -> str:
    if not view.asked and not view.rows:
        return say("Nothing was to be answered.")
    if not view.rows:
        return say.plural("{n} answer, nothing is missing.", "{n} answers, nothing is missing.", view.asked)
    return say.plural("{n} of {asked} has answered.", "{n} of {asked} have answered.", view.answered, asked=view.asked)


def _group(why: Missing, rows: Sequence[MissingRow], say: Say) -> list[Strict]:
    found = [row for row in rows if row.why is why]
    if not found:
        return []
    title = say("{reason} ({n})", reason=missing_words(why, say), n=len(found))
    return [heading(title, size="Medium", separator=True), *(missing_row(row) for row in found)]


def missing_row(row: MissingRow, reason: str = "") -> Strict:
    """A question without an answer; with the reason where no heading tells it."""
    said = joined(reason, row.person, clipped(row.detail, NAME_LENGTH))
    runs = [run(row.code, bold=True), run(f"\u2002{clipped(row.about, NAME_LENGTH)}")]
    if said:
        runs.append(run(f"\u2002{said}", subtle=True))
    return rich(*runs, spacing="Small")


def missing_words(why: Missing, say: Say) -> str:
    """The reason as a heading."""
    match why:
        case Missing.NOT_ANSWERED:
            return say("Not answered")
        case Missing.OPEN:
            return say("Still open")
        case Missing.UNREACHABLE:
            return say("Not reachable")
        case Missing.NO_MANAGER:
            return say("Nobody reports")
        case Missing.TOO_LATE:
            return say("Not asked, the service was down")
        case Missing.SKIPPED:
            return say("Skipped")
        case Missing.ABSENT:
            return say("Absent")


def _tally_words(tally: Tally, say: Say) -> str:
    """`Of 21 questions: 15 delivered, 2 absent, …`: the parts add up to the whole."""
    parts = [_fate_words(fate, count, say) for fate, count in tally.counts]
    whole = say.plural("{n} question", "{n} questions", tally.roster)
    return say("{whole}: {parts}.", whole=whole, parts=", ".join(parts))


def _fate_words(fate: Fate, count: int, say: Say) -> str:
    match fate:
        case Fate.SENT:
            return say.plural("{n} delivered", "{n} delivered", count)
        case Fate.ABSENT:
            return say.plural("{n} absent", "{n} absent", count)
        case Fate.UNREACHABLE:
            return say.plural("{n} not reachable", "{n} not reachable", count)
        case Fate.SKIPPED:
            return say.plural("{n} skipped", "{n} skipped", count)
        case Fate.EARLY:
            return say.plural("{n} answered before it was asked", "{n} answered before they were asked", count)
        case Fate.TOO_LATE:
            return say.plural("{n} not asked in time", "{n} not asked in time", count)
        case Fate.WAITING:
            return say.plural("{n} on its way", "{n} on their way", count)
