"""When Python looks for garbage: a look at everything that is there holds up every turn, so it is done seldom."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

ALLOCATIONS = 5_000
"""Containers made and still there after which the youngest are looked through for garbage; a turn makes hundreds."""
MIDDLE, ALL = 2, 50
"""How often that is done before those that have stayed once are looked through too, and how often that before all are.

A tick that asks everybody makes documents that stay: with Python's own 10 and 10 it waits 30 ms for fifty thousand of
them at once.
"""


def collect_seldom() -> None:
    """What start has made stays to the end: a collection that walks it holds up every turn for 100 ms and more."""
    gc.freeze()
    gc.set_threshold(ALLOCATIONS, MIDDLE, ALL)


@contextmanager
def collecting_later() -> Iterator[None]:
    """Do not look for garbage while something makes very many objects that are gone afterwards by themselves."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
