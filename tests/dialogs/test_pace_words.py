"""How soon somebody wants to be told, typed with what they watch."""

import pytest

from dialogs.pace_words import paced
from pmo.watches import Pace


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("VISA", ("VISA", None)),
        ("VISA daily", ("VISA", Pace.DAILY)),
        ("daily VISA", ("VISA", Pace.DAILY)),
        ("red late; at once", ("red late", Pace.AT_ONCE)),
        ("rouge quotidien", ("rouge", Pace.DAILY)),
        ("rouge tous les jours", ("rouge", Pace.DAILY)),
        ("CONSUL, tout de suite", ("CONSUL", Pace.AT_ONCE)),
        ("rood één keer per week", ("rood", Pace.WEEKLY)),
        ("VISA meteen", ("VISA", Pace.AT_ONCE)),
        ("VISA täglich", ("VISA", Pace.DAILY)),
        ("VISA WÖCHENTLICH", ("VISA", Pace.WEEKLY)),
        ("sofort VISA", ("VISA", Pace.AT_ONCE)),
        ("weekly", ("", Pace.WEEKLY)),
        ("the weekly bulletin", ("the weekly bulletin", None)),
    ],
)
def test_a_pace_stands_behind_what_is_watched_or_before_it(typed: str, meant: tuple[str, Pace | None]) -> None:
    assert paced(typed) == meant
