"""The smallest bot there is, by plain HTTP: it tries the driver, nothing of the product."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientSession, web

from tests.playground.driver import free_port

CARD = "application/vnd.microsoft.card.adaptive"


def text_block(text: str) -> dict[str, Any]:
    return {"type": "TextBlock", "text": text, "wrap": True}


def form() -> dict[str, Any]:
    """Every kind of input that a check-in has; two of them with the same label."""
    status = [{"title": "Green", "value": "green"}, {"title": "Red", "value": "red"}]
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [
            text_block("Two projects"),
            {"type": "Input.ChoiceSet", "id": "A/rag", "label": "Status", "style": "expanded", "choices": status},
            {"type": "Input.ChoiceSet", "id": "B/rag", "label": "Status", "style": "compact", "choices": status},
            {"type": "Input.Number", "id": "B/progress", "label": "Progress", "min": 0, "max": 100, "value": 40},
            {"type": "Input.Date", "id": "B/forecast_end", "label": "Forecast end", "value": "2026-03-12"},
            {"type": "Input.Text", "id": "B/summary", "label": "Summary", "isMultiline": True, "isRequired": True}
            | {"errorMessage": "Say how it goes"},
            {"type": "Input.Toggle", "id": "A/unchanged", "label": "Unchanged", "title": "As last time"},
            {"type": "ActionSet", "actions": [{"type": "Action.Execute", "title": "Send", "verb": "checkin.submit"}]},
        ],
    }


class EchoBot:
    """Says what it hears, shows the form when asked for it, and answers it with a receipt.

    Attributes:
        heard: every activity, in order.
    """

    def __init__(self, session: ClientSession) -> None:
        self.heard: list[dict[str, Any]] = []
        self.url = ""
        self._session = session

    async def receive(self, request: web.Request) -> web.Response:
        activity = await request.json()
        self.heard.append(activity)
        if activity["type"] == "invoke":
            rag = activity["value"]["action"]["data"].get("B/rag")
            receipt = {"type": "AdaptiveCard", "version": "1.5", "body": [text_block(f"Stored: {rag}")]}
            return web.json_response({"statusCode": 200, "type": CARD, "value": receipt})
        if activity["type"] == "message":
            await self._reply(activity)
        return web.Response()

    async def write_first(self, teams_id: str) -> tuple[str, str]:
        """The form in a new chat with this person; returns the ids of the chat and of the message."""
        connector = self.heard[-1]["serviceUrl"]
        chat = await self._post(f"{connector}/v3/conversations", {"isGroup": False, "members": [{"id": teams_id}]})
        message = {"type": "message", "attachments": [{"contentType": CARD, "content": form()}]}
        return chat, await self._post(f"{connector}/v3/conversations/{chat}/activities", message)

    async def _reply(self, activity: dict[str, Any]) -> None:
        words = activity.get("text", "")
        answer: dict[str, Any] = {"type": "message", "text": f"echo {words}"}
        if "form" in words:
            answer = {"type": "message", "attachments": [{"contentType": CARD, "content": form()}]}
        await self._post(
            f"{activity['serviceUrl']}/v3/conversations/{activity['conversation']['id']}/activities", answer
        )

    async def _post(self, url: str, body: dict[str, Any]) -> str:
        async with self._session.post(url, json=body) as response:
            response.raise_for_status()
            made: dict[str, str] = await response.json()
            return made["id"]


@asynccontextmanager
async def echo_bot() -> AsyncIterator[EchoBot]:
    """The bot on a port of its own."""
    async with ClientSession() as session:
        bot, port = EchoBot(session), free_port()
        application = web.Application()
        application.router.add_post("/api/messages", bot.receive)
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        bot.url = f"http://127.0.0.1:{port}/api/messages"
        try:
            yield bot
        finally:
            await runner.cleanup()
