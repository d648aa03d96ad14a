"""What another calendar of a post would move in the next weeks: the schedule looked ahead twice, before and after."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dialogs import post_schedule
from dialogs.desk import Desk
from dialogs.post_schedule import Concerned
from pmo.calendar_changes import CalendarChange
from pmo.calendar_moves import Moves, moves
from pmo.portfolio import Post

WEEKS = timedelta(weeks=4)
"""So far a preview looks ahead."""
_BEYOND = timedelta(days=31)
"""And so far beyond, for what is moved into these weeks."""
MOST = 400
"""Projects and indicators that a preview looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestMove:
    """A digest that is posted at another time (UTC); None where it is not posted in these weeks."""

    program: str
    before: datetime | None
    after: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would move.

    Attributes:
        people: who works by the calendar.
        looked_at, total: projects and indicators that were looked at, of how many.
    """

    until: datetime
    moves: Moves
    digests: tuple[DigestMove, ...]
    people: int
    looked_at: int
    total: int


async def preview(change: CalendarChange, post: Post, desk: Desk) -> Preview:
    """What moves by the change within four weeks."""
    found = await post_schedule.concerned(change.of(post), desk)
    total = len(found.projects) + len(found.indicators)
    shown = replace(
        found, projects=found.projects[:MOST], indicators=found.indicators[: max(0, MOST - len(found.projects))]
    )
    after, until = desk.supposing(change.of(post)), desk.now + WEEKS
    far = until + _BEYOND
    before, then = [await post_schedule.asks_ahead(shown, far, where) for where in (desk, after)]
    return Preview(
        until=until,
        moves=moves(before, then, until),
        digests=await _digests(found, far, until, desk, after),
        people=len(found.members),
        looked_at=len(shown.projects) + len(shown.indicators),
        total=total,
    )


async def _digests(found: Concerned, far: datetime, until: datetime, desk: Desk, after: Desk) -> tuple[DigestMove, ...]:
    """The digests that move: of each program the first that goes with the first, and so on."""
    before, then = [await post_schedule.digests_ahead(found, far, where) for where in (desk, after)]
    moved = []
    for program, instants in before.items():
        gone = [at for at in instants if at not in then[program] and at < until]
        come = [at for at in then[program] if at not in instants and at < until]
        for number in range(max(len(gone), len(come))):
            pair = [side[number] if number < len(side) else None for side in (gone, come)]
            moved.append(DigestMove(program=program, before=pair[0], after=pair[1]))
    return tuple(moved)
