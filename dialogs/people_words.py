"""Whom somebody looks for among people, in the words of any of the languages (contract §6 `people`)."""

import re
from collections.abc import Mapping, Sequence

from dialogs.filtering.words import ALSO_KEYS, KEYS, SAY_NOTHING, key_named
from dialogs.inflection import inflected, plainly
from locales.folding import folded, forms
from pmo.people import Wanted, Which

_WITHOUT = plainly(en="without no not", fr="sans pas non", nl="zonder geen niet", de="ohne kein keine keinen nicht")
_YET = plainly(en="yet", fr="encore", nl="nog", de="noch")
_APP = frozenset(
    (
        *("app", "appli", "application", "applicatie", "anwendung"),
        *("installed", "installe", "geinstalleerd", "installiert"),
    )
)
_REACHED = inflected(
    en="reachable reached", fr="joignable atteint", nl="bereikbaar bereikbare bereikt", de="erreichbar erreicht"
)
_WORDS: Mapping[Which, frozenset[str]] = {
    Which.UNREACHABLE: frozenset(
        (
            *("unreachable", "unreached", "injoignable", "injoignables", "onbereikbaar", "onbereikbare"),
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
_OF = frozenset(word for key in ("program", "post") for words in (KEYS[key], ALSO_KEYS[key]) for word in words)
"""What the word behind it is, which says nothing more; as the last word it is somebody’s name (Emily Post)."""
_FILLERS = SAY_NOTHING | plainly(
    en="people persons who has have the everybody everyone",
    fr="personnes gens l ayant aux chez avec qui n ont tous tout monde",
    nl="personen mensen te bij met wie heeft hebben alle iedereen",
    de="personen leute mit wer hat zu haben alle",
)
"""Words around the others that say nothing here."""


def wanted(text: str) -> Wanted:
    """Whom these words ask for; `post:` and the like before a word say where it would be found anyhow."""
    tokens = [_bare(token) for token in re.split(r"[\s,;’'\"“”„«»()?!]+", text)]
    said = [folded(token) for token in tokens if token]
    said = [word for place, word in enumerate(said, 1) if word not in _OF or place == len(said)]
    which = {kind for kind, words in _WORDS.items() if any(form in words for token in said for form in forms(token))}
    known = frozenset().union(*_WORDS.values())
    reached, said = _how_reached(said)
    which |= reached
    if not _APP.isdisjoint(said):
        which.add(Which.WITH_APP if _WITHOUT.isdisjoint(said) else Which.WITHOUT_APP)
        known |= _APP | _WITHOUT
    words = [token for token in said if token not in _FILLERS and known.isdisjoint(forms(token))]
    return Wanted(which=frozenset(which), words=tuple(words), typed=text)


def _how_reached(said: Sequence[str]) -> tuple[set[Which], list[str]]:
    """Who is reached, or who is not where a “not” or “not yet” stands before it; and the other words."""
    at = next((place for place, word in enumerate(said) if word in _REACHED), None)
    if at is None:
        return set(), list(said)
    begin, end = at, at + 1
    while begin and said[begin - 1] in _WITHOUT | _YET:
        begin -= 1
    while end < len(said) and said[end] in _YET:
        end += 1
    negated = not _WITHOUT.isdisjoint(said[begin:at])
    return {Which.UNREACHABLE if negated else Which.REACHED}, [*said[:begin], *said[end:]]


def says_kind(word: str) -> bool:
    """Whether a word only says what the one behind it is, such as `program` before a code."""
    return folded(word) in _OF


def _bare(token: str) -> str:
    """What stands behind a key that is known (`post:KTM`), without marks around it."""
    key, found, value = token.partition(":")
    return (value if found and key_named(key) else token).strip(".:-–|/<>[]")
