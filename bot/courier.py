"""Brings one letter to its outcome: where it goes, what it says, how it is sent and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

import structlog

from bot.addressing import Destination, destination, lost, opened, why_unreachable
from bot.clock import SimulatedClock
from bot.office import Office
from bot.pacing import Pacer
from bot.retries import BACK_OFF, is_given_up, is_too_late, put_off
from bot.teams.connector import Connector
from bot.teams.failures import SendFailed, SendTimedOut
from bot.teams.messages import message_activity
from cards.mentions import mentions_of, without_mentions
from dialogs import budget
from dialogs.conversation import Drawn, Post, Withdrawn
from dialogs.desk import Desk, Person
from dialogs.notices import tell_pmo_of_channel
from dialogs.turn import Mark, Message
from storage.outbox import ANSWERS, Delivery, Letter, LetterKind, Outcome

LOST = frozenset((Outcome.UNREACHABLE, Outcome.EXPIRED, Outcome.FAILED))
"""Outcomes after which nobody has read the letter, though its reason still stands."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ending:
    """What became of a letter.

    Attributes:
        reason: for all but sent, in a word.
        code: Teams' own word for it, for the audit.
        activity: message id that Teams gave.
    """

    outcome: Outcome
    reason: str = ""
    code: str = ""
    activity: str = ""


@dataclass(frozen=True, slots=True)
class _Parcel:
    """One message as it is sent, and the letters it brings: several when some were held back for it."""

    letters: tuple[Letter, ...]
    drawn: Drawn


@dataclass(frozen=True, slots=True)
class _Sent:
    """A letter that went out as what its mark says."""

    message: Message
    mark: Mark


