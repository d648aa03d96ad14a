"""Where a milestone stands on a day, by the dates that are remembered of it."""

from datetime import date
from enum import StrEnum

from pmo.promises import Memory


class MilestoneState(StrEnum):
    """From what needs somebody to what needs nobody."""

    MISSED = "missed"
    LATE = "late"
    ON_TIME = "on time"
    REACHED = "reached"


def state_of(memory: Memory, as_of: date) -> MilestoneState:
    """Reached; missed when its date has passed without that; late when it is expected after its baseline."""
    if memory.milestone.actual_date is not None:
        return MilestoneState.REACHED
    if memory.milestone.expected < as_of:
        return MilestoneState.MISSED
    return MilestoneState.LATE if memory.slip > 0 else MilestoneState.ON_TIME
