"""Microsoft's Agents Playground as a child process: the Teams client of the demo and of the browser tests.

It is a web page with one tenant, six people, one team and a connector of its own. It sends no tokens, so the bot beside
it runs in local mode. It draws no command menu, no full width, and no chats but those of the person who uses the page.
"""

import asyncio
import errno
import json
import os
import socket
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bot.demo.node import PlaygroundUnavailable, find_node, find_package

LEASH = Path(__file__).with_name("leash.cjs")

BOT_ID = "28:rapporteur"
BOT_NAME = "Rapporteur"
PEOPLE = 6
"""The Playground takes one person who uses it and exactly five others."""

STARTS_WITHIN = 30.0
STOPS_WITHIN = 5.0
"""Seconds of real time."""

# Settings of the Playground in somebody's shell would change the demo; ours may hold the bot's secret.
KEPT_BACK = (
    "AUTH_",
    "BOT_ENDPOINT",
    "DEFAULT_CHANNEL_ID",
    "M365_AGENTS_",
    "NODE_OPTIONS",
    "RAPPORTEUR_",
    "TEAMSAPPTESTER_",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaygroundPerson:
    """One of the six people of the Playground.

    Attributes:
        entra_id: Entra object id (GUID), by which the bot knows the person.
        email: also the user principal name.
    """

    name: str
    entra_id: str
    email: str

    @property
    def teams_id(self) -> str:
        """Teams' id of this person for the bot."""
        return f"29:{self.entra_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaygroundTeam:
    """The one team of the Playground; its General channel has the id of the team.

    Attributes:
        tenant_id, group_id: GUIDs; the group is the team's in Entra.
        channel_id, channel_name: the one channel beside General.
        personal_id, chat_id: the conversations of the personal chat and of the group chat.
    """

    tenant_id: str
    id: str
    name: str
    group_id: str
    channel_id: str
    channel_name: str
    personal_id: str = "personal-chat"
    chat_id: str = "19:group-chat@thread.v2"
    chat_name: str = "Group chat"


def configuration(people: Sequence[PlaygroundPerson], team: PlaygroundTeam) -> dict[str, Any]:
    """The Playground's own configuration (schema 0.1.1); the first of the people is the one who uses it.

    Raises:
        PlaygroundUnavailable: not exactly six people, or one of them twice.
    """
    if len(people) != PEOPLE or len({person.entra_id for person in people}) != PEOPLE:
        raise PlaygroundUnavailable(
            f"The Agents Playground takes exactly {PEOPLE} different people, not {len(people)}."
        )
    users = [_user(person) for person in people]
    return {
        "version": "0.1.1",
        "tenantId": team.tenant_id,
        "bot": {"id": BOT_ID, "name": BOT_NAME},
        "currentUser": users[0],
        "users": users[1:],
        "personalChat": {"id": team.personal_id},
        "groupChat": {"id": team.chat_id, "name": team.chat_name},
        "team": {
            "id": team.id,
            "name": team.name,
            "aadGroupId": team.group_id,
            "channels": [{"id": team.channel_id, "name": team.channel_name}],
        },
    }


def _user(person: PlaygroundPerson) -> dict[str, str]:
    given, _, surname = person.name.partition(" ")
    return {
        "id": person.teams_id,
        "name": person.name,
        "userPrincipleName": person.email,  # spelt so in the Playground's schema
        "email": person.email,
        "aadObjectId": person.entra_id,
        "givenName": given,
        "surname": surname or given,
    }


class AgentsPlayground:
    """The Playground of one bot; started and stopped once.

    Args:
        bot_url: where the bot listens, `http://127.0.0.1:3978/api/messages`.
        people: six, the first uses the page.
        port: where the page is served, on this machine only.
        folder: for the configuration and the logs; made when missing.
    """

    def __init__(
        self, *, bot_url: str, people: Sequence[PlaygroundPerson], port: int, folder: Path, team: PlaygroundTeam
    ) -> None:
        self._bot_url = bot_url
        self._port = port
        self._folder = folder.resolve()
        self._configuration = configuration(people, team)
        self._process: asyncio.subprocess.Process | None = None

    @property
    def address(self) -> str:
        """Where a browser finds the page."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def service_url(self) -> str:
        """The connector that it tells the bot of."""
        return f"{self.address}/_connector"

    async def start(self) -> str:
        """Start it, wait until it answers, and return its address.

        Raises:
            PlaygroundUnavailable: no Node, no package, the port is taken, or it did not start.
        """
        node, package = await find_node(), find_package()
        require_free(self._port)
        log = self._prepare_folder()
        self._process = await self._launch(node, package, log)
        async with AsyncExitStack() as undo:
            undo.push_async_callback(self.stop)
            await self._until_it_answers(self._process, log)
            undo.pop_all()
        return self.address

    async def wait(self) -> None:
        """Return when the Playground has ended, by itself or by `stop`."""
        if self._process is not None:
            await self._process.wait()

    async def stop(self) -> None:
        """End it; asked politely first. Does nothing when it does not run."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOPS_WITHIN)
        except TimeoutError:
            process.kill()
            await process.wait()

    def _prepare_folder(self) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        # JSON is YAML too.
        self._config_file.write_text(json.dumps(self._configuration, ensure_ascii=False, indent=1), "utf-8")
        return self._folder / "playground.out"

    @property
    def _config_file(self) -> Path:
        return self._folder / ".m365agentsplayground.yml"

    async def _launch(self, node: str, package: Path, log: Path) -> asyncio.subprocess.Process:
        with log.open("wb") as output:
            return await asyncio.create_subprocess_exec(
                *(node, "--require", str(LEASH), str(package / "cli.js"), "start"),
                *("--app-endpoint", self._bot_url, "--channel-id", "msteams", "--port", str(self._port)),
                *("--service-url", self.service_url, "--disable-telemetry"),
                cwd=self._folder,
                env=self._environment(),
                stdin=asyncio.subprocess.PIPE,
                stdout=output,
                stderr=asyncio.subprocess.STDOUT,
                start_new_session=True,
            )

    def _environment(self) -> Mapping[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(KEPT_BACK)}
        return inherited | {
            "APPLICATION_INSIGHTS_NO_STATSBEAT": "1",
            "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(self._config_file),
            "M365_AGENTS_PLAYGROUND_LOGFILE": str(self._folder / "playground.log"),
            "NO_PROXY": "localhost,127.0.0.1",
            "TEAMSAPPTESTER_BROWSER": "none",
        }

    async def _until_it_answers(self, process: asyncio.subprocess.Process, log: Path) -> None:
        try:
            async with asyncio.timeout(STARTS_WITHIN), aiohttp.ClientSession() as session:
                while process.returncode is None:
                    if await _answers(session, f"{self.address}/_debug/ping"):
                        return
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise PlaygroundUnavailable(
                f"The Agents Playground did not answer within {STARTS_WITHIN:.0f} s: {log}"
            ) from None
        raise PlaygroundUnavailable(f"The Agents Playground ended at once: {_last_line(log)}")


def require_free(port: int) -> None:
    """Make sure that this port of this machine can be listened on; the Playground would silently take another.

    Raises:
        PlaygroundUnavailable: somebody listens there.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as refused:
            why = "is taken" if refused.errno == errno.EADDRINUSE else f"cannot be used ({refused.strerror})"
            raise PlaygroundUnavailable(f"Port {port} {why}; choose a free one or stop what listens there.") from None


async def _answers(session: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with session.get(url) as response:
            return await response.text() == "pong"
    except aiohttp.ClientError:
        return False


def _last_line(log: Path) -> str:
    lines = log.read_text("utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")
