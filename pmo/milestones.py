"""Milestones and every date ever promised for them, with attributes named as in CONTRACT §4."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from pmo.periods import period
from pmo.reports import Source


def milestone_key(project: str, code: str) -> str:
    """The form of `PROJECT/CODE` under which a milestone is unique."""
    return f"{project}/{code}".casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One date a project has promised.

    Attributes:
        code: unique in its project.
        baseline_date: the date last approved.
        forecast_date: the latest forecast; None for the baseline.
        actual_date: when it was reached; None until then.
        after: `PROJECT/CODE` of the milestones that must come first.
    """

    project: str
    code: str
    name: str
    baseline_date: date
    forecast_date: date | None = None
    actual_date: date | None = None
    after: tuple[str, ...] = ()
    archived: bool = False

    @property
    def expected(self) -> date:
        """The date that stands: reached, forecast or, without either, the baseline."""
        return self.actual_date or self.forecast_date or self.baseline_date

    @property
    def key(self) -> str:
        """Unique among all milestones."""
        return milestone_key(self.project, self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """One version of the date that a period's report promised for a milestone; a correction is a higher version.

    Attributes:
        period: the period's name.
        version: from 1, counted per milestone and period.
        said_at: UTC; None when an import does not say.
        instead_of: the date that stood until then; None when an import does not say.
    """

    project: str
    milestone: str
    period: str
    version: int
    forecast_date: date
    source: Source = Source.CARD
    said_at: datetime | None = None
    instead_of: date | None = None

    @property
    def known_from(self) -> datetime:
        """UTC; one without a time counts from the first day of its period."""
        return self.said_at or datetime.combine(period(self.period).first, time.min, UTC)

    @property
    def key(self) -> str:
        """Unique among all forecasts."""
        return f"{milestone_key(self.project, self.milestone)}/{self.period}/{self.version}"
