"""What narrows a portfolio: status words, and the beginnings of words in codes and names (CONTRACT §6 "Filters")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cards.status import WORST_FIRST, status_word
from dialogs.words import status_named
from locales import Say
from locales.folding import folded
from pmo.portfolio import Project, Rag

_NOT_YET = frozenset(("mine", "late", "stale", "missing", "manquants", "ontbrekend", "fehlend"))
_KEYED = re.compile(r"[^\W\d_]+:")
_LISTED, _LENGTH = 5, 40


@dataclass(frozen=True, slots=True)
class Filters:
    """Filters as they were understood.

    Attributes:
        rags: any of them.
        words: without case and accents; all of them.
        not_yet: filters of the contract that this version does not have, as typed.
    """

    rags: frozenset[Rag]
    words: tuple[str, ...]
    not_yet: tuple[str, ...]

    def match(self, project: Project, rag: Rag | None) -> bool:
        """Whether a project with this status is among what is asked for."""
        if self.rags and rag not in self.rags:
            return False
        text = folded(f"{project.code} {project.name} {project.program}")
        # A word begins where none goes on: “art” is not in “start”, but “7” is in “PRJ-7”.
        return all(re.search(rf"(?<!\w){re.escape(word)}", text) for word in self.words)


def understood(filters: str) -> Filters:
    """The filters in what was typed."""
    words = filters.split()
    not_yet = tuple(word for word in words if folded(word) in _NOT_YET or _KEYED.match(word))
    rags = {rag for rag in map(status_named, words) if rag}
    free = (word for word in words if word not in not_yet and status_named(word) is None)
    return Filters(frozenset(rags), tuple(map(folded, free)), not_yet)


def not_yet_words(filters: Sequence[str], say: Say) -> str:
    """The sentence for filters that cannot be used yet: which they are, and what can be used."""
    named = [say("“{word}”", word=word[:_LENGTH]) for word in dict.fromkeys(filters)][:_LISTED]
    return say(
        "I cannot filter by {filters} yet. You can use a status ({statuses}) and the beginnings of words in codes and "
        "names.",
        filters=say.listing(named),
        statuses=", ".join(status_word(rag, say) for rag in WORST_FIRST),
    )
