"""What a tick does: looks up what is due now and hands it to the dialog it belongs to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from dialogs import asking, digest
from dialogs.desk import Desk
from pmo.portfolio import code_key
from pmo.schedule import Due, DueKind
from storage.tables import instant

BATCH = 200
"""Due instants handled in one transaction."""
PUT_OFF = timedelta(hours=1)


async def tick(desk: Desk, limit: int = BATCH) -> int:
    """Do a batch of what is due by now; return how many due instants it handled, 0 when nothing was due."""
    dues = await desk.records.due.range("at", high=(instant(desk.now) + 1,), limit=limit)
    batch = _whole_members(dues) if limit == BATCH else dues
    await asking.ask([due for due in batch if due.kind is DueKind.ASK], desk)
    for due in batch:
        if due.kind is DueKind.DIGEST:
            await digest.digest(due, desk)
    return len(batch)


async def put_off(desk: Desk) -> int:
    """Move the first due instant on by an hour, because doing it failed; the others need not wait for it."""
    for due in await desk.records.due.range("at", high=(instant(desk.now) + 1,), limit=1):
        await desk.records.due.put(replace(due, at=desk.now + PUT_OFF))
        await desk.note("rapporteur", "due.put_off", due.key)
        return 1
    return 0


def _whole_members(dues: Sequence[Due]) -> Sequence[Due]:
    """A full batch is cut before its last member, whose other asks may be in the next one and belong on one card."""
    if len(dues) < BATCH:
        return dues
    last = (dues[-1].at, code_key(dues[-1].member))
    kept = [due for due in dues if (due.at, code_key(due.member)) != last]
    return kept or dues
