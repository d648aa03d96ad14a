"""What was edited since a digest was posted is said by what it is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pmo.digest_facts import Edit, Expected, Facts, Figure, What, edits

GO = Expected(milestone="visa/go", name="Go-live", day=date(2026, 4, 1))
ONLINE = Figure(indicator="ONLINE", value=Decimal(70), period="2026-W10")
FACTS = Facts(summary="Well", blockers="", progress=40, end=date(2026, 9, 30), figures=(ONLINE,), milestones=(GO,))


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (FACTS, []),
        (replace(FACTS, summary="Very well"), [Edit(what=What.SUMMARY)]),
        (replace(FACTS, blockers="Rain"), [Edit(what=What.BLOCKERS)]),
        (replace(FACTS, progress=45), [Edit(what=What.PROGRESS, value=Decimal(45))]),
        (replace(FACTS, progress=None), [Edit(what=What.PROGRESS)]),
        (replace(FACTS, end=date(2027, 1, 1)), [Edit(what=What.END, day=date(2027, 1, 1))]),
        (
            replace(FACTS, figures=(replace(ONLINE, period="2026-W11"),)),
            [Edit(what=What.FIGURE, of="ONLINE", value=Decimal(70))],
        ),
        (
            replace(FACTS, milestones=(replace(GO, day=date(2026, 5, 1)),)),
            [Edit(what=What.MILESTONE, of="Go-live", day=date(2026, 5, 1))],
        ),
        (replace(FACTS, figures=(), milestones=()), []),
    ],
)
def test_each_edit_is_told_by_what_it_is(now: Facts, found: list[Edit]) -> None:
    assert list(edits(FACTS, now)) == found


def test_a_digest_that_did_not_keep_what_was_said_tells_of_no_edit() -> None:
    assert edits(None, FACTS) == edits(FACTS, None) == ()
