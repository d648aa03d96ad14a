"""Finds the dialog a turn belongs to, and lets every turn have one effect however often it arrives."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Iterable
from functools import partial

import structlog
from msgspec.structs import replace

from bot.clock import SimulatedClock
from bot.office import Office
from dialogs import by_code, onboarding, typeahead, uploads
from dialogs.conversation import Answer, Conversation
from dialogs.desk import Desk, Person, Refused
from dialogs.help import unknown_words
from dialogs.questions import outside
from dialogs.turn import Mark, Reply, Turn
from dialogs.words import understood

REMEMBERED_SECONDS = 600.0
REMEMBERED_TURNS = 20_000
REMEMBERED_CLICKS = 100
"""Clicks whose answers, whole cards, are kept; an older one is carried out again, which its dialog makes harmless."""
FAILED = "InternalError"
"""Code of the answer to a turn that failed; the same turn may be tried again."""

log = structlog.get_logger(__name__)


class Router:
    """Answers turns.

    Args:
        conversations: every dialog's verbs and commands.
    """

    def __init__(self, office: Office, conversations: Iterable[Conversation]) -> None:
        self._office = office
        self._simulated = isinstance(office.clock, SimulatedClock)
        self._verbs: dict[str, Answer] = {}
        self._commands: dict[str, Answer] = {}
        for conversation in conversations:
            self._verbs |= conversation.verbs
            self._commands |= conversation.commands
        self._clicks = _Recent(REMEMBERED_CLICKS)
        self._others = _Recent(REMEMBERED_TURNS)

    async def answer(self, turn: Turn) -> Reply:
        """What is said to a turn; a turn that comes again is not carried out again.

        A click that comes again gets the same answer; words that come again were answered by the first message.
        """
        if not turn.id:
            return await self._carefully(turn)
        recent = self._clicks if turn.kind == "action" else self._others
        key = (turn.place.conversation, turn.place.thread, turn.kind, turn.id, turn.sender.entra_id)
        known = recent.get(key)
        if known is not None:
            return _once_more(turn, await asyncio.shield(known))
        task = asyncio.ensure_future(self._carefully(turn))
        recent.put(key, task)
        task.add_done_callback(partial(_settle, turn, key, recent))
        return await asyncio.shield(task)

    async def _carefully(self, turn: Turn) -> Reply:
        """The net of the turn: a bug is logged and told, and has changed nothing."""
        try:
            reply = await self._office.work(lambda desk: self._dialog(turn, desk))
        except Refused as refused:
            await self._note_attempt(turn, refused)
            reply = Reply.toast(refused.sentence)
        except Exception:
            log.exception("turn_failed", turn=turn.id, kind=turn.kind, verb=turn.verb)
            reply = await self._apology(turn)
        return self._stamped(reply, (understood(turn.text).command if turn.kind == "words" else "") or "sentence")

    def _stamped(self, reply: Reply, key: str) -> Reply:
        """The reply with the instant it was given at; a sentence is an answer under this key."""
        if not self._simulated:
            return reply  # nobody is told
        private = self._stamped(reply.private, key) if reply.private else None
        mark = reply.mark or (Mark(kind="answer", key=key) if reply.text else None)
        stamped = mark.at(self._office.clock.now()) if mark else None
        return replace(reply, mark=stamped, private=private) if stamped or private else reply

    async def _dialog(self, turn: Turn, desk: Desk) -> Reply:
        await onboarding.meet(turn, desk)
        person = await desk.person(turn.sender.entra_id)
        match turn.kind:
            case "words":
                return await self._words(turn, person, desk)
            case "action":
                return await self._action(turn, person, desk)
            case "search":
                return await typeahead.suggested(turn, person, desk)
            case "installed":
                return await onboarding.installed(turn, person, desk)
            case "removed":
                return await onboarding.removed(turn, person, desk)
            case "place":
                await onboarding.place_changed(turn, desk)
                return Reply.nothing()
            case _:
                return Reply.nothing()

    async def _words(self, turn: Turn, person: Person, desk: Desk) -> Reply:
        if turn.files:
            return await uploads.received(turn, person, desk)
        typed = understood(turn.text)
        if not typed.first:
            return await self._commands["help"](turn, person, desk)
        command = self._commands.get(typed.command)
        if command is not None:
            return await command(turn, person, desk)
        return await by_code.answered(turn, person, desk, unknown_words(typed, person))

    async def _action(self, turn: Turn, person: Person, desk: Desk) -> Reply:
        verb = self._verbs.get(turn.verb)
        if verb is None:
            sentence = person.say("This button does nothing any more. Type “help” to see what you can ask.")
            return Reply.refusal(sentence, "NotSupported")
        if person.member is None:
            raise Refused(outside(person), attempt=turn.verb)
        return await verb(turn, person, desk)

    async def _note_attempt(self, turn: Turn, refused: Refused) -> None:
        if not refused.attempt:
            return

        async def note(desk: Desk) -> None:
            person = await desk.person(turn.sender.entra_id)
            await desk.note(person.mark, "refused", refused.attempt)

        await self._office.work(note)

    async def _apology(self, turn: Turn) -> Reply:
        async def sentence(desk: Desk) -> str:
            person = await desk.person(turn.sender.entra_id)
            return person.say("Something went wrong on my side and nothing was changed. Please try again in a minute.")

        return Reply.refusal(await self._office.work(sentence), FAILED)


def _once_more(turn: Turn, reply: Reply) -> Reply:
    """The answer to a turn that comes again: for the clicker alone, for what messages show may be newer by now."""
    if turn.kind != "action" or turn.by_submit:
        return Reply.nothing()
    return reply.once_more()


def _settle(turn: Turn, key: object, recent: "_Recent", task: asyncio.Future[Reply]) -> None:
    """A turn that failed may be tried again; of one that only a click would need the answer of, it is not kept."""
    if task.cancelled() or task.exception() is not None or task.result().code == FAILED:
        recent.drop(key)
    elif turn.kind != "action":
        answered = task.get_loop().create_future()
        answered.set_result(Reply.nothing())
        recent.put(key, answered)


class _Recent:
    """Turns of the last ten minutes and their answers, the latest of them.

    Args:
        most: how many turns are remembered.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._turns: OrderedDict[object, tuple[float, asyncio.Future[Reply]]] = OrderedDict()

    def get(self, key: object) -> asyncio.Future[Reply] | None:
        self._forget()
        known = self._turns.get(key)
        return known[1] if known else None

    def put(self, key: object, answer: asyncio.Future[Reply]) -> None:
        self._turns[key] = (time.monotonic(), answer)

    def drop(self, key: object) -> None:
        self._turns.pop(key, None)

    def _forget(self) -> None:
        oldest_kept = time.monotonic() - REMEMBERED_SECONDS
        while self._turns:
            at, _ = next(iter(self._turns.values()))
            if at > oldest_kept and len(self._turns) <= self._most:
                return
            self._turns.popitem(last=False)
