"""Reading a card as a person does: its words, its facts, its buttons."""

from collections.abc import Iterator, Mapping
from typing import Any

Card = Mapping[str, Any]


def nodes(card: Any) -> Iterator[Mapping[str, Any]]:
    """Every element, action and fact of a card, in reading order; fallbacks are not shown, so not read."""
    if isinstance(card, Mapping):
        yield card
        for name, inside in card.items():
            if name not in ("data", "fallback", "msteams"):
                yield from nodes(inside)
    elif isinstance(card, list | tuple):
        for inside in card:
            yield from nodes(inside)


def texts(card: Card) -> list[str]:
    """The words that stand in a card, in reading order."""
    return [str(node["text"]) for node in nodes(card) if isinstance(node.get("text"), str)]


def facts(card: Card) -> dict[str, str]:
    """The facts of a card by their titles."""
    return {
        str(fact["title"]): str(fact["value"])
        for node in nodes(card)
        if node.get("type") == "FactSet"
        for fact in node["facts"]
    }


def inputs(card: Card) -> dict[str, Any]:
    """The inputs of a card by id, with the values they show."""
    return {str(n["id"]): n.get("value") for n in nodes(card) if str(n.get("type", "")).startswith("Input.")}


def verbs(card: Card) -> list[str]:
    """The verbs of a card's buttons, in order."""
    return [str(node["verb"]) for node in nodes(card) if node.get("type") == "Action.Execute" and "verb" in node]


def action(card: Card, verb: str, **ids: Any) -> Mapping[str, Any]:
    """The button of this verb whose data holds these ids.

    Raises:
        LookupError: the card has no such button.
    """
    for node in nodes(card):
        data = node.get("data") or {}
        if node.get("verb") == verb and all(data.get(name) == value for name, value in ids.items()):
            return node
    raise LookupError(f"no button {verb} {ids or ''}; there are {verbs(card)}")


def plain(card: Card) -> str:
    """All words of a card on one line."""
    told = [*texts(card), *(f"{title} {value}" for title, value in facts(card).items())]
    return " ".join(" ".join(told).split())
