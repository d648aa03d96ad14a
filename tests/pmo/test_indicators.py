"""What an indicator says about itself."""

import pytest

from pmo.indicators import Direction, Frequency, Indicator


@pytest.mark.parametrize(
    ("unit", "money"),
    [
        ("EUR", True),
        ("kEUR", True),
        ("M CHF", True),
        ("€", True),
        ("k€ a month", True),
        ("USD/seat", True),
        ("", False),
        ("%", False),
        ("days", False),
        ("FTE", False),
        ("EUROPEANS", False),
        ("neuro", False),
    ],
)
def test_a_unit_with_a_currency_is_money(unit: str, money: bool) -> None:
    indicator = Indicator(code="A", name="A", direction=Direction.HIGHER, frequency=Frequency.WEEKLY, unit=unit)
    assert indicator.is_money is money
