"""A proposal that changes no rhythm is tried for four weeks; then the PMO hears what can be said of it."""

from dataclasses import replace
from datetime import datetime, timedelta

from dialogs import schedule
from dialogs.desk import Desk
from pmo.alerts import Cause
from pmo.cadence import asking_instant
from pmo.portfolio import code_key
from pmo.proposals import Alerted, Proposal, ProposalKind, Stand

TRIED_FOR = timedelta(weeks=4)


def has_no_end(proposal: Proposal) -> bool:
    """Whether it is being tried and the PMO would never be asked, as in stores of an earlier version."""
    asked = proposal.measured_at is not None or proposal.was_tried
    return proposal.stand is Stand.TRIED and not proposal.changes_a_rhythm and not asked


async def begun(proposal: Proposal, desk: Desk) -> Proposal:
    """With when the PMO is asked whether to keep it, when headquarters works; only what is being tried is."""
    if proposal.stand is not Stand.TRIED:
        return replace(proposal, measured_at=None)
    calendar = await desk.calendar_of_headquarters()
    day = (calendar.local(desk.now) + TRIED_FOR).date()
    until = calendar.next_working(asking_instant(day, schedule.LOOKS_AT, calendar))
    return proposal.tried_until(until, await _alerts(proposal, desk.now - TRIED_FOR, desk))


async def ended(proposal: Proposal, desk: Desk) -> Proposal:
    """With what became of it since it is tried."""
    assert proposal.decided_at is not None, "it is tried since then"
    return proposal.tried_for_its_time(await _alerts(proposal, proposal.decided_at, desk))


async def _alerts(proposal: Proposal, since: datetime, desk: Desk) -> Alerted | None:
    """What its rule raised since an instant; None where it is about no rule."""
    if proposal.kind is not ProposalKind.UNTAKEN:
        return None
    mine = [
        alert
        for alert in await desk.records.alerts.all()
        if alert.cause is Cause.RULE and code_key(alert.subject) == code_key(proposal.subject) and alert.opened >= since
    ]
    return Alerted(raised=len(mine), taken=sum(alert.was_taken for alert in mine))
