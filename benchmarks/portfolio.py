"""How long the portfolio question takes over thousands of projects, beside a plain loop over dicts.

    python -m benchmarks.portfolio [--quick] [--folder FOLDER]

Prints the figures and what is allowed; exits 1 when a limit is missed.
"""

import asyncio
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Any

import msgspec

from benchmarks.heartbeat import at
from benchmarks.on_stores import judged, peak
from benchmarks.plain_rows import Row, answer, rows
from benchmarks.portfolios import NOW, WEEKS, filled, status
from benchmarks.status import beating
from benchmarks.storage import Limit
from bot.app import CONVERSATIONS
from bot.clock import SimulatedClock
from bot.garbage import collect_seldom
from bot.office import Office
from bot.router import Router
from dialogs.desk import Desk
from dialogs.filtering.understanding import understood
from dialogs.portfolio import listing
from dialogs.questions import Question
from dialogs.selecting import selected_of, sight_of
from dialogs.turn import Place, PlaceKind, Sender, Turn
from locales.translations import read_all
from pmo.reports import Standing
from pmo.rights import PRIVATE, Audience
from storage.embedded import EmbeddedStore

ROUNDS = 31


@dataclass(frozen=True, slots=True)
class Case:
    """A question: who asks what where, and what the plain loop is told of it."""

    name: str
    asker: str
    role: str
    filters: str = ""
    channel: str = ""
    wanted: Callable[[], dict[str, Any]] = dict


CASES = (
    Case("PMO: everything", "pmo", "pmo"),
    Case("PMO: red", "pmo", "pmo", "red", wanted=lambda: {"rag": "red"}),
    Case("management: amber late", "dir", "management", "amber late", wanted=lambda: {"rag": "amber", "late": 1}),
    Case("PMO: sort:end", "pmo", "pmo", "sort:end", wanted=lambda: {"sort": "end"}),
    Case("PMO: stale", "pmo", "pmo", "stale", wanted=lambda: {"stale": 1}),
    Case("PMO: missing", "pmo", "pmo", "missing", wanted=lambda: {"missing": 1}),
    Case("PMO: visa", "pmo", "pmo", "visa", wanted=lambda: {"word": "visa"}),
    Case("PMO: indicator:i0<20", "pmo", "pmo", "indicator:i0<20", wanted=lambda: {"below": ("i0", Decimal(20))}),
    Case("manager: everything", "m4", "member"),
    Case("manager: mine red", "m4", "member", "mine red", wanted=lambda: {"mine": 1, "rag": "red"}),
    Case("channel: everything", "m4", "member", channel="PRG-4"),
)


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds: ours, the plain loop's, and a whole turn with the first page as JSON."""

    ours: float
    plain: float
    turn: float = 0.0


