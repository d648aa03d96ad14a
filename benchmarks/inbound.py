"""Turns a second, beside Microsoft's echo bot and the least a bot can do, on one core in one run.

    python -m benchmarks.inbound [--quick] [--folder FOLDER]

Over HTTP on loopback with signed tokens, 16 requests at a time, 1.4 KB a body; the servers share one core, the traffic
has another. Prints the figures and what is allowed; exits 1 when a limit is missed. FOLDER should be on the disk the
store will use.
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import msgspec
import uvloop

from benchmarks import heartbeat
from benchmarks.answers import Answering, Crowd, stored_answers
from benchmarks.contenders import Contender, asking_for_help
from benchmarks.cores import started, two_cores
from benchmarks.storage import Limit
from benchmarks.traffic import Pace, open_sink, service_url_of
from tests.crash.asking import BOT, ask_everybody, bring_in, connect, settings_of
from tests.crash.ministry import Manager, managers
from tests.teams import ALERTS, LoopbackTeams
from tests.teams.people import APP_ID

PEOPLE = 100


@dataclass(frozen=True, slots=True)
class Size:
    """How long it is measured."""

    rounds: int
    seconds: float


FULL = Size(rounds=7, seconds=2.0)
QUICK = Size(rounds=1, seconds=0.5)


async def help_reply(teams: LoopbackTeams, manager: Manager) -> bytes:
    """What the bot sends for `help`."""
    await teams.say(manager.person, "help")
    return msgspec.json.encode(teams.received[-1].activity)


async def measure(folder: Path, size: Size) -> list[Limit]:
    """All contenders in turn, round by round."""
    staff = managers(PEOPLE)
    async with AsyncExitStack() as stack:
        teams = await stack.enter_async_context(LoopbackTeams([manager.person for manager in staff], [ALERTS]))
        sink = await stack.enter_async_context(await open_sink())
        connector = service_url_of(sink)
        store = await bring_in(folder, staff, ALERTS)
        bot = await started(BOT, settings_of(teams, store, connector), folder / "bot", stack)
        connect(teams, bot)
        await ask_everybody(teams, bot, staff)
        (folder / "reply.json").write_bytes(await help_reply(teams, staff[0]))
        peer = (f"{teams.address}/openid", APP_ID)
        bare = await started(
            ("-m", "benchmarks.peers.bare", *peer, str(folder / "reply.json")), {}, folder / "bare", stack
        )
        echo = await started(("-m", "benchmarks.peers.echo", *peer), {}, folder / "echo", stack)
        token = teams.issuer.sign(teams.service_url)
        crowd = Crowd([Answering(manager, teams, teams.bot, token) for manager in staff])
        contenders = {
            "bare": asking_for_help(bare, staff, teams, connector),
            "help": asking_for_help(bot, staff, teams, connector),
            "echo": asking_for_help(echo, staff, teams, connector),
            "submit": Contender(bot, crowd.change_one, replies=0),
            "submit of all": Contender(bot, crowd.change_all, replies=0),
        }
        paces = await in_turn(contenders, size)
        await bot.stop()
        stored = await stored_answers(store)
    return limits(paces, crowd.acknowledged, stored)


async def in_turn(contenders: Mapping[str, Contender], size: Size) -> dict[str, list[Pace]]:
    """The pace of each in every round."""
    paces: dict[str, list[Pace]] = {name: [] for name in contenders}
    for number in range(size.rounds):
        for name, contender in contenders.items():
            paces[name].append(await contender.measured(size.seconds))
        print(f"round {number + 1}: " + ", ".join(f"{name} {found[-1]}" for name, found in paces.items()))
    return paces


def limits(paces: Mapping[str, list[Pace]], acknowledged: int, stored: int) -> list[Limit]:
    """The medians and their limits."""
    for name, found in paces.items():
        rate, milliseconds = median(pace.rate for pace in found), median(pace.milliseconds for pace in found)
        print(f"{name:13} {rate:5.0f} turns a second, {milliseconds:5.2f} ms of the core each")
    print(f"answers of projects: {acknowledged} acknowledged, {stored} stored")

    def ratio(one: str, other: str) -> float:
        return median(mine.rate / theirs.rate for mine, theirs in zip(paces[one], paces[other], strict=True))

    return [
        Limit("help against the echo bot", ratio("help", "echo"), 12, at_least=True),
        Limit("help against bare", ratio("help", "bare"), 0.4, at_least=True),
        Limit("submit against bare", ratio("submit", "bare"), 0.2, at_least=True),
        Limit("answers stored for one acknowledged", stored / acknowledged, 1, at_least=True),
        Limit("answers acknowledged for one stored", acknowledged / stored, 1, at_least=True),
    ]


async def everything(folder: Path, size: Size) -> list[Limit]:
    """The rates, then the heartbeat."""
    return [*await measure(folder, size), *await heartbeat.measure(folder)]


def main() -> int:
    """Read the arguments, measure, and say whether the limits held."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--quick", action="store_true", help="a smoke test: a second each, ratios not judged")
    arguments.add_argument("--folder", type=Path, default=Path("var"), help="where the store is; default ./var")
    given = arguments.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    two_cores()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        found = uvloop.run(everything(Path(folder), QUICK if given.quick else FULL))
    print(*found, sep="\n")
    return 0 if given.quick or all(limit.kept for limit in found) else 1


if __name__ == "__main__":
    sys.exit(main())
