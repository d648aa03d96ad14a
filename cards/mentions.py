"""People who are mentioned in a channel, so that they notice; everywhere else they are just named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from cards.plain import Markup, clean, escaped, has_markup


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody's name; `teams_id` is their id in Teams where they are to notice, else empty.

    A name that a client could take for markup is never mentioned: what it shows could be another's.
    """

    name: str
    teams_id: str = ""

    @property
    def is_mentioned(self) -> bool:
        """Whether they will notice."""
        return bool(self.teams_id) and self.name == clean(self.name) and not (has_markup(self.name) or self._is_odd)

    @property
    def _is_odd(self) -> bool:
        return self.name != self.name.strip() or not self.name or any(letter in self.name for letter in '<>&"\n')

    @property
    def markup(self) -> Markup:
        """The name as Markdown, with the mark of a mention."""
        return Markup(f"<at>{self.name}</at>" if self.is_mentioned else escaped(self.name))


def entities(people: Iterable[Named]) -> list[dict[str, Any]]:
    """What Teams wants to know of those who are mentioned, each once."""
    return [
        {"type": "mention", "text": str(person.markup), "mentioned": {"id": person.teams_id, "name": person.name}}
        for person in dict.fromkeys(people)
        if person.is_mentioned
    ]


def mentions_of(card: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Those that a card makes."""
    found: list[dict[str, Any]] = (card.get("msteams") or {}).get("entities") or []
    return found


def without_mentions(card: Mapping[str, Any]) -> dict[str, Any]:
    """The card with names instead of mentions."""
    written = msgspec.json.encode(card).decode()
    for mention in mentions_of(card):
        inside = msgspec.json.encode(mention["text"]).decode().strip('"')
        written = written.replace(inside, msgspec.json.encode(mention["mentioned"]["name"]).decode().strip('"'))
    plain: dict[str, Any] = msgspec.json.decode(written)
    del plain["msteams"]["entities"]
    return plain