class Courier:
    """Carries letters, each in transactions of its own: where it goes, what it shows, and what became of it.

    Args:
        posts: what belongs to each kind of letter.
        tenant: Entra tenant id.

    Attributes:
        sent: letters that went out.
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

    async def address(self, letter: Letter) -> Destination | None:
        """Where it goes; one that cannot go anywhere, or whose time has passed, ends here."""
        return await self._office.work(lambda desk: self._where(letter, desk))

    async def with_chat(self, letter: Letter, where: Destination) -> Destination | None:
        """Create the personal chat: a request like any other, and known from then on whatever becomes of the letter."""
        try:
            chat = await self._connector.open_personal(where.service_url, self._tenant, where.member)
        except (SendFailed, SendTimedOut) as error:
            await self._not_sent(letter, where, error)
            return None
        await self._office.work(lambda desk: opened(where.entra_id, chat, where.service_url, desk))
        return replace(where, conversation=chat)

    async def bring(self, letter: Letter, where: Destination) -> None:
        """Bring it to an outcome or to its next try."""
        parcel = await self._office.work(lambda desk: self._packed(letter, desk))
        if parcel is None:
            return
        try:
            sent = await self._send_or_name(where, parcel.drawn)
        except (SendFailed, SendTimedOut) as error:
            for one in parcel.letters:
                await self._not_sent(one, where, error)
            await self._office.work(lambda desk: self._keep_together(parcel.letters, desk))
        else:
            self.sent += 1
            await self._office.work(lambda desk: self._arrived(parcel, sent, desk))

    async def tripped(self, letter: Letter) -> None:
        """A fault of our own: it may be gone when the letter's turn comes again."""
        await self._office.work(lambda desk: self._tripped(letter, desk))

    async def _not_sent(self, letter: Letter, where: Destination, error: SendFailed | SendTimedOut) -> None:
        if isinstance(error, SendFailed):
            await self._office.work(lambda desk: self._refused(letter, where, error, desk))
        else:
            await self._office.work(lambda desk: self._timed_out(letter, desk))

    async def _where(self, letter: Letter, desk: Desk) -> Destination | None:
        if is_too_late(letter, desk.now):
            await self._end(letter, _Ending(outcome=Outcome.EXPIRED, reason="too late"), desk)
            return None
        found = await destination(letter, desk)
        if isinstance(found, Destination):
            return found
        await self._end(letter, _Ending(outcome=Outcome.UNREACHABLE, reason=found), desk)
        return None

    async def _packed(self, letter: Letter, desk: Desk) -> _Parcel | None:
        """What is sent, as of now; what it shows is stored when this transaction ends, before a byte goes out."""
        person = await _written_to(letter, desk)
        if person is not None and not await self._may_go(letter, person, desk):
            return None
        parts = []
        for one in (letter, *await budget.held_with(letter, desk)):
            drawn = await self._draw(one, desk)
            if drawn is not None:
                parts.append((one, drawn))
        if not parts:
            return None
        first, drawn = parts[0]
        if len(parts) > 1 and person is not None:
            drawn = budget.bundled(first, [part for _, part in parts], person)
        return _Parcel(tuple(one for one, _ in parts), replace(drawn, mark=drawn.mark.at(desk.now)))

    async def _may_go(self, letter: Letter, person: Person, desk: Desk) -> bool:
        """Put off what falls on a day off, which it may have become since the letter was written, or is too much."""
        off = person.calendar.span(person.calendar.local(desk.now).date()) is None
        if off and letter.kind not in ANSWERS:
            working = person.calendar.next_working(desk.now)
            await self._wait(letter, replace(letter, not_before=working, retry_at=None), desk)
            return False
        if not await budget.is_spent(letter, person, desk):
            return True
        waiting = await budget.put_off(letter, person, desk)
        if isinstance(waiting, Withdrawn):
            await self._end(letter, _Ending(outcome=Outcome.WITHDRAWN, reason=waiting.reason), desk)
        elif waiting is not None:
            await self._wait(letter, waiting, desk)
        return waiting is None

    async def _keep_together(self, letters: Sequence[Letter], desk: Desk) -> None:
        """Letters that went out in one message, and did not arrive, are tried again in one."""
        waiting = [found for one in letters if (found := await desk.records.letters.get(one.key)) and found.retry_at]
        for one in waiting[1:]:
            await desk.records.letters.put(replace(one, retry_at=waiting[0].retry_at))

    async def _wait(self, letter: Letter, waiting: Letter, desk: Desk) -> None:
        """Put the letter off, unless it was written anew meanwhile."""
        if await desk.records.letters.get(letter.key) == letter:
            await desk.records.letters.put(waiting)
            await desk.note("rapporteur", "delivery.held", letter.key, {"until": waiting.not_before.isoformat()})

    async def _draw(self, letter: Letter, desk: Desk) -> Drawn | None:
        """The letter as of now; one whose reason has gone ends here."""
        drawn = await self._posts[letter.kind].draw(letter, desk)
        if isinstance(drawn, Withdrawn):
            await self._end(letter, _Ending(outcome=Outcome.WITHDRAWN, reason=drawn.reason), desk)
            return None
        return drawn

    async def _send_or_name(self, where: Destination, drawn: Drawn) -> _Sent:
        """Send it; what Teams refuses because of somebody who is mentioned in it goes with their name alone."""
        try:
            return await self._send(where, drawn)
        except SendFailed as failed:
            if failed.status != HTTPStatus.BAD_REQUEST or not mentions_of(drawn.card):
                raise
            log.warning("mention_refused", code=failed.code)
            return await self._send(where, replace(drawn, card=without_mentions(drawn.card)))

    async def _send(self, where: Destination, drawn: Drawn) -> _Sent:
        activity = message_activity(drawn.card, drawn.summary, drawn.mark if self._simulated else None)
        if where.channel:
            url, channel = where.service_url, where.channel
            message = await self._connector.post_in_channel(url, channel, activity, tenant=self._tenant)
            return _Sent(message, drawn.mark)
        sent = where.activity or await self._connector.send(where.service_url, where.conversation, activity)
        message = Message(
            conversation=where.conversation, activity=sent, service_url=where.service_url, only_for=where.only_for
        )
        if where.activity:
            await self._connector.update(message, activity)
        return _Sent(message, drawn.mark)

    async def _arrived(self, parcel: _Parcel, sent: _Sent, desk: Desk) -> None:
        for letter in parcel.letters:
            await self._end(letter, _Ending(outcome=Outcome.SENT, activity=sent.message.activity), desk)
        person = await _written_to(parcel.letters[0], desk)
        if person is not None:
            await budget.note_sent(parcel.letters[0], person, desk)
        for letter in parcel.letters:
            await self._posts[letter.kind].told(letter, desk)
        # What a bundle tells is not kept up to date in it.
        if len(parcel.letters) == 1:
            await self._posts[parcel.letters[0].kind].posted(parcel.letters[0], sent.message, sent.mark, desk)

    async def _refused(self, letter: Letter, where: Destination, failed: SendFailed, desk: Desk) -> None:
        code = f"{failed.status} {failed.code}".strip()
        # After a 401 the connector forgets its token, and the next try brings a new one.
        if failed.retryable or (failed.status == HTTPStatus.UNAUTHORIZED and not letter.tries):
            if failed.status == HTTPStatus.TOO_MANY_REQUESTS:
                self._pacer.pause(where.lane, failed.retry_after or BACK_OFF)
            await self._again(letter, put_off(letter, desk.real, failed.retry_after), code, desk)
            return
        log.warning("letter_refused", kind=letter.kind.value, status=failed.status, code=failed.code)
        if not failed.unreachable or where.activity:
            await self._end(letter, _Ending(outcome=Outcome.FAILED, reason=code), desk)
            return
        reason = code if where.channel else why_unreachable(where, failed.code)
        await self._end(letter, _Ending(outcome=Outcome.UNREACHABLE, reason=reason, code=code), desk)
        if await lost(where, reason, desk) and where.channel:
            await desk.note("rapporteur", "channel.unreachable", where.channel, {"reason": reason})
            await tell_pmo_of_channel(where.channel, reason, desk)

    async def _timed_out(self, letter: Letter, desk: Desk) -> None:
        await self._again(letter, put_off(letter, desk.real, None, timed_out=True), "timed out", desk)

    async def _tripped(self, letter: Letter, desk: Desk) -> None:
        tried = replace(put_off(letter, desk.real, None), mishaps=letter.mishaps + 1)
        await self._again(letter, tried, "internal error", desk)

    async def _again(self, letter: Letter, tried: Letter, reason: str, desk: Desk) -> None:
        """Keep it for its next try, or end it when it was tried for long enough."""
        if await desk.records.letters.get(letter.key) != letter:
            return
        await desk.records.letters.put(tried)
        if is_given_up(tried, desk.real):
            await self._end(tried, _Ending(outcome=Outcome.FAILED, reason=reason), desk)

    async def _end(self, letter: Letter, ending: _Ending, desk: Desk) -> None:
        """Record what became of it; one that is lost may be told otherwise, as its kind knows.

        A letter that was written anew meanwhile stays: it has more to say.
        """
        if await desk.records.letters.get(letter.key) == letter:
            await desk.records.letters.remove(letter.key)
        await desk.records.deliveries.put(
            Delivery(
                key=letter.key,
                kind=letter.kind,
                subject=letter.subject,
                member=letter.member,
                channel=letter.channel,
                at=desk.now,
                outcome=ending.outcome,
                reason=ending.reason,
                tries=letter.tries + (ending.outcome is Outcome.SENT),
                timeouts=letter.timeouts,
                activity=ending.activity,
            )
        )
        why = {"reason": ending.reason, "code": ending.code}
        detail = {name: word for name, word in why.items() if word}
        await desk.note("rapporteur", f"delivery.{ending.outcome.value}", letter.key, detail)
        if ending.outcome in LOST:
            await self._posts[letter.kind].failed(letter, desk)


async def _written_to(letter: Letter, desk: Desk) -> Person | None:
    """Who gets a new message; None for a channel, and for a message that is only redrawn."""
    return await desk.member(letter.member) if letter.member and not letter.activity else None
