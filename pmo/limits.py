"""From which figures on a computed status is amber or red: defaults, and what a portfolio, program or project changes.

PM² gives no numbers; they belong in each Project Handbook. The defaults are ours.
"""

from dataclasses import dataclass, fields
from decimal import Decimal


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
