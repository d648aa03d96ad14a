"""One core for the servers, another for the traffic."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path

from tests.crash.process import ServerProcess

_CORES = sorted(os.sched_getaffinity(0))


def two_cores() -> None:
    """Give the traffic, this process, a core of its own."""
    if len(_CORES) < 2:
        sys.exit("This needs two cores: one for the servers, one for the traffic.")
    os.sched_setaffinity(0, {_CORES[1]})


@contextmanager
def _on_the_servers_core() -> Iterator[None]:
    """What is started here, with all its threads, stays on the first core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {_CORES[0]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


async def started(
    arguments: Sequence[str], environment: Mapping[str, str], folder: Path, stack: AsyncExitStack
) -> ServerProcess:
    """A server on the servers' core, killed when the stack is left."""
    server = ServerProcess(arguments, environment, folder)
    stack.push_async_callback(server.kill)
    with _on_the_servers_core():
        await server.start()
    return server
