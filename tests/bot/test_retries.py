"""A letter that could not be sent is tried again, ever more rarely, and not for ever."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot import retries
from storage.outbox import Letter, LetterKind

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)


def letter(**changes: Any) -> Letter:
    """A notice that was written just now."""
    known = Letter(key="n", kind=LetterKind.NOTICE, subject="n", member="nbrennan", written=NOON, not_before=NOON)
    return replace(known, **changes)


@given(tries=st.integers(0, 100_000), wait=st.none() | st.floats(0, 3600), timed_out=st.booleans())
def test_the_next_try_comes_after_what_teams_asked_for_and_never_much_later_than_the_longest_pause(
    tries: int, wait: float | None, timed_out: bool
) -> None:
    tried = retries.put_off(letter(tries=tries), NOON, wait, timed_out=timed_out)
    assert tried.retry_at is not None
    pause = (tried.retry_at - NOON).total_seconds()
    longest = retries.LONGEST_IN_DOUBT if timed_out else retries.LONGEST
    assert (wait or 0.0) - 0.001 <= pause <= 1.3 * max(wait or 0.0, longest) + 0.001


def test_a_letter_without_an_end_is_given_up_a_day_after_its_first_failed_try() -> None:
    first = retries.put_off(letter(), NOON, None)
    later = retries.put_off(first, NOON + timedelta(hours=23, minutes=59), None)
    assert not retries.is_given_up(later, NOON + timedelta(hours=23, minutes=59))
    assert retries.is_given_up(later, NOON + timedelta(days=1))
    assert not retries.is_given_up(replace(later, not_after=NOON), NOON + timedelta(days=1))
