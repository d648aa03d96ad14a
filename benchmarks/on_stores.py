"""What benchmarks over stores of their own share: their arguments, their verdict, and a child whose memory is told."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import uvloop

from benchmarks.storage import Limit


def judged(
    description: str | None, measure: Callable[[Path, int], Awaitable[list[Limit]]], *, quick: int, full: int
) -> int:
    """Read the arguments, measure so many projects in a folder, and say whether the limits held: 0 if so, else 1."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="a small portfolio; only to see that it runs")
    parser.add_argument("--folder", type=Path, default=None, help="where to keep the stores")
    chosen = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(dir=chosen.folder) as folder,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):

        async def measured() -> list[Limit]:
            return await measure(Path(folder), quick if chosen.quick else full)

        limits = runner.run(measured())
    for limit in limits:
        print(limit)
    return 0 if chosen.quick or all(limit.kept for limit in limits) else 1


async def peak(*words: str, env: Mapping[str, str] | None = None) -> float:
    """The most megabytes that a process of its own takes which runs a module with these words."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.peers.peak", "-m", *words, env=env, stdout=asyncio.subprocess.PIPE
    )
    told, _ = await child.communicate()
    assert child.returncode == 0, told.decode()
    return float(told.decode().splitlines()[-1])
