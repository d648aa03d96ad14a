"""The form with which the PMO describes another calendar of a post; its button shows what that would move."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cards.actions import execute
from cards.calendar import ids_of, title_words
from cards.elements import Strict, action_set, columns, heading, text
from cards.inputs import line_input, several_input
from cards.plain import clipped
from cards.rendered import Rendered, rendered, told
from locales import Say
from pmo.portfolio import Post

CLOSED, OPENED = "closed", "opened"
"""Before the day of a choice that takes one back."""
_LINE, _DAYS = 100, 500
_CHOICES = 30
"""Days that can be taken back, the next ones first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarForm:
    """The form.

    Attributes:
        typed: what stands in the fields, by name.
        closed, opened: days to come that can be taken back.
        problems: field name to the sentence shown at that field.
        note: a sentence that is said first; empty for none.
    """

    post: Post
    version: str
    typed: Mapping[str, str]
    closed: tuple[date, ...] = ()
    opened: tuple[date, ...] = ()
    problems: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def form_card(view: CalendarForm, say: Say) -> Rendered:
    """Everything that makes a calendar, as it stands or was typed."""
    title = title_words(view.post, say)
    state = view.note or say("Nothing is changed yet.")
    example = say("e.g. tomorrow; 24/12 - 31/12")
    body: list[Strict] = [heading(title), text(state, spacing="Small")]
    body += [
        columns(_line(view, "timezone", say("Time zone (or a city)")), _line(view, "hours", say("Hours"))),
        several_input(
            "workweek", say("Working days"), _weekdays(say), values=view.typed.get("workweek", "").split(",")
        ),
        *_problem(view, "workweek"),
        *_line(view, "holidays", say("Public holidays of (countries, or “none”)")),
        *_days(view, "closing", say("Close on these days, too"), example),
        *_days(view, "opening", say("Work on these holidays"), example),
        *_taking_back(view, say),
    ]
    ids = ids_of(view.post, view.version)
    look = execute(say("Show what would move"), "calendar.preview", ids, main=True)
    back = execute(say("Back"), "calendar.show", ids, with_inputs=False)
    return rendered([*body, action_set(look, back)], summary=told(title, clipped(state, 150)), say=say)


def _line(view: CalendarForm, name: str, label: str) -> list[Strict]:
    return [line_input(name, label, value=view.typed.get(name, ""), max_length=_LINE), *_problem(view, name)]


def _days(view: CalendarForm, name: str, label: str, example: str) -> list[Strict]:
    value = view.typed.get(name, "")
    shown = line_input(name, label, value=value, max_length=_DAYS, placeholder=example)
    return [shown, *_problem(view, name)]


def _weekdays(say: Say) -> list[tuple[str, str]]:
    return [(str(day), say.weekday(day)) for day in range(1, 8)]


def _taking_back(view: CalendarForm, say: Say) -> list[Strict]:
    closed = [(day, f"{CLOSED}:{day}", say("Closed: {day}", day=say.full_day(day))) for day in view.closed]
    opened = [(day, f"{OPENED}:{day}", say("Worked: {day}", day=say.full_day(day))) for day in view.opened]
    choices = [(value, title) for _, value, title in sorted([*closed, *opened])[:_CHOICES]]
    if not choices:
        return []
    chosen = view.typed.get("back", "").split(",")
    return [several_input("back", say("Take back"), choices, values=chosen), *_problem(view, "back")]


def _problem(view: CalendarForm, name: str) -> list[Strict]:
    sentence = view.problems.get(name)
    return [text(f"⚠ {sentence}", color="Attention", spacing="Small")] if sentence else []
