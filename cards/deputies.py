"""Who stands in for whom in a project, or for one person in all of theirs, and a field to name somebody else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cards.actions import execute
from cards.elements import Strict, action_set, heading, rich, run, text
from cards.inputs import compact_input, line_input
from cards.plain import clipped, joined
from cards.rendered import LIMIT, Rendered, fitting, rendered, size_of, told
from cards.status import NAME_LENGTH, as_of_words
from locales import Say

_RESERVE = 2_000
_CHOICE_LENGTH = 70
_CHOICES = 60
_TYPED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputyRow:
    """An assignment: its key, who or what it is of, and the name of the deputy, empty for nobody."""

    key: str
    label: str
    deputy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputiesView:
    """The deputies of a project's people, or of one person.

    Attributes:
        subject: what the buttons send back: `{"project": code}` or `{"member": id}`.
        version: of these rows, so that an old card is told from this one.
        chosen, typed: what stands in the form.
        problem: what is wrong with it; `first` what has just happened; both in the reader's language.
    """

    title: str
    subject: Mapping[str, str | int]
    version: int
    rows: tuple[DeputyRow, ...]
    as_of: datetime
    chosen: str = ""
    typed: str = ""
    problem: str = ""
    first: str = ""


def deputies_card(view: DeputiesView, say: Say) -> Rendered:
    """A line an assignment, and a form of two fields."""
    title = say("Deputies – {what}", what=clipped(view.title, NAME_LENGTH))
    named = sum(row.deputy != "" for row in view.rows)
    count = say.plural("{n} deputy is named.", "{n} deputies are named.", named)
    sentence = count if named else say("No deputy is named.")
    body: list[Strict] = [heading(title)]
    if view.first:
        body.append(text(clipped(view.first, 2 * NAME_LENGTH), weight="Bolder", spacing="Small"))
    body.append(text(sentence, weight=None if view.first else "Bolder", spacing="Small"))
    ending = _form(view, say)
    rows = [_row(row, say) for row in view.rows]
    shown = fitting(rows, LIMIT - _RESERVE - size_of([element.render() for element in (*body, *ending)]))
    if shown < len(rows):
        ending.insert(0, text(say.plural("and {n} more", "and {n} more", len(rows) - shown), subtle=True))
    return rendered([*body, *rows[:shown], *ending], summary=told(title, view.first or sentence), say=say)


def _row(row: DeputyRow, say: Say) -> Strict:
    who = row.deputy or say("nobody stands in")
    label = run(clipped(row.label, NAME_LENGTH), bold=row.deputy != "")
    return rich(label, run(f" → {clipped(who, NAME_LENGTH)}", subtle=row.deputy == ""), spacing="Small")


def _form(view: DeputiesView, say: Say) -> list[Strict]:
    verb = "portfolio.open" if "project" in view.subject else "person.show"
    back = execute(say("Back"), verb, view.subject, with_inputs=False)
    form: list[Strict] = []
    if view.problem:
        form.append(text(f"⚠ {view.problem}", color="Attention"))
    if view.rows:
        choices = [(row.key, clipped(joined(row.label, row.deputy, by=" → "), _CHOICE_LENGTH)) for row in view.rows]
        hint = say("A name; empty for nobody")
        form += [
            compact_input("of", say("For whom"), choices[:_CHOICES], value=view.chosen or view.rows[0].key),
            line_input("deputy", say("Deputy"), value=view.typed, max_length=_TYPED, placeholder=hint),
            action_set(execute(say("Save"), "deputy.set", {**view.subject, "version": view.version}, main=True), back),
        ]
    else:
        form.append(action_set(back))
    rule = say(
        "A deputy answers while the other is away. Who stands in for a manager is named with the absence: “away”."
    )
    form.append(text(rule, subtle=True, size="Small"))
    form.append(text(as_of_words(view.as_of, say), subtle=True, size="Small", separator=True))
    return form
