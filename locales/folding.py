"""Words without what people leave out when they type: case, accents, umlauts."""

import re
import unicodedata

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_PLAIN = str.maketrans({"’": "'", "‘": "'", "‐": "-"})
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
"""Signs that nobody sees and no word needs, unlike the joiners of emoji and Persian; they come along when copied."""


def legible(text: str) -> str:
    """What somebody typed or copied as they see it: usual signs, those that nobody sees gone, spaces single."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).split())


def folded(word: str) -> str:
    """A word without accents and case."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def forms(word: str) -> tuple[str, str]:
    """A word without accents and case, and the same with its umlauts written as two letters."""
    lower = unicodedata.normalize("NFC", word.casefold())
    return folded(lower), folded(lower.translate(_UMLAUTS))


def folded_in_place(text: str) -> tuple[str, list[int]]:
    """A text without accents and case, and where each of its signs stands in the original.

    Curly apostrophes and long hyphens become plain ones. The last place is the end of the text.
    """
    if text.isascii():
        return text.lower(), list(range(len(text) + 1))
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        plain = folded(sign).translate(_PLAIN)
        signs.append(plain)
        places += [place] * len(plain)
    return "".join(signs), [*places, len(text)]
