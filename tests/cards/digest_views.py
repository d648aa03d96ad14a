"""A digest as the tests show it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from cards.digest import digest_card, digest_page
from cards.digest_view import Amended, Change, DigestLine, DigestMissing, DigestView
from cards.digest_work import WantedLine
from cards.indicators import IndicatorRow
from cards.mentions import Named
from cards.milestones import SlipLine
from cards.plain import joined
from cards.rendered import Rendered
from locales import Say
from pmo.actions import ActionKind
from pmo.assessment import Condition
from pmo.colours import Colour
from pmo.digest_amendments import How
from pmo.digests import DigestMilestone
from pmo.milestone_states import MilestoneState
from pmo.portfolio import Rag
from pmo.status_counts import Counted
from tests.cards.samples import NOW

CHANGES = (
    Change(code="CON-7", name="Consular portal", before=Rag.AMBER, after=Rag.RED),
    Change(code="VIS-3", name="Visa appointments online", before=Rag.GREEN, after=Rag.AMBER),
    Change(code="PAS-1", name="Passports by post", before=None, after=Rag.GREEN),
    Change(code="ARC-4", name="Paper archive", before=None, after=None, closed=True, left=True),
)


MILESTONES = (
    DigestMilestone(
        project="CON-7",
        name="Go-live",
        state=MilestoneState.MISSED,
        day=date(2026, 3, 2),
        slip=22,
        moved_from=date(2026, 2, 13),
    ),
    DigestMilestone(project="VIS-3", name="Pilot", state=MilestoneState.ON_TIME, day=date(2026, 3, 27), slip=0),
)
WANTED = (
    WantedLine(
        project="CON-7",
        kind=ActionKind.DECISION,
        text="Pay the second supplier?",
        owner=Named("Ana Peeters"),
        due=date(2026, 3, 9),
        overdue=True,
    ),
    WantedLine(
        project="VIS-3", kind=ActionKind.ACTION, text="Test the queue", owner=Named("PMO"), due=date(2026, 3, 20)
    ),
)

ATTENTION = (
    DigestLine(
        code="VIS-3",
        name="Visa appointments online",
        rag=Rag.AMBER,
        previous=Rag.GREEN,
        summary="Late.",
        computed=Colour.AMBER,
    ),
    DigestLine(
        code="CON-7",
        name="Consular portal",
        rag=Rag.RED,
        previous=Rag.AMBER,
        summary="The supplier cannot deliver the archive module before the summer.",
        late=True,
        computed=Colour.RED,
        reasons=("Go-live was due on 2 Mar 2026 and has no new date.",),
    ),
    DigestLine(
        code="PAS-1",
        name="Passports by post",
        rag=Rag.GREEN,
        computed=Colour.RED,
        reasons=("Delivered in time: 81 % (limit 90 %).", "The work is behind the plan: SPI 0.82 (limit 0.9)."),
    ),
    DigestLine(code="ARC-2", name="Archive", rag=Rag.AMBER, previous=Rag.AMBER, period="2026-02"),
)


SLIPS = (
    SlipLine(name="CON-7 · Go-live", slips=((date(2026, 2, 22), 0), (date(2026, 3, 1), 10), (date(2026, 3, 8), 22))),
    SlipLine(name="VIS-3 · Pilot", slips=((date(2026, 3, 1), 0), (date(2026, 3, 8), 5))),
)


def measured(say: Say) -> IndicatorRow:
    """An indicator beyond its limit, in the reader's language."""
    values = ((date(2026, 2, 22), Decimal(93)), (date(2026, 3, 1), Decimal(88)), (date(2026, 3, 8), Decimal(81)))
    return IndicatorRow(
        name="PAS-1 · Delivered in time",
        condition=Condition.RED,
        series=values,
        told=tuple([(say.date(day), say.percent(value)) for day, value in values]),
        unit="%",
        amber=Decimal(95),
        red=Decimal(90),
    )


TWELVE = DigestView(
    slips=SLIPS,
    trend=(Counted(period="2026-W10", green=9, amber=2, red=1), Counted(period="2026-W11", green=6, amber=2, red=1)),
    code="DIG",
    name="Digital consulate",
    period="2026-W11",
    as_of=NOW,
    red=1,
    amber=2,
    green=6,
    unreported=5,
    attention=ATTENTION,
    milestones=MILESTONES,
    wanted=WANTED,
    changes=CHANGES,
    missing=(DigestMissing(code="SEC-12", name="New badges for all posts", person="Jan De Smet"),),
    open=(DigestMissing(code="NET-4", name="Network Kinshasa", person="Marie Ilunga", until=NOW + timedelta(days=3)),),
    no_manager=(DigestMissing(code="OLD-9", name="Old intranet"),),
    absent=(DigestMissing(code="GEN-2", name="Geneva relocation", person="Luc Dessart"),),
    skipped=(DigestMissing(code="DOC-5", name="Document scanner", person="Ana Peeters"),),
    late=(DigestMissing(code="KEY-1", name="Key renewal", person="Ana Peeters"),),
    answered=9,
    asked=13,
)


def digest(say: Say) -> Rendered:
    """A digest of twelve projects."""
    return digest_card(replace(TWELVE, measured=measured(say)), say)


def page(say: Say) -> Rendered:
    """A page of a digest that has several."""
    return digest_page(replace(TWELVE, attention=TWELVE.attention * 40), 2, say)


def again(say: Say) -> Rendered:
    """The newest, when it is asked for."""
    return digest_card(replace(TWELVE, may_see_now=True), say)


def as_now(say: Say) -> Rendered:
    """The same as it would be now."""
    return digest_card(replace(TWELVE, now=True), say)


def amended(say: Say) -> Rendered:
    """The same after a late answer and an edit."""
    since = (
        Amended(
            code="CON-7",
            name="Consular portal",
            at=NOW + timedelta(hours=2),
            how=frozenset((How.ANSWERED, How.STATUS)),
            before=Rag.AMBER,
            after=Rag.RED,
        ),
        Amended(
            code="VIS-3",
            name="Visa appointments online",
            at=NOW + timedelta(hours=1),
            how=frozenset((How.EDITED,)),
            before=Rag.AMBER,
            after=Rag.AMBER,
            edits=(say("new summary"), joined("Appointments online", say.percent(72), by=" ")),
        ),
    )
    return digest_card(replace(TWELVE, amended=since), say)
