"""Overviews as the tests show them: a first one, one with changes, and one of very many projects."""

from collections.abc import Callable
from datetime import date, timedelta

from cards.digest_work import WantedLine
from cards.mentions import Named
from cards.missing import MissingRow
from cards.overview import OverviewView, overview_card
from cards.rendered import Rendered
from locales import Say
from pmo.actions import ActionKind
from pmo.colours import Colour
from pmo.digests import DigestMilestone
from pmo.milestone_states import MilestoneState
from pmo.overviews import OverviewLine, Turned
from pmo.portfolio import Rag
from pmo.responses import Missing
from tests.cards.samples import NOW

RED = OverviewLine(project="CABLE", name="Successor of the diplomatic cable system", rag=Rag.RED, computed=Colour.RED)
AMBER = OverviewLine(project="APPT", name="Appointment booking", rag=Rag.AMBER, computed=Colour.RED)
GREEN = OverviewLine(project="VISA", name="Online visa application", rag=Rag.GREEN, computed=Colour.AMBER)
FINE = OverviewLine(project="EPASS", name="Passport delivery tracking", rag=Rag.GREEN, computed=Colour.GREEN)
CHANGES = (
    Turned(before=OverviewLine(project="APPT", name="Appointment booking", rag=Rag.GREEN), after=AMBER),
    Turned(before=OverviewLine(project="VISA", name="x", rag=Rag.GREEN, computed=Colour.GREEN), after=GREEN),
    Turned(before=None, after=FINE),
    Turned(before=OverviewLine(project="OLD", name="Old registry", rag=Rag.GREEN), after=None),
)
MILESTONES = (
    DigestMilestone(
        project="CABLE", name="Acceptance test", state=MilestoneState.MISSED, day=date(2026, 3, 2), slip=32
    ),
    DigestMilestone(project="VISA", name="Pilot", state=MilestoneState.ON_TIME, day=date(2026, 3, 20), slip=0),
)
WANTED = (
    WantedLine(
        project="CABLE",
        kind=ActionKind.DECISION,
        text="Pay the second supplier?",
        owner=Named("Hilde Van Acker"),
        due=date(2026, 3, 9),
        overdue=True,
    ),
    WantedLine(project="APPT", kind=ActionKind.HELP, text="Who knows the old interface?", owner=Named("PMO")),
)
MISSING = (
    MissingRow(code="EPASS", about="Passport delivery tracking", why=Missing.NOT_ANSWERED, person="Samia Benali"),
    MissingRow(code="OLD", about="Old registry", why=Missing.NO_MANAGER),
)
FIRST = OverviewView(
    whole=False,
    as_of=NOW,
    projects=(RED, AMBER, GREEN, FINE),
    milestones=MILESTONES,
    wanted=WANTED,
    missing=MISSING,
)
LATER = OverviewView(
    whole=True,
    as_of=NOW,
    since=NOW - timedelta(days=30),
    projects=(RED, AMBER, GREEN, FINE),
    turned=CHANGES,
    milestones=MILESTONES,
)

OVERVIEW_VIEWS: dict[str, Callable[[Say], Rendered]] = {
    "overview_first": lambda say: overview_card(FIRST, say),
    "overview_later": lambda say: overview_card(LATER, say),
    "overview_of_many": lambda say: overview_card(
        OverviewView(
            whole=True,
            as_of=NOW,
            since=NOW,
            projects=(AMBER,) * 10_000,
            turned=CHANGES * 1000,
            milestones=MILESTONES * 1000,
            wanted=WANTED * 1000,
            missing=MISSING * 1000,
        ),
        say,
    ),
}
