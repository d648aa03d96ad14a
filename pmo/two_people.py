"""What one member of the PMO wants waits for another, or for a day where there is none (DESIGN §5)."""

from collections.abc import Collection
from datetime import datetime, timedelta

WAIT = timedelta(hours=24)
"""So long a change waits where only one member of the PMO can want it."""


def is_wanted_still(by: str, pmo: Collection[str]) -> bool:
    """Whether somebody wants it who is of the PMO; ids in any spelling, empty for nobody."""
    return by.casefold() in {one.casefold() for one in pmo}


def holds_at(until: datetime | None, pmo: Collection[str], now: datetime) -> datetime | None:
    """When what somebody of these people wants holds by itself; None where another of them is there to agree.

    Args:
        until: when it would so far (UTC).
        pmo: member ids.
    """
    return (until or now + WAIT) if len(pmo) == 1 else None
