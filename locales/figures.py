"""Numbers, amounts and enumerations, by CLDR."""

from decimal import Decimal
from functools import lru_cache

from babel import Locale, lists, numbers


def number(value: int | float | Decimal, decimals: int | None, locale: Locale) -> str:
    """With the locale's separators; `decimals` fixed, or as many as the value has."""
    if decimals is None:
        # The common count in a sentence: nothing to group, nothing to separate.
        if isinstance(value, int) and 0 <= value < 1000:
            return str(value)
        return numbers.format_decimal(value, locale=locale, decimal_quantization=False)
    return numbers.format_decimal(value, format=f"#,##0.{'0' * decimals}".rstrip("."), locale=locale)


@lru_cache(maxsize=256)
def percent(value: int | Decimal, locale: Locale) -> str:
    """Per cent, as precise as they came."""
    return numbers.format_percent(Decimal(value) / 100, locale=locale, decimal_quantization=False)


def money(amount: Decimal, currency: str, locale: Locale) -> str:
    """With the currency's sign where the locale puts it; a plain number when no currency is known."""
    whole = amount % 1 == 0
    if not currency:
        return number(amount, 0 if whole else 2, locale)
    if not whole:
        return numbers.format_currency(amount, currency, locale=locale)
    pattern = locale.currency_formats["standard"].pattern.replace(".00", "")
    return numbers.format_currency(amount, currency, format=pattern, locale=locale, currency_digits=False)


def listing(items: tuple[str, ...], locale: Locale) -> str:
    """The items with commas and the last `and`."""
    return lists.format_list(items, locale=locale) if items else ""
