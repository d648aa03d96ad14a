"""Filters that select the same are one watch, in whatever language and order they were typed."""

from dataclasses import replace

from dialogs import watch_due
from dialogs.desk import Desk
from dialogs.filtering.understanding import understood
from pmo.schedule import DueKind, due_key
from pmo.watches import Watch, Watched


def known_by_its_filters(watch: Watch) -> Watch:
    """The watch with the essence of its filters, if it has any."""
    if watch.of is not Watched.PORTFOLIO:
        return watch
    return replace(watch, essence=understood(watch.subject).selection.essence)


async def join_all(desk: Desk) -> int:
    """Bring the watches up to date that are known by their text alone; return how many. Twice is once."""
    found = [one for one in await desk.records.watches.all() if one != known_by_its_filters(one)]
    for watch in sorted(found, key=lambda one: one.since):
        await _join(watch, desk)
    return len(found)


async def _join(watch: Watch, desk: Desk) -> None:
    await desk.records.watches.remove(watch.key)
    await desk.records.due.remove(due_key(DueKind.WATCH, watch.key))
    known = known_by_its_filters(watch)
    other = await desk.records.watches.get(known.key)
    kept = known if other is None else other.joined(known)
    await desk.records.watches.put(kept)
    person = await desk.member(kept.member)
    if person is not None:
        await watch_due.plan(kept, person, desk)
        await watch_due.look_soon(kept, desk)
