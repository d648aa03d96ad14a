"""The demo as somebody lives it: the page of one member, the others beside them, a clock moved from outside."""

import asyncio
import csv
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from playwright.async_api import ViewportSize

from bot.demo.playground import PlaygroundPerson
from bot.demo.week import BRUSSELS, TEAM, Demo, Ports, demo_week
from samples import SAMPLES
from tests.playground.drawn_card import DrawnCard
from tests.playground.driver import PlaygroundClient, Sent, free_port, open_client
from tests.playground.render import render

PAGE = ViewportSize(width=1400, height=1000)
TALL = ViewportSize(width=1400, height=2200)
"""High enough for a check-in of three projects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week of the demo.

    Attributes:
        client: the page, used by Nora Brennan, who manages APPT, BIOM and VISA.
        pictures: the folder for what was seen.
    """

    demo: Demo
    client: PlaygroundClient
    pictures: Path

    async def until(self, local: str) -> None:
        """Move the clock to an instant in Brussels, `2026-03-12 10:00`, from outside as `make demo` says."""
        now = datetime.fromisoformat(local).replace(tzinfo=BRUSSELS).isoformat()
        url = f"http://127.0.0.1:{self.demo.service.port}/_clock"
        async with ClientSession() as session, session.post(url, json={"now": now}) as answer:
            assert answer.status == 200, await answer.text()
            assert (await answer.json())["pending"] == 0

    def person(self, name: str) -> PlaygroundPerson:
        """One of the six, by name."""
        return next(person for person in self.demo.people if person.name == name)

    async def press_as(self, name: str, posted: Sent, verb: str, **inputs: str) -> Any:
        """Somebody else presses a button of a message; what the bot answered."""
        action = next(action for action in actions_of(posted.card) if action.get("verb") == verb)
        pressed = {"verb": verb, "data": action["data"] | inputs}
        place = (self.person(name), posted.conversation, posted.message)
        status, answer = await self.client.others.execute(*place, pressed)
        assert status == 200, answer
        return answer

    async def card(self, *found_by: str) -> DrawnCard:
        """Wait until each of these texts stands on a card; the card of the last one."""
        for text in found_by:
            card = await self.client.card(text)
        return card

    async def picture(self, name: str) -> None:
        """Keep the whole page as it looks now, high enough for everything on it."""
        await self.client.page.set_viewport_size(TALL)
        await self.client.screenshot(self.pictures / f"{name}.png")
        await self.client.page.set_viewport_size(PAGE)

    async def narrow_pictures(self) -> None:
        """Keep every card that was sent as a narrow pane shows it; one that does not fit fails."""
        sent = [message for message in self.client.sent() if message.activity.get("attachments")]
        cards = {f"{n:02}-{message.kind}-{message.card['lang']}": message.card for n, message in enumerate(sent, 1)}
        await asyncio.to_thread(render, cards, self.pictures / "narrow", width=320, theme="light")


def actions_of(node: Any) -> Iterator[dict[str, Any]]:
    """The actions of a card, without their fallbacks."""
    if isinstance(node, list):
        for item in node:
            yield from actions_of(item)
    elif isinstance(node, dict):
        if str(node.get("type", "")).startswith("Action."):
            yield node
        for name, child in node.items():
            if name != "fallback":
                yield from actions_of(child)


@asynccontextmanager
async def a_week(folder: Path, pictures: Path, samples: Path = SAMPLES) -> AsyncIterator[Week]:
    """The demo with its page open, on Wednesday 11 March 2026 at 8:00 in Brussels."""
    async with (
        demo_week(folder / "demo", Ports(client=free_port(), bot=0), samples) as demo,
        open_client(demo.playground.address, TEAM) as client,
    ):
        yield Week(demo=demo, client=client, pictures=pictures)


def samples_with(member: str, language: str, folder: Path) -> Path:
    """A copy of the sample portfolio in which this member reads another language."""
    shutil.copytree(SAMPLES, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    table = folder / "members.csv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["language"] = language if row["id"] == member else row["language"]
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return folder
