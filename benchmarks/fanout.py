"""Everybody is asked at the same instant: how fast that is queued and delivered, and what a killed bot loses of it.

    python -m benchmarks.fanout [--quick] [--members N] [--folder FOLDER]

The bot runs in its own process on its own core, on the simulated clock, because a rule asks on one weekday at one hour.
First the clock is put to the asking instant by `POST /_clock`, so that its arrival is known exactly; that request is
answered when all is delivered, so the end of the queueing is read from the bot's log, which has a line a committed
batch. Then the same morning again with a clock that goes by itself (`RAPPORTEUR_CLOCK_SPEED=1`): the ticker finds what
is due, as in service, and a bot that was killed goes on where it was without being told.

Prints the figures and what is allowed; exits 1 when a limit is missed. FOLDER should be on the disk the store will use.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from time import monotonic

import aiohttp
import msgspec
import uvloop

from benchmarks.cores import started, two_cores
from benchmarks.heartbeat import at, lateness
from benchmarks.roster import EVE, Asked, brought_in, questions_to, roster
from benchmarks.storage import Limit
from benchmarks.throttled import TENANT_RATE, ThrottledConnector, Traffic
from benchmarks.traffic import Broken
from storage.embedded import open_store
from storage.message_tables import DELIVERIES
from storage.outbox import Outcome
from tests.crash.asking import BOT, settings_of
from tests.crash.ministry import ASKED
from tests.teams import LoopbackTeams

MEMBERS, FEW = 5_000, 300
KILLS = 5
QUEUED_SECONDS, BEAT_MS, FLOORS = 2.0, 50.0, 1.1
CARD_BYTES = (9_000, 11_000)
"""What a card weighs on average, or something else is measured."""
SILENCE_SECONDS = 30.0
"""When nothing has come in for so long, nothing more will come."""
AFTERWARDS_SECONDS = 5.0
"""Longer than any try that failed waits for the next one here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Who is asked, through which Teams, and where a store with their portfolio waits to be copied."""

    members: Sequence[Asked]
    teams: LoopbackTeams
    connector: ThrottledConnector
    store: Path

    def settings(self, folder: Path, **changes: str) -> dict[str, str]:
        """The environment of a bot on a fresh copy of the store."""
        self.connector.fresh()
        shutil.copytree(self.store, folder / "store")
        return settings_of(self.teams, folder / "store", self.connector.url) | changes

    @property
    def everybody(self) -> set[str]:
        """The conversations of all of them."""
        return {asked.person.personal for asked in self.members}

    def floor(self, traffic: Traffic) -> float:
        """Seconds that the requests take at the least: chats to create, cards, and those a gateway lost."""
        created = sum(not asked.known for asked in self.members)
        return (created + len(self.members) + traffic.answered["send", 502]) / TENANT_RATE

    def lost(self, traffic: Traffic) -> int:
        """Members whom nothing reached."""
        return len(self.everybody - set(traffic.messages))


async def move_clock(port: int, to: datetime) -> None:
    """Let an instant come, and wait until all that is due by then is done and delivered."""
    timeout = aiohttp.ClientTimeout(total=None)
    address, now = f"http://127.0.0.1:{port}/_clock", to.isoformat()
    async with aiohttp.ClientSession(timeout=timeout) as session, session.post(address, json={"now": now}) as answer:
        told = await answer.json()
        if answer.status != 200 or told["pending"]:
            raise Broken(f"the clock was not moved: {answer.status} {told}")


def queued_at(log: Path, questions: int) -> datetime:
    """When the last batch of so many questions was in the outbox, by the bot's log.

    Raises:
        Broken: others were asked.
    """
    lines = [msgspec.json.decode(line) for line in log.read_bytes().splitlines()]
    batches = [line for line in lines if line.get("asked")]
    if sum(line["asked"] for line in batches) != questions:
        raise Broken(f"{questions} questions, {sum(line['asked'] for line in batches)} asked")
    return max(datetime.fromisoformat(line["timestamp"]) for line in batches)


async def morning(town: Town, folder: Path) -> list[Limit]:
    """Queue and deliver, with a heartbeat beside it."""
    beating, beats = ("-m", "benchmarks.peers.beating"), [folder / "idle.json", folder / "bot.json"]
    async with AsyncExitStack() as stack:
        settings = town.settings(folder, RAPPORTEUR_CLOCK=EVE.isoformat())
        idle = await started((*beating, "idle", str(beats[0])), {}, folder / "beating", stack)
        bot = await started((*beating, "bot", str(beats[1])), settings, folder / "bot", stack)
        await move_clock(
            bot.port, EVE
        )  # what was imported is judged by its figures, as it is long before anybody is asked
        wall, start, cpu = datetime.now(UTC), monotonic(), bot.cpu_seconds
        await move_clock(bot.port, ASKED)
        end, cpu = monotonic(), bot.cpu_seconds - cpu
        await idle.stop()
        await bot.stop()
    traffic = town.connector.traffic
    queued = start + (queued_at(folder / "bot" / "log.jsonl", questions_to(town.members)) - wall).total_seconds()
    print(f"{questions_to(town.members)} questions to {len(town.members)} members queued in {queued - start:.2f} s")
    late = [
        beaten("queueing", beats, start, queued),
        beaten("delivering", beats, queued, end),
    ]
    print(f"  processor time {cpu:.1f} s, {cpu / len(town.members) * 1e3:.2f} ms a member")
    return [
        Limit("seconds until all is queued", queued - start, QUEUED_SECONDS),
        Limit("p99.9 of the heartbeat while queueing, ms", late[0], BEAT_MS),
        Limit("p99.9 of the heartbeat while delivering, ms", late[1], BEAT_MS),
        *delivered("", town, traffic.complete_at - start, 0.0),
        Limit("members who got it twice", len(traffic.repeated), 0),
    ]


def beaten(during: str, beats: Sequence[Path], since: float, until: float) -> float:
    """Print how late the beats of the idle process and of the bot were; p99.9 of the bot's, in milliseconds."""
    for name, file in zip(("idle", "bot"), beats, strict=True):
        late = lateness(file, since, until)
        shares = ", ".join(f"{at(late, share):.2f}" for share in (0.5, 0.99, 0.999))
        print(f"  {during:10} {name:4} late by ms: p50, p99, p99.9 {shares}, max {late[-1]:.2f}; {len(late)} beats")
    return at(late, 0.999)


