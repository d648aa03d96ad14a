"""Days behind a question, in any of the languages: `milestones VISA next week`, `acties tot volgende vrijdag`."""

from dataclasses import dataclass
from datetime import date, timedelta

from msgspec.structs import replace

from cards.absences import during_words
from dialogs.codes import code_meant
from dialogs.connecting_words import meant
from dialogs.desk import Desk, Person
from dialogs.turn import Turn
from dialogs.words import typed_by
from locales import Say
from locales.folding import folded
from locales.stretches import Stretch, stretch_in
from pmo.portfolio import code_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days that somebody asks about; None for no end on that side."""

    first: date | None = None
    last: date | None = None

    def hold(self, day: date | None) -> bool:
        """Whether a day is one of them."""
        return day is not None and (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def words(self, say: Say) -> str:
        """`until 20 March 2026`, as it stands behind a title."""
        if self.first is None and self.last is not None:
            return say("until {day}", day=say.date(self.last))
        if self.first is not None and self.last is None:
            return say("from {day} on", day=say.date(self.first))
        return during_words(self.first, self.last, say) if self.first and self.last else ""


_BEFORE = frozenset(("before", "avant", "voor", "vor"))
_BY = frozenset(("by", "pour", "tegen", "due"))
"""Before a last day: the day itself is one of them only behind the second."""
_AROUND = _BEFORE | _BY | {"the", "in", "this", "dem", "den", "der", "ce", "cet", "cette", "deze", "dieser"}


async def days_asked(turn: Turn, person: Person, desk: Desk) -> tuple[Turn, Days | None]:
    """The question without its days, and these; a code that could be read as a day is a code."""
    typed = typed_by(turn)
    key = code_key(await code_meant(typed.rest, desk))
    if not typed.rest or await desk.records.projects.get(key) or await desk.records.programs.get(key):
        return turn, None
    found = stretch_in(typed.rest, person.calendar.local(desk.now).date())
    if found is None:
        return turn, None
    left = " ".join([word for word in meant(f"{found.before} {found.after}").split() if folded(word) not in _AROUND])
    return replace(turn, text=f"{typed.command} {left}".strip()), _of(found)


def _of(found: Stretch) -> Days:
    before = {folded(word) for word in found.before.split()}
    if found.single and before & _BEFORE:
        return Days(last=found.first - timedelta(days=1))
    until = found.lacks_first or (found.single and bool(before & _BY))
    return Days(first=None if until else found.first, last=None if found.lacks_last else found.last)