class Asking:
    """Puts questions to a store, and the same to the plain loop."""

    def __init__(self, store: EmbeddedStore, table: list[Row]) -> None:
        self.office = Office(store, SimulatedClock(NOW, 0))
        self._router = Router(self.office, CONVERSATIONS)
        self._table, self._turns = table, 0

    async def ours(self, case: Case) -> tuple[float, int]:
        """Milliseconds for selection, rights and sums, and how many projects there are."""
        selection = understood(case.filters).selection

        async def dialog(desk: Desk) -> tuple[float, int]:
            person = await desk.member(case.asker)
            assert person is not None
            audience = Audience(private=False, program=case.channel.casefold()) if case.channel else PRIVATE
            asked = Question(person=person, place=place_of(case), audience=audience, say=person.say, desk=desk)
            start = perf_counter()
            found = await selected_of(selection, await sight_of(asked), asked)
            view = listing(found, asked, case.filters)
            took = (perf_counter() - start) * 1e3
            return took, view.unreported + sum(view.counts.values())

        return await self.office.work(dialog)

    def plain(self, case: Case) -> tuple[float, int]:
        """The same by the plain loop."""
        wanted = case.wanted()
        start = perf_counter()
        found, _ = answer(self._table, case.asker, case.role, case.channel, wanted)
        return (perf_counter() - start) * 1e3, len(found)

    async def turn(self, case: Case) -> float:
        """Milliseconds of a whole turn, from the words to the JSON of the card."""
        self._turns += 1
        sender = Sender(tenant="t", entra_id=f"e-{case.asker}", teams_id="29:1")
        text = f"portfolio {case.filters}".strip()
        turn = Turn(kind="words", id=str(self._turns), sender=sender, place=place_of(case), text=text)
        start = perf_counter()
        reply = await self._router.answer(turn)
        handed = msgspec.json.encode(reply.card)
        took = (perf_counter() - start) * 1e3
        assert len(handed) > 1_000, reply.text
        return took

    async def case(self, case: Case) -> Took:
        """Medians of all rounds, taken in turn."""
        ours, plain, turns = [], [], []
        for _ in range(ROUNDS):
            (mine, found), (theirs, expected) = await self.ours(case), self.plain(case)
            assert found == expected, (case.name, found, expected)
            ours.append(mine)
            plain.append(theirs)
            if not case.channel:
                turns.append(await self.turn(case))
        took = Took(statistics.median(ours), statistics.median(plain), statistics.median(turns or [0.0]))
        print(f"{case.name:24} {found:5}: {took.ours:6.2f} ms, plain {took.plain:6.2f}, turn {took.turn:6.2f}")
        return took


def place_of(case: Case) -> Place:
    """Where a question is asked."""
    kind: PlaceKind = "channel" if case.channel else "personal"
    return Place(kind=kind, conversation=f"a:{case.asker}", service_url="https://smba.example")


async def in_time(folder: Path, projects: int) -> list[Limit]:
    """Every question over so many projects, against the plain loop."""
    store = await filled(folder, projects)
    asking = Asking(store, rows(projects, WEEKS[-1:]))
    took = [await asking.case(case) for case in CASES]
    await store.close()
    worst = max(one.ours / one.plain for one in took)
    return [
        Limit("selection, rights and sums against a plain loop, the worst question", worst, 1.5),
        Limit("ms more for the first page, the worst question", max(one.turn - one.ours for one in took), 5),
    ]


async def without_stopping(folder: Path, projects: int) -> Limit:
    """The loop's beats while every question is asked of ten times as many, each after an answer came in."""
    store = await filled(folder, projects)
    asking, late = Asking(store, []), list[float]()
    read_all()
    await asking.office.line_up()
    collect_seldom()
    heart = asyncio.create_task(beating(late))
    await asyncio.sleep(0.1)
    start = perf_counter()
    for number, case in enumerate(CASES * 3):
        await asking.turn(case) if not case.channel else await asking.ours(case)

        async def answered(desk: Desk, number: int = number) -> None:
            report = status(number, WEEKS[-1], len(WEEKS) - number)
            await desk.records.standings.put(Standing(report=report, since=report.period))

        await asking.office.work(answered)
    took = perf_counter() - start
    heart.cancel()
    await store.close()
    print(f"{projects} projects: {3 * len(CASES)} questions in {took:.1f} s, late {at(sorted(late), 0.5):.1f} ms p50")
    return Limit(f"ms that the loop is late over {projects} projects, p99.9", at(sorted(late), 0.999), 50)


async def in_memory(folder: Path, projects: int) -> Limit:
    """What a process needs that opens two years of history and answers every question."""
    store = await filled(folder, projects, WEEKS)
    await store.close()
    megabytes = await peak("benchmarks.asked", str(folder))
    return Limit(f"megabytes for {projects} projects with two years", megabytes, 400)


async def measure(folder: Path, projects: int) -> list[Limit]:
    """All of it."""
    return [
        *await in_time(folder / "asked", projects),
        await without_stopping(folder / "large", 10 * projects),
        await in_memory(folder / "history", projects),
    ]


if __name__ == "__main__":
    sys.exit(judged(__doc__, measure, quick=200, full=5_000))
