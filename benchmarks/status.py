"""How long it takes to judge a whole portfolio anew, and one project after a single answer.

    python -m benchmarks.status [--quick]

Projects with 20 indicators of 60 monthly values each, already read; each is judged with its trends, by all figures and
without money, and with the periods before where a red may not have been left. The loop goes on meanwhile: it is beaten
every ten milliseconds, and the work is done project by project. Prints the figures and what is allowed; exits 1 when a
limit is missed.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from time import perf_counter

import uvloop

from benchmarks.heartbeat import at
from benchmarks.projects import TODAY, history, months
from benchmarks.storage import Limit
from dialogs import judging
from dialogs.desk import Desk
from pmo.assessment import assessment
from pmo.calendars import calendar_of_post
from pmo.facts import History
from pmo.judgements import judgement, seen_in_public
from pmo.portfolio import HEADQUARTERS, Program, Rag
from pmo.rule_changes import RuleState, RuleVersion
from pmo.rules import Rule, RuleKind
from pmo.working_time import working_days
from storage.embedded import EmbeddedStore, open_store
from storage.shelves import Records
from storage.tables import TABLES

BATCH = 500
"""Projects that are in memory at a time; making them is not measured."""
KEPT = 10
"""Projects in the store, each judged after five answers."""
NOW = datetime.combine(TODAY, time(9), UTC)
BEAT = 0.01
CALENDAR = calendar_of_post(HEADQUARTERS)


async def beating(late: list[float]) -> None:
    """Note by how many milliseconds each beat was late."""
    due = perf_counter() + BEAT
    while True:
        await asyncio.sleep(max(0.0, due - perf_counter()))
        late.append((perf_counter() - due) * 1e3)
        due = perf_counter() + BEAT


def batches(projects: int, names: list[str]) -> Iterator[list[History]]:
    """So many different projects, a few at a time."""
    for first in range(0, projects, BATCH):
        yield [history(number, names) for number in range(first, min(first + BATCH, projects))]


async def judged(histories: list[History]) -> tuple[float, list[float]]:
    """Seconds for all of them, project by project with a turn of the loop between, and the beats meanwhile."""
    late: list[float] = []
    heart = asyncio.create_task(beating(late))
    await asyncio.sleep(BEAT)
    start = perf_counter()
    for one in histories:
        seen = assessment(one, TODAY, partial(working_days, CALENDAR)).seen
        judgement(seen, seen_in_public(seen))
        await asyncio.sleep(0)
    took = perf_counter() - start
    heart.cancel()
    return took, sorted(late)


async def judged_all(projects: int, names: list[str]) -> tuple[float, list[float]]:
    """The same for many projects."""
    took, late = 0.0, list[float]()
    for histories in batches(projects, names):
        seconds, beats = await judged(histories)
        took += seconds
        late += beats
    return took, late


RULES = (
    Rule(
        code="A", kind=RuleKind.LIMIT, indicator="*.I0", operator=">", value="110", severity=Rag.AMBER, owner_role="pmo"
    ),
    Rule(
        code="B", kind=RuleKind.TREND, indicator="*.I1", operator=">", value="0", severity=Rag.AMBER, owner_role="pmo"
    ),
    Rule(code="C", kind=RuleKind.SLIP, operator=">", value="10", n=2, severity=Rag.RED, owner_role="owner"),
    Rule(code="D", kind=RuleKind.STALE, operator=">", value="1.5", severity=Rag.AMBER, owner_role="manager"),
    Rule(code="E", kind=RuleKind.ALL_OF, of=("A", "C"), severity=Rag.RED, owner_role="owner"),
)


async def keep(histories: list[History], store: EmbeddedStore) -> None:
    """Store the projects with all that was ever said of them, and five live rules."""
    async with store.transaction() as transaction:
        records = Records(transaction)
        await records.programs.put(Program(code="PRG", name="Program"))
        by_key = {rule.key: rule for rule in RULES}
        for rule in RULES:
            version = RuleVersion(rule=rule, parts=tuple([by_key[code.casefold()] for code in rule.of]))
            await records.rule_states.put(RuleState(code=rule.code, live=version))
    for one in histories:
        async with store.transaction() as transaction:
            await keep_one(one, Records(transaction))


async def keep_one(one: History, records: Records) -> None:
    """Everything of one project."""
    await records.projects.put(one.project)
    for report in one.reports:
        await records.reports.put(report)
    for milestone in one.milestones:
        await records.milestones.put(milestone)
    for forecast in (row for rows in one.forecasts.values() for row in rows):
        await records.forecasts.put(forecast)
    for cost in one.costs:
        await records.costs.put(cost)
    for versions in one.indicators.values():
        await records.indicators.put(versions[-1][1])
    for measured in (row for rows in one.measurements.values() for row in rows):
        await records.measurements.put(measured)


async def judged_in_the_store(folder: Path, names: list[str]) -> list[float]:
    """Milliseconds for each project that is read, judged, put to the rules and kept, as after a single answer."""
    store = await open_store(folder, TABLES)
    histories = [history(number, names) for number in range(KEPT)]
    await keep(histories, store)
    took = []
    for one in histories * 5:
        async with store.transaction() as transaction:
            await judging.ask_for(one.project.code, Desk(records=Records(transaction), now=NOW, real=NOW))
        start = perf_counter()
        async with store.transaction() as transaction:
            assert await judging.judge_next(Desk(records=Records(transaction), now=NOW, real=NOW))
        took.append((perf_counter() - start) * 1e3)
    await store.close()
    return sorted(took[KEPT:])


async def measure(few: int, many: int) -> list[Limit]:
    """A portfolio, one ten times as large, and single projects."""
    names = months()
    portfolio = [history(number, names) for number in range(50)]
    await judged(portfolio[:5])
    took, late = await judged_all(few, names)
    took_many, late_many = await judged_all(many, names)
    single = sorted([(await judged([one]))[0] * 1e3 for one in portfolio])
    with tempfile.TemporaryDirectory() as folder:
        kept = await judged_in_the_store(Path(folder), names)
    print(f"{few} projects in {took:.2f} s, {many} in {took_many:.2f} s; one p50 {at(single, 0.5):.1f} ms")
    print(f"one with reading, rules and keeping p50 {at(kept, 0.5):.1f} ms")
    return [
        Limit(f"seconds for {few} projects", took, 10),
        Limit(f"{many} projects against {few}", took_many / took, 11),
        Limit("p99.9 of the heartbeat, ms", max(at(sorted(late), 0.999), at(sorted(late_many), 0.999)), 50),
        Limit("milliseconds for one project after an answer", at(single, 0.95), 20),
        Limit("the same with reading, five rules and keeping", at(kept, 0.95), 20),
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
