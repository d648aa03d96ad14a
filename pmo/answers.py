"""Answers: what a person's turn on a card means for one of its parts (CONTRACT §5 "Submitting").

Values come in as a client sent them; nothing in them is trusted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from pmo.checkins import Fields, Shown
from pmo.forms import (
    FOLLOW_UP_FIELDS,
    REASON,
    REASON_FIELD,
    Field,
    Kind,
    Problem,
    ReadNumber,
    Wrong,
    day_of,
    is_ticked,
    percentage,
    problem_of,
    without_sign,
    written,
)
from pmo.portfolio import Rag

INDICATOR, MILESTONE, REACHED = "indicator/", "milestone/", "reached/"
"""What the names of fields begin with; the code follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a card asks about one project, or about a program's or the portfolio's own indicators.

    Attributes:
        prefix: what its input ids begin with, before the `/`: the code of the project or program in the form of a key,
            or `portfolio`.
        fields: all fields that are taken, by name.
        asks_status: the status of a project is among them.
        corrects: the period is closed, so that a change needs a reason.
    """

    prefix: str
    fields: Mapping[str, Field]
    asks_status: bool
    corrects: bool = False

    def for_correction(self) -> "Part":
        """The same of a period that is closed."""
        return replace(self, fields={**self.fields, REASON: REASON_FIELD}, corrects=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidStatus:
    """A valid status report.

    Attributes:
        planned_cost, actual_cost: of the period whose costs were asked; None when not given.
    """

    rag: Rag
    progress: int | None = None
    forecast_end: date | None = None
    summary: str = ""
    blockers: str = ""
    cause: str = ""
    action: str = ""
    action_owner: str = ""
    action_by: date | None = None
    help: str = ""
    help_from: str = ""
    planned_cost: Decimal | None = None
    actual_cost: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidDate:
    """A new date of a milestone, expected or, when `reached`, the one on which it was reached."""

    day: date
    reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Valid values of one part.

    Attributes:
        status: None when no status was asked.
        values: of indicators, by their key.
        milestones: the changed ones, by their key in the project.
        unchanged: said as "no change since last time".
        followed_up: what is done about an amber or red status was told too.
        reason: why a closed period is corrected.
    """

    status: SaidStatus | None = None
    values: Mapping[str, Decimal] = field(default_factory=dict)
    milestones: Mapping[str, SaidDate] = field(default_factory=dict)
    unchanged: bool = False
    followed_up: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """The person said nothing usable: the part stays open with what was typed."""

    typed: Fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Invalid:
    """The part stays open with what was typed and what is wrong, by field."""

    typed: Fields
    problems: Mapping[str, Wrong]


Judged = Declared | Open | Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """One part as it came back, against what the card showed.

    Attributes:
        sent: what came, by name of field; None for what did not.
        typed: what stands in the fields: an omitted input keeps what was shown, an empty one clears.
        unchanged: "no change" was said, of this part or of all at once.
        changed: something differs from what was shown; a tick that is not set and was not shown does not.
        tells_what_is_done: the fields of the second step came along, filled in or not.
    """

    part: Part
    shown: Shown
    sent: Mapping[str, str | None]
    typed: Fields
    unchanged: bool
    changed: bool
    tells_what_is_done: bool


def only_follows_up(typed: Fields, before: Fields) -> bool:
    """Whether nothing differs from what was shown but what is done about an amber or red status."""
    return all(name in FOLLOW_UP_FIELDS or text == before.get(name, "") for name, text in typed.items())


def filled_in(part: Part, values: Mapping[str, object], shown: Shown) -> Filled:
    """A part that came back with these values, inputs by id in the form of keys, `<prefix>/<field>`."""
    before = shown.fields
    sent = {name: written(values.get(f"{part.prefix}/{name}")) for name in part.fields}
    typed = {name: before.get(name, "") if text is None else text for name, text in sent.items()}
    return Filled(
        part=part,
        shown=shown,
        sent=sent,
        typed=typed,
        unchanged=any(is_ticked(str(values.get(name, ""))) for name in (f"{part.prefix}/unchanged", "unchanged")),
        changed=any(text != before.get(name, "") and text != "false" for name, text in typed.items()),
        tells_what_is_done=part.asks_status and any(sent[name] is not None for name in FOLLOW_UP_FIELDS),
    )


