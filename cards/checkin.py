"""The check-in: one card for everything somebody is asked about, which turns into their receipt."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from cards.checkin_buttons import Buttons, checkin_buttons
from cards.checkin_form import part_form
from cards.checkin_parts import ProjectPart
from cards.checkin_receipt import receipt_row, unanswered_rows, waiting_row
from cards.elements import Strict, heading, text
from cards.plain import clipped
from cards.rendered import LIMIT, Rendered, fitting, rendered, size_of
from cards.status import capital, status_word
from locales import Say

_NOTES, _NOTE_LENGTH, _CODES = 10, 200, 12
_RESERVE = 4_000
"""Bytes kept free for the buttons, the summary, the frame of the card and a line that something was cut."""

_FORM_ROOM = 12_000
"""Bytes kept free for forms while projects are open: enough for the largest one."""

_CUT_LINE = 200
"""Bytes of the line that tells how many receipts were cut."""


class CheckinView(msgspec.Struct, frozen=True, kw_only=True):
    """A check-in card.

    Attributes:
        card, version: what the buttons send back.
        closed: the period takes no answers any more: nothing can be sent; what was answered can be corrected if
            `may_correct`.
        notes: first lines, in the reader's language (who answered meanwhile, what was refused).
        moved: why it comes on another day than usual, in the reader's language; empty when it does not.
        older_period: the name of an older period that is still open too; empty for none.
        receipt: the card answers a submit, so it says thank you.
        reminder: it is shown once more because an answer is missing.
        snoozes, may_skip, early: see `Buttons`.
    """

    card: str
    version: int
    period: str
    parts: tuple[ProjectPart, ...]
    deadline: datetime | None = None
    overdue: bool = False
    closed: bool = False
    may_correct: bool = False
    notes: tuple[str, ...] = ()
    moved: str = ""
    older_period: str = ""
    receipt: bool = False
    reminder: bool = False
    snoozes: tuple[tuple[str, str], ...] = ()
    may_skip: bool = False
    early: str = ""

    @property
    def settled(self) -> tuple[ProjectPart, ...]:
        """The parts that were answered or skipped."""
        return tuple(part for part in self.parts if part.answered or part.skipped)

    @property
    def waiting(self) -> tuple[ProjectPart, ...]:
        """The parts that have a form."""
        return tuple(part for part in self.parts if part.waits)

    @property
    def open(self) -> tuple[ProjectPart, ...]:
        """The parts that something is missing of; what is done about an amber or red status need not be told."""
        return tuple(part for part in self.waiting if part.answered is None or part.indicators)


def checkin_card(view: CheckinView, say: Say) -> Rendered:
    """The answered projects as rows, the open ones as forms, and the buttons.

    Forms that would make the card larger than `LIMIT` are left out and named: they come when the others were sent.
    Those with typed values or problems stay before all others; a note names those that had no room even so.
    """
    body = _opening(view, say)
    asking = bool(view.waiting) and not view.closed
    body += _receipts(view, _room(body) - (_form_room(view.waiting, say) if asking else 0), say)
    if asking:
        body += _forms(view.waiting, _room(body), say)
    else:
        body += _cut(unanswered_rows(view.open, say), _room(body), say)
    body += checkin_buttons(_buttons(view), say)
    return rendered(body, summary=_summary(view, say), say=say)


def fits(view: CheckinView, say: Say) -> bool:
    """Whether every part that waits would have its form on the card."""
    forms = [part_form(part, say) for part in view.waiting]
    return sum(_sizes(forms)) <= _room(_opening(view, say))


def _room(body: Sequence[Strict]) -> int:
    return LIMIT - _RESERVE - size_of([element.render() for element in body])


def _form_room(waiting: Sequence[ProjectPart], say: Say) -> int:
    """Bytes kept free for forms: what was typed comes back before receipts, which are stored anyway."""
    typed = [part_form(part, say) for part in waiting if part.precious]
    return max(_FORM_ROOM, sum(_sizes(typed)) + _CUT_LINE)


def _opening(view: CheckinView, say: Say) -> list[Strict]:
    thanked = view.receipt and bool(view.settled)
    lines = [heading(_title(view, thanked=thanked, say=say))]
    if thanked:
        recorded = say("Recorded for {period}.", period=say.period(view.period))
        lines.append(text(recorded, subtle=True, spacing="None"))
    lines += [text(clipped(note, _NOTE_LENGTH), weight="Bolder") for note in view.notes[:_NOTES]]
    if view.settled and view.open:
        lines.append(text(_still_open(view, say), weight="Bolder"))
    if view.open or view.closed:
        lines += [text(line, spacing="Small") for line in _when_words(view, say)]
    if view.older_period:
        older = say("{period} is still open too.", period=capital(say.period(view.older_period)))
        lines.append(text(older, spacing="Small"))
    return lines


def _title(view: CheckinView, *, thanked: bool, say: Say) -> str:
    period = say.period(view.period)
    figures = all(not part.asks_status for part in view.parts)
    if thanked:
        return say("Thank you")
    if view.reminder and figures:
        return say("Reminder: your figures for {period}", period=period)
    if view.reminder:
        return say("Reminder: your status for {period}", period=period)
    if figures:
        return say("Your figures for {period}", period=period)
    return say("Your status for {period}", period=period)


def _still_open(view: CheckinView, say: Say) -> str:
    codes = _codes(view.open, say)
    if view.closed:
        return say("Not answered: {projects}.", projects=codes)
    return say("Still open: {projects}.", projects=codes)


def _codes(parts: Sequence[ProjectPart], say: Say) -> str:
    codes = [part.code for part in parts]
    return say.listing(codes) if len(codes) <= _CODES else ", ".join([*codes[:_CODES], "…"])


def _when_words(view: CheckinView, say: Say) -> list[str]:
    if view.closed:
        return [say("This check-in is closed.")]
    moved = [view.moved] if view.moved and not view.receipt else []
    if view.deadline:
        deadline = say.moment(view.deadline, with_zone=True)
        if view.overdue:
            return [say("It was due by {deadline}; late answers are taken.", deadline=deadline), *moved]
        return [say("Please answer by {deadline}.", deadline=deadline), *moved]
    return moved


def _receipts(view: CheckinView, room: int, say: Say) -> list[Strict]:
    return _cut([receipt_row(part, say) for part in view.settled], room, say)


def _forms(waiting: Sequence[ProjectPart], room: int, say: Say) -> list[Strict]:
    """As many forms as there is room for, typed ones first, and a row for each project whose form has to wait."""
    forms = [part_form(part, say) for part in waiting]
    if sum(_sizes(forms)) <= room:
        return forms
    ordered = sorted(waiting, key=lambda part: not part.precious)
    forms = [part_form(part, say) for part in ordered]
    later = [waiting_row(part, say) for part in ordered]
    shown = _how_many(ordered, forms, later, room, say)
    first = [*_lost(ordered[shown:], say), *forms[:shown]]
    rows = _cut(later[shown:], room - sum(_sizes(first)), say)
    return [*first, text(say("After you send these:"), separator=True, spacing="Large"), *rows]


def _how_many(
    parts: Sequence[ProjectPart], forms: Sequence[Strict], later: Sequence[Strict], room: int, say: Say
) -> int:
    """How many of the forms fit beside the rows of the others and the note of what is lost; at least one."""
    form_sizes, later_sizes = _sizes(forms), _sizes(later)
    for n in range(len(forms) - 1, 1, -1):
        if sum(form_sizes[:n]) + sum(later_sizes[n:]) + sum(_sizes(_lost(parts[n:], say))) <= room:
            return n
    return 1


def _lost(left_out: Sequence[ProjectPart], say: Say) -> list[Strict]:
    """The note that names the projects whose typed values are neither stored nor shown."""
    lost = [part for part in left_out if part.typed]
    if not lost:
        return []
    codes = _codes(lost, say)
    note = say(
        "There is no room here for what you typed about {projects}. Please enter it again later.", projects=codes
    )
    return [text(f"⚠ {note}", color="Attention", weight="Bolder")]


def _sizes(elements: Sequence[Strict]) -> list[int]:
    """Bytes of each element in a list, its comma included."""
    return [size_of(element.render()) + 1 for element in elements]


def _cut(rows: Sequence[Strict], room: int, say: Say) -> list[Strict]:
    shown = fitting(rows, room)
    cut = len(rows) - shown
    return [*rows[:shown], *([text(say.plural("and {n} more", "and {n} more", cut), subtle=True)] if cut else [])]


def _buttons(view: CheckinView) -> Buttons:
    if view.closed:
        return Buttons(card=view.card, version=view.version, edit=view.may_correct and bool(view.settled), correct=True)
    asked = [part for part in view.open if part.asks_status and part.answered is None]
    return Buttons(
        card=view.card,
        version=view.version,
        edit=bool(view.settled),
        send=bool(view.waiting),
        nothing_new=bool(asked) and all(part.last_rag and not part.correcting for part in asked),
        several=len(asked) > 1,
        snoozes=view.snoozes if view.open else (),
        skip=view.may_skip and bool(view.open),
        early=view.early,
    )


def _summary(view: CheckinView, say: Say) -> str:
    if not view.settled:
        title = _title(view, thanked=False, say=say)
        asked = say("{title}: {projects}.", title=title, projects=_codes(view.waiting, say))
        return " ".join([asked, *_when_words(view, say)])
    words = [_in_a_word(part, say) for part in view.settled]
    recorded = say("Recorded: {answers}.", answers=", ".join(words))
    return " ".join([recorded, _still_open(view, say)]) if view.open else recorded


def _in_a_word(part: ProjectPart, say: Say) -> str:
    if part.skipped:
        return say("{project} skipped", project=part.code)
    return f"{part.code} {status_word(part.answered.rag, say)}" if part.answered and part.asks_status else part.code
