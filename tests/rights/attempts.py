"""Somebody says something or presses a button somewhere; who would hear what of it. Nothing of it is kept.

Every turn goes through the bot's router and its dialogs, on a real store, in a transaction that is dropped at its end:
so thousands can be tried on one portfolio, and what one of them would have written is known.
"""

import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from bot.app import CONVERSATIONS
from bot.clock import SimulatedClock
from bot.office import Office
from bot.router import Router
from dialogs.conversation import Drawn
from dialogs.desk import Desk
from dialogs.turn import Card, Place, Reply, Sender, Turn
from storage.embedded import open_store
from storage.embedded.transaction import EmbeddedTransaction
from storage.outbox import Letter
from storage.shelves import Records
from storage.tables import TABLES
from storage.trail import Entry
from tests.rights.portfolio import COFFEE_CHANNEL, GROUP_CHAT, NORTH_CHANNEL, PEOPLE, SOUTH_CHANNEL
from tests.rights.week import NOW

T = TypeVar("T")
HERE, CLICKER = "here", "clicker"
"""Who hears something: everybody in the place, or the one who clicked; else a member id or a channel."""
BESIDE = frozenset(("audit", "contacts", "addresses", "letters"))
"""Tables that say who was seen where and what is to be sent; a refused turn may write them."""
_POSTS = {kind: post for conversation in CONVERSATIONS for kind, post in conversation.letters.items()}
_CHATS = {one.personal: member for member, one in PEOPLE.items()}
_ids = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that would go out: to whom, and every text in it, those of a card's data included."""

    to: str
    texts: tuple[str, ...]

    @property
    def plain(self) -> str:
        return "\n".join(self.texts)


@dataclass(frozen=True, slots=True)
class Click:
    """What a client sends for a button, hand-made or not."""

    verb: str
    values: Mapping[str, Any]
    by_submit: bool = False
    message: str = ""


@dataclass(slots=True)
class Attempt:
    """What would come of a turn.

    Attributes:
        written: what would be kept, by the table it stands in; None for what would be removed.
    """

    reply: Reply
    heard: list[Heard] = field(default_factory=list)
    written: dict[str, list[Any]] = field(default_factory=dict)
    audited: list[Entry] = field(default_factory=list)

    def without(self, *echoes: str) -> "Attempt":
        """The same without what was only given back as it was sent."""
        told = []
        for one in self.heard:
            texts = one.texts
            for echo in filter(None, echoes):
                texts = tuple(text.replace(echo, "…") for text in texts)
            told.append(Heard(one.to, texts))
        return Attempt(self.reply, told, self.written, self.audited)

    def to(self, *whom: str) -> str:
        """All that these hear."""
        return "\n".join(one.plain for one in self.heard if one.to in whom)

    @property
    def changed(self) -> set[str]:
        """The tables with something else than who was seen and what is sent."""
        return set(self.written) - BESIDE

    @property
    def refusals(self) -> list[str]:
        """What the audit says was refused."""
        return [entry.about for entry in self.audited if entry.what == "refused"]


class _Dropped(Exception):
    """The transaction is not to be kept."""


class TriedOffice(Office):
    """Carries out each turn and keeps nothing of it, but remembers what it would have kept and sent."""

    attempt: Attempt

    async def work(self, dialog: Callable[[Desk], Awaitable[T]]) -> T:
        done: list[T] = []
        try:
            async with self.store.transaction() as transaction:
                desk = self._desk(Records(transaction))
                done.append(await dialog(desk))
                assert isinstance(transaction, EmbeddedTransaction)
                await self._remember(transaction, desk)
                raise _Dropped
        except _Dropped:
            return done[0]

    async def _remember(self, transaction: EmbeddedTransaction, desk: Desk) -> None:
        staged = {name: dict(rows._staged) for name, rows in transaction._rows.items() if rows._staged}
        for name, drafts in staged.items():
            kept = [draft.document if draft else None for draft in drafts.values()]
            self.attempt.written.setdefault(name, []).extend(kept)
        self.attempt.audited += [draft.document for draft in staged.get("audit", {}).values() if draft]
        for draft in staged.get("letters", {}).values():
            if draft is not None:
                await self._draw(draft.document, desk)

    async def _draw(self, letter: Letter, desk: Desk) -> None:
        drawn = await _POSTS[letter.kind].draw(letter, desk)
        if isinstance(drawn, Drawn):
            where = letter.channel or letter.conversation.partition(";")[0]
            to = letter.member or chat_of(where)
            self.attempt.heard.append(Heard(to, (*texts_in(drawn.card), drawn.summary, *drawn.mark.projects)))


