"""What the PMO decides by two people, whatever it is: kept, told, and taken up by time where one of them is alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dialogs.alert_people import deciders
from dialogs.app_states import why_unreached
from dialogs.desk import Desk, Person
from dialogs.turn import Turn
from locales import Say
from pmo.portfolio import code_key
from pmo.schedule import Due, DueKind, due_key
from pmo.two_people import Wish
from storage.outbox import Letter, LetterKind
from storage.records import Rows
from storage.shelves import Records

WANTED, LIVE, DROPPED = "wanted", "live", "dropped"
"""Why a letter about it was written."""

S = TypeVar("S", bound=Wish)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping(Generic[S]):
    """How one kind of state is kept.

    Attributes:
        rows: where.
        due: the kind of its due instants, whose subject is its key.
        letter: the kind of the letters about it.
    """

    rows: Callable[[Records], Rows[S]]
    due: DueKind
    letter: LetterKind

    async def keep(self, state: S, desk: Desk) -> None:
        """Store the state, and plan when it holds by itself."""
        await self.rows(desk.records).put(state)
        key = due_key(self.due, state.key)
        if state.goes_live_at is not None:
            await desk.records.due.put(Due(kind=self.due, subject=state.key, at=state.goes_live_at))
        elif await desk.records.due.get(key) is not None:
            await desk.records.due.remove(key)

    async def drop(self, state: S, by: str, desk: Desk, *more: str) -> S:
        """What waits does not hold; whoever wanted it hears of it, unless they say so themselves.

        Args:
            by: how the audit names who says so.
            more: what the letter tells beside that.
        """
        after = state.dropped()
        await self.keep(after, desk)
        asker = await desk.member(state.asked_by)
        if asker is not None and code_key(asker.id) != code_key(by):
            await self.tell([asker], after, DROPPED, desk, by, *more)
        return after

    async def hold_to_the_pmo(self, desk: Desk) -> None:
        """What somebody wanted who does not decide any more is dropped; who is alone waits, else another is asked."""
        found = await deciders(desk)
        for state in await self.rows(desk.records).all():
            after = state.among([one.id for one in found], desk.now)
            if after is state:
                continue
            await self.keep(after, desk)
            if after.asked_by and after.goes_live_at is None:
                await self.tell([one for one in found if not after.is_wanted_by(one.id)], after, WANTED, desk)

    async def ripe(self, due: Due, desk: Desk) -> S | None:
        """The state whose day has passed by this due instant, which is taken out; None when it waits for nothing."""
        await desk.records.due.remove(due.key)
        state = await self.rows(desk.records).get(due.subject)
        if state is None or state.goes_live_at is None or state.goes_live_at > desk.now:
            return None
        return state

    async def tell(self, whom: Sequence[Person], state: S, why: str, desk: Desk, *more: str) -> None:
        """How it stands, to people of the PMO.

        Args:
            more: what the letter tells beside why it was written.
        """
        for person in whom:
            letter = Letter(
                key=f"{self.letter.value}/{state.key}/{state.version}/{why}/{person.id}",
                kind=self.letter,
                subject=state.key,
                member=person.id,
                written=desk.now,
                not_before=person.calendar.next_working(desk.now),
                detail=(why, *more),
            )
            await desk.write_unless_told(letter)


async def dropped_words(letter: Letter, say: Say, desk: Desk) -> str:
    """What the letter tells of a wish that does not hold; empty for one that tells something else."""
    why, *by = letter.detail
    if why != DROPPED:
        return ""
    member = await desk.member(by[0]) if by else None
    if member is None:
        return say("What was wanted does not hold: something else was decided meanwhile.")
    return say("{name} does not want it so: what you wanted here does not hold.", name=member.name)


async def others_than(person: Person, desk: Desk) -> list[Person]:
    """Who else decides."""
    return [one for one in await deciders(desk) if one.id != person.id]


async def nobody_reached(by: str, desk: Desk) -> list[Person]:
    """The others who could agree to what this member wants, where none of them can be reached; else nobody."""
    others = [one for one in await deciders(desk) if code_key(one.id) != code_key(by)]
    return others if all(why_unreached(one) for one in others) else []


def is_old(turn: Turn, version: int | str) -> bool:
    """Whether the click was made on a card that showed another state: what was decided on may not be what waits now."""
    return str(turn.values.get("version", "")) != str(version)
