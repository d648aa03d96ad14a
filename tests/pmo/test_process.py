"""How the asking goes: everything that was asked is counted once, and only what was due counts against anybody."""

from datetime import datetime, timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pmo.asks import Ask
from pmo.process import Put, answering, by, by_period, in_a_row
from tests.pmo.places import utc

AT, DEADLINE, NOW = utc("2026-03-12 09:00"), utc("2026-03-13 09:00"), utc("2026-03-20 09:00")
ASK = Ask(project="VISA", program="CONSUL", period="2026-W11", member="ana", at=AT, deadline=DEADLINE, sent_at=AT)


def answered(at: datetime) -> Ask:
    return ASK.answered(1, "ana", at)


@pytest.mark.parametrize(
    ("ask", "now", "fate"),
    [
        (answered(AT), NOW, "on_time"),
        (answered(DEADLINE), NOW, "on_time"),
        (answered(DEADLINE + timedelta(minutes=1)), NOW, "late"),
        (ASK, NOW, "never"),
        (ASK, DEADLINE, "open"),
        (replace(ASK, skipped_at=AT), NOW, "excused"),
        (replace(ASK, absent=True), NOW, "excused"),
        (replace(ASK, too_late=True), NOW, "excused"),
        (replace(ASK, sent_at=None, undelivered="blocked"), NOW, "excused"),
        (replace(ASK, undelivered="blocked"), NOW, "never"),
        (replace(answered(AT), undelivered="blocked", sent_at=None), NOW, "on_time"),
    ],
)
def test_each_question_has_one_fate(ask: Ask, now: datetime, fate: str) -> None:
    found = answering([Put(ask=ask)], now)
    counts = {name: getattr(found, name) for name in ("on_time", "late", "never", "open", "excused")}
    assert counts == {name: int(name == fate) for name in counts}
    assert found.share == {"on_time": 1.0, "late": 0.0, "never": 0.0}.get(fate)


def test_the_time_an_answer_took_is_the_median() -> None:
    hours = [1, 2, 30]
    puts = [Put(ask=answered(AT), took=timedelta(hours=hour)) for hour in hours]
    assert answering(puts, NOW).took == timedelta(hours=median(hours))
    assert answering([Put(ask=ASK)], NOW).took is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(-3, 3), st.booleans())))
def test_groups_add_up_to_the_whole(rows: list[tuple[str, int, bool]]) -> None:
    puts = [
        Put(ask=answered(DEADLINE + timedelta(hours=shift)) if given else ASK, post=post) for post, shift, given in rows
    ]
    whole, groups = answering(puts, NOW), by(lambda put: put.post, puts, NOW)
    for part in ("on_time", "late", "never", "open", "excused", "due"):
        assert sum(getattr(one, part) for one in groups.values()) == getattr(whole, part)


def test_periods_come_in_their_order() -> None:
    puts = [Put(ask=replace(ASK, period=name)) for name in ("2026-W11", "2025-W52", "2026-W02")]
    assert list(by_period(puts, NOW)) == ["2025-W52", "2026-W02", "2026-W11"]


@given(st.lists(st.integers(0, 2)))
def test_equal_answers_in_a_row_are_counted_from_the_end(answers: list[int]) -> None:
    same = in_a_row(answers)
    assert answers[len(answers) - same :] == answers[-1:] * same
    assert same == len(answers) or answers[-same - 1] != answers[-1]
