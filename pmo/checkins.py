"""Check-ins: what a card asked, what stands in its fields, and what an answer means.

Pure decisions of CONTRACT §5 "Submitting": values come in as a client sent them; nothing in them is trusted.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from pmo.portfolio import Rag, code_key
from pmo.reports import StatusReport

TEXT_LIMIT = 1000
"""Characters in a summary or in blockers."""


class Problem(StrEnum):
    """What can be wrong with a typed value."""

    NO_SUCH_STATUS = "no such status"
    NOTHING_TO_KEEP = "nothing to keep"
    NOT_A_PERCENTAGE = "not a percentage"
    NOT_A_DATE = "not a date"
    DATE_TOO_FAR = "date too far"
    TOO_LONG = "too long"


FIELDS = ("rag", "progress", "forecast_end", "summary", "blockers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What stands in the fields of one project, as text: shown by a card, or typed by a person."""

    rag: str = ""
    progress: str = ""
    forecast_end: str = ""
    summary: str = ""
    blockers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a card showed of one project.

    Attributes:
        answered: version of the report it showed as given for the period; 0 when it showed none.
    """

    fields: Fields
    answered: int = 0

    @staticmethod
    def nothing() -> "Shown":
        """A project the card did not show."""
        return Shown(fields=Fields())


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question: the status of a project in a period, put to a member.

    Attributes:
        project: code.
        member: member id.
        at, deadline: UTC.
        cards: ids of the check-in cards that show it.
        answered_version: version of the latest report of this project and period; 0 while there is none.
        answered_by, answered_at: of that report.
    """

    project: str
    period: str
    member: str
    at: datetime
    deadline: datetime
    moved_from: date | None = None
    made_up: bool = False
    cards: tuple[str, ...] = ()
    answered_version: int = 0
    answered_by: str = ""
    answered_at: datetime | None = None

    @property
    def key(self) -> str:
        """Natural key: asking twice is asking once."""
        return ask_key(self.project, self.period, self.member)


