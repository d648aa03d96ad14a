"""The clock of the rules."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.clock import Backwards, RealClock, SimulatedClock

START = datetime(2026, 3, 11, 8, tzinfo=timezone(timedelta(hours=1)))


def test_a_simulated_clock_stands_still_until_it_is_moved() -> None:
    clock = SimulatedClock(START)
    assert clock.now() == clock.now() == START
    assert clock.now().tzinfo is UTC
    clock.move(START + timedelta(days=1))
    assert clock.now() == START + timedelta(days=1)


def test_it_may_be_moved_to_where_it_stands_but_not_back() -> None:
    clock = SimulatedClock(START)
    clock.move(START)
    with pytest.raises(Backwards, match="only goes forward"):
        clock.move(START - timedelta(microseconds=1))
    assert clock.now() == START


def test_one_with_a_speed_runs_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter([100.0, 110.0, 110.0, 120.0, 125.0])
    monkeypatch.setattr("time.monotonic", lambda: next(seconds))
    clock = SimulatedClock(START, speed=60)
    assert clock.now() == START + timedelta(minutes=10)
    clock.move(START + timedelta(hours=1))
    assert clock.now() == START + timedelta(hours=1, minutes=5)


def test_the_real_clock_tells_utc() -> None:
    assert RealClock().now().tzinfo is UTC
