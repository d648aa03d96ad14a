"""Stretches of days as people write them: `12/3 20/3`, `16.3.-20.3.`, `12-20 March`, `du 12 au 20 mars`."""

import re
from dataclasses import dataclass
from datetime import date

from locales.reading import Found, days_in

_BETWEEN = r"[-–]|to|until|till|through|au|tot|t/m|bis"
_ORDINAL = r"(?:er|\.|st|nd|rd|th|e)?"
_TIGHT = re.compile(r"(?<![\d-])(\d{1,2}\.?|\d{4})\s*[-–]\s*(?=\d{1,2}(?![\d-]))")
"""A hyphen between two days, not one inside a day such as `2026-03-12`."""
_BEFORE = re.compile(rf"(?<![\w./-])(\d{{1,2}}){_ORDINAL}\s*(?:{_BETWEEN})\s*$", re.IGNORECASE)
_AFTER = re.compile(rf"\s*(?:{_BETWEEN})\s*(\d{{1,2}}){_ORDINAL}(?![\w./-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The days a text names, and the words around them.

    Attributes:
        first, last: as written, so the last may be before the first.
        single: one day only was named.
    """

    before: str
    first: date
    last: date
    after: str
    single: bool


def stretch_in(text: str, today: date) -> Stretch | None:
    """The first stretch of days in a text; None when it names no day.

    A day without its month is one of the month beside it.
    """
    text = _TIGHT.sub(r"\1 – ", text)
    found = list(days_in(text, today))[:2]
    if not found:
        return None
    one = found[0]
    return _lent_before(text, one) or _lent_after(text, found) or _written_out(text, found)


def _written_out(text: str, found: list[Found]) -> Stretch:
    first, last = found[0], found[-1]
    return Stretch(
        before=text[: first.start],
        first=first.day,
        last=last.day,
        after=text[last.end :],
        single=len(found) == 1,
    )


def _lent_before(text: str, last: Found) -> Stretch | None:
    """`12 to 20 March`: the first day has its month from the last."""
    number = _BEFORE.search(text[: last.start])
    first = _on(int(number[1]), last.day) if number else None
    if number is None or first is None:
        return None
    before = text[: number.start()]
    return Stretch(before=before, first=first, last=last.day, after=text[last.end :], single=False)


def _lent_after(text: str, found: list[Found]) -> Stretch | None:
    """`March 12 to 20`: the last day has its month from the first."""
    first = found[0]
    number = _AFTER.match(text, first.end)
    last = _on(int(number[1]), first.day) if number else None
    if number is None or last is None or (len(found) > 1 and found[1].start < number.end()):
        return None
    after = text[number.end() :]
    return Stretch(before=text[: first.start], first=first.day, last=last, after=after, single=False)


def _on(number: int, month: date) -> date | None:
    try:
        return month.replace(day=number)
    except ValueError:
        return None
