"""Text of the other writing direction inside a sentence (Unicode Standard Annex #9)."""

import re

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u061c\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_CONTROLS = re.compile("[\x00-\x08\x0d-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\uffff]")
_TURNING = re.compile("[\u202a-\u202e]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def isolated(value: str) -> str:
    """A value as it may stand in a sentence of any direction.

    Embeddings and overrides are dropped, and so are isolates that do not match, because an unclosed one would turn the
    rest of the sentence around. A value with right-to-left letters is put between isolates, so that its neighbours keep
    their places. Signs that no reader sees, and some clients refuse, are dropped. Other text stays as it is.
    """
    if value.isascii() and value.isprintable():
        return value
    plain = _TURNING.sub("", _CONTROLS.sub("", value))
    if not _balanced(plain):
        plain = _ISOLATES.sub("", plain)
    if _RIGHT_TO_LEFT.search(plain):
        return f"{_FIRST_STRONG_ISOLATE}{plain}{_POP_ISOLATE}"
    return plain


def _balanced(text: str) -> bool:
    depth = 0
    for control in _ISOLATES.findall(text):
        depth += -1 if control == _POP_ISOLATE else 1
        if depth < 0:
            return False
    return depth == 0
