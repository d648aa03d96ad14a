"""The selection that somebody asks for, in the words of any of the languages (contract §6 "Filters")."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from dialogs.filter_words import (
    ALSO_KEYS,
    BACKWARDS,
    FLAGS,
    FORWARDS,
    KEYS,
    NOT_REPORTED,
    ORDERS,
    PHASES,
    SAY_NOTHING,
    UNREPORTED,
)
from dialogs.words import ORDER, status_named
from locales.folding import folded, forms
from pmo.portfolio import Phase, Rag
from pmo.selection import COMPARISONS, Bound, Flag, Order, Selection

K = TypeVar("K")
_COMPARED = {"≤": "<=", "≥": ">=", "=<": "<=", "=>": ">=", "==": "="}
_TOKEN = re.compile(r"""(?:[^\s"“”„«»:']+:\s*)?(?:"[^"]*"|'[^']*'|[“„][^“”]*[“”]|«[^»]*»|\S+)|\S""")
FILTER_LIMIT = 200
"""Characters of filters that are read and kept."""
_COMPARES = re.compile("[<>=≤≥]")
_QUOTES = "\"'“”„«» \u202f\u00a0"
_BOUND = re.compile(r"^(?P<code>[\w.\-]+?)\s*(?P<how><=|>=|=<|=>|==|≤|≥|<|>|=|:)\s*(?P<value>[-+]?[\d.,\s]*\d)\s*%?$")


@dataclass(frozen=True, slots=True)
class Problem:
    """A filter that says nothing to us.

    Attributes:
        typed: the value that was typed; the key itself where nothing stands behind it or where it is unknown.
        key: behind which it stands, in English; empty for an unknown one.
        half: nothing stands behind the key.
    """

    typed: str
    key: str = ""
    half: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood, and what was not."""

    selection: Selection
    problems: tuple[Problem, ...] = ()


def understood(text: str) -> Understood:
    """The selection that these words ask for, in any of the languages."""
    reader = _Reader()
    for token in _TOKEN.findall(_spaced(text)):
        reader.take(token.strip())
    return Understood(reader.selection(), tuple(reader.problems))


def key_named(word: str) -> str:
    """The English key of a word of any of the languages; empty for another word."""
    return next((_BY_KEY[form] for form in forms(word) if form in _BY_KEY), "")


def order_word(order: Order, language: str) -> str:
    """How an order is named behind `sort:` in a language."""
    words = ORDERS[order]
    return words[ORDER.index(language)] if len(words) >= len(ORDER) else words[0]


def _spaced(text: str) -> str:
    """A key and what follows it belong together, and so do the parts of a comparison."""
    text = re.sub(r"\s*(<=|>=|=<|=>|≤|≥|<|>|=)\s*", r"\1", text)
    text = re.sub(r"(?<=\w)\s*:\s*", ":", text)
    # What follows a comma goes on with the list, unless it begins with a key of its own.
    return re.sub(r"(?<=\w)[,;]\s+(?=[^\s:]+(?:\s|$))", ",", text)


class _Reader:
    """Takes filters one by one."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._rags: set[Rag | None] = set()
        self._flags: set[Flag] = set()
        self._phases: set[Phase] = set()
        self._keyed: defaultdict[str, list[str]] = defaultdict(list)
        self._bounds: list[Bound] = []
        self._words: list[str] = []
        self._order, self._backwards, self._sorting = Order.STATUS, False, False

    def take(self, token: str) -> None:
        """One word, `key:value` or comparison."""
        key, found, value = token.partition(":")
        known = key_named(key) if found else ""
        if known and key_named(value.partition(":")[0]) and ":" in value:
            self.problems.append(Problem(key, known, half=True))
            self.take(value)
        elif known and value.strip(_QUOTES):
            for part in _parts(value):
                self._take_keyed(known, part)
        elif bound := _bound(token):
            self._bounds.append(bound)
        elif known:
            self.problems.append(Problem(key, known, half=True))
        elif token[:1] not in _QUOTES and _COMPARES.search(token):
            self.problems.append(Problem(token, "indicator"))
        elif found and re.fullmatch(r"[^\W\d_]{2,}", key):
            self.problems.append(Problem(token))
        else:
            for part in [token] if token[:1] in _QUOTES else re.split("[,;]", token):
                self._take_word(part.strip(_QUOTES + "()?!.,;"))

    def _take_keyed(self, key: str, value: str) -> None:
        match key:
            case "phase":
                self._add(self._phases, _named(value, PHASES), key, value)
            case "status":
                self._take_status(value)
            case "sort":
                self._sort(value)
            case "indicator":
                bound = _bound(value)
                if bound is None:
                    self.problems.append(Problem(value, key))
                else:
                    self._bounds.append(bound)
            case _:
                self._keyed[key].append(folded(value))

    def _take_status(self, value: str) -> None:
        rag = status_named(value)
        if rag is None and folded(value) not in NOT_REPORTED:
            self.problems.append(Problem(value, "status"))
        else:
            self._rags.add(rag)

    def _sort(self, value: str) -> None:
        name = value.strip("-+")
        words = [one for one in re.split(r"[\s\-]+", folded(name)) if one not in (*BACKWARDS, *FORWARDS)]
        order = _named(words[0], ORDERS) if words else None
        if order is None:
            self.problems.append(Problem(value, "sort"))
            return
        self._order, self._sorting = order, True
        self._backwards = value.startswith("-") or any(one in BACKWARDS for one in folded(value).split("-")[1:])

    def _take_word(self, word: str) -> None:
        rag, known = status_named(word), folded(word)
        flag = next((flag for flag, words in FLAGS.items() if any(form in words for form in forms(word))), None)
        if rag is not None or known in UNREPORTED:
            self._rags.add(rag)
        elif flag is not None:
            self._flags.add(flag)
        elif self._sorting and known in (*BACKWARDS, *FORWARDS):
            self._backwards = known in BACKWARDS
        elif not SAY_NOTHING.issuperset(re.findall(r"\w+", known)):
            self._words.append(known)

    def _add(self, known: set[Phase], found: Phase | None, key: str, value: str) -> None:
        if found is None:
            self.problems.append(Problem(value, key))
        else:
            known.add(found)

    def selection(self) -> Selection:
        """All of them together."""
        return Selection(
            rags=frozenset(self._rags),
            flags=frozenset(self._flags),
            phases=frozenset(self._phases),
            programs=tuple(self._keyed["program"]),
            posts=tuple(self._keyed["post"]),
            managers=tuple(self._keyed["manager"]),
            owners=tuple(self._keyed["owner"]),
            bounds=tuple(self._bounds),
            words=tuple(self._words),
            order=self._order,
            backwards=self._backwards,
        )


def _parts(value: str) -> list[str]:
    """`a,b` are two of which one is enough; what stands in quotes is one, and so is a number with a comma."""
    stripped = value.strip()
    if stripped[:1] in _QUOTES or _COMPARES.search(stripped):
        return [stripped.strip(_QUOTES)]
    return [part for part in (one.strip(_QUOTES) for one in re.split("[,;|]", stripped)) if part]


def _named(value: str, names: Mapping[K, tuple[str, ...]]) -> K | None:
    found = {unicodedata.normalize("NFC", value.casefold()), *forms(value)}
    return next((known for known, words in names.items() if found & set(words)), None)


def _bound(token: str) -> Bound | None:
    match = _BOUND.match(token.strip(_QUOTES))
    if match is None:
        return None
    how = _COMPARED.get(match["how"], match["how"])
    try:
        value = Decimal(match["value"].replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None
    return Bound(folded(match["code"]), how, value) if how in COMPARISONS and match["how"] != ":" else None


_BY_KEY = {word: key for names in (ALSO_KEYS, KEYS) for key, words in names.items() for word in words}
