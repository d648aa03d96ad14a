"""How much room text needs in the documents' font, reckoned from its letters; in ems, the size the font is set in."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_NARROW = frozenset(" !'(),-./:;I[\\]fijlt|\u00a0")
_BROAD = frozenset("%&@MWmwÆŒæœЖМФШЩЪЫЮЂЉЊЋжмфшщъыюђљњћΜΦΨΩπσφψωℓ№")
_ARABIC = frozenset("ءآأؤإئابةتجحخدذرزعغـفقكلمنهوىي")
"""The letters of Arabic without those that are as broad in the middle of a word as alone."""
_LATIN_END, _SIGNS, _SIGNS_END = 0x530, 0x1E00, 0x2600
"""Arial has the letters before the first one, Latin, Greek and Cyrillic, and the signs between the other two."""
_BOLDER = 1.1
"""So many times as wide is a bold letter, at most."""
_USUAL_LINE, _FOREIGN_LINE = 1.25, 1.5
"""The height of a line in Arial, and of one with letters that come from whatever font has them."""
_AFTER_SIGNS = re.compile(r"(?<=[\W_])")


def lines_of(text: str, room: float, *, bold: bool = False) -> list[float]:
    """The height of each line of a text that is broken at its spaces, and within a word where it is wider than a line.

    Args:
        room: the width of a line; ems.
    """
    return [height for line in text.split("\n") for height in _wrapped(line, room, bold)]


def width_of(text: str, *, bold: bool = False) -> float:
    """How wide a text is in a line of its own, at most; a letter of a font that nobody knows by its kind."""
    return sum(map(_letter, text)) * (_BOLDER if bold else 1)


def _wrapped(line: str, room: float, bold: bool) -> Iterator[float]:
    height = _FOREIGN_LINE if any(_is_foreign(letter) for letter in line) else _USUAL_LINE
    space, used = width_of(" ", bold=bold), 0.0
    for word in line.split(" "):
        for piece in _pieces(word, room, bold):
            width = width_of(piece, bold=bold)
            if used and used + width > room:
                yield height
                used = 0.0
            used += width
        used += space
    yield height


def _pieces(word: str, room: float, bold: bool) -> Iterator[str]:
    """What stays in one line: the word, else what is between its hyphens and other signs, else each letter."""
    if width_of(word, bold=bold) <= room:
        yield word
        return
    for part in _AFTER_SIGNS.split(word):
        if width_of(part, bold=bold) <= room:
            yield part
        else:
            yield from part


@lru_cache(maxsize=4096)
def _letter(letter: str) -> float:
    """The width of a letter, or of what it is composed of; an em for one that Arial does not have."""
    if letter in _NARROW:
        return 0.34
    if letter in _BROAD:
        return 1.07
    kind = unicodedata.category(letter)
    if kind in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.4 if kind.startswith("S") else 1.0
    parts = unicodedata.normalize("NFKD", letter)
    if parts != letter:
        return sum(map(_letter, parts))
    if _is_foreign(letter):
        return 1.4 if kind.startswith("S") else 0.8 if letter in _ARABIC else 1.1
    if kind.startswith("L"):
        return 0.82 if kind == "Lu" else 0.62
    return 0.62 if letter.isascii() else 1.07


def _is_foreign(letter: str) -> bool:
    place = ord(letter)
    return not (place < _LATIN_END or _SIGNS <= place < _SIGNS_END)
