"""The direct way out beside the outbox: answers in personal chats and redraws of what was clicked. They never wait."""

from collections.abc import Sequence

import structlog

from bot.office import Office
from bot.pacing import Pacer
from bot.teams.connector import Connector
from bot.teams.failures import SendFailed, SendTimedOut
from bot.teams.messages import message_activity, text_activity
from dialogs import checkin, redraws, targeted
from dialogs.desk import Desk
from dialogs.turn import Message, Reply, Sender
from storage.contacts import Contact
from storage.outbox import LetterKind

log = structlog.get_logger(__name__)


class DirectOutlet:
    """Carries what a turn's answer brings elsewhere."""

    def __init__(self, office: Office, connector: Connector, pacer: Pacer, *, simulated: bool) -> None:
        self._office = office
        self._connector = connector
        self._pacer = pacer
        self._simulated = simulated

    async def personal(self, sender: Sender, reply: Reply) -> bool:
        """Deliver a reply to somebody's personal chat; False when there is none."""

        async def known(desk: Desk) -> Contact | None:
            return await desk.records.contacts.get(sender.entra_id)

        contact = await self._office.work(known)
        if contact is None or not contact.conversation or contact.unreachable:
            return False
        self._pacer.count(contact.conversation)
        activity = self._activity(reply)
        try:
            sent = await self._connector.send(contact.service_url, contact.conversation, activity)
        except (SendFailed, SendTimedOut) as failed:
            log.warning("private_answer_not_sent", error=str(failed))
            return False
        where = Message(conversation=contact.conversation, activity=sent, service_url=contact.service_url)
        await self.shown(reply, where)
        return True

    async def redraw(self, messages: Sequence[Message], reply: Reply) -> None:
        """Make messages of the bot show the reply's card; what cannot be redrawn now is queued, newest version only."""
        activity = self._activity(reply)
        for message in messages:
            self._pacer.count(message.conversation)
            try:
                await self._connector.update(message, activity)
            except SendFailed as failed:
                log.info("redraw_refused", status=failed.status, code=failed.code)
                if failed.retryable:
                    await self._queue(message, reply)
            except SendTimedOut:
                await self._queue(message, reply)

    async def shown(self, reply: Reply, message: Message) -> None:
        """Take note that the card of this reply now stands in this message, and who alone sees it."""
        if message.only_for:
            await self._office.work(lambda desk: targeted.note(message, desk))
        if reply.shows:
            await self._office.work(lambda desk: checkin.noted(reply, message, desk))

    async def is_only_for(self, sender: Sender, message: Message) -> bool:
        """Whether this message was sent where others write, too, and to this person alone."""
        return await self._office.work(lambda desk: targeted.is_only_for(sender.entra_id, message, desk))

    async def _queue(self, message: Message, reply: Reply) -> None:
        mark = reply.mark
        if mark is None or mark.kind not in ("ask", "receipt", "alert"):
            return
        kind = LetterKind.ALERT if mark.kind == "alert" else LetterKind.ASK
        key = mark.key

        async def write(desk: Desk) -> None:
            card = await desk.records.cards.get(key) if kind is LetterKind.ASK else None
            await redraws.ask_for(kind, key, message, desk, member=card.member if card else "")

        await self._office.work(write)

    def _activity(self, reply: Reply) -> dict[str, object]:
        mark = reply.mark if self._simulated else None
        if reply.card is None:
            return text_activity(reply.text, mark)
        return message_activity(reply.card, reply.summary, mark)
