"""Several words that say one thing, as one: `niet gemeld`, `all but`; and the signs that deny what follows them."""

from collections.abc import Sequence
from itertools import chain

from dialogs.filtering.tokens import COMMA, QUOTES, SIGN_ALONE, SIGN_OF_NOT, SIGNS_OF_NOT, is_comparison
from dialogs.filtering.words import (
    ALSO_BEHIND,
    CLOSED,
    FLAGS,
    KEYS,
    NOR,
    NOT,
    NOT_KNOWN,
    NOT_REPORTED,
    YET,
    is_unreported,
    key_named,
)
from dialogs.inflection import named
from dialogs.words import status_named
from locales.folding import folded, forms

MARKS = "()?!.,;"
_PHRASES = frozenset(word for word in chain(NOT, NOT_REPORTED, NOT_KNOWN, *FLAGS.values()) if " " in word)
_LONGEST = max(len(phrase.split()) for phrase in _PHRASES)
_OF_STATUS = ("status", "only", "computed")


def phrased(tokens: Sequence[str]) -> list[str]:
    """The same in which words that say one thing together are one; what stands in quotes stays as it is."""
    return _neither(_denied_behind(_together(_without_yet(_denied(tokens)))))


def said(words: Sequence[str]) -> frozenset[str]:
    """The forms of these words without what stands around them; none where some stand in quotes."""
    if any(word[:1] in QUOTES for word in words):
        return frozenset()
    return frozenset(forms(" ".join(word.strip(MARKS) for word in words).replace("’", "'")))


def says_how_it_stands(token: str) -> bool:
    """Whether a word alone is a status or what may be the matter."""
    word = token.strip(MARKS)
    is_named = status_named(word) is not None or named(word, FLAGS) is not None or named(word, CLOSED) is not None
    return is_named or is_unreported(word)


def _is(token: str, words: frozenset[str]) -> bool:
    return not words.isdisjoint(said([token]))


def _denied(tokens: Sequence[str]) -> list[str]:
    """`non-vert` says `non vert`, and `- red` says `-red`; a dash between two words says nothing."""
    apart = [part for token in tokens for part in _without_hyphen(token)]
    taken = list[str]()
    for at, token in enumerate(apart):
        if token not in SIGNS_OF_NOT:
            taken.append(token)
        elif (behind := apart[at + 1 : at + 2]) and _denies(token, apart[:at], behind[0]):
            taken.append(SIGN_ALONE)
    return taken


def _without_hyphen(token: str) -> list[str]:
    denial, hyphen, word = token.replace("\u2010", "-").replace("\u2011", "-").partition("-")
    is_apart = hyphen and _is(denial, NOT) and (says_how_it_stands(word) or _is_phrase([denial, word], ()))
    return [denial, word] if is_apart else [token]


def _denies(sign: str, before: Sequence[str], behind: str) -> bool:
    """Whether a sign that stands alone does: as the first of a list or, if it is no dash, before what is no name."""
    is_name = not says_how_it_stands(behind) and not is_comparison(behind) and not key_named(behind.partition(":")[0])
    return not before or before[-1] == COMMA or (sign == "!" and not is_name)


def _without_yet(tokens: Sequence[str]) -> list[str]:
    """`not yet red` and `noch nicht rot` say `not red`."""
    kept = list[str]()
    for at, token in enumerate(tokens):
        around = (*tokens[max(at - 1, 0) : at], *tokens[at + 1 : at + 2])
        if not _is(token, YET) or not any(_is(one, NOT) for one in around):
            kept.append(token)
    return kept


def _together(tokens: Sequence[str]) -> list[str]:
    """The longest first, also behind `status:`."""
    taken, at = list[str](), 0
    while at < len(tokens):
        lengths = range(min(_LONGEST, len(tokens) - at), 1, -1)
        length = next((one for one in lengths if _is_phrase(tokens[at : at + one], tokens[at + one :])), 1)
        taken.append(tokens[at] if length == 1 else " ".join(tokens[at : at + length]).replace("’", "'"))
        at += length
    return taken


def _is_phrase(words: Sequence[str], behind: Sequence[str]) -> bool:
    key, found, value = words[0].partition(":")
    if found and key_named(key) in _OF_STATUS:
        words = [value, *words[1:]]
    if _is(words[-1], frozenset(map(folded, KEYS["status"]))) and behind and says_how_it_stands(behind[0]):
        return False  # no status red
    return not _PHRASES.isdisjoint(said(words))


def _denied_behind(tokens: list[str]) -> list[str]:
    """`groen uitgezonderd` says `uitgezonderd groen`."""
    if len(tokens) > 1 and _is(tokens[-1], ALSO_BEHIND) and says_how_it_stands(tokens[-2]):
        return [*tokens[:-2], tokens[-1], tokens[-2]]
    return tokens


def _neither(tokens: list[str]) -> list[str]:
    """`noch rood noch oranje` and `rood noch oranje` deny the first as well; a `noch` that joins nothing is “still”."""
    at = next((place for place, token in enumerate(tokens) if _is(token, NOR)), None)
    if at is None or any(_is(token, NOT) or SIGN_OF_NOT.match(token) for token in tokens[:at]):
        return tokens
    before, behind = tokens[:at], tokens[at + 1 :]
    if any(_is(token, NOR) for token in behind):
        return [*before, SIGN_ALONE, *behind]
    if before and behind and says_how_it_stands(before[-1]) and says_how_it_stands(behind[0]):
        return [*before[:-1], SIGN_ALONE, *tokens[at - 1 :]]
    return [*before, *behind]
