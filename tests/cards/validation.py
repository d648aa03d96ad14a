"""What is wrong with a card: the official schema, what Teams draws, and the rules of the house.

`faults(card)` is used by every test that gets a card out of the bot, whoever made it.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft6Validator
from jsonschema.exceptions import ValidationError

LIMIT = 25_600
"""Bytes of compact UTF-8 a card may have."""

_SCHEMAS = Path(__file__).parents[1] / "schemas" / "adaptive-cards"
_OF_TEAMS = {"msteams", "choices.data"}
_DRAWN_BY_TEAMS = {"1.2", "1.3", "1.4", "1.5"}


def faults(card: dict[str, Any]) -> list[str]:
    """Every fault of a card in a sentence with its place; empty for a good one."""
    return [*schema_faults(card), *house_faults(card)]


@cache
def _validator() -> Draft6Validator:
    schema = json.loads((_SCHEMAS / "1.5.0" / "adaptive-card.json").read_text(encoding="utf-8-sig"))
    return Draft6Validator(schema)


def schema_faults(card: dict[str, Any]) -> Iterator[str]:
    """What the official schema finds; it takes a tenth of a second for a card."""
    for error in _validator().iter_errors(_without_teams(card)):
        cause = _cause(error)
        yield f"schema, /{'/'.join(map(str, cause.absolute_path))}: {cause.message[:160]}"


def _cause(error: ValidationError) -> ValidationError:
    while error.context:
        error = min(error.context, key=lambda inner: ("is not one of" in inner.message, -len(inner.absolute_path)))
    return error


def _without_teams(item: Any) -> Any:
    """The card without what Teams adds to the standard; hidden data of actions is left alone."""
    if isinstance(item, list):
        return [_without_teams(each) for each in item]
    if not isinstance(item, dict):
        return item
    if str(item.get("type", "")).startswith("Chart."):  # what stands in its place must be good
        return _without_teams(item.get("fallback", {"type": "a chart without a fallback"}))
    of_teams = _OF_TEAMS | ({"style"} if item.get("style") == "filtered" else set())
    return {
        key: value if key == "data" else _without_teams(value) for key, value in item.items() if key not in of_teams
    }


def elements(item: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a card with its place, from the card itself down."""
    if isinstance(item, dict):
        yield place, item
        for key, value in item.items():
            if key != "data":
                yield from elements(value, f"{place}/{key}")
    elif isinstance(item, list):
        for number, value in enumerate(item):
            yield from elements(value, f"{place}/{number}")


def inputs(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The inputs of a card by their ids."""
    return {item["id"]: item for _, item in elements(card) if str(item.get("type", "")).startswith("Input.")}


def actions(card: dict[str, Any]) -> list[dict[str, Any]]:
    """The `Action.Execute` buttons of a card in their order."""
    return [item for _, item in elements(card) if item.get("type") == "Action.Execute"]


def words(card: dict[str, Any]) -> str:
    """All text that a person sees on the card, an element a line."""
    lines = []
    for place, item in elements({key: value for key, value in card.items() if key != "fallbackText"}):
        if "inlines" in item:
            lines.append("".join(part["text"] for part in item["inlines"]))
        elif item.get("type") != "TextRun":
            # What a choice sends is not shown.
            sent = item.get("type") == "Input.ChoiceSet" or "/choices/" in place
            keys = ("text", "title", "label", "placeholder", *(() if sent else ("value",)))
            lines += [str(item[key]) for key in keys if key in item]
    return "\n".join(lines)


def house_faults(card: dict[str, Any]) -> Iterator[str]:
    """What Teams does not draw, or we do not."""
    if card.get("version") not in _DRAWN_BY_TEAMS:
        yield f"version {card.get('version')!r}: Teams draws 1.5 or lower"
    for name in ("lang", "fallbackText"):
        if not card.get(name):
            yield f"the card has no {name}"
    seen: set[str] = set()
    for place, item in elements(card):
        kind = str(item.get("type", ""))
        if kind.startswith("Input."):
            yield from _input_faults(place, kind, item, seen)
        elif kind.startswith("Action."):
            yield from _action_faults(place, kind, item)
        else:
            yield from _element_faults(place, kind, item)
    yield from _suggesting_faults(card)
    yield from _size_faults(card)


def _suggesting_faults(card: dict[str, Any]) -> Iterator[str]:
    """A field that suggests stands beside a plain one, for clients that do not ask for suggestions."""
    beside = {
        found["id"]
        for _, item in elements(card)
        if item.get("type") == "ColumnSet" and any(one["type"] == "Input.Text" for one in inputs(item).values())
        for found in inputs(item).values()
    }
    for place, item in elements(card):
        asked = item.get("choices.data")
        if asked is not None and (asked.keys() != {"type", "dataset"} or asked["type"] != "Data.Query"):
            yield f"{place}: no query for suggestions: {asked}"
        if asked is not None and item["id"] not in beside:
            yield f"{place}: suggests, but nothing else can be typed instead"


def _input_faults(place: str, kind: str, item: dict[str, Any], seen: set[str]) -> Iterator[str]:
    if not item.get("label"):
        yield f"{place}: {kind} has no label"
    if not item.get("id") or item["id"] in seen:
        yield f"{place}: {kind} has no id, or one that is taken"
    seen.add(item.get("id", ""))
    if item.get("isRequired") and not item.get("errorMessage"):
        yield f"{place}: required without an error message"


def _action_faults(place: str, kind: str, item: dict[str, Any]) -> Iterator[str]:
    if not item.get("title"):
        yield f"{place}: {kind} has no title"
    if kind == "Action.OpenUrl" and not str(item.get("url", "")).startswith("https://"):
        yield f"{place}: a link that is not https"
    if kind == "Action.Execute":
        fallback = item.get("fallback", {})
        same = fallback.get("data", {}) == {"verb": item.get("verb"), **item.get("data", {})}
        if not item.get("verb") or fallback.get("type") != "Action.Submit" or not same:
            yield f"{place}: Action.Execute without a fallback that does the same"
    if kind == "Action.Submit" and not place.endswith("/fallback"):
        yield f"{place}: Action.Submit is a fallback only"


def _element_faults(place: str, kind: str, item: dict[str, Any]) -> Iterator[str]:
    if kind == "TextBlock" and item.get("wrap") is not True:
        yield f"{place}: text that does not wrap is cut"
    if kind == "Image" and not item.get("altText"):
        yield f"{place}: image without a text"
    if kind == "ColumnSet" and len(item.get("columns", [])) > 3:
        yield f"{place}: more than three columns"
    if kind == "Column" and item.get("width") not in ("auto", "stretch", "1", "2"):
        yield f"{place}: a column of fixed width"
    if kind == "Table" and "fallback" not in item:
        yield f"{place}: a table without a fallback"


def _size_faults(card: dict[str, Any]) -> Iterator[str]:
    size = len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode())
    if size > LIMIT:
        yield f"{size} bytes are more than {LIMIT}"
