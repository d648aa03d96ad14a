"""Computed colours: the worst one counts, grey counts for nothing, and red is not left by one good week."""

import pytest

from pmo.colours import Colour, steadied, worst

COLOURS = {"-": Colour.GREY, "g": Colour.GREEN, "a": Colour.AMBER, "r": Colour.RED}


def series(letters: str) -> list[Colour]:
    return [COLOURS[letter] for letter in letters]


@pytest.mark.parametrize(("letters", "found"), [("", "-"), ("--", "-"), ("g-", "g"), ("ga-", "a"), ("agr-", "r")])
def test_the_worst_known_colour_counts(letters: str, found: str) -> None:
    assert worst(series(letters)) is COLOURS[found]


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("", "-"),
        ("g", "g"),
        ("ag", "g"),
        ("ra", "r"),
        ("rg", "r"),
        ("rag", "g"),
        ("rga", "a"),
        ("rgrg", "r"),
        ("rgrgg", "g"),
        ("r-", "r"),
        ("r-g", "r"),
        ("r-g-g", "g"),
        ("g-", "-"),
        ("rggr", "r"),
        ("rgga", "a"),
    ],
)
def test_red_is_left_after_two_better_periods_only(letters: str, found: str) -> None:
    assert steadied(series(letters)) is COLOURS[found]


def test_a_value_that_flaps_across_the_red_limit_stays_red_all_the_time() -> None:
    flapping = series("rg" * 20)
    assert {steadied(flapping[: n + 1]) for n in range(len(flapping))} == {Colour.RED}
