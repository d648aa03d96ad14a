"""Days said by what day it is, in a text that names a stretch of days, written as dates."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from locales.day_names import months
from locales.folding import folded, forms
from locales.reading import days_in
from locales.relative_days import Relative, relatives_in
from locales.relative_speech import Sense

_INCLUSIVE = frozenset({"through", "thru", "t/m", "tem", "met"})
UNTIL_WORDS = frozenset({"until", "till", "jusque", "jusqu", "jusquau", "tot", "bis"}) | (_INCLUSIVE - {"met"})
"""Before a last day; without accents."""
_SINCE_WORDS = frozenset({"since", "depuis", "sinds", "seit"})
FROM_WORDS = _SINCE_WORDS | {"from", "du", "des", "partir", "van", "vanaf", "vom", "von", "ab"}
"""Before a first day."""
_AND_WORDS = frozenset({"and", "et", "en", "und"})
_ARTICLES = frozenset({"the", "on", "a", "au", "le", "la", "de", "het", "op", "am", "den", "dem", "der", "zum", "zur"})
_LINKS = UNTIL_WORDS | _INCLUSIVE | _AND_WORDS | _ARTICLES | {"to"}

_WEEKDAYS = frozenset({Sense.WEEKDAY, Sense.THIS_WEEKDAY, Sense.COMING_WEEKDAY, Sense.NEXT_WEEKDAY})
_FROM_THE_FIRST = _WEEKDAYS | {Sense.EDGE_OF_MONTH, Sense.EDGE_OF_QUARTER, Sense.EDGE_OF_THIS}
"""What is counted from the first day where it is the last one: `from next Monday to Friday`."""
_DATE_AHEAD = re.compile(
    r"[\s,.]{0,3}(?:(?:the|le|den|dem|der|de)\s{1,3})?(?:\d|([^\W\d_]{3,10})\.?\s{1,3}\d)", re.IGNORECASE
)
_NEAR = 24
"""Signs before a day in which the words that lead to it are looked for."""
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Named:
    """Days that are named somewhere in a text, in figures or, then with `relative`, by what day it is."""

    start: int
    end: int
    first: date
    last: date
    relative: Relative | None = None


def in_figures(text: str, today: date) -> str | None:
    """The text with the first days it names written as dates; None where they may mean more than one stretch.

    What else it names is left as it is, for it may be somebody's name. Weekdays beside dates are left out.
    """
    text = _without_weekdays_of_dates(text, today)
    named = _days_named(text, today)
    if not any(one.relative for one in named[:2]):
        return text
    first = _begun(named[0], text, today)
    second = _seen_from(first, named[1], today) if len(named) > 1 else None
    if second is not None and _are_linked(first, second, words := _words(text[first.end : second.start])):
        clear = second.first == second.last or bool(words & _INCLUSIVE)
        return _with_dates(text, first, second.end, (first.first, second.last)) if clear else None
    return _alone(first, text) if first.relative else text


def _without_weekdays_of_dates(text: str, today: date) -> str:
    """Without `Thursday` in `Thursday 12 March`, which says nothing that the date does not say."""
    ends = {found.end for found in days_in(text, today)}
    for found in reversed(list(relatives_in(text, today))):
        start, end = found.phrase.start, found.phrase.end
        behind = any(place in ends and not text[place:start].strip(" ,.(") for place in range(start - 3, start))
        if found.phrase.sense in _WEEKDAYS and (behind or _is_before_date(text, end)):
            text = f"{text[:start]} {text[end:]}"
    return text


def _is_before_date(text: str, place: int) -> bool:
    ahead = _DATE_AHEAD.match(text, place)
    return ahead is not None and (not ahead[1] or any(form in months() for form in forms(ahead[1])))


def _days_named(text: str, today: date) -> list[_Named]:
    """In their order; of those that overlap the first."""
    dates = [_Named(one.start, one.end, one.day, one.day) for one in days_in(text, today)]
    others = [_Named(one.phrase.start, one.phrase.end, one.first, one.last, one) for one in relatives_in(text, today)]
    kept: list[_Named] = []
    for one in sorted([*dates, *others], key=lambda named: named.start):
        if kept and _is_morning(one, kept[-1], text):
            kept[-1] = replace(kept[-1], end=one.end)
        elif not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _is_morning(one: _Named, before: _Named, text: str) -> bool:
    """Whether this `morgen` is the morning of the day before it: `maandag morgen`, `heute Morgen`."""
    is_morgen = folded(text[one.start : one.end]) == "morgen"
    return is_morgen and before.relative is not None and text[before.end : one.start].isspace()


def _begun(first: _Named, text: str, today: date) -> _Named:
    """The first day, which has been where `since` stands before a weekday; of this week or month the rest is meant."""
    if first.relative is None:
        return first
    sense = first.relative.phrase.sense
    if sense in _WEEKDAYS and _word_before(text, first.start) in _SINCE_WORDS:
        return replace(first, first=first.first - 7 * _ONE, last=first.last - 7 * _ONE)
    return replace(first, first=max(first.first, today)) if sense is Sense.THIS else first


def _seen_from(first: _Named, second: _Named, today: date) -> _Named:
    """The second day, counted from the first one where that is how people say it."""
    if second.relative is None or second.relative.phrase.sense not in _FROM_THE_FIRST:
        return second
    of_weekdays = first.relative is not None and first.relative.phrase.sense in _WEEKDAYS
    earliest = max(first.first if of_weekdays else first.first - _ONE, today - _ONE)
    seen = second.relative.seen_from(earliest)
    return replace(second, first=seen.first, last=seen.last)


def _are_linked(first: _Named, second: _Named, words: set[str]) -> bool:
    """Whether the words between two days make one stretch of them; `Monday and Tuesday` is one."""
    if words & _AND_WORDS and not words & _INCLUSIVE:
        return words <= _LINKS and second.first - first.last == _ONE
    return words <= _LINKS


def _alone(named: _Named, text: str) -> str | None:
    """A day, or a whole week or month; `from next week` leaves its end open, `until next week` may exclude it."""
    if named.first == named.last:
        return _with_dates(text, named, named.end, (named.first,))
    before = _word_before(text, named.start)
    if before in _INCLUSIVE:
        return _with_dates(text, named, named.end, (named.last,))
    if before in UNTIL_WORDS:
        return None
    days = (named.first,) if before in FROM_WORDS else (named.first, named.last)
    return _with_dates(text, named, named.end, days)


def _with_dates(text: str, first: _Named, end: int, days: tuple[date, ...]) -> str:
    return f"{text[: first.start]} {' – '.join(day.isoformat() for day in days)} {text[end:]}"


def _words(text: str) -> set[str]:
    return {folded(word) for word in re.split(r"[\s,'’]+", text) if word.strip("-–.")}


def _word_before(text: str, start: int) -> str:
    """The word that leads to what begins here, without articles: `since`, in `since the`; empty for none."""
    words = [folded(word) for word in re.split(r"[\s,'’]+", text[max(0, start - _NEAR) : start]) if word]
    return next((word for word in reversed(words) if word not in _ARTICLES), "")
