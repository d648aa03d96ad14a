"""The bot's side of the Bot Connector: six requests, each once, each with a time-out.

Retrying, pacing and outcomes belong to delivery; nothing here waits for a second try.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any, Self
from urllib.parse import quote, urlencode

import aiohttp
import msgspec
from yarl import URL

from bot.teams.failures import NEVER_SENT, SendFailed, SendTimedOut, failure
from bot.teams.hosts import ServiceHosts
from bot.teams.settings import TeamsSettings
from bot.teams.token import OwnToken, TokenUnavailable, own_token
from bot.teams.wire import open_session, read_bounded
from dialogs.turn import Message, Sender

PAGE_SIZE = 500
MAX_ANSWER = 2_000_000
MAX_ERROR = 8_192
TARGETED = "?isTargetedActivity=true"
"""Behind the address of a message that one person alone sees."""

_encode = msgspec.json.Encoder().encode


class Connector:
    """Sends, updates, opens conversations and reads rosters at the service address of a conversation.

    Every method raises `SendFailed` when the message was not delivered and `SendTimedOut` when nobody knows.
    Service addresses are checked against the allow-list before a token leaves.
    """

    def __init__(
        self, settings: TeamsSettings, session: aiohttp.ClientSession, hosts: ServiceHosts, token: OwnToken
    ) -> None:
        self.session = session
        self.hosts = hosts
        self._bot = {"id": f"28:{settings.app_id}"} if settings.app_id else {}
        self._token = token

    @classmethod
    @asynccontextmanager
    async def open(cls, settings: TeamsSettings) -> AsyncIterator[Self]:
        """A connector with its own session, closed at the end of the block."""
        async with open_session() as session:
            yield cls(settings, session, ServiceHosts(settings), own_token(settings))

    async def send(
        self,
        service_url: str,
        conversation: str,
        activity: Mapping[str, Any],
        *,
        reply_to: str = "",
        targeted: bool = False,
    ) -> str:
        """Post a message and return its id.

        `conversation` may hold `;messageid=`, then the message stands in that thread; `reply_to` is the activity that
        is answered; what is `targeted` only the person in `activity["recipient"]` sees.
        """
        path = _path(conversation, "activities", *([reply_to] if reply_to else []))
        return _id(await self._call("POST", service_url, path + TARGETED * targeted, activity))

    async def update(self, message: Message, activity: Mapping[str, Any]) -> None:
        """Replace a message of the bot by another content, for everybody who sees it.

        Whom a targeted one is for stays as it was: Teams refuses to be told it again.
        """
        path = _path(message.conversation, "activities", message.activity)
        await self._call("PUT", message.service_url, path + TARGETED * bool(message.only_for), activity)

    async def post_in_channel(
        self, service_url: str, channel: str, activity: Mapping[str, Any], *, tenant: str
    ) -> Message:
        """Start a thread in a channel."""
        wanted = {
            "isGroup": True,
            "bot": self._bot,
            "tenantId": tenant,
            "channelData": {"channel": {"id": channel}, "tenant": {"id": tenant}},
            "activity": activity,
        }
        made = await self._call("POST", service_url, "v3/conversations", wanted)
        conversation, activity_id = _id(made), made.get("activityId")
        if not isinstance(activity_id, str) or not activity_id:
            activity_id = conversation.partition(";messageid=")[2]
        return Message(conversation=conversation or channel, activity=activity_id, service_url=service_url)

    async def open_personal(self, service_url: str, tenant: str, member: str) -> str:
        """The id of the personal conversation with a person (`29:…` or an Entra object id); the same every time."""
        wanted = {
            "isGroup": False,
            "bot": self._bot,
            "tenantId": tenant,
            "members": [{"id": member}],
            "channelData": {"tenant": {"id": tenant}},
        }
        conversation = _id(await self._call("POST", service_url, "v3/conversations", wanted))
        if not conversation:
            raise SendFailed(502, "NoConversationId")
        return conversation

    async def roster_page(self, service_url: str, conversation: str, token: str = "") -> tuple[list[Sender], str]:
        """Some members of a conversation, and the token of the page after them; empty after the last."""
        query = {"pageSize": PAGE_SIZE} | ({"continuationToken": token} if token else {})
        path = f"{_path(conversation, 'pagedmembers')}?{urlencode(query)}"
        page = await self._call("GET", service_url, path, None)
        following = page.get("continuationToken")
        known = following if isinstance(following, str) and following != token else ""
        return [_sender(member) for member in _list(page.get("members"))], known

    async def _call(
        self, method: str, service_url: str, path: str, content: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        if not self.hosts.allow(service_url):
            raise SendFailed(NEVER_SENT, "AddressNotAllowed")
        try:
            headers = await self._headers()
            url = URL(f"{service_url.rstrip('/')}/{path}", encoded=True)
            body = None if content is None else _encode(content)
            async with self.session.request(method, url, data=body, headers=headers, allow_redirects=False) as response:
                return await self._answer(response)
        except TokenUnavailable as error:
            raise SendFailed(NEVER_SENT, "NoToken", body=str(error)) from None
        except TimeoutError as error:
            raise SendTimedOut(type(error).__name__) from None
        except aiohttp.ClientConnectorError as error:
            raise SendFailed(NEVER_SENT, "NoConnection", body=type(error).__name__) from None
        except aiohttp.ClientError as error:
            raise SendTimedOut(type(error).__name__) from None

    async def _headers(self) -> dict[str, str]:
        token = await self._token.bearer()
        json = {"Content-Type": "application/json"}
        return json | {"Authorization": f"Bearer {token}"} if token else json

    async def _answer(self, response: aiohttp.ClientResponse) -> dict[str, Any]:
        if 200 <= response.status < 300:
            return _object(await read_bounded(response, MAX_ANSWER))
        if response.status == 401:
            self._token.forget()
        raise failure(response.status, response.headers, await read_bounded(response, MAX_ERROR))


def _path(conversation: str, *parts: str) -> str:
    return "/".join(("v3/conversations", *map(_quoted, (conversation, *parts))))


@lru_cache(maxsize=4096)
def _quoted(part: str) -> str:
    return quote(part, safe="")


def _object(body: bytes) -> dict[str, Any]:
    try:
        document = msgspec.json.decode(body) if body else {}
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        document = {}
    return document if isinstance(document, dict) else {}


def _list(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _id(document: Mapping[str, Any]) -> str:
    return _text(document, "id")


def _text(document: Mapping[str, Any], name: str) -> str:
    value = document.get(name)
    return value if isinstance(value, str) else ""


def _sender(member: Mapping[str, Any]) -> Sender:
    return Sender(
        tenant=_text(member, "tenantId").lower(),
        # Some rosters of Teams, and all of the Playground's, give the object id under its short name.
        entra_id=(_text(member, "aadObjectId") or _text(member, "objectId")).lower(),
        teams_id=_text(member, "id"),
        name=_text(member, "name"),
    )
