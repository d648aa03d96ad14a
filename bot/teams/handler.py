"""Which activity is which turn; everything else Teams sends is taken note of by an empty 2xx."""

import time
from collections.abc import Awaitable, Callable

import structlog
from botbuilder.core import ActivityHandler, TurnContext
from botbuilder.schema import ActivityTypes

from bot.teams.adapter import TeamsAdapter
from bot.teams.invokes import (
    CARD_ACTION,
    FAULT,
    SEARCH,
    InvokeAnswer,
    MalformedAction,
    error_answer,
    not_implemented,
    read_click,
    read_query,
    search_answer,
)
from bot.teams.model import MalformedActivity
from bot.teams.replies import Later, Replies
from bot.teams.turns import came_or_went, clicked, installed_or_removed, is_for_the_bot, said, searched
from dialogs.turn import Reply, Turn

TENANT = "rapporteur.tenant"
LATER = "rapporteur.later"
INTERNAL_ERROR = error_answer(FAULT, "Something went wrong.")

Answer = Callable[[Turn], Awaitable[Reply]]

log = structlog.get_logger(__name__)


class Conversations(ActivityHandler):
    """Turns activities into `Turn`s, asks for the `Reply` and has it carried out.

    Args:
        answer: what the bot says to a turn; raises nothing but by a bug.
    """

    def __init__(self, adapter: TeamsAdapter, answer: Answer, replies: Replies) -> None:
        self._adapter = adapter
        self._answer = answer
        self._replies = replies
        adapter.on_turn_error = self.on_fault

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Words, or a card action by `Action.Submit`."""
        if is_for_the_bot(turn_context.activity):
            await self._carry_out(turn_context, said(turn_context.activity, turn_context.turn_state[TENANT]))

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        """The bot or members came or went."""
        turn = came_or_went(turn_context.activity, turn_context.turn_state[TENANT])
        if turn is not None:
            await self._carry_out(turn_context, turn)

    async def on_installation_update(self, turn_context: TurnContext) -> None:
        """The app was installed or removed."""
        turn = installed_or_removed(turn_context.activity, turn_context.turn_state[TENANT])
        if turn is not None:
            await self._carry_out(turn_context, turn)

    async def on_invoke_activity(self, turn_context: TurnContext) -> None:
        """A click on a card, or what was typed into a field that suggests; other invokes are not ours."""
        await self._adapter.answer_invoke(turn_context, await self._invoked(turn_context))

    async def on_fault(self, context: TurnContext, error: Exception) -> None:
        """A bug of ours: said in the log, and to a clicker; a message is answered with 2xx, or Teams sends it again.

        Raises:
            MalformedActivity: passed on; it is the sender's fault.
        """
        if isinstance(error, MalformedActivity):
            raise error
        activity = context.activity
        log.error("turn_failed", turn=activity.id, type=activity.type, exc_info=error)
        if activity.type == ActivityTypes.invoke:
            answer = search_answer(()) if activity.name == SEARCH else INTERNAL_ERROR
            await self._adapter.answer_invoke(context, answer)

    async def _invoked(self, context: TurnContext) -> InvokeAnswer:
        activity = context.activity
        if activity.name == SEARCH:
            turn = searched(activity, context.turn_state[TENANT], read_query(activity.value))
            return search_answer((await self._ask(await self._replies.placed(turn))).choices)
        if activity.name != CARD_ACTION:
            return not_implemented()
        try:
            click = read_click(activity.value)
        except MalformedAction as malformed:
            return error_answer(malformed.code, str(malformed))
        turn = await self._replies.placed(clicked(activity, context.turn_state[TENANT], click))
        answer, later = self._replies.to_execute(turn, await self._ask(turn))
        context.turn_state[LATER].extend(later)
        return answer

    async def _carry_out(self, context: TurnContext, turn: Turn) -> None:
        turn = await self._replies.placed(turn)
        reply = await self._ask(turn)
        carry_out = self._replies.to_submit if turn.by_submit else self._replies.to_words
        later: list[Later] = await carry_out(context, turn, reply)
        context.turn_state[LATER].extend(later)

    async def _ask(self, turn: Turn) -> Reply:
        started = time.perf_counter()
        reply = await self._answer(turn)
        log.info(
            "turn",
            turn=turn.id,
            kind=turn.kind,
            verb=turn.verb,
            place=turn.place.kind,
            person=turn.sender.entra_id,
            reply=reply.form,
            ms=round((time.perf_counter() - started) * 1000, 1),
        )
        return reply
