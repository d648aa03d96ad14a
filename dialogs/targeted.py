"""Messages that one person alone sees where others write, too (slash commands), while Teams shows them."""

from datetime import timedelta

from dialogs.desk import Desk
from dialogs.turn import THREAD, Message
from storage.contacts import TargetedMessage

SHOWN_FOR = timedelta(hours=24)
"""So long Teams shows such a message; then it is deleted in every client."""


async def note(message: Message, desk: Desk) -> None:
    """A card was sent to one person alone: whoever clicks on it later is answered alone, too."""
    place = message.conversation.partition(THREAD)[0]
    sent = TargetedMessage(conversation=place, activity=message.activity, only_for=message.only_for, at=desk.real)
    await desk.records.targeted_messages.put(sent)


async def is_only_for(entra_id: str, message: Message, desk: Desk) -> bool:
    """Whether this message was sent to this person alone; of one that is not known it is not believed."""
    place = message.conversation.partition(THREAD)[0]
    known = await desk.records.targeted_messages.get(f"{place}/{message.activity}")
    return known is not None and known.only_for == entra_id != ""
