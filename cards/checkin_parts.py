"""What a check-in shows of one project, or of a program's or the portfolio's own indicators."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

import msgspec

from pmo.portfolio import Rag


class IndicatorField(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator that is asked for.

    Attributes:
        code: in the form that its input id has.
        low, high: the inclusive range of believable values; None for no limit.
        decimals: digits after the point; None for any.
        last: the last value and its period, in words; empty when there is none.
        limits: target and limits, in words; empty for none.
        period: the name of the period it is asked for, where that is not the one of the card; else empty.
        carried: the name of the period the value in the field is from; empty when it is of this one.
    """

    code: str
    name: str
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    decimals: int | None = None
    last: str = ""
    limits: str = ""
    period: str = ""
    carried: str = ""


class MilestoneField(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone that is due or late.

    Attributes:
        code: in the form that its input id has.
        expected: the date that stands.
    """

    code: str
    name: str
    expected: date
    late: bool = False


class Costs(msgspec.Struct, frozen=True, kw_only=True):
    """The costs of a period are asked for, in a currency (ISO 4217, may be empty)."""

    period: str
    currency: str = ""


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """The stored answer of a project.

    Attributes:
        rag: None where only indicators were asked.
        version: of the answer, from 1.
        by: who answered; empty when it was the reader.
        stands_for: in whose place; empty for nobody.
        unchanged: it was `no change since last time`.
        late: it came after the deadline.
        alerted: an alert is open because of it.
        corrected: it was changed after its period had closed.
        measured: the values of indicators, in words.
    """

    rag: Rag | None
    version: int
    at: datetime
    by: str = ""
    stands_for: str = ""
    unchanged: bool = False
    late: bool = False
    alerted: bool = False
    corrected: bool = False
    measured: tuple[str, ...] = ()


class Skipped(msgspec.Struct, frozen=True, kw_only=True):
    """There will be no answer this time.

    Attributes:
        by: who said so; empty when it was the reader.
    """

    reason: str
    by: str = ""


class ProjectPart(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a check-in.

    Attributes:
        code: of the project or program; what the input ids begin with.
        asks_status: its status is asked for; else only indicators.
        period: the name of the period its status is asked for, where that is not the one of the card; else empty.
        last_rag, last_on: the status before this one and when it was said; None for a first report.
        stands_for: in whose place the reader is asked; empty for nobody.
        values: what stands in the fields, by field name: as typed, or as shown from last time.
        follow_up: what is done about an amber or red answer is asked for.
        people: whom help may be asked of: member id and name.
        correcting: the period is closed, so a reason is asked for.
        problems: field name to the sentence shown at that field.
        typed: the values are what the person typed, not what was shown: the form holds them and nothing else does.
        answered: None while the status is open.
    """

    code: str
    name: str
    asks_status: bool = True
    period: str = ""
    last_rag: Rag | None = None
    last_on: date | None = None
    stands_for: str = ""
    values: Mapping[str, str] = msgspec.field(default_factory=dict)
    indicators: tuple[IndicatorField, ...] = ()
    milestones: tuple[MilestoneField, ...] = ()
    costs: Costs | None = None
    follow_up: bool = False
    people: tuple[tuple[str, str], ...] = ()
    correcting: bool = False
    problems: Mapping[str, str] = msgspec.field(default_factory=dict)
    typed: bool = False
    answered: Answered | None = None
    skipped: Skipped | None = None

    @property
    def waits(self) -> bool:
        """Whether something of it is still asked for, so that it has a form."""
        if self.skipped is not None:
            return False
        return self.follow_up or bool(self.indicators) or self.answered is None

    @property
    def precious(self) -> bool:
        """Whether something would be lost if the form were left out: what was typed, or what is wrong with it."""
        return self.typed or bool(self.problems)

    def value(self, name: str) -> str:
        """What stands in a field; names in any spelling."""
        return self.values.get(name.casefold(), "")

    def problem(self, name: str) -> str:
        """What is wrong with a field; empty for nothing."""
        return self.problems.get(name.casefold(), "")
