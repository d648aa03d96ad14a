"""Somebody's absences: what is noted, who stands in, and a button to take each back."""

from dataclasses import dataclass
from datetime import date

from cards.actions import execute
from cards.elements import Strict, action_set, container, heading, text
from cards.rendered import Rendered, rendered, told
from locales import Say


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceRow:
    """One absence; `deputy` is a name, empty for nobody."""

    first: date
    last: date
    deputy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsencesView:
    """The absences of a person from today on.

    Attributes:
        member: member id, sent back by the buttons.
        name: of the person; empty when it is the reader.
        hint: how one is entered, in the reader's language.
    """

    member: str
    rows: tuple[AbsenceRow, ...]
    name: str = ""
    notes: tuple[str, ...] = ()
    hint: str = ""


def absences_card(view: AbsencesView, say: Say) -> Rendered:
    """A row and a button each, and how to enter another one."""
    title = say("Absences of {name}", name=view.name) if view.name else say("Your absences")
    body: list[Strict] = [heading(title), *(text(note, weight="Bolder") for note in view.notes)]
    body += [_row(row, view, say) for row in view.rows]
    if not view.rows:
        body.append(text(say("None is noted.")))
    if view.hint:
        body.append(text(view.hint, subtle=True, size="Small", separator=True))
    return rendered(body, summary=told(title, *view.notes[:1]), say=say)


def _row(row: AbsenceRow, view: AbsencesView, say: Say) -> Strict:
    days = span_words(row.first, row.last, say)
    deputy = say("{name} answers instead", name=row.deputy) if row.deputy else say("nobody is asked instead")
    ids: dict[str, str | int] = {"member": view.member, "first": row.first.isoformat()}
    button = execute(say("Cancel"), "absence.cancel", ids, with_inputs=False)
    return container([text(f"{days} · {deputy}"), action_set(button)], separator=True)


def span_words(first: date, last: date, say: Say) -> str:
    """`12 Mar 2026`, or `from 12 Mar 2026 to 20 Mar 2026`."""
    if first == last:
        return say.date(first)
    return say("from {first} to {last}", first=say.date(first), last=say.date(last))


def during_words(first: date, last: date, say: Say) -> str:
    """`on 12 Mar 2026`, or `from 12 Mar 2026 to 20 Mar 2026`: within a sentence."""
    return say("on {day}", day=say.date(first)) if first == last else span_words(first, last, say)
