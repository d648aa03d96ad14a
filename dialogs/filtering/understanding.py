"""The selection that somebody asks for, in the words of any of the languages (contract §6 "Filters")."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from cards.status import status_word
from dialogs.filtering.clashes import clashes
from dialogs.filtering.compared import compared
from dialogs.filtering.groups import Groups, Joint, Part
from dialogs.filtering.order import Sorting
from dialogs.filtering.phrases import phrased
from dialogs.filtering.plain import PlainWords
from dialogs.filtering.tokens import (
    COMMA,
    QUIET,
    QUOTES,
    SIGN_ALONE,
    SIGN_OF_NOT,
    bound_of,
    compared_order,
    is_comparison,
    limit_of,
    order_compared,
    parts_of,
    tokens_of,
    without_comparison,
)
from dialogs.filtering.values import NAMED, part_of
from dialogs.filtering.words import KEYS, ORDERS, key_named
from dialogs.words import ORDER
from locales import Say
from locales.folding import folded
from pmo.criteria import Bound
from pmo.portfolio import Rag
from pmo.selection import Order, Selection

_KEPT = 256
"""Filters that are kept as they were understood: one question reads them several times."""
FILTER_LIMIT = 200
"""Characters of filters that are read; longer ones are refused, not cut."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A filter that says nothing to us.

    Attributes:
        typed: the value that was typed; the key itself where nothing stands behind it or where it is unknown.
        key: behind which it stands, in English; empty for an unknown one.
        half: nothing stands behind the key.
        other: what excludes it.
    """

    typed: str
    key: str = ""
    half: bool = False
    other: str = ""


@dataclass(frozen=True, slots=True)
class Tail:
    """Words behind a value that belong to it where a name goes on with them: `manager:Nora Brennan`.

    Attributes:
        at: where the value stands among what was typed.
        key: English; `value` is folded, `words` are as they were typed.
    """

    at: int
    key: str
    value: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood, and what was not.

    Attributes:
        tails: values that may go on.
        typed: the words and values of the selection, as they were typed, by what stands in it.
        tokens: what was typed, word by word.
        others: words behind `or`, which may be values of the key before it: `manager:Nora or Josué`.
    """

    selection: Selection
    problems: tuple[Problem, ...] = ()
    tails: tuple[Tail, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    tokens: tuple[str, ...] = ()
    others: tuple[Tail, ...] = ()

    def with_others(self, is_one: Callable[[Tail, Sequence[str]], bool]) -> "Understood":
        """The same in which words behind `or` that are values of the key before it stand behind that key."""
        tokens = list(self.tokens)
        for other in self.others:
            if is_one(other, other.words):
                tokens[other.at] = f"{other.key}:{tokens[other.at]}"
        return self if tokens == list(self.tokens) else _read(tokens)

    def with_names(self, goes_on: Callable[[Tail, Sequence[str]], bool]) -> "Understood":
        """The same in which values go on with as many of the words behind them as make a name.

        Args:
            goes_on: whether a value and these words of its tail are a name.
        """
        tokens = list(self.tokens)
        for tail in reversed(self.tails):
            lengths = range(len(tail.words), 0, -1)
            if taken := next((length for length in lengths if goes_on(tail, tail.words[:length])), 0):
                tokens[tail.at : tail.at + taken + 1] = [" ".join((tokens[tail.at], *tail.words[:taken]))]
        return self if len(tokens) == len(self.tokens) else _read(tokens)


def understood(text: str) -> Understood:
    """The selection that these words ask for, in any of the languages."""
    if not can_be_read(text):
        return Understood(Selection(), (Problem(text, "long"),))
    if text.strip(QUIET) and not any(map(str.isalnum, text)):
        return Understood(Selection(), (Problem(text.strip(), "signs"),))
    return _understood(text.rstrip(QUIET))


@lru_cache(maxsize=_KEPT)
def _understood(text: str) -> Understood:
    return _read(compared(phrased(tokens_of(text))))


def _read(tokens: Sequence[str]) -> Understood:
    reader = _Reader()
    for token in tokens:
        reader.take(token)
    return reader.understood(tuple(tokens))


def narrowed(filters: str, rag: Rag, say: Say) -> str:
    """These filters, of what they find only what has this status; perhaps too long to be read.

    The status stands alone where it means just that, and behind a key of its own where it would widen what is asked.
    """
    plainly = f"{filters} {status_word(rag, say)}".strip()
    asked, read = understood(filters).selection, understood(plainly)
    if not (asked.rags or read.problems) and read.selection == replace(asked, rags=frozenset({rag})):
        return plainly
    return f"{filters} {KEYS['only'][ORDER.index(say.language)]}:{status_word(rag, say)}"


def can_be_read(filters: str) -> bool:
    """Whether filters are short enough."""
    return len(filters) <= FILTER_LIMIT


def order_word(order: Order, language: str) -> str:
    """How an order is named behind `sort:` in a language."""
    return ORDERS[order][ORDER.index(language)]


class _Reader:
    """Takes filters one by one."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._typed: dict[str, str] = {}
        self._sorting, self._groups = Sorting(), Groups()
        self._plain = PlainWords(self._groups, self._sorting)
        self._tails: list[tuple[int, str, str, list[str]]] = []
        self._others: list[Tail] = []
        self._at = -1
        self._goes_on = False

    def take(self, token: str) -> None:
        """One word, `key:value`, comparison, or the comma between two."""
        self._at += 1
        if token == COMMA:
            self._goes_on = False
            self._groups.join(Joint.COMMA)
        elif token == SIGN_ALONE:
            self._plain.deny(token)
        elif sign := SIGN_OF_NOT.match(token):
            self._plain.deny(sign.group())
            self._take(token[sign.end() :])
        else:
            self._take(token)

    def _take(self, token: str) -> None:
        key, found, value = token.partition(":")
        known = key_named(key) if found else ""
        if not known and not found and not is_comparison(token):
            self._take_plain(token)
            return
        self._goes_on = False
        if known and key_named(value.partition(":")[0]) and ":" in value:
            self._problems.append(Problem(key, known, half=True))
            self._take(value)
        elif known and value.strip(QUOTES):
            self._take_values(known, value)
        elif not known and (order := compared_order(token) or (order_compared(key) if found else None)):
            limit = limit_of(token)
            self._ask("limits", limit, token, is_known=limit is not None)
            self._note(limit is not None, token, order.value)
        elif bound := bound_of(token):
            self._ask("bounds", bound, token)
        elif known:
            self._problems.append(Problem(key, known, half=True))
        elif is_comparison(token):
            self._problems.append(Problem(token, "indicator"))
        elif found and re.fullmatch(r"[^\W\d_]{2,}", key):
            self._problems.append(Problem(token))
        else:
            self._take_plain(token)

    def _take_values(self, key: str, value: str) -> None:
        if key == "only":
            self._plain.end()
            self._groups.narrowings.append([])
        for number, part in enumerate(parts_of(value)):
            if number:
                self._groups.join(Joint.OR)
            self._take_keyed(key, part)
        self._plain.keyed(key)
        self._goes_on = (
            key in NAMED and value[:1] not in QUOTES and bool(self._tails) and self._tails[-1][0] == self._at
        )

    def _take_plain(self, token: str) -> None:
        is_quoted = token[:1] in QUOTES
        word = token.strip(QUOTES + "()?!.,;")
        self._goes_on = self._plain.take(word) and self._goes_on and not is_quoted
        if self._goes_on:
            self._tails[-1][3].append(word)
        if key := self._plain.might_be_of:
            self._others.append(Tail(self._at, key, folded(word), ()))

    def _take_keyed(self, key: str, value: str) -> None:
        part = part_of(key, value)
        if key == "sort":
            self._plain.end()
            self._note(self._sorting.take(value), value, key)
        elif part is None:
            self._note(False, value, key)
        elif key == "only":
            self._groups.narrowings[-1].append(part)
        else:
            self._plain.ask(part)
        if part is not None and part.kind in NAMED.values():
            self._tails.append((self._at, key, folded(value), []))

    def _ask(self, kind: str, value: Any, typed: str, *, is_known: bool = True) -> None:
        if is_known:
            self._plain.ask(Part(kind, value, typed))

    def _note(self, is_known: bool, value: str, key: str) -> None:
        self._problems += [] if is_known else [Problem(value, key)]

    def understood(self, tokens: tuple[str, ...]) -> Understood:
        """All of them together."""
        self._plain.end()
        refused = [Problem(part.typed, "or not") for part in self._groups.refused]
        excluded = [Problem(one.typed, "clash", other=other.typed) for one, other in clashes(self._groups)]
        order, backwards = self._sorting.first
        return Understood(
            Selection(**self._groups.criteria(), order=order, backwards=backwards, then=self._sorting.then),
            (*self._problems, *refused, *excluded),
            tuple([Tail(at, key, value, tuple(words)) for at, key, value, words in self._tails if words]),
            {_typed_of(part): without_comparison(part.typed) for part in self._groups.parts},
            tokens,
            tuple(self._others),
        )


def _typed_of(part: Part) -> str:
    return part.value.code if isinstance(part.value, Bound) else str(part.value)
