"""What a durable write costs through the port, beside a raw write to the same disk in the same run.

    python -m benchmarks.storage [--quick] [--folder FOLDER]

Prints the figures and what is allowed; exits 1 when a limit is missed. FOLDER should be on the disk the store will use.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

import uvloop

from storage.embedded import EmbeddedStore, open_store
from storage.records import Index, StoreFailed, Table

WRITERS = 64
BYTES = 600
SUMMARY = "Die Übergabe an Kinshasa ist verschoben. " * 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A document like a status report: some ids, an instant, and words; 600 bytes as it is kept."""

    project: str
    program: str
    week: int
    rag: str
    answered_at: datetime
    summary: str
    blockers: tuple[str, ...] = ()


ANSWERS = Table(
    "answers",
    Answer,
    lambda answer: answer.project,
    (Index("week", lambda answer: (answer.week, answer.program)),),
)
"""Its one index moves with every write, as those of what is due and what waits to be sent do."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is written; the limits hold for the full size."""

    small: int
    large: int
    rounds: int
    each: int
    turns: int


FULL = Size(small=100, large=100_000, rounds=1500, each=150, turns=40)
QUICK = Size(small=100, large=2_000, rounds=100, each=10, turns=5)


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure, what is allowed for it, and which side is the good one."""

    what: str
    found: float
    allowed: float
    at_least: bool = False

    @property
    def kept(self) -> bool:
        """Whether the figure is on the good side."""
        return self.found >= self.allowed if self.at_least else self.found <= self.allowed

    def __str__(self) -> str:
        side = "at least" if self.at_least else "at most"
        return f"{'ok    ' if self.kept else 'MISSED'} {self.what}: {self.found:.2f}, {side} {self.allowed:g}"


def answer(number: int, turn: int = 0) -> Answer:
    """The document of a number, changed a little at every turn."""
    return Answer(
        project=f"PRJ-{number:06}",
        program=f"PRG-{number % 40}",
        week=turn % 52,
        rag=("green", "amber", "red")[turn % 3],
        answered_at=datetime(2026, 3, 12, 10, tzinfo=UTC) + timedelta(seconds=turn),
        summary=SUMMARY,
        blockers=("visa", "customs"),
    )


async def filled(folder: Path, count: int) -> EmbeddedStore:
    """A store of so many documents, opened anew as after a restart."""
    store = await open_store(folder, [ANSWERS])
    for first in range(0, count, 5000):
        async with store.transaction() as transaction:
            rows = transaction.rows(ANSWERS)
            for number in range(first, min(first + 5000, count)):
                await rows.put(answer(number))
    await store.close()
    return await open_store(folder, [ANSWERS])


async def write(store: EmbeddedStore, document: Answer) -> None:
    """One durable write, awaited."""
    async with store.transaction() as transaction:
        await transaction.rows(ANSWERS).put(document)


async def timed_write(store: EmbeddedStore, document: Answer) -> float:
    """Seconds of one durable write."""
    start = perf_counter()
    await write(store, document)
    return perf_counter() - start


def timed_raw_write(file: int) -> float:
    """Seconds of appending as many bytes to a plain file and making them durable."""
    start = perf_counter()
    os.write(file, bytes(BYTES))
    os.fdatasync(file)
    return perf_counter() - start


@dataclass(frozen=True, slots=True)
class Medians:
    """Median seconds of one write: to a plain file, to the small and to the large store."""

    raw: float
    small: float
    large: float


async def one_writer(small: EmbeddedStore, large: EmbeddedStore, file: int, size: Size) -> Medians:
    """The three kinds of writes in turn, so that the disk and its neighbours are the same for all."""
    raw, few, many = [], [], []
    for turn in range(1, size.rounds + 1):
        raw.append(timed_raw_write(file))
        few.append(await timed_write(small, answer(turn * 7919 % size.small, turn)))
        many.append(await timed_write(large, answer(turn * 7919 % size.large, turn)))
    return Medians(median(raw), median(few), median(many))


async def rate(store: EmbeddedStore, writers: int, each: int, size: Size) -> float:
    """Durable writes a second of so many writers at once, each awaiting its own."""

    async def writer(documents: list[Answer]) -> None:
        for document in documents:
            await write(store, document)

    turns = range(1, each + 1)
    work = [[answer((mine + turn * writers) % size.large, turn) for turn in turns] for mine in range(writers)]
    start = perf_counter()
    await asyncio.gather(*map(writer, work))
    return writers * each / (perf_counter() - start)


async def rates(store: EmbeddedStore, size: Size) -> tuple[float, float]:
    """Writes a second of one writer and of many: each the best of short turns that alternate.

    What else runs on the machine only ever slows a turn down, and many writers, who keep a core busy, more than one
    writer, who waits for the disk.
    """
    turns = [
        (await rate(store, 1, size.each, size), await rate(store, WRITERS, size.each // 3, size))
        for _ in range(size.turns)
    ]
    alone, together = zip(*turns, strict=True)
    return max(alone), max(together)


async def second_process(folder: Path) -> str:
    """What a second process that wants to write is told; empty when it was let in."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.storage", "--open", str(folder), stderr=asyncio.subprocess.PIPE
    )
    _, told = await child.communicate()
    return told.decode().strip() if child.returncode else ""


