"""The selection that somebody asks for, in the words of any of the languages (contract §6 "Filters")."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from dialogs.filter_order import Sorting
from dialogs.filter_plain import PlainWords
from dialogs.filter_words import ALSO_KEYS, KEYS, NOT_REPORTED, ORDERS, PHASES
from dialogs.inflection import named
from dialogs.words import ORDER, status_named
from locales.folding import folded, forms
from pmo.selection import COMPARISONS, Bound, Order, Selection

_COMPARED = {"≤": "<=", "≥": ">=", "=<": "<=", "=>": ">=", "==": "="}
_TOKEN = re.compile(r"""(?:[^\s"“”„«»:']+:\s*)?(?:"[^"]*"|'[^']*'|[“„][^“”]*[“”]|«[^»]*»|\S+)|\S""")
FILTER_LIMIT = 200
"""Characters of filters that are read and kept."""
_COMPARES = re.compile("[<>=≤≥]")
_NAMES = ("program", "post", "manager", "owner")
"""Keys whose values are beginnings of names."""
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
class Tail:
    """Words behind a value that belong to it where a name goes on with them: `manager:Nora Brennan`.

    Attributes:
        key: English; `value` and `words` are folded.
    """

    key: str
    value: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood, and what was not.

    Attributes:
        tails: values that may go on.
        typed: the words and values of the selection, as they were typed, by what stands in it.
    """

    selection: Selection
    problems: tuple[Problem, ...] = ()
    tails: tuple[Tail, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)


def understood(text: str) -> Understood:
    """The selection that these words ask for, in any of the languages."""
    reader = _Reader()
    for token in _TOKEN.findall(_spaced(text)):
        reader.take(token.strip())
    return reader.understood()


def key_named(word: str) -> str:
    """The English key of a word of any of the languages; empty for another word."""
    return next((_BY_KEY[form] for form in forms(word) if form in _BY_KEY), "")


def order_word(order: Order, language: str) -> str:
    """How an order is named behind `sort:` in a language."""
    return ORDERS[order][ORDER.index(language)]


def _spaced(text: str) -> str:
    """A key and what follows it belong together, and so do the parts of a comparison."""
    text = re.sub(r"\s*(<=|>=|=<|=>|≤|≥|<|>|=)\s*", r"\1", text)
    text = re.sub(r"(?<=\w)\s*:\s*", ":", text)
    # What follows a comma goes on with the list, unless it begins with a key of its own.
    return re.sub(r"(?<=\w)[,;]\s+(?=[^\s:]+(?:\s|$))", ",", text)


class _Reader:
    """Takes filters one by one."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._keyed: defaultdict[str, list[str]] = defaultdict(list)
        self._bounds: list[Bound] = []
        self._sorting = Sorting()
        self._plain = PlainWords(self._sorting)
        self._tails: list[tuple[str, str, list[str]]] = []
        self._goes_on = False

    def take(self, token: str) -> None:
        """One word, `key:value` or comparison."""
        key, found, value = token.partition(":")
        known = key_named(key) if found else ""
        if not known and not found and not _is_comparison(token):
            self._take_plain(token)
            return
        self._plain.end()
        self._goes_on = False
        if known and key_named(value.partition(":")[0]) and ":" in value:
            self._problems.append(Problem(key, known, half=True))
            self.take(value)
        elif known and value.strip(_QUOTES):
            for part in _parts(value):
                self._take_keyed(known, part)
            self._goes_on = known in _NAMES and value[:1] not in _QUOTES
        elif bound := _bound(token):
            self._bound_by(bound, token)
        elif known:
            self._problems.append(Problem(key, known, half=True))
        elif _is_comparison(token):
            self._problems.append(Problem(token, "indicator"))
        elif found and re.fullmatch(r"[^\W\d_]{2,}", key):
            self._problems.append(Problem(token))
        else:
            self._take_plain(token)

    def _take_plain(self, token: str) -> None:
        is_quoted = token[:1] in _QUOTES
        for number, part in enumerate([token] if is_quoted else _listed(token)):
            if number:
                self._plain.join()
            word = part.strip(_QUOTES + "()?!.,;")
            self._goes_on = self._plain.take(word) and self._goes_on and not is_quoted and not number
            if self._goes_on and word:
                self._tails[-1][2].append(folded(word))

    def _take_keyed(self, key: str, value: str) -> None:
        match key:
            case "phase":
                phase = named(value, PHASES)
                self._plain.phases.update([phase] if phase else [])
                self._note(phase is not None, value, key)
            case "status":
                rag = status_named(value)
                is_known = rag is not None or folded(value) in NOT_REPORTED
                self._plain.rags.update([rag] if is_known else [])
                self._note(is_known, value, key)
            case "sort":
                self._note(self._sorting.take(value), value, key)
            case "indicator":
                bound = _bound(value)
                self._note(bound is not None, value, key)
                if bound is not None:
                    self._bound_by(bound, value)
            case _:
                self._keyed[key].append(folded(value))
                self._plain.said[folded(value)] = value
                self._tails.append((key, folded(value), []))

    def _bound_by(self, bound: Bound, typed: str) -> None:
        self._bounds.append(bound)
        self._plain.said[bound.code] = _COMPARES.split(typed)[0].strip(_QUOTES)

    def _note(self, is_known: bool, value: str, key: str) -> None:
        self._problems += [] if is_known else [Problem(value, key)]

    def understood(self) -> Understood:
        """All of them together."""
        self._plain.end()
        plain, keyed = self._plain, self._keyed
        selection = Selection(
            rags=plain.asked_rags,
            flags=frozenset(plain.flags),
            mixed=plain.mixed,
            without=frozenset(plain.without - plain.flags),
            phases=frozenset(plain.phases),
            programs=tuple(keyed["program"]),
            posts=tuple(keyed["post"]),
            managers=tuple(keyed["manager"]),
            owners=tuple(keyed["owner"]),
            bounds=tuple(self._bounds),
            words=plain.words,
            either=plain.either,
            order=self._sorting.order,
            backwards=self._sorting.backwards,
        )
        tails = tuple([Tail(key, value, tuple(words)) for key, value, words in self._tails if words])
        return Understood(selection, tuple(self._problems), tails, plain.said)


def _is_comparison(token: str) -> bool:
    return token[:1] not in _QUOTES and _COMPARES.search(token) is not None


def _listed(token: str) -> list[str]:
    """The words of a list, `red,amber`; `red/amber` are two as well, `TCP/IP` is one."""
    several = token.split("/")
    return several if all(map(status_named, several)) else re.split("[,;]", token)


def _parts(value: str) -> list[str]:
    """`a,b` are two of which one is enough; what stands in quotes is one, and so is a number with a comma."""
    stripped = value.strip()
    if stripped[:1] in _QUOTES or _COMPARES.search(stripped):
        return [stripped.strip(_QUOTES)]
    return [part for part in (one.strip(_QUOTES) for one in re.split("[,;|]", stripped)) if part]


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
