"""A reply as text and back, so that it can be stored and given again."""

import msgspec

from dialogs.turn import Reply

_decoder = msgspec.json.Decoder(Reply)


def to_text(reply: Reply) -> str:
    """The reply as JSON text."""
    return msgspec.json.encode(reply).decode()


def from_text(text: str) -> Reply:
    """The reply that became this text."""
    return _decoder.decode(text)