async def opening(folder: Path) -> float:
    """Median seconds that a fresh process takes to open the store."""
    seconds = []
    for _ in range(3):
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.storage", "--open", str(folder), stdout=asyncio.subprocess.PIPE
        )
        printed, _ = await child.communicate()
        seconds.append(float(printed))
    return median(seconds)


async def open_and_tell(folder: Path) -> int:
    """The child: open the store, print the seconds it took."""
    start = perf_counter()
    try:
        store = await open_store(folder, [ANSWERS])
    except StoreFailed as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(perf_counter() - start)
    await store.close()
    return 0


async def measure(folder: Path, size: Size) -> list[Limit]:
    """Everything, with its limits."""
    small, large = await filled(folder / "small", size.small), await filled(folder / "large", size.large)
    file = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    medians = await one_writer(small, large, file, size)
    os.close(file)
    alone, together = await rates(large, size)
    told = await second_process(folder / "large")
    await small.close()
    await large.close()
    seconds = await opening(folder / "large")
    print(f"one durable write of {BYTES} bytes, p50 of {size.rounds}:")
    print(f"  raw write and fdatasync {medians.raw * 1e3:.3f} ms")
    print(f"  at {size.small} documents {medians.small * 1e3:.3f} ms, at {size.large} {medians.large * 1e3:.3f} ms")
    print(f"writes a second: one writer {alone:.0f}, {WRITERS} writers {together:.0f}")
    print(f"opening {size.large} documents: {seconds:.2f} s")
    print(f"a second process is told: {told or 'nothing, it was let in'}")
    return [
        Limit(f"p50 at {size.large} against {size.small}", medians.large / medians.small, 1.2),
        Limit("p50 against the raw write", medians.large / medians.raw, 3),
        Limit(f"{WRITERS} writers against one", together / alone, 10, at_least=True),
        Limit("seconds to open", seconds, 2),
        Limit("second processes refused", float(bool(told)), 1, at_least=True),
    ]


def main() -> int:
    """Read the arguments, measure, and say whether the limits held."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--quick", action="store_true", help="a smoke test: few documents, ratios not judged")
    arguments.add_argument("--folder", type=Path, default=Path("var"), help="where to write; default ./var")
    arguments.add_argument("--open", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.open:
        return uvloop.run(open_and_tell(given.open))
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        limits = uvloop.run(measure(Path(folder), QUICK if given.quick else FULL))
    print(*limits, sep="\n")
    return 0 if given.quick or all(limit.kept for limit in limits) else 1


if __name__ == "__main__":
    sys.exit(main())
