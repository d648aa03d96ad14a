"""When a letter that could not be sent is tried again, and when that ends."""

import random
from dataclasses import replace
from datetime import datetime, timedelta

from storage.outbox import Letter, LetterKind

BACK_OFF = 2.0
LONGEST = 60.0
LONGEST_IN_DOUBT = 900.0
"""After a time-out: what may have arrived comes a second time at most this often."""
PATIENCE = timedelta(days=1)
"""Real time after the first failed try for which a letter without an end of its own is tried again."""
MISHAPS = 8
"""Tries that a fault of our own ended; such a letter may have arrived each time."""


def put_off(letter: Letter, real: datetime, wait: float | None, *, timed_out: bool = False) -> Letter:
    """The letter after one more failed try: next after what Teams asked for, else twice as long each time, with jitter.

    Args:
        real: UTC, the real clock.
        wait: seconds Teams asked for.
    """
    longest = LONGEST_IN_DOUBT if timed_out else LONGEST
    # 2**16 is beyond the longest wait, 2**1024 beyond what a float holds.
    back_off = min(longest, BACK_OFF * 2 ** min(letter.tries, 16))
    pause = max(wait or 0.0, back_off) * random.uniform(1.0, 1.3)  # noqa: S311
    return replace(
        letter,
        tries=letter.tries + 1,
        timeouts=letter.timeouts + timed_out,
        failing_since=letter.failing_since or real,
        retry_at=real + timedelta(seconds=pause),
    )


def is_too_late(letter: Letter, now: datetime) -> bool:
    """Whether what the letter says is of no use any more at this instant of the rules' clock."""
    return letter.not_after is not None and now > letter.not_after


def is_given_up(letter: Letter, real: datetime) -> bool:
    """Whether trying ends: after a day, unless the letter has an end of its own.

    The news of an alert has one: it is withdrawn when the alert is resolved.
    """
    if letter.mishaps >= MISHAPS:
        return True
    ends_itself = letter.not_after is not None or (letter.kind is LetterKind.ALERT and not letter.activity)
    return not ends_itself and letter.failing_since is not None and real - letter.failing_since >= PATIENCE
