"""The rhythm of a program's or project's check-ins: a form to choose it, and what a change would mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cards.actions import execute
from cards.elements import Strict, action_set, columns, heading, text
from cards.inputs import choice_input, compact_input, line_input, several_input, toggle
from cards.plain import clipped
from cards.preferences import LANGUAGE_NAMES
from cards.rendered import Rendered, rendered, told
from cards.status import capital, title_of
from locales import LANGUAGES, Say
from pmo.rhythm_choices import Choice

_RULE = 200
_MOVED = 12
"""People named whose day is moved, for each period."""
OWN_RULE = "rule"
AS_PROGRAM = "program"


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmView:
    """The form.

    Attributes:
        kind, code: `program` or `project`, and which.
        choice: a `Choice`, `rule` for one of their own, or for a project `program`.
        weekday: ISO, 1 to 7.
        rule: as typed or as it stands.
        ask_at, within, costs: of a program, and so is all that follows; a project follows its program.
        digest, digest_weekday, digest_rule: as for the check-in.
        languages: of the channel, the first one first.
        problems: field name to the sentence shown at that field.
    """

    kind: str
    code: str
    name: str
    choice: str
    weekday: int
    rule: str
    ask_at: str = ""
    within: str = ""
    costs: bool = False
    digest: str = OWN_RULE
    digest_weekday: int = 5
    digest_rule: str = ""
    digest_at: str = ""
    languages: tuple[str, ...] = ()
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewPeriod:
    """One period under the new rhythm.

    Attributes:
        day: the rule's own.
        people: how many are asked.
        moved: who is asked on another day: name, when on their clock, and why, in words.
    """

    period: str
    day: date
    people: int
    moved: tuple[tuple[str, str, str], ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewView:
    """What a change would mean.

    Attributes:
        lines: what else changes, in sentences.
        change: what the button sends to make it.
    """

    code: str
    name: str
    before: str
    after: str
    periods: tuple[PreviewPeriod, ...]
    lines: tuple[str, ...] = ()
    change: Mapping[str, str]
    done: bool = False


def rhythm_card(view: RhythmView, say: Say) -> Rendered:
    """The form; the button shows what would happen, and changes nothing yet."""
    title = say("Rhythm of {what}", what=title_of(view.code, view.name))
    body: list[Strict] = [heading(title)]
    body += [
        choice_input("rhythm", say("How often"), _choices(view, say), value=view.choice),
        *_problem(view, "rhythm"),
        compact_input("weekday", say("On"), _weekdays(say), value=str(view.weekday)),
        line_input("rule", say("Own rule (RRULE)"), value=view.rule, max_length=_RULE),
        *_problem(view, "rule"),
    ]
    if view.kind == "program":
        at, within = (
            _line(view, "ask_at", say("At"), view.ask_at),
            _line(view, "within", say("Answer within"), view.within),
        )
        body.append(columns(at, within))
        body.append(
            text(say("1d is one working day, 6h are six working hours."), subtle=True, size="Small", spacing="None")
        )
        body.append(toggle("costs", say("Costs"), say("Ask for planned and actual costs, too"), on=view.costs))
        body += _digest(view, say)
    button = execute(say("Show what would happen"), "rhythm.preview", {view.kind: view.code}, main=True)
    return rendered([*body, action_set(button)], summary=title, say=say)


def _digest(view: RhythmView, say: Say) -> list[Strict]:
    """When the digest comes, and in which languages."""
    first, *others = view.languages or ("",)
    named = [(one, LANGUAGE_NAMES[one]) for one in LANGUAGES]
    return [
        text(say("Digest"), weight="Bolder", separator=True),
        compact_input("digest", say("How often"), _choices(view, say), value=view.digest),
        *_problem(view, "digest"),
        compact_input("digest_weekday", say("On"), _weekdays(say), value=str(view.digest_weekday)),
        line_input("digest_rule", say("Own rule (RRULE)"), value=view.digest_rule, max_length=_RULE),
        *_problem(view, "digest_rule"),
        *_line(view, "digest_at", say("At"), view.digest_at),
        compact_input("language", say("Language of the channel"), named, value=first),
        *_problem(view, "language"),
        several_input("languages", say("Posted in these languages, too"), named, values=others),
    ]


def _choices(view: RhythmView, say: Say) -> list[tuple[str, str]]:
    own = [(AS_PROGRAM, say("As its program"))] if view.kind == "project" else []
    named = [(choice.value, choice_words(choice, say)) for choice in Choice]
    return [*own, *named, (OWN_RULE, say("By the rule below"))]


def choice_words(choice: Choice, say: Say) -> str:
    """A choice as people say it."""
    match choice:
        case Choice.WEEKLY:
            return say("Every week")
        case Choice.FORTNIGHTLY:
            return say("Every two weeks")
        case Choice.MONTH_LAST:
            return say("Every month, the last such day")
        case Choice.MONTH_FIRST:
            return say("Every month, the first such day")
        case Choice.QUARTER:
            return say("Every quarter, the last such day of its first month")


def rhythm_words(choice: Choice, weekday: int, say: Say) -> str:
    """A choice with its weekday."""
    day = say.weekday(weekday)
    match choice:
        case Choice.WEEKLY:
            return say("Every week on {weekday}", weekday=day)
        case Choice.FORTNIGHTLY:
            return say("Every two weeks on {weekday}", weekday=day)
        case Choice.MONTH_LAST:
            return say("On the last {weekday} of the month", weekday=day)
        case Choice.MONTH_FIRST:
            return say("On the first {weekday} of the month", weekday=day)
        case Choice.QUARTER:
            return say("On the last {weekday} of the first month of the quarter", weekday=day)


def window_words(within: str, say: Say) -> str:
    """`1d` and `6h` as people say them."""
    count = int(within[:-1])
    if within.endswith("d"):
        return say.plural("{n} working day", "{n} working days", count)
    return say.plural("{n} working hour", "{n} working hours", count)


def _weekdays(say: Say) -> list[tuple[str, str]]:
    return [(str(day), say.weekday(day)) for day in range(1, 8)]


def _line(view: RhythmView, name: str, label: str, value: str) -> list[Strict]:
    return [line_input(name, label, value=value, max_length=10), *_problem(view, name)]


def _problem(view: RhythmView, name: str) -> list[Strict]:
    sentence = view.problems.get(name)
    return [text(f"⚠ {sentence}", color="Attention", spacing="Small")] if sentence else []


def preview_card(view: PreviewView, say: Say) -> Rendered:
    """Before and after, the next periods with those who are asked on another day, and the button that changes it."""
    title = say("Rhythm of {what}", what=title_of(view.code, view.name))
    state = say("Changed.") if view.done else say("Nothing is changed yet.")
    body: list[Strict] = [heading(title), text(state, weight="Bolder")]
    body.append(text(say("Until now: {rhythm}", rhythm=view.before), spacing="Small"))
    body.append(text(say("From now on: {rhythm}", rhythm=view.after), spacing="None"))
    body += [text(line, spacing="Small") for line in view.lines]
    for period in view.periods:
        body += _period(period, say)
    if not view.done:
        button = execute(say("Change it"), "rhythm.save", dict(view.change), main=True, with_inputs=False)
        body.append(action_set(button))
    return rendered(body, summary=told(title, state), say=say)


def _period(period: PreviewPeriod, say: Say) -> list[Strict]:
    people = say.plural("{n} person", "{n} people", period.people)
    line = say(
        "{period}: {day}, {people}", period=capital(say.period(period.period)), day=say.day(period.day), people=people
    )
    rows: list[Strict] = [text(line, weight="Bolder", separator=True)]
    for name, when, why in period.moved[:_MOVED]:
        rows.append(text(clipped(say("{name}: {when} ({why})", name=name, when=when, why=why), 200), spacing="None"))
    rest = len(period.moved) - _MOVED
    if rest > 0:
        rows.append(text(say.plural("and {n} more", "and {n} more", rest), subtle=True, spacing="None"))
    if period.absent:
        absent = say("Absent: {names}", names=say.listing(period.absent[:_MOVED]))
        rows.append(text(clipped(absent, 300), spacing="None"))
    return rows
