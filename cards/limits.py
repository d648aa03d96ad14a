"""The limits of the computed status: which hold and who decided them, a form for others, and what these would do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from cards.actions import execute
from cards.elements import Strict, action_set, columns, heading, rich, run, text
from cards.inputs import line_input
from cards.limit_words import (
    ambers_words,
    colour_words,
    field_number,
    label_words,
    limit_of,
    measure_words,
    number_words,
    origin_words,
    subject_words,
)
from cards.plain import joined
from cards.rendered import LIMIT, Rendered, fitting, rendered, size_of, told
from cards.status import as_of_words, computed_run, project_run, title_of
from locales import Say
from pmo.colours import Colour
from pmo.limits import AMBERS, Limits, Measure, Origin

_TYPED = 20
_NAMED = 60
"""Projects that a preview names."""
_RESERVE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitStep:
    """A limit that would hold instead of another, or would be decided by another scope, which is `origin`."""

    name: str
    before: Decimal
    after: Decimal
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsView:
    """The limits of a scope.

    Attributes:
        code, name: of the project or program; empty for the portfolio.
        limits: those that hold; `origins` tells by name who decided them.
        decided: how many of them are decided here.
        wider: those that would hold if nothing were decided here.
        typed: what stands in the form, by name of the field.
        problems: field name to the sentence shown at that field.
        steps: what somebody wants instead, who is `wanted_by`; nobody while that is empty.
        goes_live_at: when that holds by itself; None where another must agree.
        news: what has just become of what the reader wanted; empty for nothing.
    """

    code: str
    name: str
    version: int
    as_of: datetime
    limits: Limits
    origins: Mapping[str, Origin]
    wider: Limits
    decided: int = 0
    typed: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[LimitStep, ...] = ()
    wanted_by: str = ""
    goes_live_at: datetime | None = None
    news: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedProject:
    """A project whose computed status would be another one."""

    code: str
    name: str
    before: Colour
    after: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewView:
    """What other limits would change now.

    Attributes:
        looked_at, total: projects that were judged, of how many.
        change: what the button sends to have them.
        may_want: whether the reader can want them now; `waits` when somebody wants them already.
    """

    code: str
    name: str
    version: int
    as_of: datetime
    steps: tuple[LimitStep, ...]
    moved: tuple[MovedProject, ...]
    looked_at: int
    total: int
    change: Mapping[str, str]
    may_want: bool = False
    waits: bool = False


def limits_card(view: LimitsView, say: Say) -> Rendered:
    """What is decided here in a sentence, the limits with who decided them, and the form or what waits."""
    title, sentence = _title(view.code, view.name, say), _sentence(view, say)
    body: list[Strict] = [heading(title)]
    body += [text(line, weight="Bolder", spacing="Small") for line in (view.news, sentence) if line]
    if view.wanted_by:
        body += _steps(view.steps, say)
    for measure in Measure:
        body += _section(measure_words(measure, say), (measure.amber, measure.red), view, say)
    body += _section(ambers_words(say), (AMBERS,), view, say)
    body += _ending(view, say)
    body.append(_foot(view.as_of, say))
    return rendered(body, summary=told(title, view.news or sentence), say=say)


def _title(code: str, name: str, say: Say) -> str:
    scope = title_of(code, name) if code else say("Portfolio")
    return joined(say("Limits of the computed status"), scope, by=" – ")


def _sentence(view: LimitsView, say: Say) -> str:
    if view.goes_live_at is not None:
        moment = say.moment(view.goes_live_at)
        return say("Other limits hold from {moment}, unless you change your mind.", moment=moment)
    if view.wanted_by:
        return say("{name} wants other limits; a second member of the PMO must agree.", name=view.wanted_by)
    if not view.decided:
        return say("No limit is decided here.")
    return say.plural("{n} limit is decided here.", "{n} limits are decided here.", view.decided)


def _section(title: str, names: tuple[str, ...], view: LimitsView, say: Say) -> list[Strict]:
    """What holds, and below it the fields unless something waits."""
    held = joined(*(_held(name, view, say) for name in names))
    lines: list[Strict] = [
        text(title, weight="Bolder", spacing="Medium", separator=True),
        text(held, subtle=True, spacing="None"),
    ]
    if view.wanted_by:
        return lines
    fields = [_field(name, view, say) for name in names]
    return [*lines, *([columns(*fields, spacing="Small")] if len(fields) > 1 else fields[0])]


def _held(name: str, view: LimitsView, say: Say) -> str:
    words, origin = colour_words(name, limit_of(view.limits, name), say), origin_words(view.origins[name], say)
    return say("{limit} ({origin})", limit=words, origin=origin)


def _field(name: str, view: LimitsView, say: Say) -> list[Strict]:
    problem = view.problems.get(name)
    shown = line_input(
        name,
        label_words(name, say),
        value=view.typed.get(name, ""),
        max_length=_TYPED,
        placeholder=field_number(name, limit_of(view.wider, name), say),
    )
    return [shown, *([text(f"⚠ {problem}", color="Attention", spacing="Small")] if problem else [])]


def _ending(view: LimitsView, say: Say) -> list[Strict]:
    ids = _ids(view.code, view.version)
    look = execute(say("Show what would change"), "limits.preview", ids, main=True, with_inputs=not view.wanted_by)
    if view.wanted_by:
        return [action_set(look, execute(say("Not now"), "limits.drop", ids, with_inputs=False))]
    hint = (
        say("An empty field leaves the limit to the wider scope: the program, the portfolio, the default.")
        if view.code
        else say("An empty field leaves the default.")
    )
    return [text(hint, subtle=True, size="Small"), action_set(look)]


def _ids(code: str, version: int) -> dict[str, str | int]:
    return {"scope": code, "version": version}


def _foot(as_of: datetime, say: Say) -> Strict:
    return text(as_of_words(as_of, say), subtle=True, size="Small", separator=True)


def preview_card(view: PreviewView, say: Say) -> Rendered:
    """How many projects would change, the limits that do it, the projects, and the button that wants it."""
    title, sentence = _title(view.code, view.name, say), _outcome(view, say)
    body: list[Strict] = [heading(title), text(sentence, weight="Bolder", spacing="Small")]
    body.append(text(say("Nothing is changed yet."), spacing="None"))
    if view.looked_at < view.total:
        first = say("Of {total} projects I looked at the first {n}.", total=view.total, n=view.looked_at)
        body.append(text(first, spacing="None"))
    body += _steps(view.steps, say)
    ending = [_buttons(view, say), _foot(view.as_of, say)]
    rows = [_moved(one, say) for one in view.moved[:_NAMED]]
    shown = fitting(rows, LIMIT - _RESERVE - size_of([element.render() for element in (*body, *ending)]))
    left = len(view.moved) - shown
    if left:
        ending.insert(0, text(say.plural("and {n} more", "and {n} more", left), subtle=True))
    return rendered([*body, *rows[:shown], *ending], summary=told(title, sentence), say=say)


def _outcome(view: PreviewView, say: Say) -> str:
    if not view.steps:
        return say("These limits hold already.")
    if not view.moved:
        return say("No project would change.")
    return say.plural("{n} project would change.", "{n} projects would change.", len(view.moved))


def _steps(steps: tuple[LimitStep, ...], say: Say) -> list[Strict]:
    lines: list[Strict] = []
    for step in steps:
        before, after = colour_words(step.name, step.before, say), number_words(step.name, step.after, say)
        change = say("{limit} ({origin})", limit=f"{before} → {after}", origin=origin_words(step.origin, say))
        lines.append(text(say("{name}: {value}", name=subject_words(step.name, say), value=change), spacing="Small"))
    return lines


def _moved(one: MovedProject, say: Say) -> Strict:
    runs = (computed_run(one.before, say), run(" → ", subtle=True), computed_run(one.after, say))
    return rich(*runs, project_run(one.code, one.name), spacing="Small")


def _buttons(view: PreviewView, say: Say) -> Strict:
    ids = _ids(view.code, view.version)
    buttons = []
    if view.may_want:
        words = say("I agree: let them hold") if view.waits else say("Let these limits hold")
        buttons.append(execute(words, "limits.save", {**ids, **view.change}, main=True, with_inputs=False))
    if view.waits:
        buttons.append(execute(say("Not now"), "limits.drop", ids, with_inputs=False))
    buttons.append(execute(say("Back"), "limits.show", ids, with_inputs=False))
    return action_set(*buttons)
