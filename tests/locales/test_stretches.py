"""People write stretches of days in many ways, in four languages."""

from datetime import date

import pytest

from locales.stretches import stretch_in

TODAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "12/3 20/3",
        "12/3-20/3",
        "12/3/2026-20/3/2026",
        "12-03-2026 - 20-03-2026",
        "2026-03-12 2026-03-20",
        "2026-03-12 – 2026-03-20",
        "12.3.-20.3.",
        "12.-20.3.",
        "12.3.2026–20.3.2026",
        "12-20/3",
        "12-20 March",
        "12 - 20 March 2026",
        "from 12 to 20 March",
        "12th to 20th of March",
        "March 12-20",
        "March 12 to 20",
        "du 12 au 20 mars",
        "du 12 mars au 20 mars",
        "van 12 tot 20 maart",
        "12 t/m 20 maart",
        "vom 12. bis 20. März",
        "vom 12. März bis zum 20. März",
        "du jeudi 12 au vendredi 20 mars",
        "van donderdag 12 tot en met vrijdag 20 maart",
        "12 tem 20 maart",
        "12-3 t/m 20-3",
        "12-3 tot 20-3",
        "12.3 bis 20.3",
        "vom 12.3. bis zum 20.3.",
        "2026-03-12/2026-03-20",
    ],
)
def test_a_stretch_is_read_however_it_is_written(text: str) -> None:
    found = stretch_in(f"Nora {text} Luc Dessart", TODAY)
    assert found is not None
    assert (found.first, found.last, found.single) == (date(2026, 3, 12), date(2026, 3, 20), False)
    assert found.before.startswith("Nora")
    assert found.after.strip() == "Luc Dessart"


@pytest.mark.parametrize("text", ["until 20 March", "20/3", "2026-03-20", "20.3.", "March 20", "tot 20 maart"])
def test_one_day_is_one_day(text: str) -> None:
    found = stretch_in(text, TODAY)
    assert found is not None
    assert (found.first, found.last, found.single) == (date(2026, 3, 20), date(2026, 3, 20), True)


def test_days_are_kept_as_they_are_written_even_backwards() -> None:
    found = stretch_in("20 to 12 March", TODAY)
    assert found is not None
    assert (found.first, found.last) == (date(2026, 3, 20), date(2026, 3, 12))


@pytest.mark.parametrize("text", ["", "Luc Dessart", "31 to 40 of something", "31/2-32/2", "3 to 5"])
def test_what_names_no_day_is_no_stretch(text: str) -> None:
    assert stretch_in(text, TODAY) is None


def test_a_day_that_the_month_does_not_have_lends_nothing() -> None:
    found = stretch_in("31 to 20 February", TODAY)
    assert found is not None
    assert (found.single, found.last.day) == (True, 20)
