"""Whom somebody looks for among people, in the words of any of the languages (contract §6 `people`)."""

import re
from collections.abc import Mapping

from dialogs.filter_words import SAY_NOTHING
from dialogs.filters import key_named
from locales.folding import folded, forms
from pmo.people import Wanted, Which

_WITHOUT = frozenset(
    ("without", "sans", "zonder", "ohne", "no", "not", "pas", "geen", "niet", "kein", "keine", "nicht")
)
_APP = frozenset(
    (
        *("app", "appli", "application", "applicatie", "anwendung"),
        *("installed", "installe", "geinstalleerd", "installiert"),
    )
)
_WORDS: Mapping[Which, frozenset[str]] = {
    Which.UNREACHABLE: frozenset(
        (
            *("unreachable", "injoignable", "injoignables", "onbereikbaar", "onbereikbare"),
            *("unerreichbar", "unerreichbare"),
        )
    ),
    Which.EXTERNAL: frozenset(
        (
            *("external", "externals", "externe", "externes", "exterieur", "extern", "externen"),
            *("externer",),
        )
    ),
    Which.MANAGEMENT: frozenset(("management", "direction", "directie", "leitung", "fuhrung", "fuehrung", "leiding")),
    Which.PMO: frozenset(("pmo",)),
}
_FILLERS = SAY_NOTHING | frozenset(
    (
        *("people", "persons", "personnes", "personen", "mensen", "leute", "gens", "who", "has", "have", "l", "ayant"),
        *(
            "aux",
            "chez",
            "te",
            "bij",
            "mit",
            "met",
            "avec",
            "wer",
            "hat",
            "wie",
            "heeft",
            "qui",
            "the",
            "zu",
            "n",
            "ont",
            "hebben",
            "haben",
            "tous",
            "alle",
        ),
    )
)
"""Words around the others that say nothing here."""


def wanted(text: str) -> Wanted:
    """Whom these words ask for; `post:` and the like before a word say where it would be found anyhow."""
    tokens = [_bare(token) for token in re.split(r"[\s,;’'\"“”„«»()?!]+", text)]
    said = [folded(token) for token in tokens if token]
    which = {kind for kind, words in _WORDS.items() if any(form in words for token in said for form in forms(token))}
    known = frozenset().union(*_WORDS.values())
    if not _APP.isdisjoint(said):
        which.add(Which.WITH_APP if _WITHOUT.isdisjoint(said) else Which.WITHOUT_APP)
        known |= _APP | _WITHOUT
    words = [token for token in said if token not in _FILLERS and known.isdisjoint(forms(token))]
    return Wanted(which=frozenset(which), words=tuple(words), typed=text)


def _bare(token: str) -> str:
    """What stands behind a key that is known (`post:KTM`), without marks around it."""
    key, found, value = token.partition(":")
    return (value if found and key_named(key) else token).strip(".:-–|/<>[]")
