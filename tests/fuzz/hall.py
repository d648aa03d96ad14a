"""People of every role in every kind of place, before the real router: what they type or press is read as the door
reads it, and answered without HTTP and without what goes on beside the turns."""

import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from heapq import heappop, heappush
from pathlib import Path
from typing import Any

from bot.app import CONVERSATIONS
from bot.clock import SimulatedClock
from bot.office import Office
from bot.router import Router
from bot.teams.invokes import SEARCH, MalformedAction, read_click, read_query
from bot.teams.model import MalformedActivity, read_activity
from bot.teams.turns import clicked, said, searched
from dialogs.turn import Reply, Turn
from storage.embedded import EmbeddedStore, open_store
from storage.tables import TABLES
from tests.scenarios.world import STATUS, sample_people
from tests.teams import activities
from tests.teams.activities import Activity
from tests.teams.people import TENANT, Channel, Person

SERVICE = "http://127.0.0.1:1/teams/"
UNLINKED = Channel(name="Lunch", id="19:lunch@thread.tacv2")
STRANGER = Person(name="Eve Stranger", entra_id="00000000-0000-4000-8000-00000000eeee", teams_id="29:eve")
NOBODY = Person(name="", entra_id="", teams_id="29:nobody")
"""Teams sends an id for everybody it knows; nothing may depend on it."""
ROLES = {
    "manager": "nbrennan",
    "program manager": "ldessart",
    "PMO": "pdewael",
    "management": "kbrandt",
    "external": "bhartmann",
    "contributor": "vnguyen",
}
PEOPLE = {role: sample_people()[member] for role, member in ROLES.items()} | {"stranger": STRANGER, "nobody": NOBODY}
SLOWEST = 10
PATIENCE_SECONDS = 2.0
"""Of the processor: a turn takes a hundredth of it, a pattern that goes astray a thousand times more."""
PLACES = ("personal", "linked", "unlinked", "group")


def at(place: str, person: Person, kind: str = "message") -> Activity:
    """An activity of a person in a place of this kind, with nothing said yet."""
    envelope = activities.envelope(kind, person, SERVICE)
    if place == "personal":
        return activities.in_personal(envelope, person)
    if place == "group":
        chat = {"conversationType": "groupChat", "isGroup": True, "tenantId": TENANT, "id": "19:group@thread.v2"}
        return envelope | {"conversation": chat, "channelData": {"tenant": {"id": TENANT}}}
    return activities.in_channel(envelope, STATUS if place == "linked" else UNLINKED)


def typed(place: str, person: Person, text: str) -> Activity:
    """Words in a place; among others the bot is mentioned first."""
    bare = at(place, person)
    return activities.words(bare, text) if place == "personal" else activities.with_mention(bare, text)


def pressed(place: str, person: Person, verb: str, data: Mapping[str, Any], *, by_submit: bool = False) -> Activity:
    """A button with this data, by either of the two actions."""
    if by_submit:
        return activities.submission(at(place, person), {**data, "verb": verb}, "1")
    return activities.click(at(place, person, "invoke"), verb, data, "1")


def sought(place: str, person: Person, dataset: Any, text: Any) -> Activity:
    """What stands so far in a field that suggests."""
    return activities.search(at(place, person, "invoke"), dataset, text)


def turn_of(activity: Activity) -> Turn | None:
    """The turn as the door reads it from JSON; None for what it answers with 400 or an error of the protocol."""
    try:
        read = read_activity(json.dumps(activity).encode())
        if read.name == SEARCH:
            return searched(read, TENANT, read_query(read.value))
        if read.type == "invoke":
            return clicked(read, TENANT, read_click(read.value))
        return said(read, TENANT)
    except (MalformedActivity, MalformedAction):
        return None


class Hall:
    """The router over a store, and what each turn wrote.

    Attributes:
        written: the tables of the last turn.
    """

    def __init__(self, store: EmbeddedStore, now: datetime) -> None:
        self.clock = SimulatedClock(now)
        self.office = Office(store, self.clock)
        self.router = Router(self.office, CONVERSATIONS)
        self.written: set[str] = set()
        self._slowest: list[tuple[float, str, str]] = []
        store.on_commit(self.written.update)

    async def answer(self, turn: Turn) -> Reply:
        """The reply to a turn, which takes no more of the processor than a turn may.

        What is counted is the time of this thread alone, whatever else the machine does.
        """
        self.written.clear()
        started = time.thread_time()
        reply = await self.router.answer(turn)
        taken = time.thread_time() - started
        said = f"{turn.verb} {turn.values}" if turn.kind == "action" else turn.text
        heappush(self._slowest, (taken, turn.place.kind, said[:100]))
        if len(self._slowest) > SLOWEST:
            heappop(self._slowest)
        assert taken < PATIENCE_SECONDS, (taken, said[:200])
        return reply

    def note_slowest(self, file: Path) -> None:
        """Keep the slowest turns for somebody who looks at them."""
        lines = [f"{taken * 1000:.1f} ms, {place}: {said!r}" for taken, place, said in sorted(self._slowest)[::-1]]
        file.write_text("\n".join(lines) + "\n", "utf-8")

    async def say(self, role: str, text: str, place: str = "personal") -> Reply:
        """The reply to what somebody of this role types."""
        return await self._asked(typed(place, PEOPLE[role], text))

    async def press(
        self, role: str, verb: str, data: Mapping[str, Any], place: str = "personal", *, by_submit: bool = False
    ) -> Reply:
        """The reply to a button that somebody of this role presses."""
        return await self._asked(pressed(place, PEOPLE[role], verb, data, by_submit=by_submit))

    async def seek(self, role: str, dataset: Any, text: Any, place: str = "personal") -> Reply:
        """The reply to what somebody of this role has typed into a field that suggests."""
        return await self._asked(sought(place, PEOPLE[role], dataset, text))

    async def _asked(self, activity: Activity) -> Reply:
        turn = turn_of(activity)
        assert turn is not None, "the door lets this in"
        return await self.answer(turn)

    async def meet_everybody(self) -> None:
        """Everybody has been seen everywhere, so that a question alone writes nothing more."""
        for place in PLACES:
            for person in PEOPLE.values():
                turn = turn_of(typed(place, person, "help"))
                assert turn is not None
                await self.answer(turn)


@asynccontextmanager
async def hall_in(folder: Path, now: datetime) -> AsyncIterator[Hall]:
    """The router over the store in a folder, at an instant."""
    store = await open_store(folder, TABLES)
    try:
        opened = Hall(store, now)
        await opened.meet_everybody()
        yield opened
    finally:
        await store.close()
