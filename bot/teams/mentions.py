"""What was said to the bot: the text of a message without the bot's own mention."""

import html
import re
import unicodedata
from typing import Any

from botbuilder.schema import Activity

from locales.folding import legible

# Bounded, so that a text made of opening tags alone is read in linear time.
_SPAN = re.compile(r"<at\b[^<>]{0,256}>(.{0,256}?)</at>", re.IGNORECASE | re.DOTALL)


def spoken(activity: Activity) -> str:
    """The words of a message: the bot's own `<at>` spans gone, other people's reduced to their names, spaces single.

    Invisible signs are gone, too: a command or code that was copied with one is still that command or code.

    A span is the bot's when the mention entity that stands for it names the recipient's id; two people of one name
    are told apart by the order of their entities. A program that has the bot's name is untouched.
    """
    names = _Mentioned(activity)
    text = _SPAN.sub(lambda span: " " if names.is_bots(span[1]) else span[1], activity.text or "")
    return legible(html.unescape(text))


def mentions_bot(activity: Activity) -> bool:
    """Whether one of the message's mentions is of the bot."""
    bot: str | None = activity.recipient.id if activity.recipient else None
    return bool(bot) and any(identity == bot for _, identity in _mentions(activity))


class _Mentioned:
    """The mention entities of one message, taken in the order in which their spans come."""

    def __init__(self, activity: Activity) -> None:
        self._bot: str | None = activity.recipient.id if activity.recipient else None
        self._waiting: dict[str, list[str]] = {}
        for name, identity in _mentions(activity):
            self._waiting.setdefault(name, []).append(identity)

    def is_bots(self, name: str) -> bool:
        """Whether the next span of this name is the bot's."""
        identities = self._waiting.get(_plain(name))
        if not identities or not self._bot:
            return False
        # One entity may stand for several spans: the last one is kept for those that follow.
        identity = identities.pop(0) if len(identities) > 1 else identities[0]
        return identity == self._bot


def _mentions(activity: Activity) -> list[tuple[str, str]]:
    found = []
    for entity in activity.entities or ():
        mentioned = entity.additional_properties.get("mentioned")
        if (entity.type or "").lower() != "mention" or not isinstance(mentioned, dict):
            continue
        name, identity = _name(entity.additional_properties.get("text"), mentioned), mentioned.get("id")
        if isinstance(identity, str):
            found.append((_plain(name), identity))
    return found


def _name(text: Any, mentioned: dict[str, Any]) -> str:
    span = _SPAN.search(text) if isinstance(text, str) else None
    if span:
        return span[1]
    name = mentioned.get("name")
    return name if isinstance(name, str) else ""


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", html.unescape(name)).split()).casefold()
