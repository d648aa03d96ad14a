"""Earned value: what a project has earned against what it planned to spend and has spent by the same day.

Terms and formulas are those of the earned value management literature (PV, EV, AC, BAC and what follows from them). A
figure that has no meaning is None, never zero or infinite.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from pmo.costs import Cost
from pmo.periods import Period, period


@dataclass(frozen=True, slots=True, kw_only=True)
class EarnedValue:
    """The four amounts, in the project's currency, and all that follows from them.

    Attributes:
        bac: budget at completion, above 0.
        pv: planned value of the work due by the day.
        ev: earned value of the work done.
        ac: actual cost of the work done.
    """

    bac: Decimal
    pv: Decimal
    ev: Decimal
    ac: Decimal

    @property
    def sv(self) -> Decimal:
        """Schedule variance, EV - PV; negative when late."""
        return self.ev - self.pv

    @property
    def cv(self) -> Decimal:
        """Cost variance, EV - AC; negative when over cost."""
        return self.ev - self.ac

    @property
    def spi(self) -> Decimal | None:
        """Schedule performance index, EV / PV; None while nothing was planned."""
        return _ratio(self.ev, self.pv)

    @property
    def cpi(self) -> Decimal | None:
        """Cost performance index, EV / AC; None while nothing was spent."""
        return _ratio(self.ev, self.ac)

    @property
    def eac(self) -> Decimal | None:
        """Estimate at completion if the cost goes on as so far, BAC / CPI; None while nothing was earned or spent."""
        return _ratio(self.bac * self.ac, self.ev) if self.ac else None

    @property
    def eac_atypical(self) -> Decimal:
        """Estimate at completion if what remains costs what was planned, AC + (BAC - EV)."""
        return self.ac + (self.bac - self.ev)

    @property
    def eac_combined(self) -> Decimal | None:
        """Estimate at completion if cost and delay go on, AC + (BAC - EV) / (CPI x SPI)."""
        if not (self.ac and self.pv and self.ev):
            return None
        return self.ac + (self.bac - self.ev) * self.ac * self.pv / self.ev**2

    @property
    def etc(self) -> Decimal | None:
        """Estimate to complete, EAC - AC."""
        return None if self.eac is None else self.eac - self.ac

    @property
    def vac(self) -> Decimal | None:
        """Variance at completion, BAC - EAC; negative when it will be over budget."""
        return None if self.eac is None else self.bac - self.eac

    @property
    def tcpi(self) -> Decimal | None:
        """CPI to come that would keep the budget, (BAC - EV) / (BAC - AC); None when the budget is spent."""
        return _ratio(self.bac - self.ev, self.bac - self.ac) if self.bac > self.ac else None

    @property
    def tcpi_of_eac(self) -> Decimal | None:
        """CPI to come that would keep the estimate at completion, (BAC - EV) / (EAC - AC)."""
        return _ratio(self.bac - self.ev, self.etc) if self.etc is not None and self.etc > 0 else None

    @property
    def complete(self) -> Decimal:
        """Share of the work done, EV / BAC."""
        return self.ev / self.bac

    @property
    def spent(self) -> Decimal:
        """Share of the budget spent, AC / BAC."""
        return self.ac / self.bac


def _ratio(one: Decimal, other: Decimal | None) -> Decimal | None:
    return one / other if other else None


class NotAvailable(StrEnum):
    """Why a project has no earned value."""

    NO_BUDGET = "no budget"
    NO_START = "no start"
    NO_COSTS = "no costs"
    COSTS_BEGIN_LATE = "costs begin late"
    COSTS_OVERLAP = "costs overlap"
    NO_PROGRESS = "no progress"


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """Earned value on a day: the last one up to which planned and actual costs are known without a gap."""

    value: EarnedValue
    day: date


def earned_value(
    *,
    budget: Decimal | None,
    start: date | None,
    costs: Iterable[Cost],
    progress: Mapping[date, int],
    as_of: date,
) -> Earned | NotAvailable:
    """What a project has earned by a day: PV and AC are running sums of its costs, EV is budget x progress.

    All three are taken on the same day, so that costs that come in later than progress, or the other way round, do not
    look like a variance.

    Args:
        costs: of one project, in any order, every version.
        progress: percent complete by the day of which it was said, 0 to 100.
        as_of: what is known of later days does not count.
    """
    if not budget or budget < 0:
        return NotAvailable.NO_BUDGET
    if start is None:
        return NotAvailable.NO_START
    known = _by_period(costs, as_of)
    flaw = _flaw(known, start)
    whole = _without_a_gap(known)
    if flaw is not None or not whole:
        return flaw or NotAvailable.NO_COSTS
    day = whole[-1][0].last
    said = [on for on in progress if on <= day]
    if not said:
        return NotAvailable.NO_PROGRESS
    value = EarnedValue(
        bac=budget,
        pv=_sum(cost.planned_cost for _, cost in whole),
        ev=budget * progress[max(said)] / 100,
        ac=_sum(cost.actual_cost for _, cost in whole),
    )
    return Earned(value=value, day=day)


def _flaw(known: Sequence[tuple[Period, Cost]], start: date) -> NotAvailable | None:
    """Why the sums of these costs would not be those of the project."""
    if not known:
        return NotAvailable.NO_COSTS
    if known[0][0].first > start:
        return NotAvailable.COSTS_BEGIN_LATE
    overlap = any(later.first <= earlier.last for (earlier, _), (later, _) in pairwise(known))
    return NotAvailable.COSTS_OVERLAP if overlap else None


def _without_a_gap(known: Sequence[tuple[Period, Cost]]) -> list[tuple[Period, Cost]]:
    """The periods from the first on of which both costs are known, up to one that is missing or known in part."""
    whole: list[tuple[Period, Cost]] = []
    for when, cost in known:
        is_next = not whole or when.first == whole[-1][0].last + timedelta(days=1)
        if not is_next or cost.planned_cost is None or cost.actual_cost is None:
            break
        whole.append((when, cost))
    return whole


def _by_period(costs: Iterable[Cost], as_of: date) -> Sequence[tuple[Period, Cost]]:
    """The last version of each period that is over, in order."""
    last: dict[Period, Cost] = {}
    for cost in costs:
        when = period(cost.period)
        if when.last <= as_of and (when not in last or last[when].version < cost.version):
            last[when] = cost
    return sorted(last.items(), key=lambda one: one[0])


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), start=Decimal(0))
