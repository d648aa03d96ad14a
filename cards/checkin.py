"""The check-in: one card for all projects somebody is asked about, which turns into their receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cards.actions import execute
from cards.checkin_form import project_form
from cards.checkin_parts import Answered, ProjectPart, Typed
from cards.elements import Strict, action_set, container, heading, rich, text
from cards.plain import clipped
from cards.rendered import LIMIT, Rendered, fitting, rendered, size_of
from cards.status import capital, project_run, remark_run, status_run, status_word
from locales import Say

__all__ = ["Answered", "CheckinView", "ProjectPart", "Typed", "checkin_card"]

_NOTES, _NOTE_LENGTH, _CODES = 10, 200, 12
_RESERVE = 2_000
"""Bytes kept free for the buttons, the summary, the frame of the card and a line that something was cut."""

_FORM_ROOM = 12_000
"""Bytes kept free for forms while projects are open: enough for the largest one."""

_CUT_LINE = 200
"""Bytes of the line that tells how many receipts were cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckinView:
    """A check-in card.

    Attributes:
        card, version: what the buttons send back.
        closed: the period takes no answers any more: nothing can be sent or edited.
        notes: first lines, in the reader's language (who answered meanwhile, what was refused).
        older_period: the name of an older period that is still open too; empty for none.
        receipt: the card answers a submit, so it says thank you.
    """

    card: str
    version: int
    period: str
    parts: tuple[ProjectPart, ...]
    deadline: datetime | None = None
    closed: bool = False
    notes: tuple[str, ...] = ()
    older_period: str = ""
    receipt: bool = False


def checkin_card(view: CheckinView, say: Say) -> Rendered:
    """The answered projects as rows, the open ones as forms, and the button.

    Forms that would make the card larger than `LIMIT` are left out and named: they come when the others were sent.
    Those with typed values or problems stay before all others; a note names those that had no room even so.
    """
    answered = [part for part in view.parts if part.answered]
    waiting = [part for part in view.parts if not part.answered]
    body = _opening(view, answered, waiting, say)
    asking = bool(waiting) and not view.closed
    body += _receipts(answered, _room(body) - (_form_room(waiting, say) if asking else 0), say)
    body += _forms(waiting, _room(body), say) if asking else _cut(_unanswered(waiting, say), _room(body), say)
    buttons = [] if view.closed else _buttons(view, bool(answered), bool(waiting), say)
    if buttons:
        body.append(action_set(*buttons, spacing="Large"))
    return rendered(body, summary=_summary(view, answered, waiting, say), say=say)


def _room(body: Sequence[Strict]) -> int:
    return LIMIT - _RESERVE - size_of([element.render() for element in body])


def _form_room(waiting: Sequence[ProjectPart], say: Say) -> int:
    """Bytes kept free for forms: what was typed comes back before receipts, which are stored anyway."""
    typed = [project_form(part, say) for part in waiting if part.precious]
    return max(_FORM_ROOM, sum(_sizes(typed)) + _CUT_LINE)


def _opening(
    view: CheckinView, answered: Sequence[ProjectPart], waiting: Sequence[ProjectPart], say: Say
) -> list[Strict]:
    period = say.period(view.period)
    thanked = view.receipt and bool(answered)
    lines = [heading(say("Thank you") if thanked else say("Your status for {period}", period=period))]
    if thanked:
        lines.append(text(say("Recorded for {period}.", period=period), subtle=True, spacing="None"))
    lines += [text(clipped(note, _NOTE_LENGTH), weight="Bolder") for note in view.notes[:_NOTES]]
    if answered and waiting:
        lines.append(text(_still_open(view, waiting, say), weight="Bolder"))
    if waiting or view.closed:
        lines += [text(line, spacing="Small") for line in _when_words(view, say)]
    if view.older_period:
        older = say("{period} is still open too.", period=capital(say.period(view.older_period)))
        lines.append(text(older, spacing="Small"))
    return lines