def ask_key(project: str, period: str, member: str) -> str:
    """The key of an ask; codes in any spelling."""
    return f"{code_key(project)}/{period}/{code_key(member)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A message of ours that shows a card."""

    conversation: str
    activity: str
    service_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckinCard:
    """One card instance: all asks of one member that were due at the same instant.

    Attributes:
        id: unguessable, fixed when the card is made.
        asks: keys of the asks it shows, in the order shown.
        version: counts the card; raised by every stored answer.
        shown: what it shows under this version, per project key.
        messages: where Teams shows it.
    """

    id: str
    member: str
    asks: tuple[str, ...]
    made_at: datetime
    deadline: datetime
    version: int = 1
    shown: Mapping[str, Shown] = field(default_factory=dict)
    messages: tuple[Posted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCard:
    """What a card showed under a version; kept so that an answer to an older version can be judged."""

    card: str
    version: int
    shown: Mapping[str, Shown]

    @property
    def key(self) -> str:
        """Unique among all versions of all cards."""
        return f"{self.card}/{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Valid values of one project's answer."""

    rag: Rag
    progress: int | None
    forecast_end: date | None
    summary: str
    blockers: str
    unchanged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """The person said nothing usable as a status: the project stays open with what was typed."""

    typed: Fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Invalid:
    """The project stays open with what was typed and what is wrong, by field."""

    typed: Fields
    problems: Mapping[str, Problem]


Judged = Declared | Open | Invalid


def shown_of(last: StatusReport | None, forecast_end: date | None = None) -> Fields:
    """What a new card shows of a project: the last valid report, else the forecast of the portfolio.

    Texts are cut to what a field can hold: an import may bring longer ones.
    """
    if last is None:
        return Fields(forecast_end=_iso(forecast_end))
    return Fields(
        rag=last.rag.value,
        progress="" if last.progress is None else str(last.progress),
        forecast_end=_iso(last.forecast_end or forecast_end),
        summary=_text(last.summary)[:TEXT_LIMIT],
        blockers=_text(last.blockers)[:TEXT_LIMIT],
    )


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def typed_of(values: Mapping[str, object], project: str, shown: Fields) -> Fields:
    """What stands in the fields after the person's turn: an omitted input keeps what was shown, an empty one clears."""
    found = {name: values.get(f"{project}/{name}") for name in FIELDS}
    kept = {name: getattr(shown, name) if value is None else _text(value) for name, value in found.items()}
    return Fields(**kept)


def held(typed: Fields) -> Fields:
    """What of it the fields can hold, for a card that gives back what was typed."""
    return Fields(**{name: getattr(typed, name)[:TEXT_LIMIT] for name in FIELDS})


def _text(value: object) -> str:
    """A client's value as text, with one sign for the end of a line; a whole number written as `60.0` stays one.

    A value of a kind that no field sends becomes a text that no field takes, rather than an empty one, which clears.
    """
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def says_unchanged(values: Mapping[str, object], project: str) -> bool:
    """Whether "no change" was ticked; clients send `true` as a word or as a truth value."""
    return str(values.get(f"{project}/unchanged", "")).strip().lower() == "true"


def judge(values: Mapping[str, object], project: str, shown: Fields, today: date) -> Judged:
    """What a person's answer for one project means, against what the card showed (CONTRACT §5).

    Args:
        values: inputs by id, `<project>/<field>`.
        today: in the person's zone; dates are taken from fifty years before to fifty years after it.
    """
    typed = typed_of(values, project, shown)
    unchanged = says_unchanged(values, project) and typed == shown
    if unchanged and not shown.rag:
        return Invalid(typed=typed, problems={"unchanged": Problem.NOTHING_TO_KEEP})
    answered = unchanged or values.get(f"{project}/rag") is not None or says_unchanged(values, project)
    if not answered or not typed.rag:
        return Open(typed=typed)
    problems = _problems(typed, shown, today)
    if problems:
        return Invalid(typed=typed, problems=problems)
    return Declared(
        rag=Rag(typed.rag.lower()),
        progress=_percentage(typed.progress) if typed.progress else None,
        forecast_end=_day(typed.forecast_end),
        summary=typed.summary,
        blockers=typed.blockers,
        unchanged=unchanged,
    )


def _problems(typed: Fields, shown: Fields, today: date) -> dict[str, Problem]:
    """What is wrong with what the person typed; what the card showed and they kept was right before."""
    found = {
        "rag": None if typed.rag.lower() in set(Rag) else Problem.NO_SUCH_STATUS,
        "progress": _wrong_percentage(typed.progress),
        "forecast_end": _wrong_date(typed.forecast_end, today),
        "summary": Problem.TOO_LONG if len(typed.summary) > TEXT_LIMIT else None,
        "blockers": Problem.TOO_LONG if len(typed.blockers) > TEXT_LIMIT else None,
    }
    kept = {name for name in FIELDS if getattr(typed, name) == getattr(shown, name)}
    return {name: problem for name, problem in found.items() if problem is not None and name not in kept}


def _wrong_percentage(text: str) -> Problem | None:
    if not text:
        return None
    value = _percentage(text)
    return Problem.NOT_A_PERCENTAGE if value is None else None


_PERCENTAGE = re.compile(r"([0-9]{1,3})(?:[.,]0+)?\s*%?")


def _percentage(text: str) -> int | None:
    """A whole percentage from 0 to 100, with or without its sign; None for anything else."""
    found = _PERCENTAGE.fullmatch(text.strip())
    return int(found.group(1)) if found and int(found.group(1)) <= 100 else None


def _wrong_date(text: str, today: date) -> Problem | None:
    if not text:
        return None
    day = _day(text)
    if day is None:
        return Problem.NOT_A_DATE
    return Problem.DATE_TOO_FAR if abs(day.year - today.year) > 50 else None


_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(text: str) -> date | None:
    """The day of an ISO date; None for anything else, the other forms that `fromisoformat` takes included."""
    try:
        return date.fromisoformat(text) if _ISO_DATE.fullmatch(text) else None
    except ValueError:
        return None
