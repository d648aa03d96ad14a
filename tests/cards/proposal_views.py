"""Proposals, as the tests show them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from cards.proposal import ProposalsView, ProposalView, proposal_card, proposals_card
from cards.rendered import Rendered
from locales import Say
from pmo.improving import Evidence, Rhythm
from pmo.process import Answering
from pmo.proposals import Alerted, Proposal, ProposalKind, Stand
from tests.cards.samples import ARABIC, HOSTILE, NOW

THURSDAYS = Rhythm(rule="FREQ=WEEKLY;BYDAY=TH", within="1d")
FRIDAYS = Rhythm(rule="FREQ=WEEKLY;BYDAY=FR", within="1d")
BEFORE = Answering(on_time=9, late=8, never=3, took=timedelta(hours=9))
SINCE = Answering(on_time=15, late=3, never=1, took=timedelta(hours=5))
SELDOM = tuple((f"2026-W{week:02}", Answering(on_time=3, late=5, never=2)) for week in (8, 9, 10))
DAY = Proposal(
    key="another day/consul/1",
    kind=ProposalKind.ANOTHER_DAY,
    made_at=NOW,
    program="CONSUL",
    evidence=Evidence(periods=SELDOM, weekday=5, count=18, of=25),
    before=THURSDAYS,
    after=FRIDAYS,
)
LONGER = replace(
    DAY,
    kind=ProposalKind.LONGER_WINDOW,
    evidence=Evidence(periods=SELDOM, count=14, of=20),
    after=Rhythm(rule=THURSDAYS.rule, within="2d"),
)
FEWER = replace(
    DAY,
    kind=ProposalKind.LESS_OFTEN,
    evidence=Evidence(count=5, of=6),
    after=Rhythm(rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", within="1d"),
)
RULE = Proposal(
    key="untaken/up",
    kind=ProposalKind.UNTAKEN,
    made_at=NOW,
    subject="UP",
    evidence=Evidence(count=7, of=8),
)
SAID = Proposal(key="said/nora", kind=ProposalKind.SAID, made_at=NOW, text="Ask after lunch, please.", by="nbrennan")
HAND = replace(
    DAY,
    kind=ProposalKind.BY_HAND,
    evidence=None,
    before=Rhythm(rule="FREQ=MONTHLY;BYMONTHDAY=10", within="6h"),
    stand=Stand.ACCEPTED,
    decided_by="ldessart",
    decided_at=NOW,
    went=BEFORE,
    measured_at=NOW + timedelta(weeks=4),
)
TRIED = replace(
    DAY, stand=Stand.TRIED, decided_by="c", decided_at=NOW, measured_at=NOW + timedelta(weeks=5), went=BEFORE
)
RULE_TRIED = replace(
    RULE,
    stand=Stand.TRIED,
    decided_by="c",
    decided_at=NOW,
    alerted=Alerted(raised=7, taken=1),
    alerts=Alerted(raised=1, taken=1),
    tried_enough=True,
)


def shown(proposal: Proposal, *, name: str = "CONSUL · Consular services and visas") -> ProposalView:
    return ProposalView(
        proposal=proposal,
        as_of=NOW,
        name=name,
        by="Nora Brennan" if proposal.by else "",
        decided_by="Luc Dessart" if proposal.decided_by else "",
        goes=proposal.goes or (SINCE if proposal.went else None),
        decides=True,
    )


def one(proposal: Proposal) -> Callable[[Say], Rendered]:
    return lambda say: proposal_card(shown(proposal), say)


ALL = (DAY, LONGER, FEWER, RULE, SAID, HAND, TRIED, replace(SAID, text=ARABIC * 4))
HOSTILE_ONE = replace(SAID, text=HOSTILE, note=HOSTILE, stand=Stand.DROPPED, decided_by="x", decided_at=NOW)

PROPOSAL_VIEWS: dict[str, Callable[[Say], Rendered]] = {
    "proposal_day": one(DAY),
    "proposal_window": one(LONGER),
    "proposal_fewer": one(FEWER),
    "proposal_rule": one(RULE),
    "proposal_rule_tried": one(RULE_TRIED),
    "proposal_rule_accepted": one(replace(RULE, stand=Stand.ACCEPTED, decided_by="c", decided_at=NOW)),
    "proposal_said": one(SAID),
    "proposal_said_tried": one(replace(SAID, stand=Stand.TRIED, decided_by="x", decided_at=NOW)),
    "proposal_hostile": one(HOSTILE_ONE),
    "proposal_by_hand": one(HAND),
    "proposal_tried": one(TRIED),
    "proposal_measured": one(replace(TRIED, measured_at=None, goes=SINCE)),
    "proposals": lambda say: proposals_card(
        ProposalsView(proposals=tuple(map(shown, ALL)), as_of=NOW, waiting=6, total=8), say
    ),
    "proposals_many": lambda say: proposals_card(
        ProposalsView(proposals=tuple(map(shown, (HOSTILE_ONE, *ALL) * 40)), as_of=NOW, waiting=240, total=360), say
    ),
    "proposals_own": lambda say: proposals_card(
        ProposalsView(proposals=(shown(SAID),), as_of=NOW, total=1, own=True), say
    ),
    "proposals_none": lambda say: proposals_card(ProposalsView(proposals=(), as_of=NOW), say),
}
