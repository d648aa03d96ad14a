"""From which figures on a computed status is amber or red: defaults, and what a portfolio, program or project changes.

PM² gives no numbers; they belong in each Project Handbook. The defaults are ours.
"""

from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum


class Measure(StrEnum):
    """What is held against an amber and a red limit; their names begin with it."""

    SLIP = "slip"
    INDEX = "index"
    BUDGET = "budget"
    RISK = "risk"

    @property
    def amber(self) -> str:
        """Name of its amber limit."""
        return f"{self.value}_amber"

    @property
    def red(self) -> str:
        """Name of its red limit."""
        return f"{self.value}_red"


class Unit(StrEnum):
    """What a limit counts."""

    SHARE = "share"
    INDEX = "index"
    LEVEL = "level"
    COUNT = "count"


AMBERS = "ambers"
"""Name of the limit that stands for itself."""
UNITS = {
    **{name: Unit.SHARE for one in (Measure.SLIP, Measure.BUDGET) for name in (one.amber, one.red)},
    **dict.fromkeys((Measure.INDEX.amber, Measure.INDEX.red), Unit.INDEX),
    **dict.fromkeys((Measure.RISK.amber, Measure.RISK.red), Unit.LEVEL),
    AMBERS: Unit.COUNT,
}
"""Every limit by name, and what it counts."""
_RANGES = {Unit.SHARE: (0, 1), Unit.INDEX: (0, 1), Unit.LEVEL: (1, 25), Unit.COUNT: (0, 5)}


class Origin(StrEnum):
    """Who decided a limit, the widest first."""

    OURS = "ours"
    PORTFOLIO = "portfolio"
    PROGRAM = "program"
    PROJECT = "project"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of a project.

    Attributes:
        slip_amber, slip_red: working days of delay as a share of the working days left until the baseline, above 0.
        index_amber, index_red: SPI and CPI, below which.
        budget_amber, budget_red: share by which the estimate at completion is over budget.
        risk_amber, risk_red: level of an open risk, 1 to 25, from which; amber only without an action.
        ambers: so many amber dimensions make red; 0 for never.
    """

    slip_amber: Decimal = Decimal("0.05")
    slip_red: Decimal = Decimal("0.10")
    index_amber: Decimal = Decimal("0.95")
    index_red: Decimal = Decimal("0.90")
    budget_amber: Decimal = Decimal("0.05")
    budget_red: Decimal = Decimal("0.10")
    risk_amber: Decimal = Decimal(10)
    risk_red: Decimal = Decimal(20)
    ambers: int = 0


DEFAULT = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitChoice:
    """What one scope decides for itself, each as in `Limits`; None leaves it to the wider scope.

    Attributes:
        scope: code of a project or program; empty for the whole portfolio.
    """

    scope: str = ""
    slip_amber: Decimal | None = None
    slip_red: Decimal | None = None
    index_amber: Decimal | None = None
    index_red: Decimal | None = None
    budget_amber: Decimal | None = None
    budget_red: Decimal | None = None
    risk_amber: Decimal | None = None
    risk_red: Decimal | None = None
    ambers: int | None = None

    @property
    def key(self) -> str:
        """One a scope."""
        return self.scope.casefold()


def decided(*choices: LimitChoice | None) -> Limits:
    """The limits that hold after these choices, the widest scope first; None for a scope that decides nothing."""
    known = {field.name: getattr(DEFAULT, field.name) for field in fields(Limits)}
    for choice in choices:
        known |= {name: own for name in known if (own := getattr(choice, name, None)) is not None}
    return Limits(**known)


def origins(*choices: LimitChoice | None) -> dict[str, Origin]:
    """Where each limit comes from: `decided`, told by the names of the limits."""
    found = dict.fromkeys(UNITS, Origin.OURS)
    for origin, choice in zip(list(Origin)[1:], choices, strict=False):
        found |= {name: origin for name in UNITS if getattr(choice, name, None) is not None}
    return found


def is_possible(name: str, value: Decimal) -> bool:
    """Whether the limit of this name may have this value: shares and indices from 0 to 1, the others whole numbers."""
    low, high = _RANGES[UNITS[name]]
    whole = UNITS[name] in (Unit.LEVEL, Unit.COUNT)
    return low <= value <= high and (not whole or value == int(value))


def out_of_order(limits: Limits) -> list[Measure]:
    """What would be red before it is amber."""
    found = []
    for measure in Measure:
        amber, red = getattr(limits, measure.amber), getattr(limits, measure.red)
        if amber < red if measure is Measure.INDEX else amber > red:
            found.append(measure)
    return found
