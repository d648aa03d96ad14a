"""Words without what people leave out when they type: case, accents, umlauts."""

import unicodedata

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_PLAIN = str.maketrans({"’": "'", "‘": "'", "‐": "-"})


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
