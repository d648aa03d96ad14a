"""Searches what goes out for the marks of the portfolio; knows nothing of the code that sends it."""

import re
from functools import lru_cache

from tests.rights.portfolio import EAST, NORTH, SOUTH, STARS

PROGRAMS = (NORTH, SOUTH, EAST)
CURRENCY = re.compile(r"NOK")
OF_MONEY = re.compile(r"NOK|\.CASH\b|\bcash\b|\bCPI\b|\bSPI\b|\bEAC\b|over budget|than the budget|has cash")
"""What is said of money alone: its unit, the names of what is measured in it, and the words of earned value."""
_ONCE = lru_cache(maxsize=2000)
"""What is answered to many is searched once."""
_NUMBER = re.compile(r"\d{1,3}(?:[.,'’\u202f\u00a0 ]\d{3})+(?!\d)|\d+")


@_ONCE
def stars_in(text: str) -> frozenset[str]:
    """The projects that a text tells of in any way."""
    known = text.casefold()
    return frozenset([code for code in STARS if code.casefold() in known])


@_ONCE
def programs_in(text: str) -> frozenset[str]:
    """The programs that a text tells of in any way."""
    known = text.casefold()
    return frozenset([code for code in PROGRAMS if code.casefold() in known])


@_ONCE
def amounts_in(text: str) -> frozenset[str]:
    """The projects of which a text tells an amount of money, however it is written."""
    numbers = {int(re.sub(r"\D", "", found)) for found in _NUMBER.findall(text)}
    return frozenset([code for code, star in STARS.items() if numbers & set(star.amounts.values())])


@_ONCE
def is_of_money(text: str) -> bool:
    """Whether anything is said of money."""
    return OF_MONEY.search(text) is not None
