"""Check-ins with all they can ask: figures, milestones, costs, the second step, corrections, snoozes."""

from datetime import date, timedelta
from decimal import Decimal

from msgspec.structs import replace

from cards.checkin import CheckinView, checkin_card
from cards.checkin_parts import Answered, Costs, IndicatorField, MilestoneField, ProjectPart, Skipped
from cards.rendered import Rendered
from locales import Say
from pmo.portfolio import Rag
from tests.cards.samples import NOW, PORTAL, VISA

UPTIME = IndicatorField(
    code="VISA.UP",
    name="Availability of the portal",
    unit="%",
    low=Decimal(0),
    high=Decimal(100),
    decimals=1,
    last="Last: 99.2 %, week 10, 2026",
    limits="target 99.5 % · amber below 99 · red below 98",
    carried="2026-W10",
)
FULL = replace(
    VISA,
    values={
        **VISA.values,
        "indicator/visa.up": "99.2",
        "milestone/pilot": "2026-03-20",
        "reached/pilot": "false",
        "actual_cost": "172300.50",
    },
    indicators=(UPTIME, replace(UPTIME, code="VISA.DAYS", name="Days to a decision", unit="days", period="2026-03")),
    milestones=(
        MilestoneField(code="PILOT", name="Pilot at five posts", expected=date(2026, 3, 20)),
        MilestoneField(code="PAY", name="Online payment", expected=date(2026, 3, 2), late=True),
    ),
    costs=Costs(period="2026-02", currency="EUR"),
)
SNOOZES = (("1h", "Remind me in an hour"), ("tomorrow", "Tomorrow"))


def view(*parts: ProjectPart, **more: object) -> CheckinView:
    base = CheckinView(card="c1", version=1, period="2026-W11", parts=parts, deadline=NOW + timedelta(days=1))
    return replace(base, **more)


def full(say: Say) -> Rendered:
    """Everything a project manager can be asked."""
    return checkin_card(view(FULL, snoozes=_snoozes(say), may_skip=True), say)


def _snoozes(say: Say) -> tuple[tuple[str, str], ...]:
    return (("1h", say("Remind me in an hour")), ("afternoon", say("This afternoon")), ("tomorrow", say("Tomorrow")))


def figures_only(say: Say) -> Rendered:
    """A reporter of figures, in place of somebody, asked on another day."""
    part = ProjectPart(code="VIS-3", name=VISA.name, asks_status=False, stands_for="Luc Dessart", indicators=(UPTIME,))
    moved = say("Earlier than usual: {day} is a public holiday ({name}).", day=say.day(date(2026, 3, 12)), name="…")
    return checkin_card(view(part, moved=moved, reminder=True, snoozes=_snoozes(say), may_skip=True), say)


def second_step(say: Say) -> Rendered:
    """One answered red: what is being done, and who can help; one answered for somebody who is away; one skipped."""
    red = replace(
        VISA,
        answered=Answered(rag=Rag.RED, version=1, at=NOW, alerted=True),
        follow_up=True,
        values={"cause": "The supplier stopped work.", "action_owner": "Ana Peeters"},
        people=(("apeeters", "Ana Peeters"), ("ldessart", "Luc Dessart")),
    )
    deputy = replace(
        PORTAL,
        answered=Answered(
            rag=Rag.GREEN, version=2, at=NOW, by="Ana Peeters", stands_for="Luc Dessart", measured=("99,5 %",)
        ),
    )
    skipped = ProjectPart(code="SEC-12", name="New badges", skipped=Skipped(reason="On hold", by="Ana Peeters"))
    return checkin_card(view(red, deputy, skipped, receipt=True, early="2026-W12"), say)


def correction(say: Say) -> Rendered:
    """A closed period that its manager corrects; a reason is missing."""
    part = replace(VISA, correcting=True, problems={"reason": say("The period is closed: say why you correct it.")})
    return checkin_card(view(part, deadline=None, may_correct=True), say)


def closed_for_the_manager(say: Say) -> Rendered:
    """A closed period, as somebody sees it who may correct it."""
    part = replace(VISA, answered=Answered(rag=Rag.AMBER, version=2, at=NOW, corrected=True))
    return checkin_card(view(part, closed=True, may_correct=True), say)


def wrong_figures(say: Say) -> Rendered:
    """Figures that cannot be come back as they were typed."""
    part = replace(
        FULL,
        typed=True,
        values={**FULL.values, "indicator/visa.up": "101", "milestone/pilot": "soon", "actual_cost": "a lot"},
        problems={
            "indicator/visa.up": say("A number from {low} to {high} is expected.", low="0", high="100"),
            "milestone/pilot": say("This is not a date; write it as 2026-03-31."),
            "actual_cost": say("This is not a number."),
        },
    )
    return checkin_card(view(part), say)


CHECKIN_VIEWS = {
    "checkin with all it can ask": full,
    "checkin of figures only": figures_only,
    "second step": second_step,
    "correction": correction,
    "closed for the manager": closed_for_the_manager,
    "wrong figures": wrong_figures,
}
