"""What every answer must be, whatever was asked: a card that Teams draws, or a sentence that can be read."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from dialogs.turn import Reply
from tests.cards.validation import elements, house_faults, schema_faults

LONGEST = 600
"""Characters of a sentence or summary."""
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_OPENING, _CLOSING = "\u2066\u2067\u2068", "\u2069"
_READ_AS_MARKDOWN = {"TextBlock": ("text",), "Fact": ("title", "value"), "AdaptiveCard": ("fallbackText",)}
_ACTIVE = ("<at>", "<script", "[link](", "![i](", "**bold**", "~~no~~", "{{DATE", "{{TIME", "`code`")
_EMPTY = {"type": "AdaptiveCard", "version": "1.5"}
_WORDS = frozenset(("text", "title", "value", "label", "fallbackText", "placeholder", "altText", "id", "data"))


class Judge:
    """Finds what is wrong with replies; parts of cards that differ in their words alone are put to the schema once."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def faults(self, reply: Reply) -> Iterator[str]:
        """Every fault of a reply, its private part included."""
        if reply.form in ("card", "redraw"):
            yield from self._card_faults(dict(reply.card or {}))
            yield from _sentence_faults("summary", reply.summary)
        elif reply.form != "nothing":
            yield from _sentence_faults("sentence", reply.text)
        if reply.code == "InternalError":
            yield "the turn failed"
        if reply.private is not None:
            yield from self.faults(reply.private)

    def message_faults(self, activity: Mapping[str, Any]) -> Iterator[str]:
        """Every fault of a message as it was posted."""
        for attachment in activity.get("attachments", ()):
            yield from self._card_faults(attachment["content"])
        yield from _sentence_faults("message", activity.get("summary" if "attachments" in activity else "text", ""))

    def _card_faults(self, card: dict[str, Any]) -> Iterator[str]:
        yield from house_faults(card)
        for place, item in elements(card):
            kind = str(item.get("type", "Fact" if "value" in item and "title" in item else ""))
            for name in _READ_AS_MARKDOWN.get(kind, ()):
                yield from (f"{place}: {sign} is read as markup" for sign in _ACTIVE if sign in str(item.get(name, "")))
        body = card.get("body", [])
        for part in ({**card, "body": []}, *({**_EMPTY, "body": [element]} for element in body)):
            skeleton = json.dumps(_without_words(part), sort_keys=True)
            if skeleton not in self._known:
                self._known.add(skeleton)
                yield from schema_faults(part)


def _without_words(item: Any) -> Any:
    if isinstance(item, list):
        return [_without_words(each) for each in item]
    if not isinstance(item, Mapping):
        return item
    return {
        name: type(value).__name__ + str(bool(value)) if name in _WORDS else _without_words(value)
        for name, value in item.items()
    }


def _sentence_faults(what: str, text: str) -> Iterator[str]:
    if not text.strip() or len(text) > LONGEST:
        yield f"a {what} of {len(text)} characters"
    if _CONTROLS.search(text):
        yield f"a {what} with control signs: {text[:100]!r}"
    depth = 0
    for sign in text:
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if depth < 0:
            break
    if depth:
        yield f"a {what} with an isolate that is not closed: {text[:100]!r}"
