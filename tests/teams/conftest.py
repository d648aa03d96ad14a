"""A bot that answers what a test tells it to, behind the real gateway, connected to the loopback Teams."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest

from bot.teams.connector import Connector
from bot.teams.gateway import Gateway
from bot.teams.messages import message_activity
from bot.teams.settings import TeamsSettings
from bot.web import Door, serve
from dialogs.turn import Message, Reply, Sender, Turn
from tests.teams import LoopbackTeams


class RecordingOutlet:
    """Sends at once what it is given, and keeps it."""

    def __init__(self, connector: Connector) -> None:
        self.connector = connector
        self.private: list[tuple[Sender, Reply]] = []
        self.redrawn: list[tuple[tuple[Message, ...], dict[str, Any]]] = []
        self.shown_replies: list[tuple[Reply, Message]] = []
        self.has_personal_chats = True

    async def personal(self, sender: Sender, reply: Reply) -> bool:
        self.private.append((sender, reply))
        return self.has_personal_chats

    async def redraw(self, messages: Sequence[Message], reply: Reply) -> None:
        activity = message_activity(reply.card or {}, reply.summary, reply.mark)
        self.redrawn.append((tuple(messages), activity))
        for message in messages:
            await self.connector.update(message, activity)

    async def shown(self, reply: Reply, message: Message) -> None:
        self.shown_replies.append((reply, message))

    async def is_only_for(self, sender: Sender, message: Message) -> bool:
        sent = [(one.activity, one.only_for) for _, one in self.shown_replies]
        return (message.activity, sender.entra_id) in sent


class TestBot:
    """A bot whose answers are written by the test.

    Attributes:
        reply: what every turn is answered.
        before: awaited before each answer, for bots that think slowly or fail.
    """

    __test__ = False

    def __init__(self, connector: Connector) -> None:
        self.turns: list[Turn] = []
        self.reply = Reply.nothing()
        self.before: Callable[[Turn], Awaitable[None]] | None = None
        self.connector = connector
        self.outlet = RecordingOutlet(connector)
        self.gateway: Gateway

    async def answer(self, turn: Turn) -> Reply:
        self.turns.append(turn)
        if self.before is not None:
            await self.before(turn)
        return self.reply


@asynccontextmanager
async def running_bot(teams: LoopbackTeams, settings: TeamsSettings) -> AsyncIterator[TestBot]:
    """The bot on a port of its own; `teams.bot` points to it."""
    async with AsyncExitStack() as stack:
        connector = await stack.enter_async_context(Connector.open(settings))
        bot = TestBot(connector)
        bot.gateway = Gateway(settings, bot.answer, bot.outlet, connector)
        stack.push_async_callback(bot.gateway.close)
        runner = await serve(Door(bot.gateway, ready=list).application(), "127.0.0.1", 0)
        stack.push_async_callback(runner.cleanup)
        teams.bot = f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
        yield bot


@pytest.fixture
async def teams() -> AsyncIterator[LoopbackTeams]:
    async with LoopbackTeams() as teams:
        teams.connector.in_team = True
        teams.connector.installed.update(person.entra_id for person in teams.connector.people)
        yield teams


@pytest.fixture
async def bot(teams: LoopbackTeams) -> AsyncIterator[TestBot]:
    async with running_bot(teams, teams.settings()) as bot:
        yield bot
