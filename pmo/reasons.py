"""A computed status with its reasons: figures that are put into words elsewhere, in four languages."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pmo.colours import Colour


class Dimension(StrEnum):
    """What a project is judged by."""

    SCHEDULE = "schedule"
    COST = "cost"
    RISK = "risk"
    INDICATORS = "indicators"
    REPORTING = "reporting"


class Why(StrEnum):
    """What a reason says."""

    IN_ORDER = "in order"
    END_SLIPS = "end slips"
    END_PASSED = "end passed"
    MILESTONE_SLIPS = "milestone slips"
    MILESTONE_MISSED = "milestone missed"
    BEHIND_PLAN = "behind plan"
    OVER_COST = "over cost"
    OVER_BUDGET = "over budget"
    RISK_LEVEL = "risk level"
    BEYOND_LIMIT = "beyond limit"
    VALUE_STALE = "value stale"
    COSTS_STALE = "costs stale"
    NOT_REPORTED = "not reported"
    REPORT_STALE = "report stale"
    NO_FIGURES = "no figures"
    NOT_LEFT = "not left"

    @property
    def is_miss(self) -> bool:
        """Whether a date has passed without what it was promised for, and without a new one."""
        return self in (Why.MILESTONE_MISSED, Why.END_PASSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a dimension has its colour.

    Attributes:
        subject: code of the milestone, indicator or risk; empty for the project as a whole.
        figure: the share, index, value or level that was judged, None where there is none; `limit` what it was held
            against.
        days: working days of delay.
        day: the date that matters: the new end, the missed date, the day of the value or of the last report.
    """

    why: Why
    colour: Colour
    subject: str = ""
    figure: Decimal | None = None
    limit: Decimal | None = None
    days: int | None = None
    day: date | None = None

    @property
    def ground(self) -> str:
        """The reason in a word, without figures, which change from day to day; each missed date is one of its own."""
        missed = f"/{self.day}" if self.why.is_miss else ""
        return f"{self.why.value}/{self.subject.casefold()}{missed}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One dimension; its reasons come worst first. Grey without reasons means that nothing is known of it."""

    dimension: Dimension
    colour: Colour
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """The computed status of a project on a day, one entry a dimension."""

    project: str
    as_of: date
    colour: Colour
    dimensions: tuple[Judged, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it has its colour: what is amber or red, worst first, then what is not known."""
        found = [reason for judged in self.dimensions for reason in judged.reasons if reason.colour is not Colour.GREEN]
        if not any(judged.colour.is_known for judged in self.dimensions if judged.dimension is not Dimension.REPORTING):
            found.append(Reason(why=Why.NO_FIGURES, colour=Colour.GREY))
        return tuple(sorted(found, key=lambda reason: -reason.colour.severity))

    def of(self, dimension: Dimension) -> Judged:
        """One dimension."""
        return next(judged for judged in self.dimensions if judged.dimension is dimension)
