"""What the figures of a project say, as it is kept: for those who may see money, and without money for everybody else.

A red is left after two better periods (DESIGN §6, `colours.steadied`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from pmo.colours import PERIODS_TO_LEAVE_RED, Colour, steadied
from pmo.computed_status import computed_status
from pmo.earned_value import earned_value
from pmo.facts import facts_on, in_public, known_reports
from pmo.limits import DEFAULT, Limits
from pmo.portfolio import code_key
from pmo.reasons import Reason, Why
from pmo.reports import first_said, said_on
from pmo.seen import Seen

REASONS_KEPT = 6
"""Reasons that are kept, the worst first."""
_LOOKED_BACK = 12
"""Periods that are looked at for a red that has not been left yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A computed status and why.

    Attributes:
        reasons: what is not green, the worst first, at most `REASONS_KEPT`; `more` is how many were left out.
    """

    colour: Colour
    reasons: tuple[Reason, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The computed status of a project as of a day.

    Attributes:
        whole: by all figures, for those who may see money.
        discreet: by all others, for channels and everybody else.
    """

    project: str
    as_of: date
    whole: Finding
    discreet: Finding

    @property
    def key(self) -> str:
        """One a project."""
        return code_key(self.project)

    def seen_with(self, *, money: bool) -> Finding:
        """What a reader may know of it."""
        return self.whole if money else self.discreet


def judgement(seen: Seen, discreet: Seen, limits: Limits = DEFAULT) -> Judgement:
    """Judge a project as it was known on a day.

    Args:
        seen: by these limits.
        discreet: the same without money and what is restricted, see `seen_in_public`.
    """
    whole = _finding(seen, limits)
    return Judgement(
        project=seen.history.project.code,
        as_of=seen.as_of,
        whole=whole,
        discreet=whole if discreet is seen else _finding(discreet, limits),
    )


def seen_in_public(seen: Seen, limits: Limits = DEFAULT) -> Seen:
    """What those see of it who may not see money; the very same when there is nothing of it."""
    plain = in_public(seen.history)
    if plain is seen.history:
        return seen
    facts = replace(
        seen.facts,
        earned=earned_value(budget=None, start=None, costs=(), progress={}, as_of=seen.as_of),
        values=tuple([value for value in seen.facts.values if value.indicator.key in plain.indicators]),
    )
    computed = computed_status(facts, seen.working_days, limits)
    return replace(seen, history=plain, facts=facts, computed=computed)


def _finding(seen: Seen, limits: Limits) -> Finding:
    raw, reasons = seen.computed.colour, seen.computed.reasons
    shown = _steady(seen, limits)
    if shown is not raw:
        reasons = (Reason(why=Why.NOT_LEFT, colour=shown), *reasons)
    return Finding(colour=shown, reasons=reasons[:REASONS_KEPT], more=max(0, len(reasons) - REASONS_KEPT))


def _steady(seen: Seen, limits: Limits) -> Colour:
    """The colour after that of the periods before; only as many of them are looked at as decide it."""
    newest_first = [seen.computed.colour]
    for day in _ends_before(seen):
        if _is_decided(newest_first):
            break
        newest_first.append(computed_status(facts_on(seen.history, day), seen.working_days, limits).colour)
    return steadied(newest_first[::-1])


def _is_decided(newest_first: list[Colour]) -> bool:
    known = [colour for colour in newest_first if colour.is_known]
    return Colour.RED in known or len(known) >= PERIODS_TO_LEAVE_RED


def _ends_before(seen: Seen) -> Iterator[date]:
    """The last days of the periods before, newest first: each lasts until the day before the next is reported."""
    zone = seen.history.zone
    first = first_said(seen.history.reports, zone)
    known = known_reports(seen.history.reports, seen.as_of, zone)
    said = sorted({first.get(report.period, said_on(report, zone)) for report in known})
    ends = [max(before, after - timedelta(days=1)) for before, after in pairwise(said)]
    yield from reversed(ends[-_LOOKED_BACK:])
