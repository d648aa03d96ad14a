"""What amends a digest, what does not, and how it reads afterwards."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo.actions import ActionKind
from pmo.colours import Colour
from pmo.digest_amendments import Amendment, How, amended, belongs_to, differs, how
from pmo.digest_facts import Facts
from pmo.digests import Digest, DigestLine, DigestMilestone, DigestWanted, Response
from pmo.milestone_states import MilestoneState
from pmo.portfolio import Rag
from pmo.status_counts import Counted, counted_in
from tests.pmo.places import utc

NOW = utc("2026-03-13T13:00")
MISSING = DigestLine(
    project="VISA",
    name="Visa",
    rag=Rag.GREEN,
    before=Rag.GREEN,
    period="2026-W10",
    summary="",
    response=Response.MISSING,
)
OTHER = replace(MISSING, project="BIOM", name="Biom", rag=Rag.AMBER)
DIGEST = Digest(program="CONSUL", period="2026-W11", at=NOW, lines=(OTHER, MISSING))
RED = replace(MISSING, rag=Rag.RED, period="2026-W11", response=Response.LATE, summary="Gone")
KEPT = replace(RED, facts=Facts(progress=40))


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        (MISSING, RED, {How.ANSWERED, How.STATUS}),
        (MISSING, replace(RED, rag=Rag.GREEN), {How.ANSWERED}),
        (RED, replace(RED, rag=Rag.AMBER), {How.STATUS}),
        (RED, replace(RED, summary="Back"), {How.EDITED}),
        (RED, RED, set()),
        (RED, replace(RED, computed=Colour.RED), {How.EDITED}),
        (KEPT, replace(KEPT, computed=Colour.RED), set()),
        (KEPT, replace(KEPT, facts=Facts(progress=50)), {How.EDITED}),
        (KEPT, replace(KEPT, explained="It is well"), {How.EDITED}),
        (RED, replace(RED, computed=None, reasons=()), set()),
        (replace(MISSING, response=Response.OPEN), MISSING, set()),
        (MISSING, replace(MISSING, response=Response.ABSENT), set()),
    ],
)
def test_an_answer_and_an_edit_amend_and_time_does_not(before: DigestLine, now: DigestLine, found: set[How]) -> None:
    assert how(before, now) == found


def test_an_answer_about_a_later_period_does_not_belong_to_a_digest() -> None:
    assert belongs_to(RED, DIGEST)
    assert belongs_to(replace(RED, period="2026-03"), DIGEST)
    assert belongs_to(replace(RED, period=""), DIGEST)
    assert not belongs_to(replace(RED, period="2026-W12"), DIGEST)


def test_an_amended_digest_is_in_order_and_tells_the_projects_milestones_anew() -> None:
    moved = DigestMilestone(project="VISA", name="Go", state=MilestoneState.ON_TIME, day=date(2026, 4, 1), slip=3)
    known = replace(moved, day=date(2026, 3, 20), slip=0)
    elsewhere = replace(moved, project="BIOM", day=date(2026, 3, 25))
    posted = replace(DIGEST, milestones=(known, elsewhere))
    one = Amendment(digest=DIGEST.key, at=NOW + timedelta(hours=1), line=RED, milestones=(moved,))
    found = amended(posted, [one])
    assert [line.project for line in found.lines] == ["VISA", "BIOM"]
    assert found.milestones == (elsewhere, moved)
    assert (found.answered, found.count(Rag.RED)) == (1, 1)
    assert amended(posted, []) is posted


@given(st.lists(st.sampled_from(Rag), max_size=5), st.lists(st.sampled_from(Rag), max_size=5))
def test_the_chart_of_an_amended_digest_ends_with_the_counts_beside_it(before: list[Rag], now: list[Rag]) -> None:
    lines = [replace(MISSING, project=str(number), rag=rag) for number, rag in enumerate(before)]
    trend = (Counted(period="2026-W10", green=9), counted_in("2026-W11", before))
    since = [
        Amendment(digest=DIGEST.key, at=NOW, line=replace(line, rag=rag)) for line, rag in zip(lines, now, strict=False)
    ]
    found = amended(replace(DIGEST, lines=tuple(lines), trend=trend), since)
    assert found.trend[0] == trend[0]
    assert all(found.trend[-1].of(rag) == found.count(rag) for rag in Rag)


def test_an_amended_digest_tells_what_is_wanted_anew_and_of_an_older_amendment_what_was_posted() -> None:
    decision = DigestWanted(project="VISA", kind=ActionKind.DECISION, text="Pay?", due=date(2026, 3, 16))
    elsewhere = replace(decision, project="BIOM")
    posted = replace(DIGEST, wanted=(elsewhere, decision))
    one = Amendment(digest=DIGEST.key, at=NOW, line=MISSING)
    assert amended(posted, [one]).wanted == (elsewhere, decision)
    assert not differs(one, posted)
    decided = replace(one, wanted=())
    assert amended(posted, [decided]).wanted == (elsewhere,)
    assert differs(decided, posted)
    overdue = replace(one, wanted=(decision.as_of(date(2026, 3, 20)),))
    assert overdue.wanted is not None
    assert overdue.wanted[0].overdue
    assert not differs(overdue, posted)


def test_help_that_was_given_is_no_difference_to_a_channel() -> None:
    wish = DigestWanted(project="VISA", kind=ActionKind.HELP, text="Money")
    posted, given = replace(DIGEST, wanted=(wish,)), Amendment(digest=DIGEST.key, at=NOW, line=MISSING, wanted=())
    assert differs(given, posted)
    assert not differs(given.for_everybody, posted.for_everybody)
