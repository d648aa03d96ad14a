"""What another calendar of a post would move: in one sentence, then question by question, and the button for it."""

from dataclasses import dataclass
from datetime import datetime

from cards.actions import execute
from cards.calendar import Waiting, ids_of, title_words, wanted_words
from cards.calendar_words import change_lines, reason_words, when_words
from cards.elements import Strict, action_set, heading, text
from cards.plain import clipped, joined
from cards.rendered import LIMIT, Rendered, fitting, rendered, size_of, told
from cards.status import as_of_words
from locales import Say
from pmo.calendar_changes import CalendarChange, as_cells
from pmo.calendars import DayOff
from pmo.portfolio import Post

_NAMED, _CODES, _LINE = 40, 6, 300
_RESERVE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedSide:
    """Whom is asked when, on the clock by which they work; nobody where it is None."""

    name: str
    at: datetime
    at_once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedRow:
    """Questions that move together.

    Attributes:
        digest: code of a program whose digest it is instead; empty for questions.
        off: the day it is moved from, and why; None where that is not the reason.
    """

    before: MovedSide | None
    after: MovedSide | None
    codes: tuple[str, ...] = ()
    off: DayOff | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPreview:
    """What would move.

    Attributes:
        people: whose questions move; `questions` how many of them.
        later: questions that stay and get another deadline.
        looked_at, total: projects and indicators that were looked at, of how many.
        urgent: it closes today or tomorrow and holds at once.
        waiting: who wants this already; None when nobody does.
        may_want: whether the reader can want it now; `alone` when nobody else of the PMO could agree.
    """

    post: Post
    version: str
    as_of: datetime
    change: CalendarChange
    rows: tuple[MovedRow, ...]
    people: int
    questions: int
    later: int
    looked_at: int
    total: int
    urgent: bool = False
    waiting: Waiting | None = None
    may_want: bool = False
    alone: bool = False


def preview_card(view: CalendarPreview, say: Say) -> Rendered:
    """Who wants it, how much moves, what is different, what moves, and what can be done."""
    title, sentence = title_words(view.post, say), outcome_words(view, say)
    body: list[Strict] = [heading(title)]
    if view.waiting is not None:
        body.append(text(wanted_words(view.waiting, say), color="Warning", weight="Bolder"))
    body.append(text(sentence, weight="Bolder", spacing="Small"))
    if view.may_want and view.waiting is None:
        body.append(text(_holds(view, say), subtle=True, spacing="None"))
    body += [text(line, spacing="None") for line in change_lines(view.change, view.as_of, say, view.post)]
    if view.looked_at < view.total:
        first = say("Of {total} questions I looked at the first {n}.", total=view.total, n=view.looked_at)
        body.append(text(first, spacing="None"))
    rows = [text(clipped(_row(one, say), _LINE), spacing="Small") for one in view.rows[:_NAMED]]
    ending = [*_rest(view, say), _buttons(view, say), text(as_of_words(view.as_of, say), subtle=True, size="Small")]
    shown = fitting(rows, LIMIT - _RESERVE - size_of([element.render() for element in (*body, *ending)]))
    left = len(view.rows) - shown
    if left:
        ending.insert(0, text(say.plural("and {n} more", "and {n} more", left), subtle=True))
    if shown:
        body.append(heading(say("What moves"), size="Medium", spacing="Medium"))
    return rendered([*body, *rows[:shown], *ending], summary=told(title, sentence), say=say)


def outcome_words(view: CalendarPreview, say: Say) -> str:
    """How much moves, in one sentence."""
    if view.change.is_empty:
        return say("This calendar holds already.")
    digests = sum(1 for row in view.rows if row.digest)
    if not view.questions and not digests:
        return say("Nobody is asked at another time in the next four weeks.")
    questions = say.plural("{n} question", "{n} questions", view.questions)
    people = say.plural("{n} person", "{n} people", view.people)
    posts = say.plural("{n} digest", "{n} digests", digests)
    if not digests:
        return say("Moved in the next four weeks: {questions} to {people}.", questions=questions, people=people)
    if not view.questions:
        return say("Moved in the next four weeks: {digests}.", digests=posts)
    return say(
        "Moved in the next four weeks: {questions} to {people}, and {digests}.",
        questions=questions,
        people=people,
        digests=posts,
    )


def _holds(view: CalendarPreview, say: Say) -> str:
    """When it would hold."""
    if view.urgent:
        return say("It would hold at once; any of the PMO can take it back.")
    if view.alone:
        return say("Nothing is changed yet; it would hold a day after you want it.")
    return say("Nothing is changed yet; a second member of the PMO must agree.")


def _row(row: MovedRow, say: Say) -> str:
    """`Koko Luamba: Thursday 12 March, 10:00 → Wednesday 11 March, 10:00 (post closed) · VISA`."""
    name = _who(row, say)
    zones = {one.at.tzname() for one in (row.before, row.after) if one is not None}
    cities = {say.city(one.at) for one in (row.before, row.after) if one is not None}
    with_zone = len(zones) > 1 or len(cities) > 1
    before, after = (_side(one, say, with_zone=with_zone) for one in (row.before, row.after))
    why = f" ({reason_words(row.off, say)})" if row.off is not None else ""
    codes = [*row.codes[:_CODES], *(["…"] if len(row.codes) > _CODES else [])]
    return joined(say("{name}: {value}", name=name, value=f"{before} → {after}{why}"), ", ".join(codes))


def _who(row: MovedRow, say: Say) -> str:
    if row.digest:
        return say("Digest of {program}", program=row.digest)
    names = dict.fromkeys(one.name for one in (row.before, row.after) if one is not None)
    return " → ".join(names)


def _side(side: MovedSide | None, say: Say, *, with_zone: bool) -> str:
    if side is None:
        return say("not at all")
    if side.at_once:
        return say("at once")
    return when_words(side.at, say, with_zone=with_zone)


def _rest(view: CalendarPreview, say: Say) -> list[Strict]:
    if not view.later:
        return []
    later = say.plural(
        "{n} question stays and gets another deadline.", "{n} questions stay and get another deadline.", view.later
    )
    return [text(later, subtle=True)]


def _buttons(view: CalendarPreview, say: Say) -> Strict:
    ids = ids_of(view.post, view.version)
    buttons = []
    if view.may_want:
        cells = {} if view.waiting else as_cells(view.change)
        buttons.append(execute(_want(view, say), "calendar.want", {**ids, **cells}, main=True, with_inputs=False))
    if view.waiting is not None:
        buttons.append(execute(say("Not now"), "calendar.drop", ids, with_inputs=False))
    buttons.append(execute(say("Back"), "calendar.show", ids, with_inputs=False))
    return action_set(*buttons)


def _want(view: CalendarPreview, say: Say) -> str:
    if view.waiting is not None:
        return say("I agree: let it hold")
    return say("Close it now") if view.urgent else say("I want this")
