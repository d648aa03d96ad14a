"""The Playground as a child of ours: how it is set up, what it refuses, and that it never outlives us."""

import asyncio
import os
import signal
import socket
import sys
import time
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.demo.node import PlaygroundUnavailable, find_node, find_package
from bot.demo.playground import AgentsPlayground, PlaygroundPerson, configuration
from tests.playground.driver import PEOPLE, TEAM, free_port

NOWHERE = "http://127.0.0.1:9/api/messages"
SOON = 5.0

ORPHAN = """
import asyncio, sys
from pathlib import Path
from tests.playground.test_agents_playground import agents_playground

async def main():
    playground = agents_playground(Path(sys.argv[1]))
    await playground.start()
    print(playground._process.pid, flush=True)
    await playground.wait()

asyncio.run(main())
"""


def agents_playground(folder: Path, port: int = 0) -> AgentsPlayground:
    return AgentsPlayground(bot_url=NOWHERE, people=PEOPLE, port=port or free_port(), folder=folder, team=TEAM)


async def require_package() -> None:
    try:
        await find_node()
        find_package()
    except PlaygroundUnavailable as missing:
        pytest.skip(str(missing))


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # Ended but not yet fetched by the first process of the machine.
    state = Path(f"/proc/{pid}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")


def test_the_first_of_six_people_uses_the_page_and_the_others_are_its_users() -> None:
    made = configuration(PEOPLE, TEAM)
    assert made["currentUser"]["aadObjectId"] == PEOPLE[0].entra_id
    assert [user["name"] for user in made["users"]] == [person.name for person in PEOPLE[1:]]
    assert made["team"]["channels"] == [{"id": TEAM.channel_id, "name": TEAM.channel_name}]


def test_a_person_with_one_name_has_it_as_both() -> None:
    one_name = PlaygroundPerson(name="Suharto", entra_id="0", email="s@example.org")
    user = configuration([one_name, *PEOPLE[1:]], TEAM)["currentUser"]
    assert (user["givenName"], user["surname"]) == ("Suharto", "Suharto")


@pytest.mark.parametrize("people", [[], PEOPLE[:5], [*PEOPLE, PEOPLE[0]], [*PEOPLE[:5], PEOPLE[0]]])
def test_another_number_of_people_is_refused(people: list[PlaygroundPerson]) -> None:
    with pytest.raises(PlaygroundUnavailable, match="exactly 6 different people"):
        configuration(people, TEAM)


def test_the_child_learns_no_secret_and_no_setting_of_somebody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("RAPPORTEUR_APP_SECRET", "AUTH_CLIENT_SECRET", "NODE_OPTIONS", "TEAMSAPPTESTER_PORT"):
        monkeypatch.setenv(name, "kept back")
    assert "kept back" not in agents_playground(tmp_path)._environment().values()


async def test_without_node_the_sentence_says_what_installs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PlaygroundUnavailable, match=r"needs Node 18 or newer .* `make demo` installs one"):
        await find_node(tmp_path)


async def test_an_old_node_is_no_node_and_the_checkouts_own_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / ".tools" / "bin"
    own.mkdir(parents=True)
    for folder, version in ((tmp_path, "v16.20.2"), (own, "v24.19.0")):
        (folder / "node").write_text(f"#!/bin/sh\necho {version}\n")
        (folder / "node").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert await find_node(tmp_path) == str(own / "node")


def test_without_the_package_the_sentence_says_where_it_was_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYGROUND_PKG", str(tmp_path))
    with pytest.raises(PlaygroundUnavailable, match=f"is not installed in {tmp_path}"):
        find_package()


async def test_a_port_that_is_taken_is_refused_instead_of_another_being_used(tmp_path: Path) -> None:
    await require_package()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PlaygroundUnavailable, match=f"Port {port} is taken"):
            await agents_playground(tmp_path, port).start()


async def test_a_playground_that_ends_at_once_is_told_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await require_package()
    (tmp_path / "cli.js").write_text("console.error('no room left'); process.exit(3);")
    monkeypatch.setenv("PLAYGROUND_PKG", str(tmp_path))
    with pytest.raises(PlaygroundUnavailable, match="ended at once: no room left"):
        await agents_playground(tmp_path / "folder").start()


async def test_it_answers_this_machine_only_and_is_gone_after_stop(tmp_path: Path) -> None:
    await require_package()
    playground = agents_playground(tmp_path)
    address = await playground.start()
    assert playground._process is not None
    try:
        async with ClientSession() as session, session.get(address) as response:
            assert response.status == 200
        if sys.platform == "linux":
            assert listening_addresses(playground._process.pid) == {"127.0.0.1"}
    finally:
        await playground.stop()
    assert not runs(playground._process.pid)
    await playground.stop()


def target_of(link: Path) -> str:
    """What an open file of a process is; empty when it was closed while we looked."""
    try:
        return link.readlink().name
    except FileNotFoundError:
        return ""


def listening_addresses(pid: int) -> set[str]:
    """Where this process accepts connections: IPv4 as usual, IPv6 as the system writes it."""
    ours = {target_of(link) for link in Path(f"/proc/{pid}/fd").iterdir()}
    tables = (Path(f"/proc/{pid}/net/{name}").read_text().splitlines()[1:] for name in ("tcp", "tcp6"))
    rows = [line.split() for table in tables for line in table]
    addresses = [row[1].split(":")[0] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in ours]
    return {socket.inet_ntoa(bytes.fromhex(it)[::-1]) if len(it) == 8 else it for it in addresses}


async def test_it_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    await require_package()
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ORPHAN, str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert parent.stdout is not None
    child = int(await parent.stdout.readline())
    assert runs(child)
    parent.send_signal(signal.SIGKILL)
    await parent.wait()
    deadline = time.monotonic() + SOON
    while runs(child) and time.monotonic() < deadline:
        await asyncio.sleep(0.02)
    assert not runs(child)
