"""Milestones as the tests show them: of a project with what was promised, and of several."""

from dataclasses import replace
from datetime import date, timedelta

from cards.milestones import MilestoneRow, MilestonesView, milestones_card
from cards.rendered import Rendered
from locales import Say
from pmo.milestone_states import MilestoneState
from tests.cards.samples import ARABIC, HOSTILE, NOW

GO_LIVE = MilestoneRow(
    name="Go-live",
    state=MilestoneState.MISSED,
    day=date(2026, 3, 2),
    slip=22,
    promised=(date(2026, 1, 30), date(2026, 1, 30), date(2026, 2, 13), date(2026, 3, 2)),
    consecutive=2,
    never_arrives=True,
    trend=((date(2026, 1, 11), 0), (date(2026, 1, 25), 10), (date(2026, 2, 8), 22)),
)
ROWS = (
    GO_LIVE,
    MilestoneRow(name=ARABIC, state=MilestoneState.LATE, day=date(2026, 4, 10), slip=1, consecutive=1),
    MilestoneRow(name=HOSTILE, state=MilestoneState.ON_TIME, day=date(2026, 5, 29), slip=0),
    MilestoneRow(
        name="Pilot", state=MilestoneState.REACHED, day=date(2026, 1, 12), slip=-3, promised=(date(2026, 1, 12),)
    ),
)


def of_a_project(say: Say) -> Rendered:
    """Every way in which a milestone can stand."""
    return milestones_card(MilestonesView(scope="VISA · Online visa application", rows=ROWS, as_of=NOW), say)


def of_a_large_project(say: Say) -> Rendered:
    """More than a card can hold, each promised anew every week."""
    days = tuple(date(2024, 1, 1) + timedelta(days=7 * n) for n in range(104))
    view = MilestonesView(scope=HOSTILE, rows=(replace(GO_LIVE, promised=days),) * 200, as_of=NOW)
    return milestones_card(view, say)


def of_several(say: Say) -> Rendered:
    """What is overdue, and what comes."""
    rows = (replace(GO_LIVE, name="VISA · Go-live"), replace(ROWS[1], name="BIOM · Kits"))
    return milestones_card(
        MilestonesView(scope="Portfolio", rows=rows, as_of=NOW, weeks=4, of_several=True, example="VISA"), say
    )


def none(say: Say) -> Rendered:
    """Nothing is planned."""
    return milestones_card(MilestonesView(scope="CABLE · Cables", rows=(), as_of=NOW), say)


MILESTONE_VIEWS = {
    "milestones": of_a_project,
    "milestones_of_a_large_project": of_a_large_project,
    "milestones_of_several": of_several,
    "no_milestones": none,
}