class Bot:
    """The bot as far as its router, and people who speak to it."""

    def __init__(self, office: TriedOffice) -> None:
        self._office = office
        self._router = Router(office, CONVERSATIONS)

    async def says(self, member: str, where: str, text: str) -> Attempt:
        """Type something, in a place of `places`."""
        return await self._tried(Turn(kind="words", text=text, **_envelope(member, where)))

    async def presses(self, member: str, where: str, click: Click) -> Attempt:
        """Press a button, or send what a button could have sent."""
        turn = Turn(
            kind="action",
            verb=click.verb,
            values=click.values,
            by_submit=click.by_submit,
            message=click.message,
            **_envelope(member, where),
        )
        return await self._tried(turn)

    async def searches(self, member: str, where: str, dataset: str, text: str) -> Attempt:
        """Type into a field of a card that suggests."""
        return await self._tried(Turn(kind="search", dataset=dataset, text=text, **_envelope(member, where)))

    async def works(self, dialog: Callable[[Desk], Awaitable[None]]) -> Attempt:
        """Do something that nobody has asked for by a turn."""
        self._office.attempt = attempt = Attempt(Reply.nothing())
        await self._office.work(dialog)
        return attempt

    async def look(self, look: Callable[[Records], Awaitable[T]]) -> T:
        """Look into the store."""
        async with self._office.store.transaction() as transaction:
            return await look(Records(transaction))

    async def _tried(self, turn: Turn) -> Attempt:
        self._office.attempt = attempt = Attempt(Reply.nothing())
        attempt.reply = await self._router.answer(turn)
        attempt.heard += _spread(turn, attempt.reply)
        return attempt


def _spread(turn: Turn, reply: Reply) -> Iterator[Heard]:
    """Who hears what of a reply, as `bot/teams/replies.py` carries it out."""
    if reply.private is not None:
        yield Heard(turn.sender.teams_id.removeprefix("29:"), tuple(texts_of(reply.private)))
    asker = turn.sender.teams_id.removeprefix("29:")
    alone = turn.place.is_private
    to = asker if alone else (HERE if turn.kind == "words" else CLICKER)
    yield Heard(to, tuple(texts_of(reply)))
    for message in reply.redraws:
        where = message.conversation.partition(";")[0]
        yield Heard(chat_of(where), tuple(texts_of(reply)))


def chat_of(conversation: str) -> str:
    """Whose chat with the bot it is, by member id; a channel is itself."""
    return _CHATS.get(conversation, conversation)


def texts_of(reply: Reply) -> list[str]:
    """Every text that goes out with a reply, what it is about for a watcher included."""
    mark = [reply.mark.key, *reply.mark.projects] if reply.mark else []
    suggested = [text for choice in reply.choices for text in (choice.title, choice.value)]
    return [*texts_in(reply.card or {}), reply.summary, reply.text, *mark, *suggested]


def texts_in(card: Card) -> list[str]:
    """Every text in a card: what is shown, what stands in its data and fallbacks, and the names of its fields."""
    found: list[str] = []
    waiting: list[Any] = [card]
    while waiting:
        inside = waiting.pop()
        if isinstance(inside, str):
            found.append(inside)
        elif isinstance(inside, Mapping):
            waiting += [*inside.keys(), *inside.values()]
        elif isinstance(inside, list | tuple):
            waiting += inside
        elif inside is not None:
            found.append(str(inside))
    return found


def _envelope(member: str, where: str) -> dict[str, Any]:
    one = PEOPLE[member]
    sender = Sender(tenant="t", entra_id=one.entra_id, teams_id=one.teams_id, name=one.name)
    return {"id": f"turn-{next(_ids)}", "sender": sender, "place": places(member)[where]}


def places(member: str) -> dict[str, Place]:
    """Where somebody can speak to the bot."""
    shared: dict[str, Any] = {"service_url": "https://teams.example/", "thread": "1", "team": NORTH_CHANNEL.id}
    here, there, coffee = (
        Place(kind="channel", conversation=one.id, channel=one.id, **shared)
        for one in (NORTH_CHANNEL, SOUTH_CHANNEL, COFFEE_CHANNEL)
    )
    return {
        "own chat": Place(kind="personal", conversation=PEOPLE[member].personal, service_url="https://teams.example/"),
        "North's channel": here,
        "South's channel": there,
        "unlinked channel": coffee,
        "group chat": Place(kind="group", conversation=GROUP_CHAT, service_url="https://teams.example/"),
        "North's channel, to the bot alone": Place(
            kind="channel", conversation=NORTH_CHANNEL.id, channel=NORTH_CHANNEL.id, targeted=True, **shared
        ),
    }


@asynccontextmanager
async def bot_on(folder: Path, at: datetime = NOW) -> AsyncIterator[Bot]:
    """The bot on a store, at the end of the week or another time."""
    store = await open_store(folder, TABLES)
    try:
        yield Bot(TriedOffice(store, SimulatedClock(at)))
    finally:
        await store.close()
