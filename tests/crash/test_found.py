"""The kill trials find what they look for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from msgspec import structs

from pmo.alerts import Alert
from pmo.asks import Ask
from pmo.portfolio import Rag
from pmo.reports import Standing, StatusReport
from tests.crash.found import Found, faults
from tests.crash.office_hours import Sent, Told

AT = datetime(2026, 3, 12, 9, tzinfo=UTC)


def report(version: int, summary: str) -> StatusReport:
    return StatusReport(project="P1-1", period="2026-W11", version=version, rag=Rag.RED, summary=summary)


def whole(*reports: StatusReport) -> Found:
    """A store in which everything agrees."""
    last = reports[-1]
    ask = Ask(project="P1-1", period="2026-W11", member="m1", at=AT, deadline=AT, answered_version=last.version)
    alert = Alert(
        project="P1-1", program="PRG-0", rag=Rag.RED, previous=None, opened=AT, since=AT, period="2026-W11", version=4
    )
    return Found(
        reports=reports,
        standings=[Standing(report=last, since="2026-W11")],
        asks=[ask],
        alerts=[alert],
        audited=[one.key for one in reports],
    )


TWO = whole(report(1, "one"), report(2, "two"))
TOLD = Told(
    sent=[Sent({}, {"P1-1": "one"}, {"P1-1": 1}), Sent({}, {"P1-1": "two"}, {"P1-1": 2}), Sent({}, {"P1-1": "three"})],
    alerts={"p1-1/declared": 4},
)


def test_a_store_that_has_what_was_acknowledged_is_without_fault() -> None:
    assert faults(TWO, TOLD) == []


def test_an_answer_that_was_kept_although_nobody_was_told_is_without_fault() -> None:
    assert faults(whole(report(1, "one"), report(2, "two"), report(3, "three")), TOLD) == []


@pytest.mark.parametrize(
    ("harm", "complaint"),
    [
        (lambda _: whole(report(1, "one")), "was acknowledged"),
        (lambda _: whole(report(1, "one"), report(2, "something else")), "was acknowledged"),
        (lambda _: whole(*TWO.reports, report(3, "two")), "2 versions of one answer"),
        (lambda _: whole(*TWO.reports, report(4, "three")), "has the versions [1, 2, 4]"),
        (lambda found: replace(found, alerts=[replace(found.alerts[0], version=3)]), "alert"),
        (
            lambda found: replace(found, asks=[structs.replace(found.asks[0], answered_version=1)]),
            "name the versions (2, 2, 1)",
        ),
        (lambda found: replace(found, standings=[]), "name the versions (2, 0, 2)"),
        (lambda found: replace(found, audited=found.audited[:1]), "1 declarations in the audit"),
        (lambda found: replace(found, broken_link=7), "broken at entry 7"),
    ],
)
def test_what_was_lost_doubled_or_half_done_is_told(harm: Callable[[Found], Found], complaint: str) -> None:
    assert [sentence for sentence in faults(harm(TWO), TOLD) if complaint in sentence]
