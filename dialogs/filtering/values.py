"""What stands behind a key, as what is asked for: `phase:closing`, `status:red`, `manager:Nora`."""

from typing import Any

from dialogs.filtering.groups import Part
from dialogs.filtering.tokens import bound_of
from dialogs.filtering.words import ME, NOT_KNOWN, PHASES, is_unreported
from dialogs.inflection import named
from dialogs.words import status_named
from locales.folding import folded, forms
from pmo.colours import Colour
from pmo.listed import Flag

NAMED = {"program": "programs", "post": "posts", "manager": "managers", "owner": "owners"}
"""Keys whose values are beginnings of names, and the kinds of what is asked for."""

_OF_ME = {"manager": Flag.MANAGED, "owner": Flag.OWNED}


def part_of(key: str, value: str) -> Part | None:
    """What a value behind an English key asks for; None where it says nothing there."""
    if key in _OF_ME and folded(value) in ME:
        return Part("flags", _OF_ME[key], value)
    if key in NAMED:
        return Part(NAMED[key], folded(value), value)
    match key:
        case "phase":
            return _part("phases", named(value, PHASES), value)
        case "computed":
            return _part("computed", colour_named(value), value)
        case "indicator":
            return _part("bounds", bound_of(value), value)
        case "status" | "only":
            rag = status_named(value)
            return Part("rags", rag, value) if rag or is_unreported(value, is_behind_key=True) else None
    return None


def colour_named(word: str) -> Colour | None:
    """The computed status that a word names; None for another word."""
    rag = status_named(word)
    if rag is not None:
        return Colour(rag.value)
    is_grey = is_unreported(word, is_behind_key=True) or not NOT_KNOWN.isdisjoint(forms(word))
    return Colour.GREY if is_grey else None


def _part(kind: str, value: Any, typed: str) -> Part | None:
    return None if value is None else Part(kind, value, typed)
