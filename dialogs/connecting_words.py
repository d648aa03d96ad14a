"""Words around days and names that say nothing by themselves, in four languages."""

import re

from locales.folding import folded

_FILLERS = frozenset(
    (
        *("from", "since", "to", "until", "till", "on", "deputy", "replaced", "by", "for", "with", "included"),
        *("du", "de", "des", "depuis", "partir", "au", "jusqu", "jusque", "jusquau", "a", "le", "la", "les", "inclus"),
        *("remplacant", "remplacante", "remplace", "remplacee", "par", "pour", "suppleant", "suppleante", "compris"),
        *("van", "tot", "vanaf", "sinds", "op", "vervanger", "vervangen", "door", "voor", "met", "en", "inbegrepen"),
        *("vom", "von", "ab", "seit", "am", "bis", "zum", "einschliesslich", "vertretung", "vertreter", "vertreterin"),
        *("vertreten", "durch", "fur", "mit", "und"),
        *("and", "et", "through", "thru", "t/m", "tem"),
    )
)
"""Without accents."""
_ELIDED = re.compile(r"\b(?:[djl]|jusqu)['’]", re.IGNORECASE)


def meant(text: str) -> str:
    """The words of a text without those that only connect."""
    words = [word for word in re.split(r"[\s,;:()]+", _ELIDED.sub(" ", text)) if word]
    kept = [word for word in words if folded(word.strip("'’.-–")) not in _FILLERS and word.strip("'’.-–")]
    return " ".join(kept)