def _still_open(view: CheckinView, waiting: Sequence[ProjectPart], say: Say) -> str:
    codes = _codes(waiting, say)
    if view.closed:
        return say("Not answered: {projects}.", projects=codes)
    return say("Still open: {projects}.", projects=codes)


def _codes(parts: Sequence[ProjectPart], say: Say) -> str:
    codes = [part.code for part in parts]
    return say.listing(codes) if len(codes) <= _CODES else ", ".join([*codes[:_CODES], "…"])


def _when_words(view: CheckinView, say: Say) -> list[str]:
    if view.closed:
        return [say("This check-in is closed.")]
    if view.deadline:
        return [say("Please answer by {deadline}.", deadline=say.moment(view.deadline, with_zone=True))]
    return []


def _receipt_row(part: ProjectPart, answer: Answered, say: Say) -> Strict:
    line = rich(status_run(answer.rag, say), project_run(part.code, part.name))
    return container([line, text(_receipt_details(answer, say), subtle=True, spacing="None")], separator=True)


def _receipt_details(answer: Answered, say: Say) -> str:
    parts = [say("Version {n}", n=answer.version), say.moment(answer.at)]
    if answer.by:
        parts.append(say("by {name}", name=answer.by))
    if answer.unchanged:
        parts.append(say("no change"))
    if answer.late:
        parts.append(say("late"))
    if answer.alerted:
        parts.append(say("alert open"))
    return " · ".join(parts)


def _receipts(answered: Sequence[ProjectPart], room: int, say: Say) -> list[Strict]:
    rows = [_receipt_row(part, part.answered, say) for part in answered if part.answered]
    return _cut(rows, room, say)


def _forms(waiting: Sequence[ProjectPart], room: int, say: Say) -> list[Strict]:
    """As many forms as there is room for, typed ones first, and a row for each project whose form has to wait."""
    forms = [project_form(part, say) for part in waiting]
    if sum(_sizes(forms)) <= room:
        return forms
    ordered = sorted(waiting, key=lambda part: not part.precious)
    forms = [project_form(part, say) for part in ordered]
    later = [_waiting_row(part, say) for part in ordered]
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


def _waiting_row(part: ProjectPart, say: Say) -> Strict:
    runs = [status_run(part.last_rag, say), project_run(part.code, part.name)]
    if part.last_on:
        runs.append(remark_run(say.date(part.last_on)))
    return rich(*runs, spacing="Small")


def _cut(rows: Sequence[Strict], room: int, say: Say) -> list[Strict]:
    shown = fitting(rows, room)
    cut = len(rows) - shown
    return [*rows[:shown], *([text(say.plural("and {n} more", "and {n} more", cut), subtle=True)] if cut else [])]


def _unanswered(waiting: Sequence[ProjectPart], say: Say) -> list[Strict]:
    return [rich(status_run(None, say), project_run(part.code, part.name), separator=True) for part in waiting]


def _buttons(view: CheckinView, answered: bool, waiting: bool, say: Say) -> list[Strict]:
    ids: dict[str, str | int] = {"card": view.card, "version": view.version}
    buttons = [execute(say("Send"), "checkin.submit", ids, main=True)] if waiting else []
    if answered:
        buttons.append(execute(say("Edit"), "checkin.edit", ids, with_inputs=False))
    return buttons


def _summary(view: CheckinView, answered: Sequence[ProjectPart], waiting: Sequence[ProjectPart], say: Say) -> str:
    if not answered:
        period, codes = say.period(view.period), _codes(waiting, say)
        asked = say("Your status for {period}: {projects}.", period=period, projects=codes)
        return " ".join([asked, *_when_words(view, say)])
    words = [f"{part.code} {status_word(part.answered.rag, say)}" for part in answered if part.answered]
    recorded = say("Recorded: {answers}.", answers=", ".join(words))
    return " ".join([recorded, _still_open(view, waiting, say)]) if waiting else recorded
