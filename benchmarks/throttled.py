"""The Bot Connector of a large tenant: throttled and fallible as Teams is, and cheap enough for thousands of cards."""

import asyncio
import itertools
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Self

import msgspec
from aiohttp import web

from tests.teams.connector import card_of
from tests.teams.limits import THROTTLED, Bucket
from tests.teams.people import Person

TENANT_RATE = 50.0
"""Requests a second for the whole tenant, and how many at once after a pause."""
CONVERSATION_RATE = 1.0
A_BAD_GATEWAY = 100
"""One of so many sends is lost by a gateway before it arrives."""
ANSWER_SECONDS = 0.1
"""How long the sender waits for an answer; the message has arrived by then."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message that reached its reader.

    Attributes:
        at: seconds, monotonic.
        card_bytes: of the card's JSON.
    """

    at: float
    card_bytes: int


@dataclass(slots=True)
class Traffic:
    """What came in since the bot was started.

    Attributes:
        messages: those that arrived, by conversation.
        answered: how many requests got each status, by what was asked for.
        last_request: seconds, monotonic.
    """

    messages: dict[str, list[Arrived]] = field(default_factory=dict)
    answered: Counter[tuple[str, int]] = field(default_factory=Counter)
    last_request: float = 0.0

    @property
    def repeated(self) -> dict[str, int]:
        """Conversations that got the same card more than once, with how often beyond the first."""
        return {where: len(found) - 1 for where, found in self.messages.items() if len(found) > 1}

    @property
    def card_bytes(self) -> list[int]:
        """The size of every card that arrived."""
        return [one.card_bytes for found in self.messages.values() for one in found]

    @property
    def complete_at(self) -> float:
        """When the last reader got their first message."""
        return max((found[0].at for found in self.messages.values()), default=0.0)


class ThrottledConnector:
    """Creates conversations and takes messages at Teams' rates.

    Args:
        people: whoever can be written to.
        knows: tells whether an `Authorization` header holds a token of the bot's own.

    Attributes:
        url: the service address.
        traffic: what came in since `fresh`.
    """

    def __init__(self, people: Sequence[Person], knows: Callable[[str], bool]) -> None:
        self._personal = {one.entra_id: one.personal for one in people} | {one.teams_id: one.personal for one in people}
        self._knows = knows
        self._news = asyncio.Event()
        self._ids = itertools.count(1_741_770_000_001)
        self.url = ""
        self.fresh()

    @classmethod
    @asynccontextmanager
    async def open(cls, people: Sequence[Person], knows: Callable[[str], bool]) -> AsyncIterator[Self]:
        """Listen on a port of its own."""
        connector = cls(people, knows)
        application = web.Application()
        application.router.add_post("/emea/v3/conversations", connector._create)
        application.router.add_post("/emea/v3/conversations/{conversation}/activities", connector._send)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            connector.url = f"http://127.0.0.1:{runner.addresses[0][1]}/emea/"
            yield connector
        finally:
            await runner.cleanup()

    def fresh(self) -> None:
        """Forget what came in; nobody has used any of the allowance."""
        self.traffic = Traffic()
        self._tenant = Bucket(TENANT_RATE)
        self._conversations: dict[str, Bucket] = {}
        self._sends = itertools.count(1)

    async def until(self, condition: Callable[[Traffic], bool], patience: float) -> bool:
        """Wait until the traffic is so; False when nothing comes in any more for so many seconds."""
        while not condition(self.traffic):
            self._news.clear()
            try:
                async with asyncio.timeout(patience):
                    await self._news.wait()
            except TimeoutError:
                return False
        return True

    async def _create(self, request: web.Request) -> web.Response:
        wanted = msgspec.json.decode(await request.read(), type=dict[str, Any])
        conversation = self._personal.get(str(wanted["members"][0]["id"]))
        status = self._refusal(request) or (201 if conversation else 403)
        return await self._answer("create", status, {"id": conversation})

    async def _send(self, request: web.Request) -> web.Response:
        body, conversation = await request.read(), request.match_info["conversation"]
        status = self._refusal(request, conversation) or 201
        if status == 201:
            card = card_of(msgspec.json.decode(body, type=dict[str, Any]))
            arrived = Arrived(monotonic(), len(msgspec.json.encode(card)))
            self.traffic.messages.setdefault(conversation, []).append(arrived)
        return await self._answer("send", status, {"id": str(next(self._ids))})

    def _refusal(self, request: web.Request, conversation: str = "") -> int:
        """The status of the error this request gets; 0 for none. Without a conversation it is to create one."""
        if not self._knows(request.headers.get("Authorization", "")):
            return 401
        if not self._tenant.take():
            return 429
        if not conversation:
            return 0
        if not self._conversations.setdefault(conversation, Bucket(CONVERSATION_RATE)).take():
            return 429
        return 0 if next(self._sends) % A_BAD_GATEWAY else 502

    async def _answer(self, asked: str, status: int, made: dict[str, object]) -> web.Response:
        self.traffic.answered[asked, status] += 1
        self.traffic.last_request = monotonic()
        self._news.set()
        await asyncio.sleep(ANSWER_SECONDS)
        headers = {"Retry-After": "1"} if status == 429 else None
        return web.json_response(made if status == 201 else THROTTLED, status=status, headers=headers)
