"""A reply as text and back, so that it can be stored and given again; and which messages it redraws."""

import msgspec

from dialogs.turn import Message, Reply
from pmo.checkins import Posted

_decoder = msgspec.json.Decoder(Reply)


def to_text(reply: Reply) -> str:
    """The reply as JSON text."""
    return msgspec.json.encode(reply).decode()


def from_text(text: str) -> Reply:
    """The reply that became this text."""
    return _decoder.decode(text)


def message_of(posted: Posted) -> Message:
    """The message of ours that shows something."""
    return Message(
        conversation=posted.conversation,
        activity=posted.activity,
        service_url=posted.service_url,
        only_for=posted.only_for,
    )


def posted_as(message: Message) -> Posted:
    """The same message as what it shows keeps it."""
    return Posted(
        conversation=message.conversation,
        activity=message.activity,
        service_url=message.service_url,
        only_for=message.only_for,
    )
