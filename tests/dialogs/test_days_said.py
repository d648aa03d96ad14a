"""Days to be closed or worked are understood as people write them, in four languages; nothing of them is lost."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.days_said import DaysSaid, Unclear, closing_said, days_said

TODAY = date(2026, 3, 11)
"""A Wednesday."""


def march(*days: int) -> tuple[date, ...]:
    return tuple(date(2026, 3, day) for day in days)


@pytest.mark.parametrize(
    ("text", "days", "rest"),
    [
        ("tomorrow", march(12), ""),
        ("today and tomorrow", march(11, 12), ""),
        ("KIN on 24/3", march(24), "KIN"),
        ("demain; du 16 au 18 mars", march(12, 16, 17, 18), ""),
        ("le 12 mars pour l'ambassade de Kinshasa", march(12), "ambassade Kinshasa"),
        ("morgen en vrijdag", march(12, 13), ""),
        ("van maandag tot en met woensdag", march(16, 17, 18), ""),
        ("am 12.3. und am 16.3.", march(12, 16), ""),
        ("12/3, 16/3 et 18/3", march(12, 16, 18), ""),
        ("24/3 and 26/3", march(24, 26), ""),
        ("Thursday, 19 March", march(19), ""),
        ("du lundi au mercredi et vendredi", march(13, 16, 17, 18), ""),
        ("tot vrijdag", march(11, 12, 13), ""),
        ("12/3\n13/3", march(12, 13), ""),
        ("24/12 - 26/12", (date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26)), ""),
        ("", (), ""),
        ("Kinshasa", (), "Kinshasa"),
    ],
)
def test_days_are_read_with_what_stands_around_them(text: str, days: tuple[date, ...], rest: str) -> None:
    assert days_said(text, TODAY) == DaysSaid(days=days, rest=rest)


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("from tomorrow", Unclear.NO_END),
        ("à partir de lundi", Unclear.NO_END),
        ("18/3 - 16/3", Unclear.UNREAD),
        ("1/4 - 31/12", Unclear.TOO_MANY),
        ("32/13", Unclear.UNREAD),
        ("between Monday and Wednesday", Unclear.UNREAD),
        ("Kinshasa 12 and 16 March", Unclear.UNREAD),
        ("tomorrow" * 200, Unclear.UNREAD),
        ("²²²", Unclear.UNREAD),
    ],
)
def test_what_is_not_clear_is_told_apart(text: str, unclear: Unclear) -> None:
    assert days_said(text, TODAY).unclear is unclear


@pytest.mark.parametrize(
    ("text", "closes", "rest"),
    [
        ("KIN closed tomorrow", True, "KIN tomorrow"),
        ("KIN fermé demain", True, "KIN demain"),
        ("KIN FERMÉE demain", True, "KIN demain"),
        ("KIN gesloten morgen", True, "KIN morgen"),
        ("KIN morgen geschlossen", True, "KIN morgen"),
        ("schließe KIN morgen", True, "KIN morgen"),
        ("KIN open 6 April", False, "KIN 6 April"),
        ("KIN am 6. April geöffnet", False, "KIN am 6. April"),
        ("KIN ouverte le 6 avril", False, "KIN le 6 avril"),
        ("Kinshasa", None, "Kinshasa"),
    ],
)
def test_a_word_tells_whether_to_close_or_to_open(text: str, closes: bool | None, rest: str) -> None:
    assert closing_said(text) == (closes, rest)


@given(days=st.sets(st.integers(0, 300), max_size=8))
def test_every_day_of_a_list_is_kept(days: set[int]) -> None:
    named = sorted(TODAY + timedelta(days=n) for n in days)
    assert days_said("; ".join(day.isoformat() for day in named), TODAY) == DaysSaid(days=tuple(named))
