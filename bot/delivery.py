"""Sends what waits in the outbox: paced, retried, each letter with an outcome (DESIGN §3 "A message")."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

import structlog

from bot.addressing import Destination, destination, lost, opened
from bot.clock import SimulatedClock
from bot.office import Office, guarded
from bot.pacing import Pacer
from bot.retries import BACK_OFF, is_given_up, is_next, is_too_late, put_off
from bot.teams.connector import Connector
from bot.teams.failures import SendFailed, SendTimedOut
from bot.teams.messages import message_activity
from dialogs.conversation import Drawn, Post, Withdrawn
from dialogs.desk import Desk
from dialogs.notices import tell_pmo_of_channel
from dialogs.turn import Mark, Message
from storage.outbox import Delivery as Ended
from storage.outbox import Letter, LetterKind, Outcome
from storage.tables import LETTERS, instant

IN_HAND = 256
"""Letters worked on at the same time; most of them wait for their turn."""
A_LANE = 3
"""Of those, letters to one conversation, so that a busy channel does not hold up everybody."""
STOP_PATIENCE = 10.0
"""Seconds a stop waits for what is being sent, so that what Teams has taken is recorded."""
LOST = frozenset((Outcome.UNREACHABLE, Outcome.EXPIRED, Outcome.FAILED))
"""Outcomes after which nobody has read the letter, though its reason still stands."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Sent:
    """A letter that went out as what its mark says."""

    message: Message
    mark: Mark


