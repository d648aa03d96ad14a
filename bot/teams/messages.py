"""Activities the bot sends: a card with its summary, or one line of text, never both.

Teams splits text and a card of one activity into two messages and returns no usable id.
"""

import json
from typing import Any

import msgspec

from dialogs.turn import Card, Mark

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
MARK_HEADER = "X-Rapporteur"


def message_activity(card: Card, summary: str, mark: Mark | None = None) -> dict[str, Any]:
    """A message that holds one card.

    Args:
        card: a rendered Adaptive Card.
        summary: the card in one plain sentence, for notifications and screen readers.
        mark: what it is about; given only while the clock is simulated.
    """
    activity: dict[str, Any] = {
        "type": "message",
        "summary": summary,
        "attachments": [{"contentType": CARD_TYPE, "content": card}],
    }
    return _marked(activity, mark)


def text_activity(text: str, mark: Mark | None = None) -> dict[str, Any]:
    """A message of one line; its signs are shown as they are."""
    return _marked({"type": "message", "text": text, "textFormat": "plain"}, mark)


def mark_header(mark: Mark) -> str:
    """The mark as the value of an HTTP header: ASCII JSON on one line."""
    return json.dumps(msgspec.to_builtins(mark), separators=(",", ":"))


def _marked(activity: dict[str, Any], mark: Mark | None) -> dict[str, Any]:
    # Personal messages alert by themselves and a channel alerts those who follow it: no notification flag is needed.
    return activity | {"channelData": {"rapporteur": mark}} if mark else activity
