"""What became of questions: why there is no answer, and counts that add up to all that were asked."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pmo.asks import Ask, Fate
from pmo.responses import Missing, Tally, missing, tally, waited_for
from tests.pmo.places import utc

ASKED = utc("2026-03-12T09:00")
DEADLINE = utc("2026-03-13T09:00")
PLANNED = Ask(project="VISA", period="2026-W11", member="nbrennan", at=ASKED, deadline=DEADLINE)
SENT = replace(PLANNED, sent_at=ASKED)
OTHER = replace(PLANNED, member="somebody else")
UNREACHABLE = replace(PLANNED, undelivered="blocked")
ABSENT = replace(PLANNED, absent=True)
TOO_LATE = replace(PLANNED, too_late=True)
SKIPPED = replace(SENT, skipped_at=ASKED, skipped_by="nbrennan", skip_reason="no news")
BEFORE, AFTER = DEADLINE - timedelta(hours=1), DEADLINE + timedelta(seconds=1)
ASKS = st.lists(
    st.builds(
        replace,
        st.just(PLANNED),
        absent=st.booleans(),
        too_late=st.booleans(),
        undelivered=st.sampled_from(["", "blocked"]),
        sent_at=st.sampled_from([None, ASKED]),
        skipped_at=st.sampled_from([None, ASKED]),
        answered_version=st.integers(0, 2),
    )
)


@pytest.mark.parametrize(
    ("ask", "now", "why"),
    [
        (SENT, BEFORE, Missing.OPEN),
        (SENT, DEADLINE, Missing.OPEN),  # an answer in this instant is on time
        (SENT, AFTER, Missing.NOT_ANSWERED),
        (PLANNED, BEFORE, Missing.OPEN),
        (UNREACHABLE, BEFORE, Missing.UNREACHABLE),
        (UNREACHABLE, AFTER, Missing.UNREACHABLE),
        (replace(UNREACHABLE, sent_at=ASKED), BEFORE, Missing.OPEN),  # it came through after all
        (TOO_LATE, AFTER, Missing.TOO_LATE),
        (ABSENT, BEFORE, Missing.ABSENT),
        (SKIPPED, BEFORE, Missing.SKIPPED),
        (SKIPPED, AFTER, Missing.SKIPPED),
    ],
)
def test_a_question_without_an_answer_says_why(ask: Ask, now: datetime, why: Missing) -> None:
    assert missing(ask, now, away=False) is why


@pytest.mark.parametrize("ask", [SENT, UNREACHABLE, TOO_LATE, SKIPPED, ABSENT])
@pytest.mark.parametrize("away", [True, False])
def test_nothing_is_missing_where_there_is_an_answer(ask: Ask, away: bool) -> None:
    assert missing(ask.answered(1, "nbrennan", ASKED), AFTER, away=away) is None


@pytest.mark.parametrize("now", [BEFORE, AFTER])
def test_who_is_away_now_is_absent_unless_they_have_said_that_there_is_no_answer(now: datetime) -> None:
    assert missing(SENT, now, away=True) is Missing.ABSENT
    assert missing(UNREACHABLE, now, away=True) is Missing.ABSENT
    assert missing(SKIPPED, now, away=True) is Missing.SKIPPED


def test_reasons_are_listed_from_the_most_urgent_on() -> None:
    order = list(Missing)
    assert order[0] is Missing.NOT_ANSWERED
    assert order.index(Missing.OPEN) < order.index(Missing.UNREACHABLE) < order.index(Missing.SKIPPED)
    assert order[-1] is Missing.ABSENT


def test_a_tally_counts_each_fate_and_the_answers_apart() -> None:
    early = replace(PLANNED, answered_version=1)
    answered = replace(SENT, answered_version=2)
    found = tally([SENT, answered, early, ABSENT, UNREACHABLE, SKIPPED, TOO_LATE, PLANNED, SENT])
    assert dict(found.counts) == {
        Fate.SENT: 3,
        Fate.ABSENT: 1,
        Fate.UNREACHABLE: 1,
        Fate.SKIPPED: 1,
        Fate.EARLY: 1,
        Fate.TOO_LATE: 1,
        Fate.WAITING: 1,
    }
    assert (found.roster, found.answered) == (9, 2)


def test_a_tally_of_nothing_is_empty() -> None:
    assert tally([]) == Tally(counts=(), answered=0)
    assert tally([]).roster == 0


@given(ASKS)
def test_the_counts_add_up_to_the_roster_and_leave_out_what_does_not_occur(asks: list[Ask]) -> None:
    found = tally(iter(asks))
    assert found.roster == len(asks)
    assert found.answered == sum(ask.answered_version > 0 for ask in asks)
    assert all(count > 0 for _, count in found.counts)
    assert [fate for fate, _ in found.counts] == [fate for fate in Fate if fate in dict(found.counts)]


@pytest.mark.parametrize(
    ("asks", "responsible", "waited"),
    [
        ((PLANNED, OTHER), "somebody else", (OTHER,)),
        ((PLANNED, replace(OTHER, stands_for=PLANNED.member)), PLANNED.member, ()),
        ((PLANNED,), "somebody else", (PLANNED,)),
        ((PLANNED, OTHER), "", (PLANNED, OTHER)),
        ((PLANNED, OTHER), "a third", (PLANNED, OTHER)),
        ((), "somebody else", ()),
    ],
)
def test_nobody_waits_for_a_predecessor_once_the_successor_was_asked(
    asks: tuple[Ask, ...], responsible: str, waited: tuple[Ask, ...]
) -> None:
    assert tuple(waited_for(asks, responsible)) == (waited or asks)


def test_what_a_predecessor_has_answered_counts() -> None:
    answered = PLANNED.answered(1, PLANNED.member, BEFORE)
    assert tuple(waited_for((answered, OTHER), "somebody else")) == (answered, OTHER)
