"""What a check-in shows of one project."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from pmo.portfolio import Rag


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in the fields of a project: as typed, or as shown from last time; `rag` is a `Rag` value or empty."""

    rag: str = ""
    progress: str = ""
    forecast_end: str = ""
    summary: str = ""
    blockers: str = ""
    unchanged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The stored answer of a project.

    Attributes:
        version: of the answer, from 1.
        by: who answered; empty when it was the reader.
        unchanged: it was `no change since last time`.
        late: it came after the deadline.
        alerted: an alert is open because of it.
    """

    rag: Rag
    version: int
    at: datetime
    by: str = ""
    unchanged: bool = False
    late: bool = False
    alerted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPart:
    """One project of a check-in.

    Attributes:
        last_rag, last_on: the status before this one and when it was said; None for a first report.
        problems: field name to the sentence shown at that field.
        typed: the values are what the person typed, not what was shown: the form holds them and nothing else does.
        answered: None while the form is open.
    """

    code: str
    name: str
    last_rag: Rag | None = None
    last_on: date | None = None
    values: Typed = Typed()
    problems: Mapping[str, str] = field(default_factory=dict)
    typed: bool = False
    answered: Answered | None = None

    @property
    def precious(self) -> bool:
        """Whether something would be lost if the form were left out: what was typed, or what is wrong with it."""
        return self.typed or bool(self.problems)
