"""`rapporteur demo` as somebody starts, uses and ends it at a terminal."""

import asyncio
import os
import pty
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.demo.node import CHECKOUT, PlaygroundUnavailable, find_node, find_package
from bot.demo.week import START, Ports, demo_week
from tests.playground.driver import free_port

PATIENCE = 30.0
"""Seconds that a step may take on a busy machine."""


async def require_package() -> None:
    try:
        await find_node()
        find_package()
    except PlaygroundUnavailable as missing:
        pytest.skip(str(missing))


@dataclass(slots=True)
class Terminal:
    """The shell in which the demo runs.

    Attributes:
        ports: of the client and of the bot.
        said: everything printed so far.
    """

    process: asyncio.subprocess.Process
    ports: Ports
    keyboard: int = -1
    said: str = field(default="")

    async def see(self, pattern: str) -> str:
        """Read on until this was printed."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            while not re.search(pattern, self.said):
                printed = await self.process.stdout.read(4096)
                assert printed, f"{pattern!r} was not printed: {self.said}"
                self.said += printed.decode()
        return self.said

    def type(self, line: str) -> None:
        os.write(self.keyboard, f"{line}\n".encode())

    async def ended(self) -> int:
        """Its exit status, once it is gone."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            self.said += (await self.process.stdout.read()).decode()
            return await self.process.wait()


@asynccontextmanager
async def demo(folder: Path, *, typing: bool = False, **settings: str) -> AsyncIterator[Terminal]:
    """A demo on ports of its own, killed at the end if it still runs."""
    ports = Ports(client=free_port(), bot=free_port())
    arguments = ("--folder", str(folder), "--port", str(ports.client), "--bot-port", str(ports.bot))
    keyboard, line = pty.openpty() if typing else (-1, asyncio.subprocess.DEVNULL)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", *arguments),
        cwd=CHECKOUT,
        env=os.environ | settings,
        stdin=line,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield Terminal(process, ports, keyboard)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        for end in (keyboard, line) if typing else ():
            os.close(end)


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_ends_the_demo_and_its_client(tmp_path: Path, name: signal.Signals) -> None:
    await require_package()
    async with demo(tmp_path) as terminal:
        said = await terminal.see("Ctrl-C ends the demo")
        assert said.index("Loading the sample portfolio") < said.index("Rapporteur is running")
        assert f"http://127.0.0.1:{terminal.ports.client}" in said
        assert not is_free(terminal.ports.client)
        terminal.process.send_signal(name)
        assert await terminal.ended() == 0
        assert terminal.said.endswith("The demo has ended.\n")
        assert is_free(terminal.ports.client)
        assert is_free(terminal.ports.bot)


async def test_at_the_terminal_time_is_moved_by_enter_and_by_hours_and_the_end_of_input_ends_it(tmp_path: Path) -> None:
    await require_package()
    async with demo(tmp_path, typing=True) as terminal:
        await terminal.see("It is Wednesday 11 March 2026, 08:00 in Brussels")
        terminal.type("next week")
        await terminal.see(r"type for example \+3h")
        terminal.type("")
        await terminal.see(r"It is Wednesday 11 March 2026, 14:00 in Brussels; messages sent: \d")
        terminal.type("+20h")
        await terminal.see(r"It is Thursday 12 March 2026, 10:00 in Brussels; messages sent: [1-9]")
        terminal.type("\x04")  # end of input
        assert await terminal.ended() == 0


def client_of(demo_pid: int) -> int:
    """The one child of the demo."""
    children = Path(f"/proc/{demo_pid}/task/{demo_pid}/children")
    if not children.exists():
        pytest.skip("this system does not tell the children of a process")
    return int(children.read_text().split()[0])


async def test_a_client_that_is_gone_ends_the_demo_with_a_sentence(tmp_path: Path) -> None:
    await require_package()
    async with demo(tmp_path) as terminal:
        await terminal.see("Ctrl-C ends the demo")
        os.kill(client_of(terminal.process.pid), signal.SIGKILL)
        assert await terminal.ended() == 1
        assert "The Teams client of the demo has ended; start the demo again." in terminal.said


@pytest.mark.parametrize("taken", ["client", "bot"])
async def test_a_taken_port_is_refused_before_an_earlier_demo_is_touched(tmp_path: Path, taken: str) -> None:
    await require_package()
    kept = tmp_path / "store" / "rapporteur.sqlite"
    kept.parent.mkdir()
    kept.write_text("of a demo that runs")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        ports = Ports(**({"client": free_port(), "bot": free_port()} | {taken: port}))
        with pytest.raises(PlaygroundUnavailable, match=f"Port {port} is taken"):
            async with demo_week(tmp_path, ports):
                pass
    assert kept.read_text() == "of a demo that runs"


async def test_without_the_playground_the_sentence_says_what_installs_it(tmp_path: Path) -> None:
    async with demo(tmp_path, PLAYGROUND_PKG=str(tmp_path)) as terminal:
        assert await terminal.ended() == 1
    assert "`make demo` installs" in terminal.said
    assert "Traceback" not in terminal.said


async def test_settings_of_a_real_bot_in_the_shell_do_not_reach_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await require_package()
    for name, value in {"STORE": str(tmp_path / "real"), "CLOCK_SPEED": "fast", "APP_ID": "no GUID"}.items():
        monkeypatch.setenv(f"RAPPORTEUR_{name}", value)
    async with demo_week(tmp_path / "demo", Ports(client=free_port(), bot=0)) as week:
        assert week.now == START
        assert not (tmp_path / "real").exists()


async def test_a_second_demo_in_the_same_folder_begins_the_week_again(tmp_path: Path) -> None:
    await require_package()
    for _ in range(2):
        async with demo_week(tmp_path, Ports(client=free_port(), bot=0)) as week:
            assert week.now == START
            moved: Any = await move_to_thursday(week.service.port)
            assert moved["sent"] > 0


async def move_to_thursday(port: int) -> Any:
    body = {"now": "2026-03-12T10:00:00+01:00"}
    async with ClientSession() as session, session.post(f"http://127.0.0.1:{port}/_clock", json=body) as answer:
        return await answer.json()
