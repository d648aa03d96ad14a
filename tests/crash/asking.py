"""A bot in its own process, in the loopback Teams, that has just asked everybody for their status."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp

from bot.files import read_sheets
from bot.importing import import_files
from bot.settings import Settings
from tests.crash.ministry import ASKED, BEFORE, Manager, write_portfolio
from tests.crash.process import ServerProcess
from tests.teams.loopback import LoopbackTeams
from tests.teams.people import Channel

BOT = ("-m", "bot", "serve")


async def bring_in(folder: Path, staff: Sequence[Manager], channel: Channel) -> Path:
    """The store of a new bot with the portfolio of these managers."""
    files, store = folder / "files", folder / "store"
    write_portfolio(files, staff, channel)
    settings = Settings(local=True, store=str(store), clock=BEFORE)
    outcome = await import_files(settings, read_sheets(files), dry_run=False)
    assert not outcome.refused, list(outcome.sentences())
    return store


def settings_of(teams: LoopbackTeams, store: Path, *connectors: str) -> dict[str, str]:
    """The environment of a bot in this Teams, on the Wednesday before the asking day.

    Args:
        connectors: further service addresses it may send to.
    """
    known = teams.environment()
    hosts = [known["RAPPORTEUR_SERVICE_HOSTS"], *(urlsplit(connector).netloc for connector in connectors)]
    return known | {
        "RAPPORTEUR_SERVICE_HOSTS": ",".join(hosts),
        "RAPPORTEUR_STORE": str(store),
        "RAPPORTEUR_PORT": "0",
        "RAPPORTEUR_CLOCK": BEFORE.isoformat(),
    }


def connect(teams: LoopbackTeams, bot: ServerProcess) -> None:
    """Let Teams know where the bot listens."""
    teams.bot = f"http://127.0.0.1:{bot.port}/api/messages"


async def ask_everybody(teams: LoopbackTeams, bot: ServerProcess, staff: Sequence[Manager]) -> None:
    """Install the app for everybody and move the clock to the asking instant."""
    teams.connector.in_team = True
    for manager in staff:
        await teams.install(manager.person)
    address = f"http://127.0.0.1:{bot.port}/_clock"
    async with aiohttp.ClientSession() as session, session.post(address, json={"now": ASKED.isoformat()}) as answer:
        assert answer.status == 200, await answer.text()
