"""How long it takes to judge a whole portfolio anew, and one project after a single answer.

    python -m benchmarks.status [--quick]

Projects with 20 indicators of 60 monthly values each, already read; each is judged with its trends, by all figures and
without money, and with the periods before where a red may not have been left. The loop goes on meanwhile: it is beaten
every ten milliseconds, and the work is done project by project. Prints the figures and what is allowed; exits 1 when a
limit is missed.
"""

import argparse
import asyncio
import random
import sys
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from time import perf_counter

import uvloop

from benchmarks.heartbeat import at
from benchmarks.storage import Limit
from pmo.assessment import assessment
from pmo.calendars import calendar_of_post
from pmo.costs import Cost
from pmo.facts import History
from pmo.indicators import Direction, Frequency, Indicator, Measurement
from pmo.judgements import judgement, seen_without_money
from pmo.milestones import Forecast, Milestone
from pmo.periods import Span, period_of
from pmo.portfolio import HEADQUARTERS, Project, Rag
from pmo.reports import StatusReport
from pmo.working_time import working_days

INDICATORS, MONTHS, MILESTONES = 20, 60, 5
TODAY = date(2026, 11, 2)
BEAT = 0.01
CALENDAR = calendar_of_post(HEADQUARTERS)


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


async def beating(late: list[float]) -> None:
    """Note by how many milliseconds each beat was late."""
    due = perf_counter() + BEAT
    while True:
        await asyncio.sleep(max(0.0, due - perf_counter()))
        late.append((perf_counter() - due) * 1e3)
        due = perf_counter() + BEAT


async def judged(histories: list[History]) -> tuple[float, list[float]]:
    """Seconds for all of them, project by project with a turn of the loop between, and the beats meanwhile."""
    late: list[float] = []
    heart = asyncio.create_task(beating(late))
    await asyncio.sleep(BEAT)
    start = perf_counter()
    for one in histories:
        seen = assessment(one, TODAY, partial(working_days, CALENDAR)).seen
        judgement(seen, seen_without_money(seen))
        await asyncio.sleep(0)
    took = perf_counter() - start
    heart.cancel()
    return took, sorted(late)


async def measure(few: int, many: int) -> list[Limit]:
    """A portfolio, one ten times as large, and single projects."""
    names = months()
    portfolio = [history(number, names) for number in range(few)]
    await judged(portfolio[:5])
    took, late = await judged(portfolio)
    # Judging reads and never writes, so the same projects stand for ten times as many.
    took_many, late_many = await judged(portfolio * (many // few))
    single = sorted([(await judged([one]))[0] * 1e3 for one in portfolio[:50]])
    print(f"{few} projects in {took:.2f} s, {many} in {took_many:.2f} s; one p50 {at(single, 0.5):.1f} ms")
    return [
        Limit(f"seconds for {few} projects", took, 10),
        Limit(f"{many} projects against {few}", took_many / took, 11),
        Limit("p99.9 of the heartbeat, ms", max(at(late, 0.999), at(late_many, 0.999)), 50),
        Limit("milliseconds for one project after an answer", at(single, 0.95), 20),
    ]


def main() -> int:
    """Read the arguments, measure, and say whether the limits held."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--quick", action="store_true", help="a smoke test of a few projects, limits not judged")
    given = arguments.parse_args()
    found = uvloop.run(measure(*((20, 200) if given.quick else (1_000, 10_000))))
    print(*found, sep="\n")
    return 0 if given.quick or all(limit.kept for limit in found) else 1


if __name__ == "__main__":
    sys.exit(main())
