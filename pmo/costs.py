"""What a project planned to spend and has spent, period by period."""

from dataclasses import dataclass
from decimal import Decimal

from pmo.reports import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """One version of the money of a project in a period; a correction is a higher version.

    Attributes:
        period: the period's name.
        version: from 1, counted per project and period.
        planned_cost, actual_cost: of that period alone, not cumulative, in the project's currency; None when not given.
    """

    project: str
    period: str
    version: int
    planned_cost: Decimal | None = None
    actual_cost: Decimal | None = None
    source: Source = Source.CARD

    @property
    def key(self) -> str:
        """Unique among all costs."""
        return f"{self.project.casefold()}/{self.period}/{self.version}"
