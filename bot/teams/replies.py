"""Carrying out a `Reply`: what goes into the HTTP answer, what is posted, and what follows after the answer."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, Protocol

import structlog
from botbuilder.core import TurnContext

from bot.teams.adapter import Outgoing
from bot.teams.connector import Connector
from bot.teams.failures import SendFailed, SendTimedOut
from bot.teams.invokes import InvokeAnswer, card_answer, error_answer, message_answer
from bot.teams.messages import message_activity, text_activity
from bot.teams.model import read_model
from dialogs.turn import Mark, Message, Reply, Sender, Turn

PATIENCE_SECONDS = 8.0
"""How long a reply may take inside the request; Teams gives up on a turn after about fifteen."""

log = structlog.get_logger(__name__)

Later = Callable[[], Awaitable[None]]


class Outlet(Protocol):
    """The bot's way out to where the turn is not: other messages and people's personal chats.

    Neither method raises for a message that could not be delivered; that is an outcome of its own.
    """

    async def personal(self, sender: Sender, reply: Reply) -> bool:
        """Deliver a reply to somebody's personal chat; False when there is none."""
        ...

    async def redraw(self, messages: Sequence[Message], reply: Reply) -> None:
        """Make messages of the bot show the card of this reply, in this order."""
        ...

    async def shown(self, reply: Reply, message: Message) -> None:
        """Take note that the card of this reply now stands in this message."""
        ...


class Replies:
    """Carries out replies to words, to `Action.Execute` and to `Action.Submit`."""

    def __init__(
        self, connector: Connector, outlet: Outlet, *, simulated: bool = False, patience: float = PATIENCE_SECONDS
    ) -> None:
        self._connector = connector
        self._outlet = outlet
        self._simulated = simulated
        self._patience = patience

    async def to_words(self, context: TurnContext, turn: Turn, reply: Reply) -> list[Later]:
        """Answer where it was said: a targeted question never in public, and nobody once the bot was removed."""
        if turn.kind == "removed":
            return []
        if reply.private is not None:
            await self._privately(turn, reply.private)
        if turn.place.targeted:
            await self._within_patience(turn, self._targeted(turn, reply))
        else:
            await self._within_patience(turn, self._here(context, turn, reply))
        return self._redraws(reply, reply.redraws)

    def to_execute(self, turn: Turn, reply: Reply) -> tuple[InvokeAnswer, list[Later]]:
        """The answer to the clicker; everybody else's view of the card follows it."""
        later = self._redraws(reply, reply.redraws) if reply.form == "redraw" else []
        if reply.private is not None:
            later.append(partial(self._privately, turn, reply.private))
        if reply.card is not None:
            return card_answer(reply.card, self._mark(reply)), later
        if reply.form == "refusal":
            return error_answer(reply.code or "BadRequest", reply.text), later
        return message_answer(reply.text), later

    async def to_submit(self, context: TurnContext, turn: Turn, reply: Reply) -> list[Later]:
        """The same for a client that cannot take a card as an answer: updates and messages.

        Only a message the reply names is redrawn; which one was clicked is the client's word alone (CONTRACT §5
        "Redraw"). A card that no message is known to show comes as a new one.
        """
        later = self._redraws(reply, reply.redraws) if reply.form == "redraw" else []
        answered = bool(later) or reply.form == "nothing"
        if reply.private is not None:
            later.append(partial(self._privately, turn, reply.private))
        if not answered and turn.place.kind == "personal":
            await self._within_patience(turn, self._here(context, turn, reply))
        elif not answered:
            await self._privately(turn, reply.beside(None))
        return later

    def _redraws(self, reply: Reply, messages: Sequence[Message]) -> list[Later]:
        if reply.card is None or not messages:
            return []
        return [partial(self._outlet.redraw, tuple(messages), reply)]

    async def _here(self, context: TurnContext, turn: Turn, reply: Reply) -> None:
        activity = self._activity(reply)
        if activity is None:
            return
        sent = await context.send_activity(read_model(Outgoing, activity))
        await self._shown(turn, reply, sent.id if sent else "")

    async def _targeted(self, turn: Turn, reply: Reply) -> None:
        activity = self._activity(reply)
        if activity is None:
            return
        conversation = f"{turn.place.conversation};messageid={turn.place.thread}" if turn.place.thread else ""
        try:
            await self._connector.send(
                turn.place.service_url,
                conversation or turn.place.conversation,
                activity | {"recipient": {"id": turn.sender.teams_id}},
                targeted=True,
            )
        except SendFailed as failed:
            log.info("targeted_answer_refused", turn=turn.id, status=failed.status, code=failed.code)
            await self._privately(turn, reply.beside(None))

    async def _privately(self, turn: Turn, reply: Reply) -> None:
        await self._within_patience(turn, self._to_personal_chat(turn, reply))

    async def _to_personal_chat(self, turn: Turn, reply: Reply) -> None:
        if not await self._outlet.personal(turn.sender, reply):
            log.info("no_personal_chat", turn=turn.id, person=turn.sender.entra_id)

    async def _shown(self, turn: Turn, reply: Reply, activity: str | None) -> None:
        if reply.card is not None and activity:
            place = turn.place
            where = f"{place.conversation};messageid={place.thread}" if place.thread else place.conversation
            message = Message(conversation=where, activity=activity, service_url=place.service_url)
            await self._outlet.shown(reply, message)

    def _activity(self, reply: Reply) -> dict[str, Any] | None:
        if reply.card is not None:
            return message_activity(reply.card, reply.summary, self._mark(reply))
        return text_activity(reply.text, self._mark(reply)) if reply.text else None

    def _mark(self, reply: Reply) -> Mark | None:
        return reply.mark if self._simulated else None

    async def _within_patience(self, turn: Turn, sending: Awaitable[None]) -> None:
        """A reply that cannot be sent is logged; the turn itself was carried out and stays so."""
        try:
            async with asyncio.timeout(self._patience):
                await sending
        except SendFailed as failed:
            log.warning("reply_not_sent", turn=turn.id, status=failed.status, code=failed.code)
        except (SendTimedOut, TimeoutError):
            log.warning("reply_timed_out", turn=turn.id)
