"""Carrying out a `Reply`: what goes into the HTTP answer, what is posted, and what follows after the answer."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any, Protocol

import structlog
from botbuilder.core import TurnContext
from msgspec.structs import replace

from bot.teams.adapter import Outgoing
from bot.teams.connector import Connector
from bot.teams.failures import SendFailed, SendTimedOut
from bot.teams.invokes import InvokeAnswer, card_answer, error_answer, message_answer
from bot.teams.messages import message_activity, text_activity
from bot.teams.model import read_model
from dialogs.turn import THREAD, Mark, Message, Place, Reply, Sender, Turn

PATIENCE_SECONDS = 8.0
"""How long a reply may take inside the request; Teams gives up on a turn after about fifteen."""

log = structlog.get_logger(__name__)


def where(place: Place) -> str:
    """The conversation with its thread."""
    return f"{place.conversation}{THREAD}{place.thread}" if place.thread else place.conversation


Later = Callable[[], Awaitable[None]]


class Outlet(Protocol):
    """The bot's way out to where the turn is not: other messages and people's personal chats.

    None of it raises for a message that could not be delivered; that is an outcome of its own.
    """

    async def personal(self, sender: Sender, reply: Reply) -> bool:
        """Deliver a reply to somebody's personal chat; False when there is none."""
        ...

    async def redraw(self, messages: Sequence[Message], reply: Reply) -> None:
        """Make messages of the bot show the card of this reply, in this order."""
        ...

    async def shown(self, reply: Reply, message: Message) -> None:
        """Take note that the card of this reply now stands in this message, and who alone sees it."""
        ...

    async def is_only_for(self, sender: Sender, message: Message) -> bool:
        """Whether this message was sent where others write, too, and to this person alone."""
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

    async def placed(self, turn: Turn) -> Turn:
        """The turn with what we know of the message that was clicked: that nobody else sees it.

        Teams says it of what is typed; whether it says it of clicks and searches, too, is written nowhere.
        """
        place = turn.place
        if place.is_private or not turn.message:
            return turn
        clicked = Message(conversation=place.conversation, activity=turn.message, service_url=place.service_url)
        if await self._outlet.is_only_for(turn.sender, clicked):
            return replace(turn, place=replace(place, targeted=True))
        return turn

    async def to_words(self, context: TurnContext, turn: Turn, reply: Reply) -> list[Later]:
        """Answer where it was said: a targeted question never in public, and nobody once the bot was removed."""
        if turn.kind == "removed":
            return []
        if reply.private is not None:
            await self._privately(turn, reply.private)
        if turn.place.targeted:
            await self._privately(turn, reply.beside(None))
        else:
            await self._within_patience(turn, self._here(context, turn, reply))
        return self._redraws(turn, reply)

    def to_execute(self, turn: Turn, reply: Reply) -> tuple[InvokeAnswer, list[Later]]:
        """The answer to the clicker; everybody else's view of the card follows it."""
        later = self._redraws(turn, reply) if reply.form == "redraw" else []
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
        later = self._redraws(turn, reply) if reply.form == "redraw" else []
        answered = bool(later) or reply.form == "nothing"
        if reply.private is not None:
            later.append(partial(self._privately, turn, reply.private))
        if not answered and turn.place.kind == "personal":
            await self._within_patience(turn, self._here(context, turn, reply))
        elif not answered:
            await self._privately(turn, reply.beside(None))
        return later

    def _redraws(self, turn: Turn, reply: Reply) -> list[Later]:
        """What was drawn for somebody who is answered alone where others write never becomes what these see."""
        mine = turn.sender.entra_id
        messages = tuple(one for one in reply.redraws if not turn.place.targeted or (mine and one.only_for == mine))
        return [partial(self._outlet.redraw, messages, reply)] if reply.card is not None and messages else []

    async def _here(self, context: TurnContext, turn: Turn, reply: Reply) -> None:
        activity = self._activity(reply)
        if activity is None:
            return
        sent = await context.send_activity(read_model(Outgoing, activity))
        await self._shown(turn, reply, sent.id if sent else "")

    async def _privately(self, turn: Turn, reply: Reply) -> None:
        """To the asker alone: below what they said where nobody else saw it, else in their own chat."""
        send = self._targeted if turn.place.targeted else self._to_personal_chat
        await self._within_patience(turn, send(turn, reply))

    async def _targeted(self, turn: Turn, reply: Reply) -> None:
        activity = self._activity(reply)
        if activity is None:
            return
        try:
            sent = await self._send_targeted(turn, activity | {"recipient": {"id": turn.sender.teams_id}})
        except SendFailed as failed:
            log.info("targeted_answer_refused", turn=turn.id, status=failed.status, code=failed.code)
            await self._to_personal_chat(turn, reply)
        else:
            await self._shown(turn, reply, sent)

    async def _send_targeted(self, turn: Turn, activity: dict[str, Any]) -> str:
        """Post it below the question, which Teams shows above it; where Teams refuses to, without the question."""
        url, place = turn.place.service_url, where(turn.place)
        if turn.kind == "words" and turn.id:
            try:
                quoted = activity | {"entities": [{"type": "targetedMessageInfo", "messageId": turn.id}]}
                return await self._connector.send(url, place, quoted, targeted=True)
            except SendFailed as failed:
                if failed.status not in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND):
                    raise
        return await self._connector.send(url, place, activity, targeted=True)

    async def _to_personal_chat(self, turn: Turn, reply: Reply) -> None:
        if not await self._outlet.personal(turn.sender, reply):
            log.info("no_personal_chat", turn=turn.id, person=turn.sender.entra_id)

    async def _shown(self, turn: Turn, reply: Reply, activity: str | None) -> None:
        if reply.card is not None and activity:
            place = turn.place
            message = Message(
                conversation=where(place),
                activity=activity,
                service_url=place.service_url,
                only_for=turn.sender.entra_id if place.targeted else "",
            )
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
