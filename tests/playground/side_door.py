"""The Playground's own REST: what other people than the one at the page do, and what the page has no button for."""

from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import aiohttp

from bot.demo.playground import PlaygroundPerson


class SideDoor:
    """Acts as any of the six people; nothing of it is drawn on the page but what the bot answers.

    Args:
        address: of the Playground.
    """

    def __init__(self, address: str) -> None:
        self._session = aiohttp.ClientSession(base_url=address, timeout=aiohttp.ClientTimeout(total=20))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def say(self, person: PlaygroundPerson, conversation: str, text: str) -> int:
        """A message of this person, handed to the bot as it would be; returns the HTTP status."""
        activity = await self.template(conversation)
        activity |= {"type": "message", "text": text, "textFormat": "plain", "from": _sender(person)}
        return (await self.post("/_internal/v1/customActivities", activity))[0]

    async def execute(
        self, person: PlaygroundPerson, conversation: str, message: str, action: Mapping[str, Any]
    ) -> tuple[int, Any]:
        """Action.Execute of this person on a card of the bot; returns the HTTP status and what the bot answered.

        Args:
            message: the id of the message that holds the card.
            action: `verb` and `data`, inputs merged in.
        """
        value = {"action": {"type": "Action.Execute", **action}}
        return await self._act("invoke", person, conversation, message, {"name": "adaptiveCard/action", "value": value})

    async def submit(
        self, person: PlaygroundPerson, conversation: str, message: str, value: Mapping[str, Any]
    ) -> tuple[int, Any]:
        """Action.Submit of this person on a card of the bot; `value` is its data with the inputs, all strings."""
        return await self._act("submit", person, conversation, message, {"value": dict(value)})

    async def template(self, conversation: str) -> dict[str, Any]:
        """An activity as the Playground would send it from this conversation."""
        path = f"/_internal/v1/customActivities/template?conversationId={quote(conversation, safe='')}"
        async with self._session.get(path) as response:
            response.raise_for_status()
            activity: dict[str, Any] = await response.json(content_type=None)
            return activity

    async def post(self, path: str, body: Mapping[str, Any]) -> tuple[int, Any]:
        """Any other request; returns the status and the JSON, or the text where it is none."""
        async with self._session.post(path, json=body) as response:
            if response.content_type == "application/json":
                return response.status, await response.json()
            return response.status, await response.text()

    async def _act(
        self, what: str, person: PlaygroundPerson, conversation: str, message: str, action: Mapping[str, Any]
    ) -> tuple[int, Any]:
        place = {"conversation": {"id": conversation}, "from": {"id": person.teams_id}, "replyToId": message}
        return await self.post(f"/_conversation/v1/{what}", place | dict(action))


def _sender(person: PlaygroundPerson) -> dict[str, str]:
    return {"id": person.teams_id, "name": person.name, "aadObjectId": person.entra_id}
