"""One risk, issue or change, and the form to add or change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cards.actions import execute
from cards.elements import Strict, action_set, columns, facts, heading, rich, run, text
from cards.inputs import compact_input, date_input, line_input, text_input
from cards.log_words import (
    category_word,
    grade_words,
    new_words,
    scale_words,
    state_word,
    strategy_word,
    titled_state,
)
from cards.plain import clipped, joined
from cards.rendered import Rendered, rendered, told
from cards.status import NAME_LENGTH, as_of_words, capital, remark_run, sign_run, title_of
from locales import Say
from pmo.forms import NAME_LIMIT, TEXT_LIMIT, TITLE_LIMIT
from pmo.logs import SCALE, SCALES, Category, LogEntry, LogKind, LogState, Strategy
from pmo.portfolio import Rag

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """An entry as its reader sees it.

    Attributes:
        project: name of its project.
        owner, raised_by, decided_by: names; empty for nobody.
        overdue: something should have been done about it.
        changes: whether the reader may change it.
        first: what has just happened, in the reader's language.
    """

    entry: LogEntry
    project: str
    as_of: datetime
    owner: str = ""
    raised_by: str = ""
    decided_by: str = ""
    overdue: bool = False
    changes: bool = False
    first: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryForm:
    """The form of an entry.

    Attributes:
        ids: what its buttons send back.
        code: of the entry, with that of its project; empty for a new one.
        scope: code and name of its project.
        typed: what stands in the fields, by id.
        states: those that can be chosen, in their order; without any, as for a new entry, there is no such field.
        problems: field id to the sentence shown at that field.
        first: what has just happened, in the reader's language.
    """

    kind: LogKind
    ids: Mapping[str, str | int]
    scope: str
    as_of: datetime
    code: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    states: Sequence[LogState] = ()
    problems: Mapping[str, str] = field(default_factory=dict)
    first: str = ""


def entry_card(view: EntryView, say: Say) -> Rendered:
    """Its title, how it stands, and what was said of it."""
    entry = view.entry
    title = title_of(joined(entry.project, entry.code, by=" "), clipped(entry.title, TITLE_LIMIT))
    body = [heading(title)]
    if view.first:
        body.append(text(clipped(view.first, 2 * NAME_LENGTH), weight="Bolder", spacing="Small"))
    body.append(_standing(view, say))
    if entry.description:
        body.append(text(clipped(entry.description, TEXT_LIMIT)))
    body.append(facts(_facts(view, say)))
    ids = {"kind": entry.kind.value, "entry": entry.key}
    back = {"kind": entry.kind.value, "project": entry.project}
    change = execute(say("Change"), "log.edit", ids, main=True, with_inputs=False)
    buttons = [change] if view.changes else []
    whole = execute(say("All of this project"), "log.list", back, with_inputs=False)
    body += [action_set(*buttons, whole), _foot(view.as_of, say)]
    return rendered(body, summary=told(title, view.first or state_word(entry.state, say)), say=say)


def _standing(view: EntryView, say: Say) -> Strict:
    """`▲ level 12 · waiting for approval`."""
    entry, signs = view.entry, list[Strict]()
    if entry.is_open and entry.level is not None and entry.colour.rag is not None:
        signs += [sign_run(entry.colour.rag, say("level {value}", value=entry.level)), run("\u2002")]
    if view.overdue:
        signs += [sign_run(Rag.RED, say("overdue")), run("\u2002")]
    return rich(
        *signs, run(capital(state_word(entry.state, say)), bold=True), remark_run(view.project), spacing="Small"
    )


def _facts(view: EntryView, say: Say) -> list[tuple[str, str]]:
    entry = view.entry
    graded = [
        (scale_words(scale, say), grade_words(value, say))
        for scale in SCALES[entry.kind]
        if (value := entry.told(scale)) is not None
    ]
    raised = joined(view.raised_by, say.date(entry.raised_at.astimezone(say.zone).date()))
    decided = say.date(entry.decided_at.astimezone(say.zone).date()) if entry.decided_at else ""
    return [
        *graded,
        (say("Strategy"), capital(strategy_word(entry.strategy, say)) if entry.strategy else ""),
        (say("Action"), clipped(entry.action, TEXT_LIMIT)),
        (say("Owner"), view.owner or (say("Nobody") if entry.is_open else "")),
        (say("By"), say.date(entry.due) if entry.due else ""),
        (say("Category"), category_word(entry.category, say) if entry.category else ""),
        (say("Decided by"), joined(view.decided_by, decided) if view.decided_by else ""),
        (say("Raised by"), raised),
    ]


def entry_form(view: EntryForm, say: Say) -> Rendered:
    """What it is first, then how heavy it is, who does what about it until when, and the rest."""
    title = view.code or new_words(view.kind, say)
    body = [heading(title), text(view.scope, subtle=True, spacing="None")]
    if view.first:
        body.append(text(view.first, weight="Bolder", spacing="Small"))
    body += _field(
        view, "title", line_input("title", say("What is it?"), value=_typed(view, "title"), max_length=TITLE_LIMIT)
    )
    body.append(columns(*[[_grade(view, scale.value, scale_words(scale, say), say)] for scale in SCALES[view.kind]]))
    body += _doing(view, say)
    body += _describing(view, say)
    keep = "log.update" if view.code else "log.add"
    save = execute(say("Save"), keep, view.ids, main=True)
    leave = execute(say("Back"), "log.show" if view.code else "log.list", view.ids, with_inputs=False)
    body += [action_set(save, leave), _foot(view.as_of, say)]
    return rendered(body, summary=told(title, view.first or view.scope), say=say)


def _doing(view: EntryForm, say: Say) -> list[Strict]:
    asked = say("What is done?") if view.kind is LogKind.CHANGE else say("What is done about it?")
    action = text_input("response", asked, value=_typed(view, "response"), max_length=TEXT_LIMIT)
    owner = line_input("owner", say("Who looks after it?"), value=_typed(view, "owner"), max_length=NAME_LIMIT)
    due = date_input("due", say("By"), value=_typed(view, "due"))
    both = columns(_field(view, "owner", owner), _field(view, "due", due), widths=("2", "1"))
    return [*_field(view, "response", action), both]


def _describing(view: EntryForm, say: Say) -> list[Strict]:
    words = text_input("description", say("Cause and effect"), value=_typed(view, "description"), max_length=TEXT_LIMIT)
    categories = [(one.value, category_word(one, say)) for one in Category]
    chosen = [[_choice(view, "category", say("Category"), categories)]]
    if view.kind is LogKind.RISK:
        strategies = [(one.value, capital(strategy_word(one, say))) for one in Strategy]
        chosen.append([_choice(view, "strategy", say("Strategy"), strategies)])
    if view.states:
        states = [(one.value, titled_state(one, say)) for one in view.states]
        chosen.append(
            [compact_input("state", say("State"), states, value=_typed(view, "state")), *_said(view, "state")]
        )
    lines = columns(*chosen) if len(chosen) > 1 else chosen[0][0]
    return [*_field(view, "description", words), lines]


def _grade(view: EntryForm, name: str, label: str, say: Say) -> Strict:
    return _choice(view, name, label, [(str(value), grade_words(value, say)) for value in SCALE])


def _choice(view: EntryForm, name: str, label: str, choices: Sequence[Choice]) -> Strict:
    """One of these or none."""
    return compact_input(name, label, [("", "–"), *choices], value=_typed(view, name))


def _typed(view: EntryForm, name: str) -> str:
    return view.typed.get(name, "")


def _field(view: EntryForm, name: str, shown: Strict) -> list[Strict]:
    return [shown, *_said(view, name)]


def _said(view: EntryForm, name: str) -> list[Strict]:
    problem = view.problems.get(name)
    return [text(f"⚠ {problem}", color="Attention", spacing="Small")] if problem else []


def _foot(as_of: datetime, say: Say) -> Strict:
    return text(as_of_words(as_of, say), subtle=True, size="Small", separator=True)
