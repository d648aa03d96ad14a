"""The Agents Playground in a headless Chromium, used as a person uses Teams."""

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from playwright.async_api import Locator, Page, Response, WebSocket

from bot.demo.playground import BOT_NAME, AgentsPlayground, PlaygroundPerson, PlaygroundTeam
from tests.playground.browser import PATIENCE, chromium, keep_local
from tests.playground.drawn_card import DrawnCard
from tests.playground.side_door import SideDoor

Found = TypeVar("Found")

CARD = ".ac-preview-panel > .ac-adaptiveCard"
GENERAL = "General"
LOOKS_AGAIN = 0.05
"""Seconds between two looks at the page."""

PEOPLE = tuple(
    PlaygroundPerson(
        name=name,
        entra_id=f"00000000-0000-4000-8000-{number:012d}",
        email=f"{name.split()[0].lower()}@example.org",
    )
    for number, name in enumerate(
        ("Amina Diallo", "Bram Peeters", "Chloé Lambert", "Dieter Schmitz", "Esi Mensah", "Femke Claes"), start=1
    )
)
TEAM = PlaygroundTeam(
    tenant_id="11111111-1111-4111-8111-111111111111",
    id="19:digital-posts@thread.tacv2",
    name="Digital posts",
    group_id="22222222-2222-4222-8222-222222222222",
    channel_id="19:steering@thread.tacv2",
    channel_name="Steering",
)


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True, slots=True)
class Sent:
    """One message of the bot.

    Attributes:
        conversation: the chat, or the thread of a channel; empty where the log does not tell.
        message: its id; the same again when it was redrawn.
    """

    conversation: str
    message: str
    activity: dict[str, Any]

    @property
    def card(self) -> dict[str, Any]:
        """Its card."""
        card: dict[str, Any] = self.activity["attachments"][0]["content"]
        return card

    @property
    def kind(self) -> str:
        """What the bot calls it while its clock is simulated: ask, receipt, alert, …."""
        return str(self.activity["channelData"]["rapporteur"]["kind"])

    @property
    def json(self) -> str:
        return json.dumps(self.activity, ensure_ascii=False)


