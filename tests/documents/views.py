"""Reports as the tests write them: a usual one, an empty one, and one with everything that people type."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from documents.view import (
    CommitteeView,
    Frozen,
    ReportedAction,
    ReportedEntry,
    ReportedIndicator,
    ReportedMilestone,
    ReportedMoney,
    ReportedProject,
    StatusReportView,
)
from pmo.actions import ActionKind
from pmo.assessment import Condition
from pmo.colours import Colour
from pmo.earned_value import Earned, EarnedValue
from pmo.logs import LogKind
from pmo.milestone_states import MilestoneState
from pmo.portfolio import Phase, Rag
from pmo.status_counts import Counted
from tests.cards.log_views import SUPPLIER

FROZEN = Frozen(at=datetime(2026, 3, 11, 12, tzinfo=UTC), version=4711)
HOSTILE = "=1+1 **x** <at>Bot</at> [l](https://x.example) \x00\x0b\ud800 " + "بوابة القنصلية 🙂 " * 11
EMPTY = ReportedProject(code="NEW", name="Just begun", program="P · Program", phase=Phase.INITIATING)
USUAL = ReportedProject(
    code="VISA",
    name="Online visa application",
    program="CONSUL · Consular services",
    phase=Phase.EXECUTING,
    manager="Nora Brennan",
    owner="Hilde Van Acker",
    rag=Rag.AMBER,
    since="2026-W08",
    period="2026-W10",
    computed=Colour.RED,
    reasons=("The end of the project is 21 working days late.",),
    explained="Nora Brennan: the supplier has signed.",
    summary="Pilot is ready.",
    blockers="Legal reading.",
    cause="Late supplier.",
    action="Second supplier.",
    action_owner="Luc Dessart",
    action_by=date(2026, 3, 20),
    help="A decision.",
    progress=72,
    start=date(2024, 9, 2),
    end=date(2026, 6, 30),
    forecast_end=date(2026, 9, 30),
    history=(("2026-W08", Rag.GREEN), ("2026-W09", Rag.AMBER), ("2026-W10", Rag.AMBER)),
    milestones=(
        ReportedMilestone(
            project="VISA",
            name="Pilot",
            baseline=date(2026, 4, 13),
            day=date(2026, 4, 20),
            slip=5,
            state=MilestoneState.LATE,
            pressing=True,
        ),
    ),
    indicators=(
        ReportedIndicator(
            code="VISA.ONLINE",
            name="Filed online",
            condition=Condition.GREEN,
            value="72.5 %",
            number=Decimal("72.5"),
            unit="%",
            period="2026-W10",
        ),
    ),
    actions=(
        ReportedAction(
            project="VISA",
            kind=ActionKind.DECISION,
            text="Budget for four months",
            owner="Hilde Van Acker",
            due=date(2026, 3, 2),
            overdue=True,
        ),
    ),
    log=(
        ReportedEntry(entry=SUPPLIER, owner="Nora Brennan", overdue=True),
        ReportedEntry(entry=replace(SUPPLIER, kind=LogKind.CHANGE, number=2, title="Pay by card", priority=3)),
    ),
    money=ReportedMoney(
        currency="EUR",
        budget=Decimal(4_200_000),
        earned=Earned(
            value=EarnedValue(
                bac=Decimal(4_200_000), pv=Decimal(3_000_000), ev=Decimal(2_500_000), ac=Decimal(3_125_000)
            ),
            day=date(2026, 2, 28),
        ),
    ),
)
WILD = replace(
    USUAL,
    code="W1",
    name=HOSTILE,
    program=HOSTILE,
    manager=HOSTILE,
    owner=HOSTILE,
    summary=HOSTILE * 8,
    blockers=HOSTILE,
    reasons=(HOSTILE,) * 6,
    milestones=tuple([replace(USUAL.milestones[0], name=HOSTILE)] * 40),
    indicators=tuple([replace(USUAL.indicators[0], name=HOSTILE)] * 40),
    actions=tuple([replace(USUAL.actions[0], text=HOSTILE, owner=HOSTILE)] * 40),
    log=tuple([ReportedEntry(entry=replace(SUPPLIER, title=HOSTILE, action=HOSTILE), owner=HOSTILE)] * 40),
)
LONG = tuple(
    replace(
        USUAL,
        code=f"LONG{number}",
        name=name[:200],
        manager=name[:200],
        summary=(name * 3)[:400],
        reasons=((name * 3)[:400],),
        milestones=(replace(USUAL.milestones[0], project=f"LONG{number}", name=name[:200]),),
        actions=(replace(USUAL.actions[0], project=f"LONG{number}", text=(name * 3)[:400], owner=name[:200]),),
    )
    for number, name in enumerate(
        (
            "مشروع " + "ش" * 194,
            "😀" * 200,
            "ДЕПАРТАМЕНТ МИГРАЦИИ И ПОГРАНИЧНОГО КОНТРОЛЯ " * 5,
            "外務省領事局査証情報システム更新計画" * 12,
            "W" * 200,
        )
    )
)
"""Projects with names as long as they may be, of the widest letters."""


def report(project: ReportedProject) -> StatusReportView:
    return StatusReportView(project=project, frozen=FROZEN)


def committee(*projects: ReportedProject, copies: int = 1) -> CommitteeView:
    """What a committee sees of these projects, each as often as said."""
    many = tuple([replace(one, code=f"{one.code}{n}") for one in projects for n in range(copies)])
    return CommitteeView(
        name="CONSUL · Consular services",
        frozen=FROZEN,
        projects=many,
        trend=(Counted(period="2026-W09", green=3), Counted(period="2026-W10", green=2, red=1)),
        milestones=tuple(milestone for one in many for milestone in one.milestones),
        actions=tuple(action for one in many for action in one.actions),
    )
