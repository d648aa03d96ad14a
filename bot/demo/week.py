"""`rapporteur demo`: a ministry's portfolio, the bot, a Teams client in the browser, and a clock moved by hand."""

import asyncio
import json
import shutil
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import Service, running
from bot.demo.playground import AgentsPlayground, PlaygroundPerson, PlaygroundTeam
from bot.files import read_sheets
from bot.importing import import_files
from bot.settings import Settings
from bot.ticker import ClockHand
from dialogs.desk import Desk
from pmo.portfolio import code_key
from samples import SAMPLES
from storage.contacts import TENANT, Address, Contact

START = datetime(2026, 3, 11, 8, tzinfo=ZoneInfo("Europe/Brussels"))
"""A Wednesday; the sample history ends the week before."""
BRUSSELS = ZoneInfo("Europe/Brussels")

TEAM = PlaygroundTeam(
    tenant_id="5f7e5f7c-52a7-4a5c-9d5e-0a2c6f0d4b11",
    id="19:team@thread.tacv2",
    name="ICT programmes",
    group_id="b5c1a1de-0e0c-4a53-9d0a-6f9a4a2f3c21",
    channel_id="19:status@thread.tacv2",
    channel_name="Status",
)


async def run_demo(folder: Path, port: int) -> None:
    """Run the demo until it is interrupted."""
    shutil.rmtree(folder, ignore_errors=True)
    settings = demo_settings(folder)
    outcome = await import_files(settings, read_sheets(SAMPLES), dry_run=False)
    if outcome.refused:
        raise RuntimeError("\n".join(outcome.sentences()))
    async with running(settings) as service:
        people = await _people(service)
        bot_url = f"http://127.0.0.1:{service.port}/api/messages"
        playground = AgentsPlayground(bot_url=bot_url, people=people, port=port, folder=folder / "client", team=TEAM)
        await service.office.work(lambda desk: _know_the_client(port, people, desk))
        address = await playground.start()
        try:
            _explain(address, people[0].name, service)
            await _move_time(service)
        finally:
            await playground.stop()


def demo_settings(folder: Path, port: int = 3978) -> Settings:
    """Local mode on a simulated clock that stands still until it is moved."""
    return Settings(
        _env_file=None,  # type: ignore[call-arg]  # pydantic-settings takes it, its signature does not say so
        local=True,
        host="127.0.0.1",
        port=port,
        store=str(folder / "store"),
        tenant_id=TEAM.tenant_id,
        clock=START,
    )


async def _people(service: Service) -> list[PlaygroundPerson]:
    """The six people of `samples/demo.json`, the one who uses the client first."""
    chosen = json.loads((SAMPLES / "demo.json").read_text("utf-8"))["people"]

    async def members(desk: Desk) -> list[PlaygroundPerson]:
        found = [await desk.records.members.get(code_key(member)) for member in chosen]
        return [
            PlaygroundPerson(name=member.name, entra_id=member.entra_id, email=member.email)
            for member in found
            if member
        ]

    return await service.office.work(members)


async def _know_the_client(port: int, people: Sequence[PlaygroundPerson], desk: Desk) -> None:
    """The client's connector is where this tenant and its people are, also before it sends its first activity."""
    url = f"http://localhost:{port}/_connector"
    await desk.records.addresses.put(Address(id=TENANT, service_url=url))
    for person in people:
        contact = Contact(entra_id=person.entra_id, teams_id=person.teams_id, service_url=url)
        await desk.records.contacts.put(contact)


def _explain(address: str, name: str, service: Service) -> None:
    print(
        f"""
Rapporteur is running. Open {address}

  You are {name}. It is {_time(service)}.
  Try:  portfolio   ·   portfolio red   ·   project CODE   ·   help   (and @Rapporteur portfolio in the channel)

Time stands still until you move it:
  Enter          to the next thing that happens
  +3h, +2d       hours or days ahead
  (or from another shell: curl -X POST -H 'Content-Type: application/json' \\
     -d '{{"now": "2026-03-12T10:00:00+01:00"}}' http://127.0.0.1:{service.port}/_clock)

Ctrl-C ends the demo.
""",
        flush=True,
    )


def _time(service: Service) -> str:
    return f"{service.office.clock.now().astimezone(BRUSSELS):%A %d %B %Y, %H:%M} in Brussels"


async def _move_time(service: Service) -> None:
    """Move the clock as the person at the terminal says; without a terminal only `/_clock` moves it."""
    if not sys.stdin.isatty():
        await asyncio.Event().wait()
    while line := await asyncio.to_thread(sys.stdin.readline):
        to = await _target(line.strip(), service)
        if to is None:
            print("Press Enter, or type for example +3h or +2d.", flush=True)
            continue
        moved = await _hand(service).move(to)
        print(f"It is {_time(service)}; {moved['sent']} sent.", flush=True)


def _hand(service: Service) -> ClockHand:
    if service.hand is None:
        raise RuntimeError("the demo's clock is simulated")
    return service.hand


async def _target(words: str, service: Service) -> datetime | None:
    now = service.office.clock.now()
    if not words:
        return await _hand(service).next_stop() or now + timedelta(days=1)
    number, unit = words.removeprefix("+")[:-1], words[-1:]
    if not number.isdigit() or unit not in "hd" or len(number) > 4:
        return None
    return now + (timedelta(hours=int(number)) if unit == "h" else timedelta(days=int(number)))