def delivered(how: str, town: Town, seconds: float, downtime: float) -> list[Limit]:
    """What came through, and how long it took."""
    traffic, floor = town.connector.traffic, town.floor(town.connector.traffic)
    sizes = traffic.card_bytes
    answers = ", ".join(f"{what} {status}: {count}" for (what, status), count in sorted(traffic.answered.items()))
    print(f"{len(sizes)} cards{how} of {mean(sizes):.0f} bytes in {seconds:.1f} s; {answers}")
    print(f"  floor {floor:.1f} s" + (f", down for {downtime:.1f} s" if downtime else ""))
    if not CARD_BYTES[0] <= mean(sizes) <= CARD_BYTES[1]:
        raise Broken(f"a card has {mean(sizes):.0f} bytes")
    return [
        Limit(f"seconds{how} over the floor", (seconds - downtime) / floor, FLOORS),
        Limit(f"members{how} whom nothing reached", town.lost(traffic), 0),
    ]


async def recorded(store: Path) -> set[str]:
    """Members whose card is recorded as sent in the store of a bot that is dead."""
    opened = await open_store(store, [DELIVERIES], readonly=True)
    try:
        async with opened.transaction() as transaction:
            ended = await transaction.rows(DELIVERIES).all()
    finally:
        await opened.close()
    return {one.member for one in ended if one.outcome is Outcome.SENT}


@dataclass(slots=True)
class Kills:
    """What was seen at the kills.

    Attributes:
        in_flight: conversations of cards that had arrived and were not recorded as sent.
        downtime: seconds from the kills until the bot was heard of again.
    """

    in_flight: list[str]
    downtime: float = 0.0

    def beyond(self, repeated: dict[str, int]) -> int:
        """Repetitions that no kill explains."""
        return sum(max(0, times - self.in_flight.count(where)) for where, times in repeated.items())


