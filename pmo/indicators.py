"""Indicators and their measurements. The attributes bear the names of the import columns (CONTRACT §4)."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from babel.numbers import list_currencies

from pmo.periods import Span
from pmo.portfolio import Classification
from pmo.reports import Source

_CURRENCIES = list_currencies()
_SYMBOL = re.compile("[\u20a0-\u20cf$£¥]")
_CODE = re.compile(r"(?<![A-Za-z])[kKmM]?([A-Z]{3})(?![A-Za-z])")


class Direction(StrEnum):
    """Which way an indicator is good: the higher or the lower the better, or near its target."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"


class Frequency(StrEnum):
    """How often an indicator is measured."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


SPANS = {
    Frequency.WEEKLY: Span.WEEK,
    Frequency.MONTHLY: Span.MONTH,
    Frequency.QUARTERLY: Span.QUARTER,
    Frequency.YEARLY: Span.YEAR,
}
"""The kind of period that an indicator of a frequency is measured for."""


LONGEST = {
    Frequency.WEEKLY: timedelta(days=7),
    Frequency.MONTHLY: timedelta(days=31),
    Frequency.QUARTERLY: timedelta(days=92),
    Frequency.YEARLY: timedelta(days=366),
}
"""The longest time between two values of an indicator that comes in time."""
SHORTEST = {
    Frequency.WEEKLY: timedelta(days=7),
    Frequency.MONTHLY: timedelta(days=28),
    Frequency.QUARTERLY: timedelta(days=90),
    Frequency.YEARLY: timedelta(days=365),
}
"""The shortest: for so long a value is the news of its indicator."""


class Aggregate(StrEnum):
    """How the values of several scopes become one."""

    SUM = "sum"
    MEAN = "mean"
    WEIGHTED = "weighted"
    WORST = "worst"
    LATEST = "latest"


def names_money(unit: str) -> bool:
    """Whether a unit contains a currency, as a symbol or as an ISO 4217 code."""
    return bool(_SYMBOL.search(unit)) or any(code in _CURRENCIES for code in _CODE.findall(unit))


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """Something that is measured again and again.

    Attributes:
        name_fr, name_nl, name_de: the name in these languages; empty for `name`.
        unit: of every value and limit (`%`, `days`, `kEUR`); empty for a bare number.
        target: in `unit`.
        amber, red: limits in `unit`, red the worse; for a band the allowed distance from the target.
        min, max: the inclusive range of believable values.
        decimals: digits shown after the point, 0 to 6; None as measured.
        project, program: the scope; both empty for the whole portfolio.
        reporter: member id; empty for the manager of the scope.
        aggregate: None when the values of several scopes are not put together.
        weight: share in a weighted mean, 0 or more.
    """

    code: str
    name: str
    direction: Direction
    name_fr: str = ""
    name_nl: str = ""
    name_de: str = ""
    definition: str = ""
    unit: str = ""
    target: Decimal | None = None
    amber: Decimal | None = None
    red: Decimal | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    decimals: int | None = None
    frequency: Frequency = Frequency.WEEKLY
    project: str = ""
    program: str = ""
    reporter: str = ""
    aggregate: Aggregate | None = None
    weight: Decimal | None = None
    classification: Classification = Classification.INTERNAL
    archived: bool = False

    @property
    def key(self) -> str:
        """Unique among all indicators."""
        return self.code.casefold()

    @property
    def is_money(self) -> bool:
        """Whether its unit contains a currency (CONTRACT §8): `€`, `EUR`, `kEUR`, `M CHF`."""
        return names_money(self.unit)

    @property
    def is_public(self) -> bool:
        """Whether a place that others read may be told of it: neither money nor restricted (CONTRACT §8)."""
        return self.classification is Classification.INTERNAL and not self.is_money

    @property
    def judged_by(self) -> tuple[object, ...]:
        """What decides the colour of a value."""
        return self.direction, self.unit, self.target, self.amber, self.red

    def judged_as(self, other: "Indicator") -> "Indicator":
        """The same with what decides the colour of a value taken from another version."""
        direction, unit, target, amber, red = other.direction, other.unit, other.target, other.amber, other.red
        return replace(self, direction=direction, unit=unit, target=target, amber=amber, red=red)

    def name_in(self, language: str) -> str:
        """The name in a language, else the one it has in all."""
        return {"fr": self.name_fr, "nl": self.name_nl, "de": self.name_de}.get(language) or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorVersion:
    """An indicator as it was defined from a day on; what is measured for earlier periods is judged by earlier versions.

    Attributes:
        since: the first day from which it holds; `date.min` for the first version.
    """

    indicator: Indicator
    since: date

    @property
    def key(self) -> str:
        """Unique among all versions; of two changes on one day the last counts."""
        return f"{self.indicator.key}/{self.since.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One version of the value of an indicator in a period; a correction is a higher version.

    Attributes:
        period: the period's name.
        version: from 1, counted per indicator, project and period.
        value: in the indicator's unit.
        project: the project that was measured; empty for a program or the portfolio as a whole.
        reporter: member id; empty when an import does not say.
        stands_for: member id of the absent person in whose place the reporter answered; empty for nobody.
        correction: why it was said after its period had closed; empty for all other values.
        answered_at: UTC; None when an import does not say.
    """

    indicator: str
    period: str
    version: int
    value: Decimal
    project: str = ""
    reporter: str = ""
    stands_for: str = ""
    correction: str = ""
    answered_at: datetime | None = None
    source: Source = Source.CARD

    @property
    def key(self) -> str:
        """Unique among all measurements."""
        return f"{self.indicator}/{self.project}/{self.period}/{self.version}".casefold()
