"""Words without what people leave out when they type: case, accents, umlauts."""

import unicodedata

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def folded(word: str) -> str:
    """A word without accents and case."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def forms(word: str) -> tuple[str, str]:
    """A word without accents and case, and the same with its umlauts written as two letters."""
    lower = unicodedata.normalize("NFC", word.casefold())
    return folded(lower), folded(lower.translate(_UMLAUTS))
