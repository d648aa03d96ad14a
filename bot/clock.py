"""The clock of the rules: the real one, or a simulated one that is moved or runs at its own speed (CONTRACT §2)."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

YEARS = range(2001, 2100)
"""Those of a simulated clock: before them no rhythm is anchored, and after them sums of dates would overflow."""


def is_in_range(instant: datetime) -> bool:
    """Whether a simulated clock can show this (aware) instant."""
    # First as written: the ends of what a datetime holds cannot be converted.
    return instant.year in YEARS and instant.astimezone(UTC).year in YEARS


class Clock(Protocol):
    """Tells the `now` of rules, in UTC."""

    def now(self) -> datetime:
        """The instant."""
        ...


class RealClock:
    """The time of this machine."""

    def now(self) -> datetime:
        """The instant."""
        return datetime.now(UTC)


class Backwards(Exception):
    """A simulated clock was to be moved into its past."""


class SimulatedClock:
    """A clock that starts where it is told.

    Args:
        start: aware instant.
        speed: simulated seconds a real second; 0 stands still until moved.
    """

    def __init__(self, start: datetime, speed: float = 0) -> None:
        self.speed = speed
        self._base = start.astimezone(UTC)
        self._since = time.monotonic()

    def now(self) -> datetime:
        """The simulated instant."""
        return self._base + timedelta(seconds=(time.monotonic() - self._since) * self.speed)

    def move(self, to: datetime) -> None:
        """Jump to an instant that is not in the past.

        Raises:
            Backwards: it is.
        """
        if to < self.now():
            raise Backwards(f"The clock shows {self.now().isoformat()} already; it only goes forward.")
        self._base = to.astimezone(UTC)
        self._since = time.monotonic()