async def killed_morning(town: Town, folder: Path) -> list[Limit]:
    """The same, with the bot killed on the way: while questions are being put, then evenly."""
    kills, everybody = Kills([]), len(town.members)
    settings = town.settings(folder, RAPPORTEUR_CLOCK=ASKED.isoformat(), RAPPORTEUR_CLOCK_SPEED="1")
    async with AsyncExitStack() as stack:
        bot = await started(BOT, settings, folder / "bot", stack)
        start = monotonic()
        for number in range(KILLS):
            enough = everybody * number // KILLS
            await (come_in(town, enough) if number else questions_put(folder / "bot" / "log.jsonl"))
            kills.downtime -= monotonic()
            await bot.kill()
            sent = await recorded(folder / "store")
            kills.in_flight += [
                asked.person.personal
                for asked in town.members
                if asked.person.personal in town.connector.traffic.messages and asked.member not in sent
            ]
            seen = sum(town.connector.traffic.answered.values())
            bot = await started(BOT, settings, folder / "bot", stack)
            await town.connector.until(lambda traffic: sum(traffic.answered.values()) > seen, SILENCE_SECONDS)  # noqa: B023 - awaited here
            kills.downtime += monotonic()
        await come_in(town, everybody)
        await asyncio.sleep(AFTERWARDS_SECONDS)
        await bot.stop()
    traffic = town.connector.traffic
    found = delivered(f" through {KILLS} kills", town, traffic.complete_at - start, kills.downtime)
    print(f"  {sum(traffic.repeated.values())} cards repeated, {len(kills.in_flight)} were in flight at a kill")
    unrecorded = everybody - len(await recorded(folder / "store"))
    return [
        *found,
        Limit("cards repeated that were not in flight at a kill", kills.beyond(traffic.repeated), 0),
        Limit("cards without a record in the end", unrecorded, 0),
    ]


async def questions_put(log: Path) -> None:
    """Wait until the first questions have been put."""
    async with asyncio.timeout(SILENCE_SECONDS):
        while not await asyncio.to_thread(_tells_of_questions, log):  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(0.02)


def _tells_of_questions(log: Path) -> bool:
    whole = log.read_bytes().rpartition(b"\n")[0].splitlines()
    return any(msgspec.json.decode(line).get("asked") for line in whole)


async def come_in(town: Town, enough: int) -> None:
    """Wait until so many members have their card.

    Raises:
        Broken: nothing comes any more.
    """
    if not await town.connector.until(lambda traffic: len(traffic.messages) >= enough, SILENCE_SECONDS):
        raise Broken(f"{len(town.connector.traffic.messages)} of {enough} members reached, then silence")


async def measure(folder: Path, count: int) -> list[Limit]:
    """Both mornings."""
    members = roster(count)
    people = [asked.person for asked in members]
    async with AsyncExitStack() as stack:
        teams = await stack.enter_async_context(LoopbackTeams([], []))
        connector = await stack.enter_async_context(ThrottledConnector.open(people, teams.issuer.knows))
        store = await brought_in(folder, members, connector.url)
        town = Town(members=members, teams=teams, connector=connector, store=store)
        return [*await morning(town, folder / "morning"), *await killed_morning(town, folder / "killed")]


def main() -> int:
    """Read the arguments, measure, and say whether the limits held."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--quick", action="store_true", help=f"a smoke test: {FEW} members, limits not judged")
    arguments.add_argument("--members", type=int, help=f"how many are asked; default {MEMBERS}")
    arguments.add_argument("--folder", type=Path, default=Path("var"), help="where the store is; default ./var")
    given = arguments.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    two_cores()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        found = uvloop.run(measure(Path(folder), given.members or (FEW if given.quick else MEMBERS)))
    print(*found, sep="\n")
    return 0 if given.quick or all(limit.kept for limit in found) else 1


if __name__ == "__main__":
    sys.exit(main())
