"""Stretches of days as people write them: `12/3 20/3`, `12-20 March`, `du lundi au vendredi`, `volgende week`."""

import re
from dataclasses import dataclass
from datetime import date

from locales.day_names import months
from locales.folding import folded, forms
from locales.reading import Found, days_in
from locales.relative_stretches import FROM_WORDS, UNTIL_WORDS, in_figures

_BETWEEN = r"[-–]|to|until|till|through|au|tot\s+en\s+met|tot|t/m|tem|bis\s+zum|bis"
_ORDINAL = r"(?:er|\.|st|nd|rd|th|e)?"
_TIGHT = re.compile(r"(?<![\d-])(\d{1,2}\.?|\d{4})\s*[-–]\s*(?=\d{1,2}(?![\d-]))")
"""A hyphen between two days, not one inside a day such as `2026-03-12`."""
_SLASHED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\s*/\s*(?=[0-9]{4}-)")
_BARE = re.compile(r"(?<![\w./-])(\d{1,2})[.-](\d{1,2})(?![\w/-]|\.\d)(?=\s*([^\W\d_]*))")
"""Day and month without a year, with the word behind them."""
_BEFORE = re.compile(rf"(?<![\w./-])(\d{{1,2}}){_ORDINAL}\s*(?:{_BETWEEN})\s*$", re.IGNORECASE)
_AFTER = re.compile(rf"\s*(?:{_BETWEEN})\s*(\d{{1,2}}){_ORDINAL}(?![\w./-])", re.IGNORECASE)
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The days a text names, and the words around them.

    Attributes:
        first, last: as written, so the last may be before the first.
        single: one day only was named.
        between: the words between two days that are written out.
    """

    before: str
    first: date
    last: date
    after: str
    single: bool
    between: str = ""

    @property
    def lacks_last(self) -> bool:
        """Whether it says from when, and not until when: `from Monday`."""
        words = self._words_before
        return self.single and bool(FROM_WORDS & words) and not UNTIL_WORDS & words

    @property
    def lacks_first(self) -> bool:
        """Whether it says until when only: `until Friday`."""
        return self.single and bool(UNTIL_WORDS & self._words_before)

    @property
    def _words_before(self) -> set[str]:
        return {folded(word) for word in re.split(r"[\s'’]+", self.before)}


def stretch_in(text: str, today: date) -> Stretch | None:
    """The first stretch of days in a text; None when it names no day, or one that may be understood in two ways.

    A day without its month is one of the month beside it; names of weekdays beside dates are passed over.
    """
    dated = in_figures(_in_plain_words(text), today)
    found = list(days_in(dated, today))[:2] if dated else []
    if not dated or not found:
        return None
    text = dated
    return _lent_before(text, found[0]) or _lent_after(text, found) or _written_out(text, found)


def _in_plain_words(text: str) -> str:
    """The same with days and months, and days and days, told apart by their signs."""
    text = _BARE.sub(_slashed, _SLASHED.sub(r"\1 – ", text))
    return _TIGHT.sub(r"\1 – ", text)


def _slashed(bare: re.Match[str]) -> str:
    """`12-3` and `12.3` as `12/3`, unless they are two days of the month that follows: `10-12 March`."""
    lends = any(form in months() for form in forms(bare[3])) if bare[3] else False
    return bare.group() if lends or int(bare[2]) > _LAST_MONTH else f"{bare[1]}/{bare[2]}"


def _written_out(text: str, found: list[Found]) -> Stretch:
    first, last = found[0], found[-1]
    return Stretch(
        before=text[: first.start],
        first=first.day,
        last=last.day,
        after=text[last.end :],
        single=len(found) == 1,
        between=text[first.end : last.start],
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
