"""By what a list is sorted, in the words of any of the languages: `sort:end desc`, `sort by name`."""

import re

from dialogs.filtering.words import ALSO_ORDERS, BACKWARDS, FORWARDS, ORDERS
from dialogs.inflection import named
from locales.folding import folded
from pmo.selection import Order


class Sorting:
    """The order asked for, worst first until it is told."""

    def __init__(self) -> None:
        self._told: list[tuple[Order, bool]] = []

    @property
    def first(self) -> tuple[Order, bool]:
        """The order, and whether it is the other way round."""
        return self._told[0] if self._told else (Order.STATUS, False)

    @property
    def then(self) -> tuple[tuple[Order, bool], ...]:
        """By what equals are sorted."""
        return tuple(self._told[1:])

    def take(self, value: str) -> bool:
        """What stands behind `sort:`; whether it is an order. The first one told counts first."""
        words = [one for one in re.split(r"[\s\-]+", folded(value.strip("-+"))) if one not in (*BACKWARDS, *FORWARDS)]
        order = order_named(words[0]) if words else None
        if order is None:
            return False
        backwards = value.startswith("-") or any(one in BACKWARDS for one in folded(value).split("-")[1:])
        self._told.append((order, backwards))
        return True

    def turn(self, word: str) -> bool:
        """`descending` and the like, once an order is told; whether it was that."""
        if not self._told or word not in (*BACKWARDS, *FORWARDS):
            return False
        self._told[-1] = (self._told[-1][0], word in BACKWARDS)
        return True


def order_named(word: str) -> Order | None:
    """The order that a word of any of the languages names; None for another word."""
    return named(word, ORDERS) or named(word, ALSO_ORDERS)
