"""The demo's world: a ministry's portfolio, the bot on a clock that stands still, and a Teams client for six people."""

import json
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from bot.app import Service, running
from bot.demo.node import find_node, find_package
from bot.demo.playground import AgentsPlayground, PlaygroundPerson, PlaygroundTeam, require_free
from bot.files import read_sheets
from bot.importing import import_files
from bot.settings import Settings
from bot.ticker import ClockHand
from dialogs.desk import Desk
from pmo.portfolio import code_key
from samples import SAMPLES
from storage.contacts import TENANT, Address, Contact

BRUSSELS = ZoneInfo("Europe/Brussels")
START = datetime(2026, 3, 11, 8, tzinfo=BRUSSELS)
"""A Wednesday; the sample history ends the week before."""

TEAM = PlaygroundTeam(
    tenant_id="5f7e5f7c-52a7-4a5c-9d5e-0a2c6f0d4b11",
    id="19:team@thread.tacv2",
    name="ICT programmes",
    group_id="b5c1a1de-0e0c-4a53-9d0a-6f9a4a2f3c21",
    channel_id="19:status@thread.tacv2",
    channel_name="Status",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Where the demo listens, on this machine only.

    Attributes:
        client: of the page of the Teams client.
        bot: 0 takes any free one.
    """

    client: int
    bot: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """The running demo.

    Attributes:
        people: the six of the client, the one who uses its page first.
        hand: moves the clock.
    """

    service: Service
    playground: AgentsPlayground
    people: Sequence[PlaygroundPerson]
    hand: ClockHand

    @property
    def now(self) -> datetime:
        """The simulated instant, in Brussels."""
        return self.service.office.clock.now().astimezone(BRUSSELS)


class DemoSettings(Settings):
    """The demo's settings are its own: what the shell or a `.env` says is about a real bot."""

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource, *others: Any, **named: Any
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what the code says."""
        return (init_settings,)


@asynccontextmanager
async def demo_week(folder: Path, ports: Ports, samples: Path = SAMPLES) -> AsyncIterator[Demo]:
    """The demo from an empty store to the page that answers; leaving the block stops bot and client.

    Args:
        folder: gets the folders `store` and `client`; a store of an earlier demo is removed.
        samples: the portfolio to import, with its `demo.json`.

    Raises:
        PlaygroundUnavailable: the client cannot run here, or a port is taken.
        StoreError: the store cannot be opened.
    """
    await _require_all(ports)
    settings = _settings(folder, ports.bot)
    shutil.rmtree(settings.folder, ignore_errors=True)
    await _load(samples, settings)
    async with running(settings) as service:
        people = await service.office.work(lambda desk: _people(samples, desk))
        bot_url = f"http://127.0.0.1:{service.port}/api/messages"
        playground = AgentsPlayground(
            bot_url=bot_url, people=people, port=ports.client, folder=folder / "client", team=TEAM
        )
        await service.office.work(lambda desk: _know(playground.service_url, people, desk))
        await playground.start()
        try:
            assert service.hand is not None, "the demo's clock is simulated"
            yield Demo(service=service, playground=playground, people=people, hand=service.hand)
        finally:
            await playground.stop()


async def _require_all(ports: Ports) -> None:
    """Refuse before anything is removed: who listens there may be a demo in the same folder."""
    await find_node()
    find_package()
    for port in (ports.client, ports.bot):
        require_free(port)


def _settings(folder: Path, port: int) -> Settings:
    """Local mode on a simulated clock that stands still until it is moved."""
    return DemoSettings(
        local=True, host="127.0.0.1", port=port, store=str(folder / "store"), tenant_id=TEAM.tenant_id, clock=START
    )


async def _load(samples: Path, settings: Settings) -> None:
    outcome = await import_files(settings, read_sheets(samples), dry_run=False)
    if outcome.refused:
        raise RuntimeError("\n".join(outcome.sentences()))


async def _people(samples: Path, desk: Desk) -> list[PlaygroundPerson]:
    """The six people of `demo.json`, the one who uses the client first."""
    chosen = json.loads((samples / "demo.json").read_text("utf-8"))["people"]
    found = [await desk.records.members.get(code_key(member)) for member in chosen]
    return [PlaygroundPerson(name=one.name, entra_id=one.entra_id, email=one.email) for one in found if one]


async def _know(service_url: str, people: Sequence[PlaygroundPerson], desk: Desk) -> None:
    """The client's connector is where this tenant and its people are, also before it sends its first activity."""
    await desk.records.addresses.put(Address(id=TENANT, service_url=service_url))
    for person in people:
        contact = Contact(entra_id=person.entra_id, teams_id=person.teams_id, service_url=service_url)
        await desk.records.contacts.put(contact)
