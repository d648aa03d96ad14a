"""A server in a process of its own, started as an administrator would start it, and killed as nobody would."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60.0
STOP_SECONDS = 15.0
KEPT_LINES = 30


class NotStarted(Exception):
    """The process ended, or said nothing in time; the message holds the end of its log."""


class ServerProcess:
    """A Python program of this checkout that logs JSON to stderr and says `listening` with its port.

    Args:
        arguments: of the interpreter.
        environment: the settings of the program; nothing of `RAPPORTEUR_…` is taken from this process.
        folder: for its log and for compiled modules, so that it starts quickly the next time.
    """

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._arguments = arguments
        self._environment = _environment(folder) | dict(environment)
        self._log = folder / "log.jsonl"
        self._process: asyncio.subprocess.Process | None = None
        self.port = 0

    @property
    def pid(self) -> int:
        assert self._process is not None, "started"
        return self._process.pid

    @property
    def cpu_seconds(self) -> float:
        """Processor time it has used, all threads together."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    async def start(self) -> None:
        """Start it and wait until it listens.

        Raises:
            NotStarted: it does not.
        """
        with self._log.open("wb") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, *self._arguments, cwd=ROOT, env=self._environment, stderr=log, stdout=log
            )
        try:
            async with asyncio.timeout(START_SECONDS):
                self.port = await self._listening()
        except TimeoutError:
            await self.kill()
            raise NotStarted(f"not listening after {START_SECONDS} s:\n{self.told()}") from None

    async def _listening(self) -> int:
        assert self._process is not None
        while (port := self._told_port()) is None:
            if self._process.returncode is not None:
                raise NotStarted(f"ended with {self._process.returncode}:\n{self.told()}")
            await asyncio.sleep(0.01)
        return port

    def _told_port(self) -> int | None:
        for line in self._log.read_bytes().splitlines():
            if b'"listening"' in line and line.endswith(b"}"):
                return int(msgspec.json.decode(line)["port"])
        return None

    def told(self) -> str:
        """The last lines it logged."""
        return "\n".join(self._log.read_text("utf-8", "replace").splitlines()[-KEPT_LINES:])

    async def kill(self) -> None:
        """`kill -9`: it gets no chance to finish anything."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """Ask it to stop, and wait until it has.

        Raises:
            TimeoutError: it goes on; it was killed then.
        """
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await self._end(signal.SIGTERM)
        except TimeoutError:
            await self._end(signal.SIGKILL)
            raise

    async def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        if self._process.returncode is None:
            self._process.send_signal(how)
        await self._process.wait()


def _environment(folder: Path) -> dict[str, str]:
    """This process's environment without settings of a bot, and with a place for compiled modules."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("RAPPORTEUR_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "RAPPORTEUR_LOG_FORMAT": "json"}
