"""The logs of a project: levels, what presses most, and the risks that the computed status weighs."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pmo.colours import Colour
from pmo.computed_status import Risk
from pmo.logs import STATES, LogEntry, LogKind, LogState, ended_last, is_decided, pressing_first, risks_of

TODAY = date(2026, 3, 12)
RISK = LogEntry(
    project="VISA",
    kind=LogKind.RISK,
    number=1,
    title="The supplier stops",
    state=LogState.PROPOSED,
    raised_by="nbrennan",
    raised_at=datetime(2026, 3, 1, tzinfo=UTC),
)


def risk(number: int, likelihood: int | None, impact: int | None, **more: object) -> LogEntry:
    return replace(RISK, number=number, likelihood=likelihood, impact=impact, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("likelihood", "impact", "level", "colour"),
    [
        (1, 1, 1, Colour.GREEN),
        (1, 2, 2, Colour.GREEN),
        (1, 3, 3, Colour.AMBER),
        (4, 4, 16, Colour.AMBER),
        (4, 5, 20, Colour.RED),
        (5, 5, 25, Colour.RED),
        (None, 5, None, Colour.GREY),
        (5, None, None, Colour.GREY),
    ],
)
def test_a_level_is_likelihood_times_impact_in_the_colours_of_the_matrix(
    likelihood: int | None, impact: int | None, level: int | None, colour: Colour
) -> None:
    entry = risk(1, likelihood, impact)
    assert (entry.level, entry.colour) == (level, colour)


def test_an_issue_has_no_level() -> None:
    assert replace(risk(1, 5, 5), kind=LogKind.ISSUE).level is None


def test_what_is_overdue_comes_first_then_the_highest_level() -> None:
    entries = [
        risk(1, 2, 2),
        risk(2, 5, 5),
        risk(3, None, 5),
        risk(4, 1, 1, due=date(2026, 3, 11)),
        risk(5, 5, 5, state=LogState.CLOSED, due=date(2026, 3, 1)),
        risk(6, 5, 5, due=TODAY),
    ]
    assert [one.number for one in pressing_first(entries, TODAY)] == [4, 2, 6, 1, 3]


def test_an_issue_weighs_by_impact_then_urgency_and_a_change_by_priority_then_size() -> None:
    issue, change = replace(RISK, kind=LogKind.ISSUE), replace(RISK, kind=LogKind.CHANGE)
    issues = [replace(issue, number=n, urgency=u, impact=i) for n, u, i in ((1, 5, 2), (2, 1, 4), (3, 2, 4))]
    changes = [replace(change, number=n, priority=p, size=s) for n, p, s in ((1, 2, 5), (2, 4, 1), (3, 4, 2))]
    assert [one.number for one in pressing_first(issues, TODAY)] == [3, 2, 1]
    assert [one.number for one in pressing_first(changes, TODAY)] == [3, 2, 1]


def test_what_ended_last_comes_first() -> None:
    ended = [risk(day, 1, 1, state=LogState.CLOSED, changed_at=datetime(2026, 3, day, tzinfo=UTC)) for day in (2, 5, 3)]
    assert [one.number for one in ended_last([*ended, RISK])] == [5, 3, 2]


def test_open_risks_with_a_level_are_weighed_and_whether_something_is_done() -> None:
    entries = [
        risk(1, 4, 5),
        risk(2, 2, 5, action="Ask another"),
        risk(3, None, 5),
        risk(4, 5, 5, state=LogState.REJECTED),
        replace(risk(5, 5, 5), kind=LogKind.ISSUE),
    ]
    assert risks_of(entries) == (
        Risk(code="R1", level=20, has_action=False),
        Risk(code="R2", level=10, has_action=True),
    )


def test_a_new_entry_is_open_and_only_approvals_are_decisions() -> None:
    for kind, states in STATES.items():
        assert replace(RISK, kind=kind, state=states[0]).is_open
        assert not is_decided(kind, states[0])
    assert {state for state in STATES[LogKind.CHANGE] if is_decided(LogKind.CHANGE, state)} == {
        LogState.APPROVED,
        LogState.POSTPONED,
        LogState.REJECTED,
        LogState.MERGED,
    }