def judge(filled: Filled, today: date, read_number: ReadNumber) -> Judged:
    """What a person's answer for one part means.

    Args:
        today: in the person's zone.
    """
    part, typed, shown = filled.part, filled.typed, filled.shown
    unchanged = filled.unchanged and not filled.changed
    if part.asks_status:
        if unchanged and not shown.fields.get("rag"):
            return Invalid(typed=typed, problems={"unchanged": Wrong(problem=Problem.NOTHING_TO_KEEP)})
        amended = shown.answered > 0 and (filled.changed or filled.tells_what_is_done)
        spoken = filled.unchanged or amended or filled.sent["rag"] is not None
    else:
        spoken = filled.unchanged or any(text is not None for text in filled.sent.values())
    if not spoken or not _is_usable(part, typed):
        return Open(typed=typed)
    problems = dict(_problems(filled, today, read_number))
    if problems:
        return Invalid(typed=typed, problems=problems)
    return Declared(
        status=_status(typed, read_number) if part.asks_status else None,
        values=dict(_values(part, typed, read_number)),
        milestones=dict(_milestones(part, typed, shown)),
        unchanged=unchanged,
        followed_up=filled.tells_what_is_done,
        reason=typed.get(REASON, ""),
    )


def _is_usable(part: Part, typed: Fields) -> bool:
    """Whether there is a status, or without one to ask at least one value."""
    if part.asks_status:
        return typed["rag"] != ""
    return any(text for name, text in typed.items() if name.startswith(INDICATOR))


def _problems(filled: Filled, today: date, read_number: ReadNumber) -> Iterator[tuple[str, Wrong]]:
    """What is wrong with what the person typed; what the card showed and they kept was right before."""
    part, typed = filled.part, filled.typed
    for name, known in part.fields.items():
        kept = typed[name] == filled.shown.fields.get(name, "")
        wrong = None if kept else problem_of(known, typed[name], today, read_number)
        if wrong is None and name.startswith(MILESTONE):
            wrong = _wrong_milestone(
                known, typed[name], is_ticked(typed[REACHED + name.removeprefix(MILESTONE)]), kept, today
            )
        if wrong is not None:
            yield name, wrong
    if part.corrects and not typed.get(REASON):
        yield REASON, Wrong(problem=Problem.NO_REASON)


def _wrong_milestone(known: Field, text: str, reached: bool, kept: bool, today: date) -> Wrong | None:
    """A date to come is not reached; a date that has passed is no forecast, unless it was left as it stood."""
    day = day_of(text)
    if reached and day is None:
        return Wrong(problem=Problem.NOT_A_DATE, field=known)
    if reached and day is not None and day > today:
        return Wrong(problem=Problem.DATE_TO_COME, field=known)
    if not reached and not kept and day is not None and day < today:
        return Wrong(problem=Problem.DATE_PASSED, field=known)
    return None


def _status(typed: Fields, read_number: ReadNumber) -> SaidStatus:
    """The status report; what is done about a problem belongs to amber and red only."""
    rag = Rag(typed["rag"].lower())
    follow_up = {name: typed.get(name, "") if rag is not Rag.GREEN else "" for name in FOLLOW_UP_FIELDS}
    return SaidStatus(
        rag=rag,
        progress=percentage(typed["progress"], read_number) if typed["progress"] else None,
        forecast_end=day_of(typed["forecast_end"]),
        summary=typed["summary"],
        blockers=typed["blockers"],
        cause=follow_up["cause"],
        action=follow_up["action"],
        action_owner=follow_up["action_owner"],
        action_by=day_of(follow_up["action_by"]),
        help=follow_up["help"],
        help_from=follow_up["help_from"],
        planned_cost=_number(typed.get("planned_cost", ""), read_number),
        actual_cost=_number(typed.get("actual_cost", ""), read_number),
    )


def _number(text: str, read_number: ReadNumber) -> Decimal | None:
    return read_number(without_sign(text)) if text else None


def _values(part: Part, typed: Fields, read_number: ReadNumber) -> Iterator[tuple[str, Decimal]]:
    for name, known in part.fields.items():
        value = _number(typed[name], read_number) if known.kind is Kind.NUMBER else None
        if name.startswith(INDICATOR) and value is not None:
            yield name.removeprefix(INDICATOR), value


def _milestones(part: Part, typed: Fields, shown: Shown) -> Iterator[tuple[str, SaidDate]]:
    for name in part.fields:
        if not name.startswith(MILESTONE):
            continue
        code = name.removeprefix(MILESTONE)
        day, reached = day_of(typed[name]), is_ticked(typed[REACHED + code])
        if day is not None and (reached or typed[name] != shown.fields.get(name)):
            yield code, SaidDate(day=day, reached=reached)