class PlaygroundClient:
    """The page of the Playground, with the personal chat open at first.

    Attributes:
        page: Playwright's page, for what has no word here.
        others: the side door, by which the other people act.
    """

    def __init__(self, page: Page, others: SideDoor, team: PlaygroundTeam) -> None:
        self.page = page
        self.others = others
        self._team = team
        self._frames: list[dict[str, Any]] = []
        self._cards: list[dict[str, Any]] = []
        self._answers: list[Response] = []
        page.on("websocket", self._listen)
        page.on("response", self._keep_answer)

    async def open(self, address: str) -> None:
        """Load the page; the bot is greeted with an installation."""
        await self.page.goto(address, timeout=2 * PATIENCE)
        await self.page.get_by_role("treeitem", name="Personal Chat").wait_for()

    async def personal(self) -> None:
        """Go to the personal chat with the bot."""
        await self._go("Personal Chat")

    async def channel(self, name: str = GENERAL) -> None:
        """Go to a channel of the team; the first time the bot is told of an installation there."""
        await self._go(f"{self._team.name} - {name}")

    async def say(self, text: str) -> None:
        """Write to the bot in the personal chat."""
        await self._write(self.page.get_by_role("textbox").last, text)
        await self.page.get_by_role("button", name="Send Message").last.click()

    async def post(self, text: str, *, mention: bool = True) -> None:
        """Begin a thread in the channel that is open; a bot hears only what mentions it."""
        await self._write(self.page.get_by_role("textbox").first, text, mention=mention)
        await self.page.get_by_role("button", name="Post", exact=True).click()

    async def reply(self, text: str, *, thread: int = 0, mention: bool = True) -> None:
        """Answer in a thread of the channel that is open; 0 is the newest, which is drawn first."""
        drawn = self._threads().nth(thread)
        await self._write(drawn.get_by_role("textbox"), text, mention=mention)
        await drawn.get_by_role("button", name="Send Message").click()

    async def text(self) -> str:
        """Everything drawn in the conversation that is open."""
        headers = self.page.get_by_label("Message header", exact=True)
        messages = headers.locator("xpath=..") if await headers.count() else self._threads()
        return "\n".join(await messages.all_inner_texts())

    async def see(self, pattern: str, within: float = 10) -> str:
        """Wait until the open conversation shows what this regular expression finds; return all its text.

        Args:
            within: seconds.
        """

        async def shown() -> str | None:
            text = await self.text()
            return text if re.search(pattern, text, re.DOTALL) else None

        text = await _soon(shown, within)
        assert text is not None, f"{pattern!r} was not shown within {within} s but: …{(await self.text())[-800:]}"
        return text

    async def card(self, containing: str = "", *, number: int = -1) -> DrawnCard:
        """A card of the open conversation: the last one (or the numbered one) that contains this text."""
        cards = self.page.locator(CARD).filter(has_text=containing)
        await cards.first.wait_for()
        await self._take_in_answers()
        return DrawnCard(self.page, cards.nth(number if number >= 0 else await cards.count() + number), self._cards)

    def sent(self) -> list[Sent]:
        """The messages that the bot has sent, also to chats that the page does not draw; oldest first."""
        return [sent for entry in self._requests("message", "createConversation") if (sent := _sent(entry))]

    async def see_sent(self, pattern: str, within: float = 10) -> Sent:
        """Wait for the newest message, drawn or not, whose JSON this regular expression finds.

        Args:
            within: seconds.
        """

        async def received() -> Sent | None:
            return next((sent for sent in reversed(self.sent()) if re.search(pattern, sent.json)), None)

        sent = await _soon(received, within)
        assert sent is not None, f"{pattern!r} was not sent within {within} s"
        return sent

    def chat_with(self, person: PlaygroundPerson) -> str:
        """The chat that the bot has opened with one of the others."""
        opened = [entry for entry in self._requests("createConversation") if _is_with(entry, person)]
        return str(opened[-1]["response"]["body"]["id"])

    def traffic(self) -> list[dict[str, Any]]:
        """The Playground's log: each request in both directions with its bodies."""
        return [frame["log"] for frame in self._frames if frame.get("logAction") == "appendLog"]

    def _requests(self, *names: str) -> list[dict[str, Any]]:
        """The log's entries of what the bot has asked of the connector and got."""
        ours = [entry for entry in self.traffic() if entry.get("from") == "User Application"]
        return [entry for entry in ours if entry.get("activityName") in names and entry["response"]["statusCode"] < 300]

    async def warnings(self) -> list[str]:
        """What the Playground could not draw or do."""
        panel = await self.page.locator("[contenteditable=true][spellcheck=false]").first.inner_text()
        return [line for line in panel.splitlines() if re.search(r"not (supported|implemented)", line)]

    async def screenshot(self, path: Path) -> None:
        """A picture of the whole page."""
        await self.page.screenshot(path=path)

    async def _go(self, name: str) -> None:
        place = self.page.get_by_role("treeitem", name=name, exact=True)
        await place.click()
        await self.page.wait_for_function(
            "item => item.getAttribute('aria-selected') !== 'false'", arg=await place.element_handle()
        )

    def _threads(self) -> Locator:
        # The box for a new post is drawn like a thread, but has no button to answer.
        return self.page.locator(".fui-Card").filter(has=self.page.get_by_role("button", name="Send Message"))

    async def _write(self, box: Locator, text: str, *, mention: bool = False) -> None:
        await box.click()
        if mention:
            await self.page.keyboard.type("@")
            offers = self.page.get_by_role("option").or_(self.page.get_by_role("menuitem"))
            await offers.filter(has_text=BOT_NAME).first.click()
            await self.page.keyboard.type(" ")
        await self.page.keyboard.type(text)

    def _listen(self, websocket: WebSocket) -> None:
        websocket.on("framereceived", self._keep_frame)

    def _keep_frame(self, payload: str | bytes) -> None:
        if payload[:1] not in ("{", b"{"):
            return
        frame = json.loads(payload)
        self._frames.append(frame)
        message = frame.get("message")
        attachments = message.get("attachments") or [] if isinstance(message, dict) else []
        self._cards += [item["content"] for item in attachments if isinstance(item.get("content"), dict)]

    def _keep_answer(self, response: Response) -> None:
        if response.url.endswith("/_conversation/v1/invoke"):
            self._answers.append(response)

    async def _take_in_answers(self) -> None:
        """The cards that answered an Action.Execute; they come in no frame."""
        while self._answers:
            answer = await self._answers.pop(0).json()
            if isinstance(answer, dict) and isinstance(answer.get("value"), dict):
                self._cards.append(answer["value"])


def _sent(entry: dict[str, Any]) -> Sent | None:
    """The message of a request; None where it only opened a chat."""
    asked, got = entry["request"]["body"], entry["response"]["body"]
    if entry["activityName"] == "createConversation":
        return Sent(got["id"], got["activityId"], asked["activity"]) if "activity" in asked else None
    return Sent(entry.get("conversationId", ""), entry["messageId"], asked)


def _is_with(created: dict[str, Any], person: PlaygroundPerson) -> bool:
    members = created["request"]["body"].get("members") or [{}]
    return members[0].get("id") in (person.teams_id, person.entra_id)


async def _soon(look: Callable[[], Awaitable[Found | None]], within: float) -> Found | None:
    """Look again and again; None when nothing came in time."""
    deadline = asyncio.get_running_loop().time() + within
    # The page is not ours: it has no event to wait for.
    while (found := await look()) is None and asyncio.get_running_loop().time() < deadline:
        await asyncio.sleep(LOOKS_AGAIN)
    return found


@asynccontextmanager
async def playground(
    bot_url: str, folder: Path, *, people: Sequence[PlaygroundPerson] = PEOPLE, team: PlaygroundTeam = TEAM
) -> AsyncIterator[PlaygroundClient]:
    """The Playground of a running bot, opened by the first of the people.

    Args:
        folder: for its configuration and logs.
    """
    server = AgentsPlayground(bot_url=bot_url, people=people, port=free_port(), folder=folder, team=team)
    address = await server.start()
    try:
        async with open_client(address, team) as client:
            yield client
    finally:
        await server.stop()


@asynccontextmanager
async def open_client(address: str, team: PlaygroundTeam) -> AsyncIterator[PlaygroundClient]:
    """A browser at a Playground that runs already, such as the one of `make demo`."""
    async with chromium() as browser, SideDoor(address) as others:
        page = await browser.new_page(viewport={"width": 1400, "height": 1000}, locale="en-US")
        await keep_local(page)
        client = PlaygroundClient(page, others, team)
        await client.open(address)
        yield client
