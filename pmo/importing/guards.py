"""Texts that a spreadsheet program would take for a formula: guarded when they are written, restored when read."""

import re

_FIRST = frozenset("'=+-@\t\r")
_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def guarded(text: str) -> str:
    """The text with an apostrophe before it, if it begins like a formula (or like one that is guarded)."""
    if text[:1] not in _FIRST:
        return text
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded; any other as it is."""
    return text[1:] if text.startswith("'") and _LIKE_A_FORMULA.match(text) else text
