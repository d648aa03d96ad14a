"""What the Agents Playground runs on: a Node and its npm package, the system's or those that `make` has installed."""

import asyncio
import os
import shutil
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGE = "@microsoft/m365agentsplayground"
OLDEST_NODE = 18


class PlaygroundUnavailable(Exception):
    """The Playground cannot run here; the message says why and what helps."""


async def find_node(checkout: Path = CHECKOUT) -> str:
    """The path of a Node that is new enough: the system's, else the one that `make` has put into this checkout.

    Raises:
        PlaygroundUnavailable: there is none.
    """
    for candidate in (shutil.which("node"), str(checkout / ".tools" / "bin" / "node")):
        if candidate and await _node_version(candidate) >= OLDEST_NODE:
            return candidate
    raise PlaygroundUnavailable(
        f"The Agents Playground needs Node {OLDEST_NODE} or newer and none was found; `make demo` installs one."
    )


async def _node_version(node: str) -> int:
    """Its major version; 0 when it does not run."""
    try:
        process = await asyncio.create_subprocess_exec(
            node, "--version", stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE
        )
    except OSError:
        return 0
    answer, _ = await process.communicate()
    major = answer.decode().strip().removeprefix("v").partition(".")[0]
    return int(major) if major.isdecimal() else 0


def find_package() -> Path:
    """The folder of the Playground's npm package: PLAYGROUND_PKG, else the checkout's own.

    Raises:
        PlaygroundUnavailable: it is not installed.
    """
    given = os.environ.get("PLAYGROUND_PKG")
    package = Path(given).resolve() if given else CHECKOUT / "playground" / "node_modules" / PACKAGE
    if not (package / "cli.js").is_file():
        raise PlaygroundUnavailable(f"The Agents Playground is not installed in {package}; `make demo` installs it.")
    return package
