"""Answers: what a person's turn on a card means for one of its parts (CONTRACT §5 "Submitting").

Values come in as a client sent them; nothing in them is trusted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pmo.checkins import Fields, Shown
from pmo.forms import (
    FOLLOW_UP_FIELDS,
    REASON,
    Field,
    Kind,
    Problem,
    ReadNumber,
    Wrong,
    day_of,
    is_ticked,
    percentage,
    problem_of,
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


def typed_in(part: Part, values: Mapping[str, object], shown: Shown) -> Fields:
    """What stands in the fields after the person's turn: an omitted input keeps what was shown, an empty one clears."""
    found = {name: written(values.get(f"{part.prefix}/{name}")) for name in part.fields}
    return {name: shown.fields.get(name, "") if text is None else text for name, text in found.items()}


def changes(typed: Fields, shown: Shown) -> bool:
    """Whether anything differs from what was shown; a tick that is not set and was not shown does not."""
    return any(text != shown.fields.get(name, "") and text != "false" for name, text in typed.items())


def tells_what_is_done(part: Part, values: Mapping[str, object]) -> bool:
    """Whether the fields of the second step came along, filled in or not."""
    return part.asks_status and any(_came(part, name, values) for name in FOLLOW_UP_FIELDS)


def _came(part: Part, name: str, values: Mapping[str, object]) -> bool:
    return written(values.get(f"{part.prefix}/{name}")) is not None


def says_unchanged(part: Part, values: Mapping[str, object]) -> bool:
    """Whether "no change" was said, of this part or of all at once."""
    return any(is_ticked(str(values.get(name, ""))) for name in (f"{part.prefix}/unchanged", "unchanged"))


def judge(part: Part, values: Mapping[str, object], shown: Shown, today: date, read_number: ReadNumber) -> Judged:
    """What a person's answer for one part means, against what the card showed.

    Args:
        values: inputs by id in the form of keys, `<prefix>/<field>`.
        today: in the person's zone.
    """
    typed = typed_in(part, values, shown)
    said_unchanged = says_unchanged(part, values)
    unchanged = said_unchanged and not changes(typed, shown)
    if part.asks_status:
        if unchanged and not shown.fields.get("rag"):
            return Invalid(typed=typed, problems={"unchanged": Wrong(problem=Problem.NOTHING_TO_KEEP)})
        amended = shown.answered > 0 and (changes(typed, shown) or tells_what_is_done(part, values))
        spoken = said_unchanged or amended or _came(part, "rag", values)
    else:
        spoken = said_unchanged or any(_came(part, name, values) for name in part.fields)
    if not spoken or not _is_usable(part, typed):
        return Open(typed=typed)
    problems = dict(_problems(part, typed, shown, today, read_number))
    if problems:
        return Invalid(typed=typed, problems=problems)
    return Declared(
        status=_status(typed, read_number) if part.asks_status else None,
        values=dict(_values(part, typed, read_number)),
        milestones=dict(_milestones(part, typed, shown)),
        unchanged=unchanged,
        followed_up=tells_what_is_done(part, values),
        reason=typed.get(REASON, ""),
    )


def _is_usable(part: Part, typed: Fields) -> bool:
    """Whether there is a status, or without one to ask at least one value."""
    if part.asks_status:
        return typed["rag"] != ""
    return any(text for name, text in typed.items() if name.startswith(INDICATOR))


def _problems(
    part: Part, typed: Fields, shown: Shown, today: date, read_number: ReadNumber
) -> Iterator[tuple[str, Wrong]]:
    """What is wrong with what the person typed; what the card showed and they kept was right before."""
    for name, known in part.fields.items():
        kept = typed[name] == shown.fields.get(name, "")
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
    return read_number(text) if text else None


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
