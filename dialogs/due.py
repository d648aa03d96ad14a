"""What a tick does: looks up what is due now and hands it to the dialog it belongs to."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from dialogs import (
    asking,
    assistance,
    calendar_keeping,
    digest,
    escalating,
    limit_keeping,
    office_keeping,
    overviews,
    proposal_keeping,
    reminding,
    rule_keeping,
    unanswered,
    watching,
)
from dialogs.asking import Tally
from dialogs.desk import Desk
from pmo.portfolio import code_key
from pmo.schedule import ASKING, Due, DueKind
from storage.instants import instant
from storage.records import Place
from storage.tables import due_place

_DIALOGS: Mapping[DueKind, Callable[[Due, Desk], Awaitable[None]]] = {
    DueKind.DIGEST: digest.digest,
    DueKind.REMINDER: reminding.remind,
    DueKind.HELP: assistance.escalate,
    DueKind.CLOSING: unanswered.period_closed,
    DueKind.RULE: rule_keeping.go_live,
    DueKind.LIMITS: limit_keeping.go_live,
    DueKind.OFFICE: office_keeping.go_live,
    DueKind.CALENDAR: calendar_keeping.go_live,
    DueKind.OVERVIEW: overviews.tell,
    DueKind.PROCESS: proposal_keeping.look,
    DueKind.PROPOSAL: proposal_keeping.measure,
    DueKind.WATCH: watching.look,
    DueKind.ALERT: escalating.climb,
}
"""What is done about one due instant; questions are put together."""
BATCH, QUESTIONS = 60, 120
"""Due instants handled in one transaction, and those whose questions are only put: meanwhile nobody has the loop."""
PUT_OFF = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Done:
    """What one batch of a tick did.

    Attributes:
        count: due instants handled, 0 when nothing was due.
    """

    count: int
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class Put:
    """What one batch of questions came to.

    Attributes:
        last: place of the last due instant that was looked at; None when there was none.
    """

    last: Place | None = None
    tally: Tally = field(default_factory=Tally)


async def put(desk: Desk, after: Place | None = None) -> Put:
    """Put a batch of the questions that are due by now and stand after a place; `tick` does the rest of what is due."""
    low = None if after is None else (*after, "")
    found = await desk.records.due.range("at", low=low, high=(instant(desk.now) + 1,), limit=QUESTIONS)
    dues = _whole_members(found, QUESTIONS)
    if not dues:
        return Put()
    return Put(due_place(dues[-1]), await asking.put([due for due in dues if due.kind in ASKING], desk))


async def tick(desk: Desk, limit: int = BATCH) -> Done:
    """Do a batch of what is due by now."""
    dues = await desk.records.due.range("at", high=(instant(desk.now) + 1,), limit=limit)
    batch = _whole_members(dues, limit) if limit == BATCH else dues
    tally = await asking.ask([due for due in batch if due.kind in ASKING], desk)
    for due in batch:
        if due.kind in _DIALOGS:
            await _DIALOGS[due.kind](due, desk)
    return Done(len(batch), tally)


async def put_off(desk: Desk) -> Done:
    """Move the first due instant on by an hour, because doing it failed; the others need not wait for it."""
    for due in await desk.records.due.range("at", high=(instant(desk.now) + 1,), limit=1):
        await desk.records.due.put(replace(due, at=desk.now + PUT_OFF))
        await desk.note("rapporteur", "due.put_off", due.key)
        return Done(1)
    return Done(0)


def _whole_members(dues: Sequence[Due], limit: int) -> Sequence[Due]:
    """A full batch is cut before its last member, whose other asks may be in the next one and belong on one card."""
    if len(dues) < limit:
        return dues
    last = (dues[-1].at, code_key(dues[-1].member))
    kept = [due for due in dues if (due.at, code_key(due.member)) != last]
    return kept or dues
