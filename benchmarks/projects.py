"""Projects with twenty indicators of sixty monthly values each, the same for the same number."""

import random
from datetime import date, timedelta
from decimal import Decimal

from pmo.costs import Cost
from pmo.facts import History
from pmo.indicators import Direction, Frequency, Indicator, Measurement
from pmo.milestones import Forecast, Milestone
from pmo.periods import Span, period_of
from pmo.portfolio import Project, Rag
from pmo.reports import StatusReport

INDICATORS, MONTHS, MILESTONES = 20, 60, 5
TODAY = date(2026, 11, 2)


def months() -> list[str]:
    """The names of the last months, the oldest first."""
    return [period_of(TODAY - timedelta(days=30 * n + 5), Span.MONTH).name for n in range(MONTHS, 0, -1)]


def history(number: int, names: list[str]) -> History:
    """Five years of a project, the same for the same number."""
    dice = random.Random(number)
    code = f"PRJ-{number}"
    indicators = [indicator(f"{code}.I{n}", n) for n in range(INDICATORS)]
    milestones = [
        Milestone(project=code, code=f"M{n}", name="Milestone", baseline_date=TODAY + timedelta(days=60 * n - 30))
        for n in range(MILESTONES)
    ]
    return History(
        project=project(code),
        reports=[
            StatusReport(project=code, period=name, version=1, rag=Rag.GREEN, progress=min(100, n + 30))
            for n, name in enumerate(names)
        ],
        milestones=milestones,
        forecasts={one.key: [promise(one, name, dice) for name in names[-12:]] for one in milestones},
        costs=[
            Cost(project=code, period=name, version=1, planned_cost=Decimal(9_000), actual_cost=Decimal(8_000 + n))
            for n, name in enumerate(names)
        ],
        indicators={one.key: ((date.min, one),) for one in indicators},
        measurements={one.key: [value(one, name, dice) for name in names] for one in indicators},
        interval=timedelta(days=31),
    )


def project(code: str) -> Project:
    """A project in the middle of its life."""
    end = TODAY + timedelta(days=200)
    return Project(code=code, program="PRG", name="P", start=date(2021, 1, 1), end=end, budget=Decimal(1_000_000))


def indicator(code: str, number: int) -> Indicator:
    """One of each direction in turn."""
    direction = list(Direction)[number % 3]
    amber, red = (Decimal(90), Decimal(80)) if direction is Direction.HIGHER else (Decimal(110), Decimal(120))
    frequency, target = Frequency.MONTHLY, Decimal(100)
    return Indicator(code=code, name="I", direction=direction, target=target, amber=amber, red=red, frequency=frequency)


def value(one: Indicator, name: str, dice: random.Random) -> Measurement:
    """What was measured in a period."""
    return Measurement(indicator=one.code, period=name, version=1, value=Decimal(dice.randrange(7000, 13000)) / 100)


def promise(one: Milestone, name: str, dice: random.Random) -> Forecast:
    """What was promised in a period."""
    day = one.baseline_date + timedelta(days=dice.randrange(40))
    return Forecast(project=one.project, milestone=one.code, period=name, version=1, forecast_date=day)
