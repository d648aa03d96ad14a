"""What a digest draws besides the declared statuses: milestones that slip, and an indicator that is beyond a limit."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnMilestone:
    """A milestone that is later than planned.

    Attributes:
        slips: (last day of the period, working days after the baseline), report by report.
    """

    project: str
    name: str
    slips: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnIndicator:
    """An indicator that is beyond a limit.

    Attributes:
        project, indicator: codes.
        values: (name of the period, value in its unit), oldest first.
        amber, red: the limits where they stand on the scale of the values.
    """

    project: str
    indicator: str
    values: tuple[tuple[str, Decimal], ...]
    amber: Decimal | None = None
    red: Decimal | None = None
