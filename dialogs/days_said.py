"""Several days as people write them, and whether they are to be closed or worked: `closed tomorrow and 24/12-31/12`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dialogs.connecting_words import meant
from locales import LANGUAGES
from locales.day_names import weekdays_in
from locales.folding import forms
from locales.stretches import stretch_in
from pmo.calendar_changes import MOST_DAYS

_SEPARATOR = re.compile(r"[;\n]")
_LINK = re.compile(r",|\b(?:and|et|und)\b|(?<!\btot )\ben\b(?! met\b)", re.IGNORECASE)
"""Between two days that are no stretch, unless something else says that they are one."""
_LOST = re.compile(r"(?<![\w.-])\d{1,2}\.?(?![\w-])|\b(?:between|entre|tussen|zwischen)\b", re.IGNORECASE)
"""What tells that days were not read as they were meant: a number by itself, a word that asks for all days between."""
_LONGEST = 1_000
"""Characters in which days are looked for."""
_WORD = re.compile(r"[^\W\d_]+")


class Unclear(StrEnum):
    """Why days were not understood."""

    NO_END = "no end"
    TOO_MANY = "too many"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysSaid:
    """The days that a text names.

    Attributes:
        days: in order, each once.
        rest: the other words, without those that only connect.
        unclear: why the text cannot be taken as it is; None when it can.
    """

    days: tuple[date, ...] = ()
    rest: str = ""
    unclear: Unclear | None = None


def days_said(text: str, today: date) -> DaysSaid:
    """All days in a text; two dates with a comma or `and` between them are two days, and not all that lie between."""
    if len(text) > _LONGEST:
        return DaysSaid(unclear=Unclear.UNREAD)
    days, rest = set[date](), list[str]()
    for piece in (one for part in _SEPARATOR.split(text) for one in _pieces(part, today)):
        found, left = _read(piece, today)
        if isinstance(found, Unclear) or len(days) + len(found) > MOST_DAYS:
            return DaysSaid(unclear=found if isinstance(found, Unclear) else Unclear.TOO_MANY)
        days |= found
        rest.append(left)
    words = meant(" ".join(rest))
    lost = bool(_LOST.search(words)) or (not days and any(sign.isdigit() for sign in words))
    return DaysSaid(days=tuple(sorted(days)), rest=words, unclear=Unclear.UNREAD if lost else None)


def _pieces(text: str, today: date) -> Iterator[str]:
    """The text, cut where something that names days by itself is linked to something that does."""
    for link in _LINK.finditer(text):
        before, behind = text[: link.start()], text[link.end() :]
        if not _is_one(before, behind) and stretch_in(before, today) and stretch_in(behind, today):
            yield before
            yield from _pieces(behind, today)
            return
    yield text


def _is_one(before: str, behind: str) -> bool:
    """Whether both sides are one day: `Thursday, 12 March`."""
    words = _WORD.findall(before)
    is_weekday = bool(words) and any(form in weekdays_in(one) for one in LANGUAGES for form in forms(words[-1]))
    return is_weekday and behind.strip()[:1].isdigit()


def _read(piece: str, today: date) -> tuple[set[date] | Unclear, str]:
    """The days of a piece one stretch after the other, and the words around them."""
    days, rest, left = set[date](), list[str](), piece
    while (found := stretch_in(left, today)) is not None:
        first = min(today, found.last) if found.lacks_first else found.first
        count = (found.last - first).days + 1
        if found.lacks_last:
            return Unclear.NO_END, ""
        if not 1 <= count <= MOST_DAYS:
            return Unclear.TOO_MANY if count > 1 else Unclear.UNREAD, ""
        days |= {first + timedelta(days=n) for n in range(count)}
        rest.append(found.before)
        left = found.after
    return days, " ".join((*rest, left))


_CLOSED = frozenset(
    (
        *("close", "closed", "closes", "closing", "closure", "shut"),
        *("ferme", "fermee", "fermes", "fermees", "fermer", "fermeture"),
        *("gesloten", "sluit", "sluiten", "sluiting", "dicht"),
        *("geschlossen", "schliessen", "schliesst", "schliessung", "schliesse"),
    )
)
_OPEN = frozenset(
    (
        *("open", "opened", "opens", "opening"),
        *("ouvert", "ouverte", "ouverts", "ouvertes", "ouvrir", "ouvre", "ouverture"),
        *("geopend", "opent", "openen"),
        *("offen", "geoffnet", "geoeffnet", "offnen", "oeffnen", "offnet", "oeffnet", "offne", "oeffne"),
    )
)


def closing_said(text: str) -> tuple[bool | None, str]:
    """Whether a text tells to close (True) or to open (False), else None, and the text without that word."""
    for found in _WORD.finditer(text):
        said = set(forms(found[0]))
        if said & _CLOSED or said & _OPEN:
            around = f"{text[: found.start()]} {text[found.end() :]}"
            return bool(said & _CLOSED), " ".join(around.split())
    return None, text
