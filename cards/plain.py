"""Text of people on its way into a card.

Clients read Markdown in a TextBlock and in facts, each in a dialect of its own; the native ones on phones show a
backslash as a backslash and an entity as an entity. So text without anything a client could take for markup goes out as
it is, and `elements.text` puts all other text into a text run, where nobody reads Markdown. Backslashes are the last
resort of places that take no text run: headings, facts, `fallbackText`.
"""

import re

from locales.bidi import isolated

_UNWANTED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\uffff]")
_UNUSUAL = re.compile(f"{_UNWANTED.pattern}|\r")
_AS_SPACE = str.maketrans({"\t": " ", "\x0b": "\n", "\x0c": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"})
_BLANK_LINES = re.compile(r"[^\S\n]*\n\s*")
_MARKUP = re.compile(
    r"[*`<\[\\]|~~|\{\{|&#?\w{1,31};"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word an underscore means nothing
    r"|^[^\S\n]*(?:[#>|]|[-+=](?:[\s=-]|$)|\d{1,9}[.)](?:\s|$))"  # what opens a heading, quote, table, list or rule
    r"|^[ ]{4}",
    re.MULTILINE,
)
_SPECIAL = re.compile(r"[\\`*_\[\]<>&~{}#|]")
_OPENING = re.compile(r"^(\s*)([-+=]|\d{1,9}(?=[.)]))", re.MULTILINE)


class Markup(str):
    """Markdown of ours, which clients are to read as such."""

    __slots__ = ()


def clean(text: str) -> str:
    """The text without control characters, lone surrogates and direction overrides; lines end in one newline."""
    if text.isprintable() or not _UNUSUAL.search(text):
        return text
    unified = text.replace("\r\n", "\n").replace("\r", "\n").translate(_AS_SPACE)
    return _UNWANTED.sub("", unified)


def paragraphs(text: str) -> str:
    """Cleaned text with lines stripped and blank lines dropped."""
    cleaned = clean(text)
    return _BLANK_LINES.sub("\n", cleaned).strip() if "\n" in cleaned else cleaned.strip()


def has_markup(text: str) -> bool:
    """Whether some client could read more in the text than its letters."""
    return _MARKUP.search(text) is not None


def escaped(text: str) -> str:
    """The text as Markdown that shows just these letters, each line a paragraph."""
    if isinstance(text, Markup):
        return str(text)
    plain = paragraphs(text)
    if has_markup(plain):
        plain = _OPENING.sub(_escape_opening, _SPECIAL.sub(r"\\\g<0>", plain))
    return plain.replace("\n", "\n\n")


def _escape_opening(match: re.Match[str]) -> str:
    # A digit cannot be escaped; the point or bracket after it can.
    return f"{match[1]}{match[2]}\\" if match[2].isdigit() else f"{match[1]}\\{match[2]}"


def clipped(text: str, length: int) -> str:
    """At most `length` characters; what was cut is shown by an ellipsis."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def joined(*parts: str, by: str = " · ") -> str:
    """The parts that are not empty, side by side, each keeping its own direction of writing."""
    return by.join(isolated(part) for part in parts if part)