class Delivery:
    """The one door out.

    Args:
        posts: what belongs to each kind of letter.
        tenant: Entra tenant id.
    """

    def __init__(
        self, office: Office, connector: Connector, pacer: Pacer, posts: Mapping[LetterKind, Post], tenant: str = ""
    ) -> None:
        self._office = office
        self._simulated = isinstance(office.clock, SimulatedClock)
        self._connector = connector
        self._pacer = pacer
        self._posts = posts
        self._tenant = tenant
        self.sent = 0
        self._hands: dict[str, asyncio.Task[None]] = {}
        self._queued: set[str] = set()
        self._closed = False
        self._lanes: Counter[str] = Counter()
        self._woken = asyncio.Event()
        office.store.on_commit(self._wake)

    def _wake(self, tables: frozenset[str]) -> None:
        if LETTERS.name in tables:
            self._woken.set()

    async def run(self) -> None:
        """Deliver for ever: whatever is ready, then wait for a commit that writes a letter or for the next instant."""
        while True:
            self._woken.clear()
            await guarded("delivery", self.take_up())
            try:
                async with asyncio.timeout(1.0):
                    await self._woken.wait()
            except TimeoutError:
                pass

    async def take_up(self) -> int:
        """Start on what is ready, as far as hands are free; return how many letters were taken up."""
        free = IN_HAND - len(self._hands)
        if self._closed or free < IN_HAND // 4:
            return 0
        taken = 0
        for letter in await self._office.work(self._ready):
            if taken == free or self._closed:
                break
            if letter.key in self._hands or self._lanes[_lane(letter)] >= A_LANE:
                continue
            self._take(letter)
            taken += 1
        return taken

    async def _ready(self, desk: Desk) -> Sequence[Letter]:
        return [letter for letter in await self._waiting(desk) if is_next(letter, desk.now, desk.real)]

    def _take(self, letter: Letter) -> None:
        self._lanes[_lane(letter)] += 1
        self._hands[letter.key] = asyncio.create_task(self._hand(letter))

    async def _hand(self, letter: Letter) -> None:
        try:
            if await guarded(f"letter {letter.kind.value}", self._deliver(letter)) is None:
                await guarded("letter put back", self._office.work(lambda desk: self._tripped(letter, desk)))
        finally:
            del self._hands[letter.key]
            self._lanes[_lane(letter)] -= 1
            if not self._lanes[_lane(letter)]:
                del self._lanes[_lane(letter)]
            self._woken.set()

    async def close(self, patience: float = STOP_PATIENCE) -> None:
        """Take up nothing more and finish what is being sent, at most `patience` seconds of it."""
        self._closed = True
        hands = dict(self._hands)
        for key in self._queued:
            hands[key].cancel()
        if hands:
            _, unfinished = await asyncio.wait(hands.values(), timeout=patience)
            for hand in unfinished:
                hand.cancel()
            await asyncio.gather(*unfinished, return_exceptions=True)

    async def settled(self, patience: float) -> int:
        """Wait until everything ready has been delivered; return how many letters are still to be sent at this instant.

        Args:
            patience: real seconds to wait once no letter is left that was not tried yet, or none of them moves.
        """
        loop = asyncio.get_running_loop()
        end, untried = loop.time() + patience, frozenset[str]()
        while True:
            await self.take_up()
            waiting = await self._office.work(self._waiting)
            if not waiting:
                return 0
            fresh = frozenset(letter.key for letter in waiting if letter.retry_at is None)
            if fresh != untried:
                end, untried = loop.time() + patience, fresh
            elif loop.time() >= end:
                return len(waiting)
            await self._something_to_do()

    async def _something_to_do(self) -> None:
        """Wait until a hand is free again, or for a moment, because letters are to be tried again by then."""
        if self._hands:
            await asyncio.wait(self._hands.values(), timeout=1.0, return_when=asyncio.FIRST_COMPLETED)
        else:
            await asyncio.sleep(0.05)

    async def _waiting(self, desk: Desk) -> Sequence[Letter]:
        return await desk.records.letters.range("ready", high=(instant(desk.now) + 1,), limit=4 * IN_HAND)

    async def _deliver(self, letter: Letter) -> bool:
        """Bring one letter to an outcome or to its next try; always True, so that a bug can be told apart."""
        where = await self._office.work(lambda desk: self._where(letter, desk))
        if where is None or not await self._turn(letter, where):
            return True
        try:
            if where.needs_chat:
                where = await self._with_chat(where)
                if not await self._turn(letter, where):
                    return True
            drawn = await self._office.work(lambda desk: self._draw(letter, desk))
            if drawn is None:
                return True
            sent = await self._send(where, drawn)
        except SendFailed as error:
            failed, there = error, where
            await self._office.work(lambda desk: self._refused(letter, there, failed, desk))
        except SendTimedOut:
            await self._office.work(lambda desk: self._timed_out(letter, desk))
        else:
            self.sent += 1
            await self._office.work(lambda desk: self._arrived(letter, sent, desk))
        return True

    async def _with_chat(self, where: Destination) -> Destination:
        """Create the personal chat: a request like any other, and known from now on whatever becomes of the letter."""
        chat = await self._connector.open_personal(where.service_url, self._tenant, where.member)
        await self._office.work(lambda desk: opened(where.entra_id, chat, where.service_url, desk))
        return replace(where, conversation=chat)

    async def _turn(self, letter: Letter, where: Destination) -> bool:
        """Wait for the letter's turn; False when the service stops first."""
        if self._closed:
            return False
        self._queued.add(letter.key)
        try:
            await self._pacer.slot(where.lane)
        finally:
            self._queued.discard(letter.key)
        return not self._closed

    async def _where(self, letter: Letter, desk: Desk) -> Destination | None:
        """Where it goes; one that cannot go anywhere, or whose time has passed, ends here."""
        if is_too_late(letter, desk.now):
            await self._end(letter, Outcome.EXPIRED, "too late", desk)
            return None
        found = await destination(letter, desk)
        if isinstance(found, Destination):
            return found
        await self._end(letter, Outcome.UNREACHABLE, found, desk)
        return None

    async def _draw(self, letter: Letter, desk: Desk) -> Drawn | None:
        """What is sent, as of now; what it shows is stored when this transaction ends, before a byte goes out."""
        drawn = await self._posts[letter.kind].draw(letter, desk)
        if isinstance(drawn, Withdrawn):
            await self._end(letter, Outcome.WITHDRAWN, drawn.reason, desk)
            return None
        return replace(drawn, mark=replace(drawn.mark, now=desk.now.isoformat()))

    async def _send(self, where: Destination, drawn: Drawn) -> _Sent:
        activity = message_activity(drawn.card, drawn.summary, drawn.mark if self._simulated else None)
        if where.channel:
            url, channel = where.service_url, where.channel
            message = await self._connector.post_in_channel(url, channel, activity, tenant=self._tenant)
            return _Sent(message, drawn.mark)
        if where.activity:
            await self._connector.update(where.service_url, where.conversation, where.activity, activity)
        sent = where.activity or await self._connector.send(where.service_url, where.conversation, activity)
        message = Message(conversation=where.conversation, activity=sent, service_url=where.service_url)
        return _Sent(message, drawn.mark)

    async def _arrived(self, letter: Letter, sent: _Sent, desk: Desk) -> None:
        await self._end(letter, Outcome.SENT, "", desk, sent.message.activity)
        await self._posts[letter.kind].posted(letter, sent.message, sent.mark, desk)

    async def _refused(self, letter: Letter, where: Destination, failed: SendFailed, desk: Desk) -> None:
        reason = f"{failed.status} {failed.code}".strip()
        # After a 401 the connector forgets its token, and the next try brings a new one.
        if failed.retryable or (failed.status == HTTPStatus.UNAUTHORIZED and not letter.tries):
            if failed.status == HTTPStatus.TOO_MANY_REQUESTS:
                self._pacer.pause(where.lane, failed.retry_after or BACK_OFF)
            await self._again(letter, put_off(letter, desk.real, failed.retry_after), reason, desk)
            return
        log.warning("letter_refused", kind=letter.kind.value, status=failed.status, code=failed.code)
        if not failed.unreachable or where.activity:
            await self._end(letter, Outcome.FAILED, reason, desk)
            return
        await self._end(letter, Outcome.UNREACHABLE, reason, desk)
        if await lost(where, reason, desk) and where.channel:
            await desk.note("rapporteur", "channel.unreachable", where.channel, {"reason": reason})
            await tell_pmo_of_channel(where.channel, reason, desk)

    async def _timed_out(self, letter: Letter, desk: Desk) -> None:
        await self._again(letter, put_off(letter, desk.real, None, timed_out=True), "timed out", desk)

    async def _tripped(self, letter: Letter, desk: Desk) -> None:
        """A fault of our own: it may be gone when the letter's turn comes again."""
        tried = replace(put_off(letter, desk.real, None), mishaps=letter.mishaps + 1)
        await self._again(letter, tried, "internal error", desk)

    async def _again(self, letter: Letter, tried: Letter, reason: str, desk: Desk) -> None:
        """Keep it for its next try, or end it when it was tried for long enough."""
        if await desk.records.letters.get(letter.key) != letter:
            return
        await desk.records.letters.put(tried)
        if is_given_up(tried, desk.real):
            await self._end(tried, Outcome.FAILED, reason, desk)

    async def _end(self, letter: Letter, outcome: Outcome, reason: str, desk: Desk, activity: str = "") -> None:
        """Record what became of it; one that is lost may be told otherwise, as its kind knows.

        A letter that was written anew meanwhile stays: it has more to say.
        """
        if await desk.records.letters.get(letter.key) == letter:
            await desk.records.letters.remove(letter.key)
        await desk.records.deliveries.put(
            Ended(
                key=letter.key,
                kind=letter.kind,
                subject=letter.subject,
                member=letter.member,
                channel=letter.channel,
                at=desk.now,
                outcome=outcome,
                reason=reason,
                tries=letter.tries + (outcome is Outcome.SENT),
                timeouts=letter.timeouts,
                activity=activity,
            )
        )
        await desk.note("rapporteur", f"delivery.{outcome.value}", letter.key, {"reason": reason} if reason else {})
        if outcome in LOST:
            await self._posts[letter.kind].failed(letter, desk)


def _lane(letter: Letter) -> str:
    return letter.conversation or letter.channel or letter.member
