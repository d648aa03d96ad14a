"""Activities in and out of JSON, by tables made once from the SDK's own attribute maps.

The SDK's generic reader takes 0.2 ms an activity, loses the offset of `localTimestamp` and looks for the tenant under
a name Teams does not use. The classes stay the SDK's; unknown fields are kept in `additional_properties`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import Any

import msgspec
from botbuilder import schema
from botbuilder.schema import Activity

MAX_TEXT = 20_000
MAX_ID = 512
MAX_STRING = 2_048
MAX_ITEMS = 2_000
MAX_DEPTH = 64
"""Lists and objects inside each other: a text made of more could exhaust Python's stack."""

_LONG = {"text", "speak", "summary"}
# The SDK writes `tenantID`; Teams reads and writes `tenantId`.
_NAMES_IN_TEAMS = {"tenantID": "tenantId"}

Reader = Callable[[Any], Any]


class MalformedActivity(Exception):
    """The body is no activity; the message is one sentence for its sender."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """How one SDK class is read and written."""

    blank: dict[str, Any]
    readers: dict[str, tuple[str, Reader]]
    names: dict[str, str]


def read_activity(body: bytes) -> Activity:
    """An activity from its JSON.

    Raises:
        MalformedActivity: no JSON object or one nested too deep, no `type`, a known field of another JSON type, or a
            string too long.
    """
    try:
        source = msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise MalformedActivity("The body is not JSON.") from None
    if not isinstance(source, dict):
        raise MalformedActivity("The body is not a JSON object.")
    if body.count(b"[") + body.count(b"{") > MAX_DEPTH and _is_deep(source):
        raise MalformedActivity(f"The body is nested more than {MAX_DEPTH} levels deep.")
    activity = read_model(Activity, source)
    if not activity.type:
        raise MalformedActivity("The activity has no type.")
    return activity


def _is_deep(source: dict[str, Any]) -> bool:
    level: list[Any] = [source]
    for _ in range(MAX_DEPTH):
        inside = [node.values() if isinstance(node, dict) else node for node in level]
        level = [each for nodes in inside for each in nodes if isinstance(each, dict | list)]
    return bool(level)


def read_model(cls: Any, source: dict[str, Any]) -> Any:
    """An object of one of the SDK's schema classes from its JSON object."""
    shape = _shape(cls)
    values = shape.blank.copy()
    unknown = values["additional_properties"] = {}
    readers = shape.readers
    for name, value in source.items():
        known = readers.get(name)
        if known is None:
            unknown[name] = value
        elif value is not None:
            values[known[0]] = known[1](value)
    model: Any = object.__new__(cls)
    model.__dict__ = values
    return model


def write_model(model: Any) -> dict[str, Any]:
    """The JSON object of an SDK schema object: known fields that are set, under the names Teams uses."""
    names = _shape(model.__class__).names
    return {
        names[attribute]: _write(value)
        for attribute, value in model.__dict__.items()
        if value is not None and attribute in names
    }


def _write(value: Any) -> Any:
    if isinstance(value, list):
        return [_write(item) for item in value]
    return write_model(value) if hasattr(value, "_attribute_map") else value


@cache
def _shape(cls: Any) -> _Shape:
    fields = {
        attribute: (_NAMES_IN_TEAMS.get(field["key"], field["key"]), field["type"])
        for attribute, field in cls._attribute_map.items()
    }
    return _Shape(
        blank=dict.fromkeys(fields) | {"additional_properties": None},
        readers={name: (attribute, _reader(name, kind)) for attribute, (name, kind) in fields.items()},
        names={attribute: name for attribute, (name, _) in fields.items()},
    )


def _reader(name: str, kind: str) -> Reader:
    """The reader of one field, by the type the SDK declares for it."""
    if kind.startswith("["):
        return partial(_read_list, name, _reader(name, kind[1:-1]))
    if kind in _SIMPLE:
        return partial(_SIMPLE[kind], name)
    cls = getattr(schema, kind, None)
    return partial(_read_object, name, cls) if cls is not None else _read_anything


def _read_text(name: str, value: Any) -> str:
    if type(value) is not str:
        raise MalformedActivity(f"{name} is not a string.")
    if len(value) > MAX_ID and len(value) > _limit(name):
        raise MalformedActivity(f"{name} is longer than {_limit(name)} characters.")
    return value


def _limit(name: str) -> int:
    if name in _LONG:
        return MAX_TEXT
    return MAX_ID if name.lower().endswith("id") else MAX_STRING


def _read_flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise MalformedActivity(f"{name} is neither true nor false.")
    return value


def _read_number(name: str, value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise MalformedActivity(f"{name} is not a number.")
    return value


def _read_instant(name: str, value: Any) -> datetime | None:
    text = _read_text(name, value)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        # The type is right and nothing depends on it: an unreadable date is like an absent one.
        return None


def _read_map(name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise MalformedActivity(f"{name} is not an object.")
    return value


def _read_anything(value: Any) -> Any:
    return value


def _read_free(_name: str, value: Any) -> Any:
    return value


def _read_object(name: str, cls: type, value: Any) -> Any:
    return read_model(cls, _read_map(name, value))


def _read_list(name: str, read: Reader, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise MalformedActivity(f"{name} is not a list.")
    if len(value) > MAX_ITEMS:
        raise MalformedActivity(f"{name} has more than {MAX_ITEMS} entries.")
    return [read(item) for item in value if item is not None]


_SIMPLE: dict[str, Callable[[str, Any], Any]] = {
    "str": _read_text,
    "bool": _read_flag,
    "int": _read_number,
    "float": _read_number,
    "long": _read_number,
    "iso-8601": _read_instant,
    "{object}": _read_map,
    "object": _read_free,
}
